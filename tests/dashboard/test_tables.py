"""Whichever table is read, day cubes or single releases, the numbers are those that a plain count in Python gives."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.filters import LANGS, ROLES, ROUTINES, SIZES, Filters, read_filters
from dashboard.periods import PERIODS, start_of
from dashboard.queries import (
    appearances_by_role,
    event_size_counts,
    releases_count,
    releases_over_time,
    speaker_ranking,
    theme_frequency,
    theme_ranking,
)
from dashboard.rows import rows_of
from dashboard.snapshot import Snapshot, open_current
from tests.dashboard.snapshot_builder import PEOPLE, THEMES

FIRST, DAYS = date(2024, 11, 20), 420
Row = dict[str, Any]


def some(values: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    return st.one_of(st.just([]), st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True))


@st.composite
def questions(draw: st.DrawFn) -> dict[str, list[str]]:
    since = FIRST + timedelta(days=draw(st.integers(0, DAYS - 1)))
    until = since + timedelta(days=draw(st.sampled_from((0, 6, 45, DAYS))))
    asked: dict[str, list[str]] = {
        "from": [str(since)],
        "to": [str(until)],
        "by": [draw(st.sampled_from(PERIODS))],
        "lang": [draw(st.sampled_from(LANGS))],
        "routine": [draw(st.sampled_from(ROUTINES))],
        "theme": draw(some(THEMES, 3)),
        "role": draw(some(ROLES, 2)),
        "speaker": draw(some(tuple(PEOPLE), 1)),
        "size": draw(some(SIZES[:1], 1)),
    }
    return {name: values for name, values in asked.items() if values}


@pytest.fixture(scope="module")
def tables(varied_dir: Path) -> dict[str, list[Row]]:
    snapshot = open_current(varied_dir)
    names = ("units", "unit_releases", "theme_units", "speaker_units", "size_units")
    return {name: [row._asdict() for row in rows_of(snapshot.frame(f"FROM {name}"))] for name in names}


class Count:
    """Counts by going through the rows one by one."""

    def __init__(self, tables: dict[str, list[Row]], filters: Filters) -> None:
        self.tables, self.filters = tables, filters

    def rows(self, table: str) -> list[Row]:
        asked = self.filters
        return [
            row
            for row in self.tables[table]
            if row["scope"] == asked.lang
            and asked.since <= row["day"].date() <= asked.until
            and (asked.routine == "include" or not row["routine"])
        ]

    def people(self) -> list[Row]:
        asked = self.filters
        return [
            row
            for row in self.rows("speaker_units")
            if asked.speaker in {"", row["person_id"]} and (not asked.roles or row["role"] in asked.roles)
        ]

    def units(self, *, themes: bool = True, people: bool = True) -> set[int]:
        asked = self.filters
        found = {row["unit_no"] for row in self.rows("units")}
        if themes and asked.themes:
            found &= {row["unit_no"] for row in self.rows("theme_units") if row["theme_id"] in asked.themes}
        if people and (asked.speaker or asked.roles):
            found &= {row["unit_no"] for row in self.people()}
        if asked.size:
            sizes = self.rows("size_units")
            found &= {row["unit_no"] for row in sizes if row["unit"] == asked.size and not row["expected"]}
        return found

    def within(self, rows: list[Row], units: set[int]) -> list[Row]:
        return [row for row in rows if row["unit_no"] in units]

    def start(self, row: Row) -> date:
        return start_of(row["day"].date(), self.filters.by)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions())
def test_numbers_are_those_of_a_plain_count(varied: Snapshot, tables: dict[str, list[Row]], asked: Any) -> None:
    filters = read_filters(asked, varied)
    count = Count(tables, filters)
    units = count.units()

    released = Counter(count.start(row) for row in count.within(count.rows("units"), units))
    frame = releases_over_time(varied, filters)
    assert {start.date(): n for start, n in zip(frame["period_start"], frame["releases"], strict=True) if n} == released

    documents = count.within(count.rows("unit_releases"), units)
    found = releases_count(varied, filters)
    assert (found.documents, found.units) == (len(documents), len(units))

    under = count.units(themes=False)
    spoken = count.within(count.rows("theme_units"), under)
    chosen = [row for row in spoken if not filters.themes or row["theme_id"] in filters.themes]
    frame = theme_frequency(varied, filters)
    keys = [(start.date(), theme) for start, theme in zip(frame["period_start"], frame["theme_id"], strict=True)]
    counted = Counter((count.start(row), row["theme_id"]) for row in chosen)
    assert {key: n for key, n in zip(keys, frame["releases"], strict=True) if n} == counted
    assert frame["mentions"].sum() == sum(row["mentions"] for row in chosen)
    ranking = theme_ranking(varied, filters)
    assert ranking["releases"].sum() == len(chosen)
    assert set(ranking["denominator"]) == {len(under)}

    anyone = count.within(count.people(), count.units(people=False))
    by_role = {(count.start(row), row["role"], row["unit_no"]) for row in anyone}
    assert appearances_by_role(varied, filters)["appearances"].sum() == len(by_role)
    people = speaker_ranking(varied, filters)
    expected = Counter(row["person_id"] for row in anyone)
    assert dict(zip(people["person_id"], people["appearances"], strict=True)) == expected

    sizes = [row for row in count.within(count.rows("size_units"), units) if filters.size in {"", row["unit"]}]
    totals = event_size_counts(varied, filters)
    assert dict(zip(totals["unit"], totals["sizes"], strict=True)) == Counter(row["unit"] for row in sizes)
