"""Calendar periods: where they begin and end, which are complete, what they are called."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import (
    PERIODS,
    Period,
    add_months,
    choose_period,
    end_of,
    label_period,
    list_periods,
    list_presets,
    name_period,
    start_of,
)
from dashboard.snapshot import Runs, SnapshotInfo

DAYS = st.dates(date(1998, 1, 1), date(2030, 12, 31))


def cover(
    oldest: date,
    newest: date,
    built: date,
    incomplete: Runs = (),
    gaps: Runs = (),
) -> SnapshotInfo:
    built_at = datetime.combine(built, datetime.min.time())
    return SnapshotInfo(built_at, "v", oldest, newest, False, {"all": incomplete}, {"all": gaps})


COVERED = cover(date(2024, 1, 1), date(2025, 3, 10), date(2025, 3, 12))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2025, 1, 1), date(2025, 1, 31), "day"),
        (date(2025, 1, 1), date(2025, 2, 1), "week"),
        (date(2025, 1, 1), date(2025, 7, 1), "week"),
        (date(2025, 1, 1), date(2025, 7, 2), "month"),
        (date(2020, 2, 29), date(2025, 2, 27), "month"),
        (date(2020, 1, 1), date(2025, 1, 1), "quarter"),
        (date(2010, 1, 1), date(2021, 12, 31), "quarter"),
        (date(2010, 1, 1), date(2022, 1, 1), "year"),
    ],
)
def test_auto_chooses_by_length(since: date, until: date, expected: Period) -> None:
    assert choose_period(since, until) == expected


@given(DAYS, st.sampled_from(PERIODS))
def test_a_day_lies_in_its_period_and_the_next_begins_after_it(day: date, by: Period) -> None:
    start, end = start_of(day, by), end_of(day, by)
    assert start <= day <= end
    assert start_of(end, by) == start
    assert start_of(date.fromordinal(end.toordinal() + 1), by) == date.fromordinal(end.toordinal() + 1)


def test_weeks_start_on_monday() -> None:
    assert start_of(date(2025, 1, 1), "week") == date(2024, 12, 30)


def test_months_are_added_to_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2024, 12, 31), 2) == date(2025, 2, 28)
    assert add_months(date(2025, 3, 31), -13) == date(2024, 2, 29)


def test_a_range_cuts_its_first_period_and_data_leave_the_last_provisional() -> None:
    periods = list_periods(date(2025, 1, 15), date(2025, 3, 10), "month", COVERED)
    assert [(p.start, p.completeness) for p in periods] == [
        (date(2025, 1, 1), "cut"),
        (date(2025, 2, 1), "whole"),
        (date(2025, 3, 1), "provisional"),
    ]


def test_a_range_that_ends_early_in_the_open_period_is_cut_not_provisional() -> None:
    (period,) = list_periods(date(2025, 3, 1), date(2025, 3, 9), "month", COVERED)
    assert period.completeness == "cut"


def test_a_period_that_ends_on_the_newest_day_is_whole_once_that_day_was_over() -> None:
    over = cover(date(2024, 1, 1), date(2025, 2, 28), date(2025, 3, 1))
    running = cover(date(2024, 1, 1), date(2025, 2, 28), date(2025, 2, 28))
    asked = (date(2025, 2, 1), date(2025, 2, 28))
    assert [p.completeness for p in list_periods(*asked, "month", over)] == ["whole"]
    assert [p.completeness for p in list_periods(*asked, "month", running)] == ["provisional"]


def test_a_day_not_wholly_loaded_makes_its_period_provisional() -> None:
    info = cover(date(2024, 1, 1), date(2025, 3, 10), date(2025, 3, 12), ((date(2025, 2, 3), date(2025, 2, 3)),))
    periods = list_periods(date(2025, 1, 1), date(2025, 2, 28), "month", info)
    assert [p.completeness for p in periods] == ["whole", "provisional"]


@pytest.mark.parametrize(
    ("by", "name", "label", "chinese"),
    [
        ("day", "2025-04-03", "3 Apr 2025", "2025年4月3日"),
        ("week", "2025-W14", "Week of 3 Apr 2025", "2025年4月3日起一周"),
        ("month", "2025-04", "Apr 2025", "2025年4月"),
        ("quarter", "2025-Q2", "Q2 2025", "2025年第2季"),
        ("year", "2025", "2025", "2025年"),
    ],
)
def test_names_and_labels(by: Period, name: str, label: str, chinese: str) -> None:
    day = date(2025, 4, 3)
    assert (name_period(day, by), label_period(day, by), label_period(day, by, chinese=True)) == (
        name,
        label,
        chinese,
    )


def test_presets_count_back_from_the_newest_day_and_stay_within_the_days_covered() -> None:
    presets = {preset.key: (preset.since, preset.until) for preset in list_presets(COVERED)}
    assert presets == {
        "last-30-days": (date(2025, 2, 9), date(2025, 3, 10)),
        "last-3-months": (date(2024, 12, 11), date(2025, 3, 10)),
        "last-12-months": (date(2024, 3, 11), date(2025, 3, 10)),
        "this-year": (date(2025, 1, 1), date(2025, 3, 10)),
        "all": (date(2024, 1, 1), date(2025, 3, 10)),
    }


def test_two_years_are_offered_where_more_than_two_are_covered() -> None:
    longer = cover(date(2023, 3, 10), date(2025, 3, 10), date(2025, 3, 12))
    presets = {preset.key: (preset.since, preset.until) for preset in list_presets(longer)}
    assert presets["last-24-months"] == (date(2023, 3, 11), date(2025, 3, 10))
