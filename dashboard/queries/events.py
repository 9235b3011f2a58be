"""How many came: the sizes that releases state."""

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query
from dashboard.snapshot import Snapshot


def build_event_sizes(snapshot: Snapshot, filters: Filters) -> Query:
    """Build the query of `event_sizes`."""
    return build_query("event_sizes", snapshot, filters)


def event_sizes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a stated size, oldest first.

    Columns: day, unit_id, release_id, lang, title, event_type, value, value_high, qualifier, unit, subject,
    expected, held_on, sentence, start_char, end_char, in_title, url, source. `held_on` is null where the text
    states no day of the event.
    """
    return build_event_sizes(snapshot, filters).frame(snapshot)


def event_size_summary(snapshot: Snapshot, filters: Filters, unit: str = "people") -> pd.DataFrame:
    """Return one row a period, those without a stated size included with nulls.

    `sizes` is 0 there, and null where the period is `missing`. Sizes of events still to come are left out.
    `unit` is people, person-times, organisations or countries.
    Columns: period_start, period_end, completeness, unit, sizes (how many), q1, median, q3, largest.
    """
    return build_query("event_size_summary", snapshot, filters, counted_in=unit).frame(snapshot)
