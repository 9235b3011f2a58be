"""Calendar periods in Hong Kong days: which there are, what they are called, and which are complete."""

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from dashboard.snapshot import Runs, SnapshotInfo

Period = Literal["day", "week", "month", "quarter", "year"]
Completeness = Literal["whole", "cut", "provisional", "missing"]
PERIODS: tuple[Period, ...] = get_args(Period)

_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """One calendar period from `start` to `end`, both inclusive, whatever part of it was asked for."""

    start: date
    end: date
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Preset:
    """A range counted back from the newest day covered; `key` is stable, wording belongs to the page."""

    key: str
    since: date
    until: date


def choose_period(since: date, until: date) -> Period:
    """Return the period that suits a range: few enough points to read, enough to see a course."""
    days = (until - since).days + 1
    if days <= 31:
        return "day"
    if days <= 26 * 7:
        return "week"
    if until < add_months(since, 5 * 12):
        return "month"
    return "quarter" if until < add_months(since, 12 * 12) else "year"


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def start_of(day: date, by: Period) -> date:
    """Return the first day of the period that holds a day; weeks start on Monday."""
    if by == "day":
        return day
    if by == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[by]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def end_of(day: date, by: Period) -> date:
    """Return the last day of the period that holds a day."""
    start = start_of(day, by)
    if by == "day":
        return start
    if by == "week":
        return start + timedelta(days=6)
    return add_months(start, _MONTHS[by]) - timedelta(days=1)


def find_whole(since: date, until: date, by: Period, info: SnapshotInfo) -> tuple[date, date] | None:
    """Return first and last day of the periods of which a range holds all covered days; None where there is none."""
    first, last = start_of(since, by), end_of(until, by)
    if since > max(first, info.oldest_on):
        first = end_of(since, by) + timedelta(days=1)
    if until < min(last, info.newest_on):
        last = start_of(until, by) - timedelta(days=1)
    return (first, last) if first < last else None


@lru_cache(maxsize=256)
def list_periods(
    since: date, until: date, by: Period, info: SnapshotInfo, scope: str = "all"
) -> tuple[CalendarPeriod, ...]:
    """Return every calendar period that holds a covered day of the range, oldest first."""
    periods: list[CalendarPeriod] = []
    if since > info.newest_on or until < info.oldest_on:
        return ()
    start = start_of(since, by)
    while start <= until:
        end = end_of(start, by)
        periods.append(CalendarPeriod(start, end, judge_completeness(start, end, since, until, info, scope)))
        start = end + timedelta(days=1)
    return tuple(periods)


def judge_completeness(
    start: date, end: date, since: date, until: date, info: SnapshotInfo, scope: str = "all"
) -> Completeness:
    """Say whether a period's number is final, or whether there is none.

    `missing`: all that is asked of the period lies inside one gap, so nothing is known of it.
    `provisional`: more may come. The range reaches the newest day and the period goes on after it, or the
    snapshot was built before the last day asked for was over, or days of it were not or not wholly loaded.
    `cut`: final, but for a part of the period only.
    """
    last = min(end, until)
    first = max(start, since)
    gaps = cut_runs(info.gaps[scope], first, last)
    if (first, last) in gaps:
        return "missing"
    goes_on = until >= info.newest_on and end > info.newest_on
    not_over = last >= info.built_at.date()
    if gaps or goes_on or not_over or cut_runs(info.incomplete[scope], first, last):
        return "provisional"
    return "cut" if (first, last) != (start, end) else "whole"


def cut_runs(runs: Runs, since: date, until: date) -> Runs:
    """Return what of runs of days lies inside a range."""
    at = bisect_left(runs, since, key=lambda run: run[1])
    found: list[tuple[date, date]] = []
    while at < len(runs) and runs[at][0] <= until:
        found.append((max(runs[at][0], since), min(runs[at][1], until)))
        at += 1
    return tuple(found)


def list_short(since: date, until: date, info: SnapshotInfo, scope: str = "all") -> Runs:
    """Return the days of a range of which not all, or nothing, is loaded, as runs."""
    short = sorted((*cut_runs(info.gaps[scope], since, until), *cut_runs(info.incomplete[scope], since, until)))
    joined: list[tuple[date, date]] = []
    for first, last in short:
        if joined and joined[-1][1] + timedelta(days=1) == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def count_days(runs: Runs) -> int:
    """Count the days of runs."""
    return sum((last - first).days + 1 for first, last in runs)


def name_period(start: date, by: Period) -> str:
    """Return a period's name in files: 2025-04-03, 2025-W14, 2025-04, 2025-Q2 or 2025."""
    if by == "day":
        return f"{start:%Y-%m-%d}"
    if by == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if by == "month":
        return f"{start:%Y-%m}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if by == "quarter" else f"{start.year}"


@lru_cache(maxsize=4096)
def label_period(start: date, by: Period, chinese: bool = False) -> str:
    """Return a period's label on screen: `3 Apr 2025`, `Week of 31 Mar 2025`, `Apr 2025`, `Q2 2025`."""
    if chinese:
        return _label_chinese(start, by)
    if by in {"day", "week"}:
        return f"{'Week of ' if by == 'week' else ''}{start.day} {_SHORT[start.month - 1]} {start.year}"
    if by == "month":
        return f"{_SHORT[start.month - 1]} {start.year}"
    return f"Q{(start.month + 2) // 3} {start.year}" if by == "quarter" else f"{start.year}"


def _label_chinese(start: date, by: Period) -> str:
    year = f"{start.year}年"
    if by == "year":
        return year
    if by == "quarter":
        return f"{year}第{(start.month + 2) // 3}季"
    if by == "month":
        return f"{year}{start.month}月"
    return f"{year}{start.month}月{start.day}日{'起一周' if by == 'week' else ''}"


def list_presets(info: SnapshotInfo) -> tuple[Preset, ...]:
    """Return the ranges offered beside the dates, none reaching before the oldest day but `all`."""
    newest = info.newest_on
    months = {"last-3-months": 3, "last-12-months": 12, "last-24-months": 24, "last-5-years": 60}
    presets = [Preset("last-30-days", newest - timedelta(days=29), newest)]
    presets += [Preset(key, add_months(newest, -n) + timedelta(days=1), newest) for key, n in months.items()]
    presets.append(Preset("this-year", date(newest.year, 1, 1), newest))
    fitting = [preset for preset in presets if preset.since > info.oldest_on]
    return (*fitting, Preset("all", info.oldest_on, newest))
