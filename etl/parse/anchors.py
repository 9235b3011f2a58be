"""The year in which a text was written, from the dated events that it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from etl.extract.text import Text
from etl.model import Lang

_THIS_YEAR = {"en": re.compile(r"\bthis year\b", re.IGNORECASE), "tc": re.compile("今年|本年")}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# An event still to come, or whose year has to be told, says nothing of the year in which it is named.
_TO_COME = {
    "en": re.compile(
        rf"\b(?:will|upcoming|forthcoming|next|to be|prepar\w+|(?:in|{_MONTHS}) (?:19|20)\d{{2}})\b", re.IGNORECASE
    ),
    "tc": re.compile("將|下一屆|籌備|籌辦|明年|[0-9〇○零一二三四五六七八九]{4}年"),
}
# Unless the text says that the event itself is to come this year.
_HELD_LATER = {
    "en": re.compile(
        r"\b(?:will (?:be held|open|convene|take place)|to be held|upcoming|forthcoming)\b", re.IGNORECASE
    ),
    "tc": re.compile("將[^，。]{0,10}(?:舉行|召開|開幕)|即將"),
}
# Nor does one that is looked back upon.
_LOOKS_BACK = {
    "en": re.compile(
        rf"\b(?:last (?:year|{_MONTHS})|since|ago|anniversary|recall\w*|look\w* back"
        r"|(?:previous|preceding|following) year"
        r"|years? (?:before|earlier|after|later|on))\b",
        re.IGNORECASE,
    ),
    "tc": re.compile("去年|前年|上年|上一年|翌年|年前|年後|以來|自從|[周週]年|回顧|重溫"),
}
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NAME = "\0"  # stands for the event; normalised text has none
_CLAUSE_END = re.compile("[,;，；]")
# A text names an event of that year for some months after it; later, "this year" is needed to be sure.
_FRESH = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event whose days are known, and the phrases that name it."""

    anchor_id: str
    start_on: date
    end_on: date
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    """One sentence that names an event: its words, and those of the clauses that do, without the name."""

    anchor: Anchor
    lang: Lang
    sentence: str
    clause: str

    def is_of_this_year(self, day: date | None) -> bool:
        """Whether it says "this year" of the event, on that day of the event's year.

        "Building on the session, we will this year" says it of something else: an event is to come
        only before it, and past only after it.
        """
        scope = self.clause if _THIS_YEAR[self.lang].search(self.clause) else self.sentence
        if day is None or not _THIS_YEAR[self.lang].search(scope):
            return False
        if day < self.anchor.start_on:
            return bool(_HELD_LATER[self.lang].search(scope))
        return not _TO_COME[self.lang].search(scope)


def possible_years(text: Text, day_in: Callable[[int], date | None], anchors: tuple[Anchor, ...]) -> set[int]:
    """Years that the events named leave: those said to be of "this year", else those still fresh.

    `day_in` gives the day of issue in a year, None where that year has no such day. No year is left when
    an event is named that came later than the others tell.
    """
    named = [mention for anchor in anchors for mention in _find_mentions(text, anchor)]
    telling = [mention for mention in named if not _LOOKS_BACK[text.lang].search(mention.sentence)]
    if not telling:
        return set()
    latest = max((mention.anchor for mention in named), key=lambda anchor: anchor.start_on)
    said = {m.anchor.start_on.year for m in telling if m.is_of_this_year(day_in(m.anchor.start_on.year))}
    if said:
        return said if latest.start_on.year <= max(said) else set()
    unclear = any(_THIS_YEAR[m.lang].search(m.sentence) or _TO_COME[m.lang].search(m.sentence) for m in telling)
    if unclear or all(mention.anchor != latest for mention in telling):
        return set()
    return _fresh_years(text, day_in, latest)


def _fresh_years(text: Text, day_in: Callable[[int], date | None], latest: Anchor) -> set[int]:
    fresh = {
        year
        for year in (latest.start_on.year, latest.start_on.year + 1)
        if (day := day_in(year)) and latest.start_on <= day <= latest.end_on + _FRESH
    }
    later = max((int(year) for year in _ANY_YEAR.findall(text.text)), default=0)
    return fresh if fresh and later <= max(fresh) else set()


def _find_mentions(text: Text, anchor: Anchor) -> Iterator[_Mention]:
    phrases = _compile_phrases(anchor)
    for span in dict.fromkeys(text.sentence_at(found.start()) for found in phrases.finditer(text.text)):
        sentence = phrases.sub(_NAME, text.text[span.start : span.end])
        clauses = (clause for clause in _CLAUSE_END.split(sentence) if _NAME in clause)
        yield _Mention(anchor, text.lang, sentence, "; ".join(clauses))


@lru_cache(maxsize=1024)
def _compile_phrases(anchor: Anchor) -> re.Pattern[str]:
    """No phrase begins inside a number: 14th is not 4th, 十九屆 is not 九屆."""
    phrases = "|".join(map(re.escape, anchor.phrases))
    return re.compile(rf"(?<![A-Za-z0-9一二三四五六七八九十])(?:{phrases})(?!\d)", re.IGNORECASE)
