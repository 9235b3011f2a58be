"""Who appears, in which role, how often."""

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query, count_units
from dashboard.snapshot import Snapshot


def build_speaker_appearances(snapshot: Snapshot, filters: Filters) -> Query:
    """Build the query of `speaker_appearances`."""
    denominator = count_units(snapshot, filters, people=False, release=False)
    return build_query("speaker_appearances", snapshot, filters, {"denominator": denominator})


def speaker_appearances(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period, person and role with an appearance, oldest first.

    Columns: period_start, period_end, completeness, person_id, person, role, appearances (releases),
    denominator (releases).
    """
    return build_speaker_appearances(snapshot, filters).frame(snapshot)


def appearances_by_role(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period and role, zeros included; appearances are null where `missing`.

    Columns: period_start, period_end, completeness, role, appearances (releases in which anyone, or the
    person asked for, has that role).
    """
    return build_query("appearances_by_role", snapshot, filters).frame(snapshot)


def speaker_ranking(snapshot: Snapshot, filters: Filters, limit: int = 100) -> pd.DataFrame:
    """Return the people with the most appearances over the whole range.

    Columns: person_id, person, name_en, name_tc, office, spoke, officiated, attended, named, appearances.
    """
    return build_query("speaker_ranking", snapshot, filters, limit=limit).frame(snapshot)
