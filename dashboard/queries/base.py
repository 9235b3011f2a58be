"""How filters become SQL: fixed fragments chosen by what is asked for, and every value bound."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any

import pandas as pd

from dashboard.filters import ROLES, Filters
from dashboard.periods import Period, find_whole, list_periods
from dashboard.snapshot import Rows, Snapshot

_SPAN = "scope = $lang AND day BETWEEN {} AND {}"
_RANGE = _SPAN.format("$since", "$until")
_NOT_ROUTINE = "NOT routine"
_CHOSEN_PERSON = "person_id = $speaker"
_CHOSEN_ROLES = "list_contains($roles, role)"
_HAS_RELEASE = "unit_no IN (SELECT unit_no FROM unit_releases WHERE scope = $lang AND release_id = $release)"
_HAS_THEME = f"unit_no IN (SELECT unit_no FROM theme_units WHERE {_RANGE} AND {{}})"  # noqa: S608 - fixed
_HAS_PERSON = f"unit_no IN (SELECT unit_no FROM speaker_units WHERE {_RANGE} AND {{}})"  # noqa: S608 - fixed
_HAS_SIZE = f"unit_no IN (SELECT unit_no FROM size_units WHERE {_RANGE} AND unit = $size AND NOT expected)"  # noqa: S608 - fixed
_EACH_ROLE = ", ".join(f"(role = '{role}')::INTEGER AS {role}" for role in ROLES)
_SAYS = "get_bit($found_units::BLOB::BIT, unit_no) = 1"
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Query:
    """One statement and its values: a chart and its download run the same.

    `parts` are values that differ where a long answer is read in parts, one behind the other: the first rows come
    before the last are sorted, and no more than a part is in memory.
    """

    sql: str
    params: Mapping[str, object]
    parts: tuple[Mapping[str, object], ...] = (_NONE,)

    def frame(self, snapshot: Snapshot) -> pd.DataFrame:
        """Return the whole answer."""
        return snapshot.frame(self.sql, self.params)

    def rows(self, snapshot: Snapshot) -> Rows:
        """Start to read the answer; the rows of its parts follow each other."""
        first, *rest = self.parts
        rows = snapshot.rows(self.sql, {**self.params, **first})
        following = (snapshot.rows(self.sql, {**self.params, **part}).batches for part in rest)
        return Rows(rows.columns, chain(rows.batches, chain.from_iterable(following)))


def build_query(
    name: str, snapshot: Snapshot, filters: Filters, fragments: Mapping[str, str] = _NONE, **params: object
) -> Query:
    """Build the query of `sql/<name>.sql` under the filters.

    `fragments` fill further places of the statement with fixed conditions, never with what a reader typed;
    `params` are further values to bind.
    """
    sql = _fill(_fill(_load_sql(name), fragments), _fragments(snapshot, filters))
    given = {**_period_params(snapshot, filters), **_filter_params(filters), **_found_params(snapshot, filters)}
    return Query(sql, {**given, **_whole_params(snapshot, filters), **params})


def list_years(snapshot: Snapshot, filters: Filters) -> list[int]:
    """List the years that hold covered days of the range, oldest first."""
    info = snapshot.info
    return list(range(max(filters.since, info.oldest_on).year, min(filters.until, info.newest_on).year + 1))


def units_under(
    filters: Filters, *, themes: bool = True, people: bool = True, release: bool = True, words: bool = True
) -> str:
    """Return the condition that a row of `units`, or of any `…_units` table, is under the filters.

    `themes`, `people`, `release` and `words` say which of these filters hold; days, language, routine and size
    always do.
    """
    return " AND ".join([_days_under(filters), *_restrictions(filters, themes, people, release, words)])


def count_units(
    snapshot: Snapshot,
    filters: Filters,
    *,
    themes: bool = True,
    people: bool = True,
    release: bool = True,
    words: bool = True,
) -> str:
    """Return a table (day, releases) of the counted releases under the filters; of whole days where that is enough."""
    restrictions = _restrictions(filters, themes, people, release, words)
    if not restrictions:
        return _sum_ends(snapshot, filters, "SELECT day, releases FROM unit_{}")
    if len(restrictions) == len(filters.themes) == 1 and not _restrictions(filters, themes=False):
        return f"(SELECT day, releases FROM {count_themes(snapshot, filters)})"  # noqa: S608 - fixed
    where = units_under(filters, themes=themes, people=people, release=release, words=words)
    return f"(SELECT day, 1 AS releases FROM units WHERE {where})"  # noqa: S608 - fixed


def count_documents(snapshot: Snapshot, filters: Filters) -> str:
    """Return a table (documents) of the versions of the counted releases under the filters."""
    if _restrictions(filters):
        return f"(SELECT 1 AS documents FROM unit_releases WHERE {units_under(filters)})"  # noqa: S608 - fixed
    return _sum_ends(snapshot, filters, "SELECT documents FROM unit_{}")


def count_themes(snapshot: Snapshot, filters: Filters) -> str:
    """Return a table (day, theme_id, releases, mentions) of the chosen themes in counted releases."""
    if _restrictions(filters, themes=False):
        where = f"{units_under(filters, themes=False)} AND {_themes_under(filters)}"
        return f"(SELECT day, theme_id, 1 AS releases, mentions FROM theme_units WHERE {where})"  # noqa: S608 - fixed
    counted = "SELECT day, theme_id, releases, mentions FROM theme_{}"
    return _sum_ends(snapshot, filters, counted, _themes_under(filters))


def count_roles(snapshot: Snapshot, filters: Filters) -> str:
    """Return a table (day, role, appearances) of counted releases in which anyone, or the person chosen, has a role."""
    where = f"{units_under(filters, people=False)} AND {_people_under(filters)}"
    if filters.speaker:
        return f"(SELECT day, role, 1 AS appearances FROM speaker_units WHERE {where})"  # noqa: S608 - fixed
    if _restrictions(filters, people=False):
        counted = "SELECT day, role, count(DISTINCT unit_no) AS appearances FROM speaker_units"
        return f"({counted} WHERE {where} GROUP BY day, role)"
    return _sum_ends(snapshot, filters, "SELECT day, role, appearances FROM role_{}", _people_under(filters))


def count_people(snapshot: Snapshot, filters: Filters) -> str:
    """Return a table (person_id, office, a column for each role) of anyone in counted releases, whole years at once."""
    each = f"SELECT person_id, office, {_EACH_ROLE} FROM speaker_units WHERE "  # noqa: S608 - fixed
    if _restrictions(filters, people=False):
        return f"({each}{units_under(filters, people=False)})"
    whole = f"SELECT person_id, office, {', '.join(ROLES)} FROM person_years WHERE "  # noqa: S608 - fixed
    return _join_ends(snapshot, filters, "year", whole, each)


def _sum_ends(snapshot: Snapshot, filters: Filters, select: str, where: str = "true") -> str:
    """Select whole months from their table, and the rest from that of days; all from there where days matter."""
    whole, each = (f"{select.format(table)} WHERE {where} AND " for table in ("months", "days"))
    if filters.by in {"day", "week"}:
        return f"({each}{_days_under(filters)})"
    return _join_ends(snapshot, filters, "month", whole, each)


def _join_ends(snapshot: Snapshot, filters: Filters, by: Period, whole: str, each: str) -> str:
    """Join whole periods of the range to the days before and behind them, from another table."""
    found = find_whole(filters.since, filters.until, by, snapshot.info)
    if found is None:
        return f"({each}{_days_under(filters)})"
    parts = [f"{whole}{_days_under(filters, f'${by}_first', f'${by}_last')}"]
    if filters.since < found[0]:
        parts.append(f"{each}{_days_under(filters, '$since', f'${by}_first - 1')}")
    if filters.until > found[1]:
        parts.append(f"{each}{_days_under(filters, f'${by}_last + 1', '$until')}")
    return f"({' UNION ALL '.join(parts)})"


def _days_under(filters: Filters, since: str = "$since", until: str = "$until") -> str:
    span = _SPAN.format(since, until)
    return f"{span} AND {_NOT_ROUTINE}" if filters.routine == "exclude" else span


def _restrictions(
    filters: Filters, themes: bool = True, people: bool = True, release: bool = True, words: bool = True
) -> list[str]:
    """Conditions that hold of single releases, which the tables of days cannot know."""
    conditions = []
    if themes and filters.themes:
        conditions.append(_HAS_THEME.format(_themes_under(filters)))
    if people and (filters.speaker or filters.roles):
        conditions.append(_HAS_PERSON.format(_people_under(filters)))
    if filters.size:
        conditions.append(_HAS_SIZE)
    if release and filters.release:
        conditions.append(_HAS_RELEASE)
    if words and filters.q:
        conditions.append(_SAYS)
    return conditions


def _themes_under(filters: Filters) -> str:
    """Name each theme by itself: of a table in the order of themes, then only their parts are read."""
    names = ", ".join(f"$theme{place}" for place in range(len(filters.themes)))
    return f"theme_id IN ({names})" if names else "true"


def _people_under(filters: Filters) -> str:
    conditions = [_CHOSEN_PERSON] if filters.speaker else []
    if filters.roles:
        conditions.append(_CHOSEN_ROLES)
    return " AND ".join(conditions) or "true"


def _fragments(snapshot: Snapshot, filters: Filters) -> dict[str, str]:
    return {
        "units": units_under(filters),
        "units_of_anyone": units_under(filters, people=False),
        "chosen_themes": _themes_under(filters),
        "chosen_people": _people_under(filters),
        "unit_counts": count_units(snapshot, filters),
        "document_counts": count_documents(snapshot, filters),
        "theme_counts": count_themes(snapshot, filters),
        "role_counts": count_roles(snapshot, filters),
        "person_counts": count_people(snapshot, filters),
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
        **{f"theme{place}": theme for place, theme in enumerate(filters.themes)},
        "speaker": filters.speaker,
        "roles": list(filters.roles),
        "shown_roles": list(filters.roles or ROLES),
        "all_roles": list(ROLES),
        "lang": filters.lang,
        "measure": filters.measure,
        "size": filters.size,
        "release": filters.release,
        "q": filters.q,
    }


def _found_params(snapshot: Snapshot, filters: Filters) -> dict[str, object]:
    """Bits of what says the words asked for, by unit_no, which in one language is the doc_no, and by doc_no."""
    if not filters.q:
        return {}
    found = snapshot.find_phrases(filters.q)
    return {"found_units": found.units if filters.lang == "all" else found.docs, "found_docs": found.docs}


def _period_params(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    periods = list_periods(filters.since, filters.until, filters.by, snapshot.info, filters.lang)
    return {
        "starts": [period.start for period in periods],
        "ends": [period.end for period in periods],
        "completeness": [period.completeness for period in periods],
    }


def _whole_params(snapshot: Snapshot, filters: Filters) -> dict[str, object]:
    """First and last day of the whole months and years of the range."""
    given: dict[str, object] = {}
    for by in ("month", "year"):
        if found := find_whole(filters.since, filters.until, by, snapshot.info):
            given |= {f"{by}_first": found[0], f"{by}_last": found[1]}
    return given
