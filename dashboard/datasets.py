"""The datasets that can be downloaded: their columns, their queries, and how a row becomes a line of CSV."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from dashboard.filters import Filters
from dashboard.periods import name_period
from dashboard.queries.base import Query
from dashboard.queries.events import build_event_sizes
from dashboard.queries.releases import build_releases_table
from dashboard.queries.speakers import build_speaker_appearances
from dashboard.queries.themes import build_theme_frequency
from dashboard.snapshot import Rows, Snapshot

Cells = dict[str, Any]

_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet reads Chinese as Latin letters
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Dataset:
    """One address: its columns, its query, and what is added to each row of the query's answer."""

    columns: tuple[str, ...]
    build: Callable[[Snapshot, Filters, str], Query]
    complete: Callable[[Cells, Filters], None]
    page_only: frozenset[str] = frozenset()


def _add_nothing(_cells: Cells, _filters: Filters) -> None:
    """Leave the row as the query gave it."""


def _add_period(cells: Cells, filters: Filters) -> None:
    cells["period"] = name_period(cells["period_start"], filters.by)


def _add_measure(cells: Cells, filters: Filters) -> None:
    _add_period(cells, filters)
    cells["measure"] = filters.measure
    cells["value"] = cells[filters.measure]


def _drop_unknown_time(cells: Cells, _filters: Filters) -> None:
    if not cells["time_known"]:
        cells["published_at"] = cells["published_on"]


_PERIOD = ("period", "period_start", "period_end", "completeness")
_EVENT_SIZE = (
    "day",
    "unit_id",
    "release_id",
    "lang",
    "title",
    "event_type",
    "value",
    "value_high",
    "qualifier",
    "unit",
    "subject",
    "expected",
    "held_on",
    "sentence",
    "start_char",
    "end_char",
    "in_title",
    "url",
    "source",
)
DATASETS = {
    "theme-frequency": Dataset(
        (*_PERIOD, "theme_id", "theme", "releases", "mentions", "share", "denominator", "measure", "value"),
        lambda snapshot, filters, _search: build_theme_frequency(snapshot, filters),
        _add_measure,
    ),
    "speaker-appearances": Dataset(
        (*_PERIOD, "person_id", "person", "role", "appearances", "denominator"),
        lambda snapshot, filters, _search: build_speaker_appearances(snapshot, filters),
        _add_period,
    ),
    "event-sizes": Dataset(
        _EVENT_SIZE,
        lambda snapshot, filters, _search: build_event_sizes(snapshot, filters),
        _add_nothing,
    ),
    "releases": Dataset(
        ("unit_id", "release_id", "lang", "published_at", "title", "kind", "bureau", "routine", "url", "source"),
        build_releases_table,
        _drop_unknown_time,
        frozenset({"search"}),
    ),
}


def write_csv(dataset: Dataset, filters: Filters, rows: Rows) -> Iterator[bytes]:
    """Yield a file in pieces of a batch of rows each: UTF-8 with its mark, lines ended as in RFC 4180."""
    yield (_BYTE_ORDER_MARK + _write_lines([dataset.columns])).encode()
    for batch in rows.batches:
        yield _write_lines([_write_row(dataset, filters, rows.columns, row) for row in batch]).encode()


def _write_row(dataset: Dataset, filters: Filters, names: Sequence[str], row: Sequence[Any]) -> list[str]:
    cells = dict(zip(names, row, strict=True))
    dataset.complete(cells, filters)
    return [_write_cell(cells[column]) for column in dataset.columns]


def _write_lines(rows: Sequence[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _write_cell(value: Any) -> str:
    """Write dates as ISO, whole numbers without a point, and text so that no spreadsheet computes it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
