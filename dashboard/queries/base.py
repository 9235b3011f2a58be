"""How filters become SQL: fixed fragments chosen by what is asked for, and every value bound."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pandas as pd

from dashboard.filters import ROLES, Filters
from dashboard.periods import list_periods
from dashboard.snapshot import Snapshot

_RANGE = "scope = $lang AND day BETWEEN $since AND $until"
_NOT_ROUTINE = "NOT routine"
_CHOSEN_THEMES = "list_contains($themes, theme_id)"
_CHOSEN_PERSON = "person_id = $speaker"
_CHOSEN_ROLES = "list_contains($roles, role)"
_HAS_RELEASE = "unit_id IN (SELECT unit_id FROM unit_releases WHERE scope = $lang AND release_id = $release)"
_HAS_THEME = f"unit_id IN (SELECT unit_id FROM theme_units WHERE {_RANGE} AND {_CHOSEN_THEMES})"  # noqa: S608 - fixed
_HAS_PERSON = "unit_id IN (SELECT unit_id FROM speaker_units WHERE {})"
_HAS_SIZE = f"unit_id IN (SELECT unit_id FROM size_units WHERE {_RANGE} AND unit = $size AND NOT expected)"  # noqa: S608 - fixed
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Query:
    """One statement and its values: a chart and its download run the same."""

    sql: str
    params: Mapping[str, object]

    def frame(self, snapshot: Snapshot) -> pd.DataFrame:
        """Return the whole answer."""
        return snapshot.frame(self.sql, self.params)


def build_query(
    name: str, snapshot: Snapshot, filters: Filters, fragments: Mapping[str, str] = _NONE, **params: object
) -> Query:
    """Build the query of `sql/<name>.sql` under the filters.

    `fragments` fill further places of the statement with fixed conditions, never with what a reader typed;
    `params` are further values to bind.
    """
    sql = _fill(_fill(_load_sql(name), fragments), _fragments(filters))
    return Query(sql, {**_period_params(snapshot, filters), **_filter_params(filters), **params})


def units_under(filters: Filters, *, themes: bool = True, people: bool = True, release: bool = True) -> str:
    """Return the condition that a row of `units`, or of any `…_units` table, is under the filters.

    `themes`, `people` and `release` say which of these filters hold; days, language, routine and size always do.
    """
    conditions = [_RANGE]
    if filters.routine == "exclude":
        conditions.append(_NOT_ROUTINE)
    if themes and filters.themes:
        conditions.append(_HAS_THEME)
    if people and (filters.speaker or filters.roles):
        conditions.append(_HAS_PERSON.format(f"{_RANGE} AND {_people_under(filters)}"))
    if filters.size:
        conditions.append(_HAS_SIZE)
    if release and filters.release:
        conditions.append(_HAS_RELEASE)
    return " AND ".join(conditions)


def _people_under(filters: Filters) -> str:
    conditions = [_CHOSEN_PERSON] if filters.speaker else []
    if filters.roles:
        conditions.append(_CHOSEN_ROLES)
    return " AND ".join(conditions) or "true"


def _fragments(filters: Filters) -> dict[str, str]:
    chosen_themes = _CHOSEN_THEMES if filters.themes else "true"
    return {
        "units": units_under(filters),
        "units_of_any_theme": units_under(filters, themes=False),
        "units_of_anyone": units_under(filters, people=False),
        "chosen_themes": chosen_themes,
        "chosen_people": _people_under(filters),
    }


def _fill(sql: str, fragments: Mapping[str, str]) -> str:
    for name, fragment in fragments.items():
        sql = sql.replace("{" + name + "}", fragment)
    return sql


@cache
def _load_sql(name: str) -> str:
    return files("dashboard").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _filter_params(filters: Filters) -> dict[str, object]:
    return {
        "since": filters.since,
        "until": filters.until,
        "by": filters.by,
        "themes": list(filters.themes),
        "speaker": filters.speaker,
        "roles": list(filters.roles),
        "shown_roles": list(filters.roles or ROLES),
        "all_roles": list(ROLES),
        "lang": filters.lang,
        "measure": filters.measure,
        "size": filters.size,
        "release": filters.release,
    }


def _period_params(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    periods = list_periods(filters.since, filters.until, filters.by, snapshot.info, filters.lang)
    return {
        "starts": [period.start for period in periods],
        "ends": [period.end for period in periods],
        "completeness": [period.completeness for period in periods],
    }
