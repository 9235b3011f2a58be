"""The datasets that can be downloaded: their columns, their queries, and how a row becomes a line of CSV."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from dashboard.filters import Filters
from dashboard.periods import name_period
from dashboard.queries.base import Query
from dashboard.queries.events import build_event_sizes
from dashboard.queries.releases import build_phrase_frequency, build_releases_table
from dashboard.queries.speakers import build_speaker_appearances
from dashboard.queries.themes import build_theme_frequency
from dashboard.snapshot import Rows, Snapshot

Cells = dict[str, Sequence[Any]]
"""The cells of a batch of rows by column."""

_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet reads Chinese as Latin letters
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Dataset:
    """One address: its columns, its query, and what is added to the rows of the query's answer."""

    columns: tuple[str, ...]
    build: Callable[[Snapshot, Filters], Query]
    complete: Callable[[Cells, Filters], None]


def _add_nothing(_cells: Cells, _filters: Filters) -> None:
    """Leave the rows as the query gave them."""


def _add_period(cells: Cells, filters: Filters) -> None:
    cells["period"] = [name_period(start, filters.by) for start in cells["period_start"]]


def _add_measure(cells: Cells, filters: Filters) -> None:
    _add_period(cells, filters)
    cells["measure"] = [filters.measure] * len(cells["period"])
    cells["value"] = cells[filters.measure]


def _drop_unknown_time(cells: Cells, _filters: Filters) -> None:
    times = zip(cells["time_known"], cells["published_at"], cells["published_on"], strict=True)
    cells["published_at"] = [at if known else day for known, at, day in times]


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
        build_theme_frequency,
        _add_measure,
    ),
    "phrase-frequency": Dataset(
        (*_PERIOD, "q", "releases", "share", "denominator"),
        build_phrase_frequency,
        _add_period,
    ),
    "speaker-appearances": Dataset(
        (*_PERIOD, "person_id", "person", "role", "appearances", "denominator"),
        build_speaker_appearances,
        _add_period,
    ),
    "event-sizes": Dataset(
        _EVENT_SIZE,
        build_event_sizes,
        _add_nothing,
    ),
    "releases": Dataset(
        ("unit_id", "release_id", "lang", "published_at", "title", "kind", "bureau", "routine", "url", "source"),
        build_releases_table,
        _drop_unknown_time,
    ),
}


def write_csv(dataset: Dataset, filters: Filters, rows: Rows) -> Iterator[bytes]:
    """Yield a file in pieces of a batch of rows each: UTF-8 with its mark, lines ended as in RFC 4180."""
    yield (_BYTE_ORDER_MARK + _write_lines([dataset.columns])).encode()
    for batch in rows.batches:
        cells: Cells = dict(zip(rows.columns, zip(*batch, strict=True), strict=True))
        dataset.complete(cells, filters)
        columns = [map(_write_cell, cells[column]) for column in dataset.columns]
        yield _write_lines(zip(*columns, strict=True)).encode()


def _write_lines(rows: Iterable[Sequence[str]]) -> str:
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
