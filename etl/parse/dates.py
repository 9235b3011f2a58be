"""The day of a release without a date line: "today (April 3)", and the year from dated events it names."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from etl.extract.text import read_text
from etl.model import Lang
from etl.parse.anchors import Anchor, possible_years
from etl.parse.issued import Issued
from etl.parse.unreadable import UnreadableError

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = "(?:today|this (?:morning|afternoon|evening)|tonight|last night|yesterday(?: (?:morning|afternoon|evening))?)"
_TODAY_EN = re.compile(
    rf"\b(?P<when>{_DAYS})[^().\n]{{0,60}}"
    rf"\((?:(?P<weekday>{'|'.join(_WEEKDAYS)}), )?(?:(?P<first>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)})"
    r"(?(first)| (?P<day>\d{1,2}))(?:,? (?P<year>\d{4}))?(?!\d)[^()\n]{0,40}\)",
    re.IGNORECASE,
)
_DIGITS_TC = "〇○零一二三四五六七八九"
_TODAY_TC = re.compile(
    r"(?P<when>今日|今天|今早|今晚|今晨|昨日|昨天|昨晚)[^（()）。\n]{0,30}[（(]"
    rf"(?:(?P<year>\d{{4}}|[{_DIGITS_TC}]{{4}})年)?(?P<month>\d{{1,2}}|[十一二三四五六七八九]{{1,2}})月"
    r"(?P<day>(?P<first>\d{1,2})|[廿十一二三四五六七八九]{1,3})日"
    r"(?:[，、 ]?星期(?P<weekday>[一二三四五六日]))?[^（()）\n]{0,20}[）)]"
)
# Quotes and line ends differ between copies of one text.
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_BROKEN_LINE = re.compile(r"(?<=[^\n]{20})(?<![.!?:;\")。！？：；」』）])\n(?=[^\n])")
_ADVICE = "say the day with --published-on YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the year as the text writes it; `offset` leads from it to the day of issue."""

    month: int
    day: int
    year: int | None
    weekday: int | None
    offset: timedelta

    def in_year(self, year: int) -> date | None:
        """The day of issue, if the day exists in that year and falls on the weekday that is written."""
        try:
            written = date(year, self.month, self.day)
        except ValueError:
            return None
        return written + self.offset if self.weekday in (None, written.weekday()) else None


def find_release_day(title: str, body: str, lang: Lang, anchors: tuple[Anchor, ...]) -> Issued:
    """Find the day of issue in the words of a release; the title may name the event that tells the year.

    Raises UnreadableError when the text states no day, or when its year cannot be known: no dated event
    is named, or the events named leave more than one year.
    """
    body = _fold(body, lang)
    found = (_TODAY_EN if lang == "en" else _TODAY_TC).search(body)
    if not found:
        raise UnreadableError("published_at", f"the text states no date of issue, such as 'today (April 3)': {_ADVICE}")
    written = _read_day(found)
    if written.year:
        day = written.in_year(written.year)
        if day is None:
            raise UnreadableError("published_at", f"'{found[0]}' is no day of the calendar: {_ADVICE}")
        return Issued(datetime.combine(day, time()), time_known=False)
    years = possible_years(read_text(f"{_fold(title, lang)}\n\n{body}", lang), written.in_year, anchors)
    days = {day for year in years if (day := written.in_year(year))}
    if len(days) != 1:
        why = "no dated event in the text tells it" if not years else f"{sorted(years)} do not leave one"
        raise UnreadableError("published_at", f"the year of '{found[0]}' cannot be known ({why}): {_ADVICE}")
    return Issued(datetime.combine(days.pop(), time()), time_known=False, basis="anchor")


def _fold(text: str, lang: Lang) -> str:
    """One kind of quotes, and lines that were broken inside a sentence joined."""
    return _BROKEN_LINE.sub(" " if lang == "en" else "", text.translate(_QUOTES))


def _read_day(found: re.Match[str]) -> _Day:
    weekday = found["weekday"]
    if weekday:
        weekday_number = "一二三四五六日".find(weekday) if len(weekday) == 1 else _WEEKDAYS.index(weekday.capitalize())
    past = found["when"].lower().startswith(("yesterday", "last", "昨"))
    month = found["month"]
    return _Day(
        month=_MONTHS.index(month.capitalize()) + 1 if month.isalpha() and month.isascii() else _read_number(month),
        day=_read_number(found["day"] or found["first"]),
        year=_read_number(found["year"]) if found["year"] else None,
        weekday=weekday_number if weekday else None,
        offset=timedelta(days=1 if past else 0),
    )


def _read_number(text: str) -> int:
    """Read digits, Chinese digits (二○二五) or a Chinese number below 40 (廿三, 三十一)."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" not in text:
        return int("".join(str(max(0, _DIGITS_TC.index(sign) - 2)) for sign in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS_TC.index(tens) - 2 if tens else 1) * 10 + (_DIGITS_TC.index(ones) - 2 if ones else 0)
