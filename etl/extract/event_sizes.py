"""Finds how many came to an event: number, qualifier and noun, with a cue of attendance in the sentence.

Without a cue the words around the number must make it likely all together. With a sign that it counts something else
(codebook, section 3) it is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from etl.extract.event_dates import Occasion, tell_event_date
from etl.extract.folding import fold
from etl.extract.quantity_around import Around, look_around
from etl.extract.quantity_cues import has_cue, is_expected, speaks_against
from etl.extract.quantity_evidence import weigh
from etl.extract.quantity_false_friends import is_false_friend, is_too_vague
from etl.extract.quantity_patterns import Patterns, compile_patterns
from etl.extract.quantity_phrases import Phrase, read_phrase, tell_counted
from etl.extract.quantity_scan import find_candidates
from etl.extract.text import Span, Text
from etl.model import EventSize, Lang
from etl.reference.quantities import QuantityReference
from etl.reference.size_weights import Weights

# The least log odds that words which are no cue must give: a wrong number is worse than none.
_LEAST_LIKELY = 1.0
# Whoever speaks tells of members, firms and students more often than of who came: there a cue must say so.
_SPOKEN = ("speech", "media-remarks", "legco-reply")
# How much of the text tells what the release is about.
_OPENING = 600
# The least number that counts beside one that does: "24 skaters and seven staff members".
_LEAST_JOINED = 3
# A few who are told one by one are people who speak or come, not a size; nor is what is theirs.
_FEW = 8
_NAMED_OR_THEIRS = re.compile(
    r"'|, (?:namely,? )?[A-Z][\w.'-]+(?: [A-Z][\w'-]+){1,3}(?:,| and [A-Z][\w.'-]+ [A-Z])"
    r"|(?:（[^（）]{1,8}）)?[\u4e00-\u9fff•·]{2,9}、[\u4e00-\u9fff•·]{2,9}[、及和與]"
)
# What joins people to where they come from.
_OF_WHERE = re.compile(r" (?:from|of|working for|belonging to) ")
# They come to other events, and visit where none is told.
_GUESTS = ("delegation", "delegations", "代表团")
# What somebody does at work is no show.
_AT_WORK = re.compile(r"\b(?:work|job|academic|economic|financial|business|outstanding|staff|safety|sporting) $")
# Two numbers so near to each other count the same.
_ALIKE = 3
_WORD = re.compile("[a-z-]+")
# A word of welcome begins at most so far ahead of a number.
_GREETING = 32


def find_event_sizes(
    title: Text, body: Text, quantities: QuantityReference, published_on: date, kind: str
) -> tuple[EventSize, ...]:
    """Return the sizes stated in a release of a kind, those of the title first. Linear in the length.

    Of equal statements the first counts, and one in the body before one in the title, which tells less of the event.
    """
    sizes = [size for text in (body, title) for size in _find_in(text, title, body, quantities, published_on, kind)]
    if not sizes:
        return ()
    kept = _drop_repeated(sizes, compile_patterns(quantities, body.lang), body.lang)
    return tuple(sorted(kept, key=lambda size: not size.in_title))


def _drop_repeated(sizes: list[EventSize], patterns: Patterns, lang: Lang) -> tuple[EventSize, ...]:
    """Keep the first of equal statements, and of an exact and a qualified one the latter."""
    stated: dict[tuple[object, ...], set[str]] = defaultdict(set)
    qualified: dict[tuple[object, ...], set[str]] = defaultdict(set)
    kept: list[tuple[EventSize, str]] = []
    for size in sizes:
        counted = tell_counted(fold(size.subject, lang), lang, patterns)
        heard = stated[size.value, size.value_high, size.unit, size.qualifier]
        if not _is_among(counted, heard):
            kept.append((size, counted))
        heard.add(counted)
        if size.qualifier != "exact":
            qualified[size.value, size.unit].add(counted)
    return tuple(
        size
        for size, counted in kept
        if size.qualifier != "exact" or not _is_among(counted, qualified[size.value, size.unit])
    )


def _is_among(counted: str, others: set[str]) -> bool:
    """Tell whether some of `others` count the same; "" is anybody."""
    return counted in others or "" in others or (not counted and bool(others))


def _find_in(
    text: Text, title: Text, body: Text, quantities: QuantityReference, published_on: date, kind: str
) -> Iterator[EventSize]:
    patterns = compile_patterns(quantities, text.lang)
    reach = kept_end = refused_end = -1
    last: Phrase | None = None
    for candidate in find_candidates(text, quantities):
        phrase = read_phrase(text.folded, candidate, text.lang, patterns)
        if phrase is None:
            continue
        refused = _is_joined(text.folded, refused_end, phrase, patterns)
        if refused and phrase.unit == "countries":
            continue
        joined = _is_joined(text.folded, kept_end, phrase, patterns)
        came = patterns.came.match(text.folded, phrase.end) is not None
        if not _is_plausible(phrase, joined or came, _is_greeted(text.folded, phrase, patterns), quantities):
            continue
        if phrase.value <= _FEW and _NAMED_OR_THEIRS.match(text.text, phrase.end):
            continue
        around = look_around(text.folded, text, phrase, patterns)
        sentence = text.sentence_at(phrase.start)
        if not (
            joined
            or has_cue(around, phrase, sentence.start <= reach, patterns)
            or (
                kind not in _SPOKEN
                and not refused
                and _is_likely(around, phrase, patterns, quantities.weights[text.lang])
            )
        ):
            continue
        if is_false_friend(around, phrase, patterns) or is_too_vague(around, phrase):
            refused_end = phrase.end
            continue
        if phrase.is_alone:
            phrase = _tell_unit(phrase, around, last if sentence.start <= reach else None, patterns)
        kept_end, last = phrase.end, phrase
        reach = sentence.end + 1  # the next sentence of the paragraph may go on: "They came from 40 countries."
        occasion = Occasion(
            _tell_event_type(around, title, body, patterns), is_expected(around, patterns), published_on
        )
        held_on = tell_event_date(text, phrase.start, around.sentence, body, occasion, quantities)
        yield EventSize(
            event_type=occasion.event_type,
            value=phrase.value,
            value_high=phrase.value_high,
            qualifier=phrase.qualifier,
            unit=phrase.unit,
            subject=text.text[phrase.subject.start : phrase.subject.end],
            expected=occasion.expected or (held_on is not None and held_on > published_on),
            held_on=held_on,
            start_char=phrase.start,
            end_char=phrase.end,
            in_title=text.in_title,
            sentence=text.sentence_text(phrase.start),
        )


def _is_likely(around: Around, phrase: Phrase, patterns: Patterns, weights: Weights) -> bool:
    """Tell whether the words around a number without a cue say all together that it counts who came."""
    if (phrase.unit == "people" and phrase.value <= _FEW) or speaks_against(around, patterns):
        return False
    return weigh(around, phrase, patterns, weights) >= _LEAST_LIKELY


def _tell_unit(phrase: Phrase, around: Around, last: Phrase | None, patterns: Patterns) -> Phrase:
    """Return what a number alone counts, by the number before it or the bodies told of and no people.

    "The fair drew 900 firms last year; this year it drew 960", but not 5 000.
    """
    if last is not None and last.unit in ("organisations", "person-times"):
        is_like = last.value / _ALIKE <= phrase.value <= last.value * _ALIKE
        return replace(phrase, unit=last.unit) if is_like else phrase
    words = _WORD.findall(f"{around.told} {around.before}")
    units = {patterns.nouns[word] for word in words if word in patterns.nouns}
    return replace(phrase, unit="organisations") if "organisations" in units and "people" not in units else phrase


def _is_joined(folded: str, kept_end: int, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell whether a number stands inside the phrase of one that counts who came, or is joined to it by "and"."""
    if kept_end < 0:
        return False
    if phrase.start < kept_end:
        return True
    between = patterns.joint.fullmatch(folded, kept_end, phrase.start)
    return between is not None and (not _OF_WHERE.search(between[0]) or phrase.unit in ("organisations", "countries"))


def _is_greeted(folded: str, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell whether those counted are welcomed, or said to be there: few guests of honour are told, too."""
    if phrase.unit != "people" or phrase.qualifier != "exact":
        return False
    if patterns.beside.match(folded, phrase.end):
        return True
    return patterns.greeting.search(folded, max(0, phrase.start - _GREETING), phrase.start) is not None


def _is_plausible(phrase: Phrase, joined: bool, is_greeted: bool, quantities: QuantityReference) -> bool:
    if phrase.value != int(phrase.value) or phrase.value > quantities.maximum[phrase.unit]:
        return False
    if phrase.qualifier != "exact" and phrase.unit != "person-times":
        return phrase.value > 1
    least = quantities.minimum[phrase.unit] / (2 if phrase.attending or is_greeted else 1)
    return phrase.value >= (_LEAST_JOINED if joined else least)


def _tell_event_type(around: Around, title: Text, body: Text, patterns: Patterns) -> str:
    """Return the event named nearest to the number, else the last told ahead, else the first in title or opening."""
    near = sorted(_iterate_events(around.sentence, patterns), key=lambda event: _measure_distance(event, around.place))
    openings = (title.folded[:_OPENING], body.folded[:_OPENING])
    told = [*_iterate_events(around.told, patterns)][-1:]
    found = [*near, *told, *(event for words in openings if (event := next(_iterate_events(words, patterns), None)))]
    named = next((event[0] for event in found if event[0] not in _GUESTS), found[0][0] if found else "")
    return patterns.event_types.get(named, "other")


def _iterate_events(words: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Yield the events named, without those that only qualify another: "exhibition opening ceremony"."""
    last: re.Match[str] | None = None
    for event in patterns.event.finditer(words):
        if event[0] == "performance" and _AT_WORK.search(words, 0, event.start()):
            continue
        if last is not None:
            if patterns.of_event.fullmatch(words, last.end(), event.start()):
                continue
            if not patterns.qualifying.fullmatch(words, last.end(), event.start()):
                yield last
        last = event
    if last is not None:
        yield last


def _measure_distance(event: re.Match[str], place: Span) -> tuple[bool, int]:
    """Return how far an event is named from a phrase; one named inside it (參觀者) comes last."""
    return place.start <= event.start() < place.end, abs(event.start() - place.start)
