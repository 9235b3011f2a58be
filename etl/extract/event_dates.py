"""Tells on which day the event of a number was held, where the text says so: "on November 5", 昨日（五月十一日）.

The year is the one stated, or else the latest that makes the day past (the next, where the event is expected).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product

import ahocorasick_rs

from etl.extract.alternation import write_alternation
from etl.extract.folding import fold
from etl.extract.phrase_search import compile_search
from etl.extract.quantity_patterns import Patterns, Search, compile_patterns
from etl.extract.text import Span, Text
from etl.model import Lang
from etl.reference.quantities import QuantityReference

# A day without a year is the past one within so many days, else the next within so many: it may be of either year.
_LONGEST_AGO = 245
_LONGEST_AHEAD = 120
_LONGEST_EXPECTED = 240
# The event may be named and dated in the sentences before: "The fair opened on May 3. It drew 900 buyers."
_SENTENCES_BACK = 2
_LONGEST_SENTENCE = 1000
_LONGEST_READ = 6000
_MOST_BACK = 12
# How far a day's words may reach ahead of its month and behind it.
_WINDOW_BEFORE = 24
_WINDOW_BEHIND = 80
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: day for names in (_ENGLISH_WEEKDAYS, "一二三四五六日") for day, name in enumerate(names)}
_MONTHS_FROM_NOW = {"上": -1, "本": 0, "下": 1}
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of the event of a number: its type, whether it is to come, and the day of the release."""

    event_type: str
    expected: bool
    published_on: date


@dataclass(frozen=True, slots=True)
class _Calendar:
    """`hints` finds quickly whether words may state a day at all."""

    hints: ahocorasick_rs.AhoCorasick
    stated: re.Pattern[str]
    relative: re.Pattern[str]
    offsets: dict[str, int]
    reported_before: re.Pattern[str]
    reported_after: re.Pattern[str]
    other_years: Search
    speaking: Search
    past: Search
    time: re.Pattern[str]
    months: dict[str, int]


def tell_event_date(
    text: Text, position: int, own: str, body: Text, occasion: Occasion, quantities: QuantityReference
) -> date | None:
    """Return the day of the event counted at `position`, or None where the text states none or several.

    `own` are the folded words of the sentence around it.
    """
    calendar, patterns = _compile(quantities, text.lang), compile_patterns(quantities, text.lang)
    place = max(0, bisect_right(text.starts, position) - 1)
    hinted = calendar.hints.find_matches_as_indexes(own)
    if calendar.other_years.search(own):
        return None
    days = _find_days(own, occasion, calendar) if hinted else set()
    if days or calendar.time.search(own):
        return _take_past(days, own, occasion, calendar)
    dated = (
        _list_dated(body, 0, 1, calendar) if text.in_title else _list_dated(text, place - _MOST_BACK, place, calendar)
    )
    if dated and not text.in_title and occasion.event_type not in _list_types(own, patterns):
        dated = [span for span in dated if span.start >= text.starts[max(0, place - _SENTENCES_BACK)]]
    source = body if text.in_title else text
    for span in dated:
        days |= _find_days_of_event(source.folded[span.start : span.end], occasion, calendar, patterns)
    return _take_past(days, own, occasion, calendar)


def _take_past(days: set[date | None], own: str, occasion: Occasion, calendar: _Calendar) -> date | None:
    """Return the only day; none to come of an event whose own words tell that it is over."""
    day = _take_only(days)
    to_come = day is not None and day > occasion.published_on and not occasion.expected
    return None if to_come and calendar.past.search(own) else day


def _list_dated(text: Text, first: int, last: int, calendar: _Calendar) -> list[Span]:
    """Return those sentences of a few that may state a day, cut where they are endless."""
    spans = text.sentences[max(0, first) : last]
    if not spans:
        return []
    start, end = spans[0].start, min(spans[-1].end, spans[0].start + _LONGEST_READ)
    hits = calendar.hints.find_matches_as_indexes(text.folded[start:end])
    dated = dict.fromkeys(text.sentence_at(start + hit) for _, hit, _ in hits)
    return [Span(span.start, min(span.end, span.start + _LONGEST_SENTENCE)) for span in dated]


def _take_only(days: set[date | None]) -> date | None:
    return next(iter(days)) if len(days) == 1 else None


def _find_days_of_event(sentence: str, occasion: Occasion, calendar: _Calendar, patterns: Patterns) -> set[date | None]:
    """Return the days of a sentence that names an event of the same type."""
    if calendar.speaking.search(sentence) or calendar.other_years.search(sentence):
        return set()
    if occasion.event_type not in _list_types(sentence, patterns):
        return set()
    return _find_days(sentence, occasion, calendar)


def _list_types(sentence: str, patterns: Patterns) -> set[str]:
    return {patterns.event_types[event[0]] for event in patterns.event.finditer(sentence)}


def _find_days(sentence: str, occasion: Occasion, calendar: _Calendar) -> set[date | None]:
    """Return the days that a sentence states for what happened; None stands for one that cannot be told.

    A day of the calendar goes before "today", which may be the day of speaking only.
    """
    windows = _list_windows(sentence, calendar)
    relative = [word for window in windows for word in calendar.relative.finditer(sentence, *window)]
    for word in relative:
        sentence = sentence.replace(word[0], "\n" * len(word[0]), 1)
    stated = [day for window in windows for day in calendar.stated.finditer(sentence, *window)]
    found = [day for day in stated if not day["apart"] and not day["until"]]
    if found:
        return {_read_day(day, occasion, calendar) for day in found}
    return {
        occasion.published_on + timedelta(days=calendar.offsets[word["word"]])
        for word in relative
        if not calendar.reported_before.search(sentence, 0, word.start())
        and not calendar.reported_after.match(sentence, word.end())
    }


def _list_windows(sentence: str, calendar: _Calendar) -> list[Span]:
    """Return the parts of a sentence that may hold a day, without overlaps."""
    windows: list[Span] = []
    for _, start, end in calendar.hints.find_matches_as_indexes(sentence):
        first = max(0, start - _WINDOW_BEFORE)
        if windows and first <= windows[-1].end:
            first = windows.pop().start
        windows.append(Span(first, min(len(sentence), end + _WINDOW_BEHIND)))
    return windows


def _read_day(found: re.Match[str], occasion: Occasion, calendar: _Calendar) -> date | None:
    """Return the day in the year that fits best; None where it may be of more than one."""
    published, expected = occasion.published_on, occasion.expected
    stated = _read_number(found["year"]) if found["year"] else None
    years = [stated] if stated else [published.year - 1, published.year, published.year + 1]
    month = _read_month(found["month"], published, calendar)
    day = _read_number(found["day"] or found["first"])
    days = [made for year in years if (made := _make_day(year, month, day, found["weekday"]))]
    if not stated:
        least = published - timedelta(days=0 if expected else _LONGEST_AGO)
        most = published + timedelta(days=_LONGEST_EXPECTED if expected else _LONGEST_AHEAD)
        days = [day for day in days if least <= day <= most]
    return days[0] if len(days) == 1 else None


def _read_month(written: str, published: date, calendar: _Calendar) -> int:
    """Return the number of "november", of 十一, or of 上 (last month)."""
    if written in calendar.months:
        return calendar.months[written]
    if written in _MONTHS_FROM_NOW:
        return (published.month - 1 + _MONTHS_FROM_NOW[written]) % 12 + 1
    return _read_number(written)


def _make_day(year: int, month: int, day: int, weekday: str | None) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    if weekday and made.weekday() != _WEEKDAYS[weekday]:
        return None
    return made


def _read_number(written: str) -> int:
    """Return 廿三, 三十 or figures as a number; digits beside each other (二○二五) are read one by one."""
    if written.isdigit() and written.isascii():
        return int(written)
    tens, ten, ones = written.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(sign)) for sign in written.replace("○", "零").replace("〇", "零")))
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


@cache
def _compile(quantities: QuantityReference, lang: Lang) -> _Calendar:
    dates, months = quantities.words[lang].dates, quantities.words[lang].numbers.months

    def either(phrases: Iterable[str]) -> str:
        words = write_alternation(fold(phrase, lang) for phrase in phrases)
        return rf"\b(?:{words})\b" if lang == "en" else f"(?:{words})"

    def search(phrases: Sequence[str]) -> Search:
        return compile_search(re.compile(either(phrases)), [fold(phrase, lang) for phrase in phrases])

    stated = _write_english(either(months)) if lang == "en" else _write_chinese()
    word, said = either(dates.days), either(dates.reported)
    gap = r"(?: \w+)?\s?" if lang == "en" else ""
    start = r"(?<!\w)" if lang == "en" else rf"(?<![\d{_DIGITS}十廿卅])"
    return _Calendar(
        ahocorasick_rs.AhoCorasick(
            [*(_list_month_days(months) if lang == "en" else ["月"]), *(fold(day, lang) for day in dates.days)]
        ),
        re.compile(rf"{start}(?P<apart>{either(dates.apart)}\s?)?{stated}(?P<until>{either(dates.until)})?"),
        re.compile(rf"(?P<word>{word})(?:\s?\([^()]{{1,30}}\))?"),
        {fold(phrase, lang): offset for phrase, offset in dates.days.items()},
        re.compile(rf"{said}{gap}$"),
        re.compile(rf"\s?{said}"),
        search(dates.other_years),
        search(dates.speaking),
        search(dates.past),
        re.compile(rf"{either(months)}|(?:19|20)\d\d\b" if lang == "en" else r"[^今]年|月"),
        {month: number for number, month in enumerate(months, 1)},
    )


def _list_month_days(months: Iterable[str]) -> list[str]:
    return [day for month, digit in product(months, "0123456789") for day in (f"{month} {digit}", f"{digit} {month}")]


def _write_english(months: str) -> str:
    """Write "5 november 2025" and "november 5 to 8 (friday)"; the first day of several is the event's."""
    more = rf"(?:(?: to| and| until|,)? (?:{months} )?\d{{1,2}}(?! ?\d| \d))*"
    return (
        rf"(?:(?P<first>\d{{1,2}}) )?(?P<month>{months})(?(first)| (?P<day>\d{{1,2}})(?!\d)){more}"
        rf"(?:,? (?P<year>\d{{4}})\b)?(?: \((?P<weekday>{'|'.join(_ENGLISH_WEEKDAYS)})\))?"
    )


def _write_chinese() -> str:
    digits, tens = _DIGITS + "〇○", _DIGITS + "十廿卅"
    more = rf"(?:[至及、](?:\d{{1,2}}|[{tens}]{{1,2}}月)?(?:\d{{1,2}}|[{tens}]{{1,3}})日)*"
    return (
        rf"(?:(?P<year>\d{{4}}|[{digits}]{{4}})年|今年)?(?P<month>\d{{1,2}}|[{tens}]{{1,2}}|[本上下])(?:个)?月"
        rf"(?P<day>(?P<first>\d{{1,2}})|[{tens}]{{1,3}})(?:日|(?=至)){more}(?:\(星期(?P<weekday>[一二三四五六日])\))?"
    )
