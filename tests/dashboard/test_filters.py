"""Filters: what an address may say, what it may not, and that writing undoes reading."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.filters import LANGS, MEASURES, ROLES, FilterError, Filters, narrow_filters, read_filters, write_query
from dashboard.snapshot import Snapshot
from tests.dashboard.snapshot_builder import THEMES

OLDEST, NEWEST = date(2024, 11, 20), date(2026, 1, 13)


def read(snapshot: Snapshot, query: str, page_only: frozenset[str] = frozenset()) -> Filters:
    return read_filters(parse_qs(query, keep_blank_values=True), snapshot, page_only)


def test_defaults_are_the_whole_snapshot(varied: Snapshot) -> None:
    info = varied.info
    assert read(varied, "") == Filters(since=info.oldest_on, until=info.newest_on, by="month")
    assert write_query(read(varied, ""), varied) == ""


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("colour=red", "colour", "theme"),
        ("search=x", "search", "theme"),
        ("q=-x", "q", "must occur"),
        ("by=day&by=week", "by", "once"),
        ("by=hour", "by", "auto, day, week, month, quarter, year"),
        ("from=2025-02-30", "from", "2025-04-03"),
        ("from=20250203", "from", "2025-04-03"),
        ("to=03/04/2025", "to", "2025-04-03"),
        ("from=", "from", "1 to 200"),
        ("from=2025-03-02&to=2025-03-01", "from", "2025-03-01"),
        ("theme=budgte", "theme", "budget"),
        ("role=sang", "role", "spoke, officiated, attended, named"),
        ("lang=fr", "lang", "all, en, tc"),
        ("routine=yes", "routine", "exclude, include"),
        ("measure=count", "measure", "releases, mentions, share"),
        ("speaker=Ada+Lamb", "speaker", "Ada Lam (ada-lam)"),
        ("speaker=Dora+Yip", "speaker", "dora-a, dora-b"),
        ("release=P9", "release", "in this snapshot"),
        (f"theme={'x' * 300}", "theme", "1 to 200"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_is_allowed(
    varied: Snapshot, query: str, parameter: str, allowed: str
) -> None:
    with pytest.raises(FilterError) as caught:
        read(varied, query)
    assert caught.value.parameter == parameter
    assert allowed in caught.value.allowed
    assert str(caught.value).startswith(f"{parameter}: ")


def test_a_message_is_one_line_without_control_characters(varied: Snapshot) -> None:
    with pytest.raises(FilterError) as caught:
        read_filters({"lang": ["a\r\nb\x00\u202e"]}, varied)
    assert str(caught.value).isprintable()


def test_dates_are_clipped_to_the_days_covered(varied: Snapshot) -> None:
    filters = read(varied, "from=1990-01-01&to=2090-01-01")
    assert (filters.since, filters.until) == (varied.info.oldest_on, varied.info.newest_on)


@pytest.mark.parametrize("asked", ["ada-lam", "Ada+Lam", "林雅達"])
def test_a_person_is_found_by_id_or_by_either_name(varied: Snapshot, asked: str) -> None:
    assert read(varied, f"speaker={asked}").speaker == "ada-lam"


def test_repeated_values_are_put_in_order_once(varied: Snapshot) -> None:
    filters = read(varied, "theme=tourism&theme=budget&theme=tourism&role=named&role=spoke")
    assert (filters.themes, filters.roles) == (("budget", "tourism"), ("spoke", "named"))


def test_page_parameters_are_allowed_where_the_caller_says_so(varied: Snapshot) -> None:
    filters = read(varied, "sort=title&lang=en", frozenset({"sort"}))
    assert write_query(filters, varied, sort="title", page=2) == "lang=en&sort=title&page=2"


def test_auto_follows_the_range_when_it_changes_and_a_chosen_period_stays(varied: Snapshot) -> None:
    monday, sunday = date(2025, 2, 3), date(2025, 2, 9)
    assert narrow_filters(read(varied, ""), start=monday, end=sunday).by == "day"
    assert narrow_filters(read(varied, "by=quarter"), start=monday, end=sunday).by == "quarter"
    assert write_query(read(varied, ""), varied, by="year") == "by=year"


def test_narrowing_to_a_cut_period_stays_inside_the_range(varied: Snapshot) -> None:
    filters = read(varied, "from=2025-02-10&to=2025-03-05&theme=budget&theme=sport")
    narrow = narrow_filters(filters, start=date(2025, 2, 1), end=date(2025, 2, 28), theme="sport")
    assert (narrow.since, narrow.until, narrow.themes) == (date(2025, 2, 10), date(2025, 2, 28), ("sport",))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    days=st.tuples(st.dates(OLDEST, NEWEST), st.dates(OLDEST, NEWEST)).map(sorted),
    by=st.sampled_from(["auto", "day", "week", "month", "quarter", "year"]),
    themes=st.lists(st.sampled_from(THEMES)),
    roles=st.lists(st.sampled_from(ROLES)),
    speaker=st.sampled_from(["", "ada-lam", "tc:潘賽"]),
    lang=st.sampled_from(LANGS),
    measure=st.sampled_from(MEASURES),
)
def test_writing_what_was_read_is_read_as_the_same(
    varied: Snapshot,
    days: list[date],
    by: str,
    themes: list[str],
    roles: list[str],
    speaker: str,
    lang: str,
    measure: str,
) -> None:
    asked = {"from": [str(days[0])], "to": [str(days[1])], "by": [by], "theme": themes, "role": roles}
    asked |= {"speaker": [speaker] if speaker else [], "lang": [lang], "measure": [measure]}
    filters = read_filters({name: values for name, values in asked.items() if values}, varied)
    query = write_query(filters, varied)
    assert read(varied, query) == filters
    assert write_query(read(varied, query), varied) == query
