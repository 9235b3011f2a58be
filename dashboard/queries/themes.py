"""How often the themes are spoken of."""

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query, count_units
from dashboard.snapshot import Snapshot


def build_theme_frequency(snapshot: Snapshot, filters: Filters) -> Query:
    """Build the query of `theme_frequency`."""
    return build_query("theme_frequency", snapshot, filters, _denominator(snapshot, filters))


def theme_frequency(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period and theme, zeros included, oldest first; numbers are null where `missing`.

    Columns: period_start, period_end, completeness, theme_id, theme, domain_id, releases, mentions,
    share (0 to 1, null where nothing was released), denominator (releases).
    """
    return build_theme_frequency(snapshot, filters).frame(snapshot)


def theme_ranking(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a theme over the whole range, zeros included, greatest measure first.

    Columns: theme_id, theme, domain_id, releases, mentions, share, denominator.
    """
    return build_query("theme_ranking", snapshot, filters, _denominator(snapshot, filters)).frame(snapshot)


def _denominator(snapshot: Snapshot, filters: Filters) -> dict[str, str]:
    return {"denominator": count_units(snapshot, filters, themes=False, release=False)}
