"""Finds how many came to an event: number, qualifier and noun, with a cue of attendance in the sentence.

Without a cue, or with a sign that the number counts something else (codebook, section 3), it is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.extract.folding import fold
from etl.extract.numbers import find_numbers
from etl.extract.quantity_patterns import Patterns, compile_patterns
from etl.extract.quantity_phrases import Phrase, read_phrase
from etl.extract.text import Span, Text
from etl.model import EventSize
from etl.reference.quantities import QuantityReference

# How far a cue may stand from the number, in characters: a long list of guests, or a few words.
_FAR = {"en": 140, "tc": 60}
_NEAR = {"en": 24, "tc": 6}
# A sentence is looked at this far on both sides: a text without full stops takes linear time too.
_SENTENCE = 500
# How much of the text tells what the release is about.
_OPENING = 600


def find_event_sizes(title: Text, body: Text, quantities: QuantityReference) -> tuple[EventSize, ...]:
    """Return the sizes stated in a release in order, the first of equal statements. Linear in the length."""
    found: dict[tuple[object, ...], EventSize] = {}
    for text in (title, body):
        for size in _find_in(text, title, body, quantities):
            found.setdefault((size.value, size.value_high, size.unit, size.qualifier), size)
    qualified = {(size.value, size.unit) for size in found.values() if size.qualifier != "exact"}
    return tuple(
        size for size in found.values() if size.qualifier != "exact" or (size.value, size.unit) not in qualified
    )


def _find_in(text: Text, title: Text, body: Text, quantities: QuantityReference) -> Iterator[EventSize]:
    patterns = compile_patterns(quantities, text.lang)
    folded = fold(text.text, text.lang)
    for number in find_numbers(text.text, text.lang, quantities):
        phrase = read_phrase(folded, number, text.lang, patterns)
        if phrase is None or not _is_plausible(phrase, quantities):
            continue
        around = _look_around(folded, text, phrase)
        if _is_false_friend(around, patterns) or not _has_cue(around, phrase, patterns):
            continue
        yield EventSize(
            event_type=_tell_event_type(around, title, body, patterns),
            value=phrase.value,
            value_high=phrase.value_high,
            qualifier=phrase.qualifier,
            unit=phrase.unit,
            subject=text.text[phrase.subject.start : phrase.subject.end],
            expected=_is_expected(around, patterns),
            start_char=phrase.start,
            end_char=phrase.end,
            in_title=text.in_title,
            sentence=text.sentence_text(phrase.start),
        )


@dataclass(frozen=True, slots=True)
class _Around:
    """The folded words before and after a phrase in its sentence; `place` is where it stands there."""

    before: str
    qualifier: str
    near_before: str
    after: str
    near_after: str
    clause: str
    sentence: str
    place: int


def _look_around(folded: str, text: Text, phrase: Phrase) -> _Around:
    span = text.sentence_at(phrase.start)
    span = Span(max(span.start, phrase.start - _SENTENCE), min(span.end, phrase.end + _SENTENCE))
    far, near = _FAR[text.lang], _NEAR[text.lang]
    before = folded[max(span.start, phrase.start - far) : phrase.start]
    before = before[_last_break(before) :]
    end = max(phrase.end, span.end)
    after = folded[phrase.end : min(end, phrase.end + far)]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    return _Around(
        before,
        folded[phrase.start : phrase.number_start],
        before[-near:],
        after,
        after[: 2 * near],
        before[-60:] + folded[phrase.start : phrase.end] + after[:60],
        folded[span.start : end],
        phrase.start - span.start,
    )


# A new clause, with a subject of its own.
_BREAK = re.compile(r"[;:。]|, while |, whereas |, (?:and )?the number of ")


def _last_break(words: str) -> int:
    last = 0
    for found in _BREAK.finditer(words):
        last = found.end()
    return last


def _is_plausible(phrase: Phrase, quantities: QuantityReference) -> bool:
    if phrase.value != int(phrase.value) or phrase.value > quantities.maximum[phrase.unit]:
        return False
    if phrase.qualifier != "exact" and phrase.unit != "person-times":
        return phrase.value > 1
    return phrase.value >= quantities.minimum[phrase.unit] / (2 if phrase.attending else 1)


def _is_false_friend(around: _Around, patterns: Patterns) -> bool:
    return bool(
        patterns.false_before.search(around.near_before)
        or patterns.false_after.search(around.near_after)
        or patterns.false_clause.search(around.clause)
        or patterns.false_sentence.search(around.sentence)
    )


def _has_cue(around: _Around, phrase: Phrase, patterns: Patterns) -> bool:
    if patterns.cue_before.search(around.before) or patterns.cue_close.search(around.before):
        return True
    if patterns.counted_end.search(around.before + around.qualifier):
        return True
    if phrase.attending and patterns.cue_near.search(around.near_before):
        return True
    after = patterns.cue_after.search(around.after)
    return bool(after and not _joins_a_scheme(around.after[after.end() : after.end() + 50], patterns))


def _joins_a_scheme(words: str, patterns: Patterns) -> bool:
    """Tell "joined the scheme" from "joined the launch ceremony of the scheme"."""
    scheme, event = patterns.objects.search(words), patterns.event.search(words)
    return scheme is not None and (event is None or scheme.start() < event.start())


def _is_expected(around: _Around, patterns: Patterns) -> bool:
    return bool(patterns.expected.search(around.before) or patterns.expected.search(around.near_after))


def _tell_event_type(around: _Around, title: Text, body: Text, patterns: Patterns) -> str:
    """Return the event named nearest to the number, else the first in the title or early in the text."""
    openings = (fold(title.text, title.lang), fold(body.text[:_OPENING], body.lang))
    for words, place in ((around.sentence, around.place), *((opening, 0) for opening in openings)):
        if events := [*patterns.event.finditer(words)]:
            nearest = min(events, key=lambda event: abs(event.start() - place))
            return patterns.event_types[nearest[0]]
    return "other"
