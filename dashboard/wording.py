"""The words and number forms that readers see: names of roles, qualifiers, units and periods."""

import math
from datetime import date, datetime
from functools import lru_cache

NARROW_SPACE = "\u202f"
"""Between thousands: a thin space at which no line breaks."""

ROLE_NAMES = {"spoke": "Spoke", "officiated": "Officiated", "attended": "Attended", "named": "Named only"}
LANGUAGES = {"en": "English", "tc": "Chinese"}
LANGUAGE_SCOPES = {"all": "All, counted once", "en": "English pages", "tc": "Chinese pages"}
ROUTINE_NAMES = {"exclude": "Left out", "include": "Counted"}
MEASURE_NAMES = {"releases": "Releases", "mentions": "Mentions", "share": "Share"}
PERIOD_NAMES = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}
PRESETS = {
    "last-30-days": "last 30 days",
    "last-3-months": "last 3 months",
    "last-12-months": "last 12 months",
    "last-24-months": "last 24 months",
    "last-5-years": "last 5 years",
    "this-year": "this year",
    "all": "all days",
}
STATES = {"whole": "whole", "cut": "cut", "provisional": "provisional", "missing": "not loaded"}
EACH = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}
QUALIFIERS = {
    "exact": "",
    "about": "about ",
    "more-than": "more than ",
    "at-least": "at least ",
    "nearly": "nearly ",
    "up-to": "up to ",
    "range": "",
}
REVISIONS = {
    "changed": "changed: another text has replaced it",
    "vanished": "vanished: the source lists it no more; it is kept and counted here",
    "back": "back: the source lists it again",
}
DOCUMENT_LANG = {"en": "en", "tc": "zh-Hant-HK"}
"""Language tags for text quoted from a release."""


@lru_cache(maxsize=8192)
def format_number(value: float | None) -> str:
    """Write a number with thin-spaced thousands; fractions keep one digit; a dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    if value == int(value):
        return f"{int(value):,}".replace(",", NARROW_SPACE)
    return f"{value:,.1f}".replace(",", NARROW_SPACE)


def format_share(share: float) -> str:
    """Write a fraction of one as a percentage with one digit, or n/a where there is no denominator."""
    return "n/a" if math.isnan(share) else f"{share * 100:.1f}%"


def format_measure(value: float, measure: str) -> str:
    """Write a value of a measure: a share as a percentage, anything else as a count."""
    return format_share(value) if measure == "share" else format_number(value)


def format_day(day: date) -> str:
    """Write a day as readers know it: 3 Apr 2025."""
    return f"{day.day} {day:%b %Y}"


def format_time(at: datetime, time_known: bool = True) -> str:
    """Write day and time, or the day alone where the source gives no time."""
    return f"{format_day(at)}, {at:%H:%M}" if time_known else format_day(at)


def format_size(value: float, value_high: float | None, qualifier: str) -> str:
    """Write a stated size with its qualifier: more than 320, 300–400."""
    upper = "" if value_high is None or math.isnan(value_high) else f"–{format_number(value_high)}"
    return f"{QUALIFIERS[qualifier]}{format_number(value)}{upper}"


def name_counted(subject: str, unit: str) -> str:
    """Say who is counted: the noun as written, or the unit where the text has none ("some 400 attended")."""
    return subject or unit


def format_span(since: date, until: date) -> str:
    """Write a span of days: 3 Apr 2025 to 2 May 2025."""
    return format_day(since) if since == until else f"{format_day(since)} to {format_day(until)}"


def count_of(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: 1 release, 12 releases."""
    return f"{format_number(count)} {one if count == 1 else many or one + 's'}"
