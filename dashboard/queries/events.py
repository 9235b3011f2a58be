"""How many came: the sizes that releases state."""

from dataclasses import replace
from datetime import date
from typing import Literal, get_args

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query, list_years
from dashboard.snapshot import Snapshot

SizeColumn = Literal["day", "value", "event_type"]
SIZE_COLUMNS: tuple[SizeColumn, ...] = get_args(SizeColumn)


def build_event_sizes(snapshot: Snapshot, filters: Filters) -> Query:
    """Build the query of `event_sizes`, which a file reads year by year."""
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in list_years(snapshot, filters)]
    parts = tuple({"since": max(first, filters.since), "until": min(last, filters.until)} for first, last in years)
    query = build_query("event_sizes", snapshot, filters)
    return replace(query, parts=parts or query.parts)


def event_sizes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a stated size, oldest first.

    Columns: day, unit_id, release_id, lang, title, event_type, value, value_high, qualifier, unit, subject,
    expected, held_on, sentence, start_char, end_char, in_title, url, source. `held_on` is null where the text
    states no day of the event.
    """
    return build_event_sizes(snapshot, filters).frame(snapshot)


def event_size_counts(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a unit of count that has sizes: unit, sizes, largest (the greatest number stated)."""
    return build_query("event_size_counts", snapshot, filters).frame(snapshot)


def event_size_page(
    snapshot: Snapshot,
    filters: Filters,
    unit: str,
    *,
    sort: SizeColumn = "value",
    descending: bool = True,
    held: bool = False,
    limit: int = 25,
    offset: int = 0,
) -> pd.DataFrame:
    """Return some of the sizes stated in one unit of count, in an order; `held` leaves out those still to come.

    Columns as of `event_sizes`.
    """
    places = {
        "counted": "unit = $counted_in AND NOT expected" if held else "unit = $counted_in",
        "order": f"{sort} {'DESC' if descending else 'ASC'}, day DESC, unit_id, in_title DESC, start_char, value",
    }
    query = build_query("event_size_page", snapshot, filters, places, counted_in=unit, limit=limit, offset=offset)
    return query.frame(snapshot)


def event_size_summary(snapshot: Snapshot, filters: Filters, unit: str = "people") -> pd.DataFrame:
    """Return one row a period, those without a stated size included with nulls.

    `sizes` is 0 there, and null where the period is `missing`. Sizes of events still to come are left out.
    `unit` is people, person-times, organisations or countries.
    Columns: period_start, period_end, completeness, unit, sizes (how many), q1, median, q3, largest.
    """
    return build_query("event_size_summary", snapshot, filters, counted_in=unit).frame(snapshot)
