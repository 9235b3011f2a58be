"""Cuts the words around a number out of its sentence, up to where another clause begins."""

import re
from dataclasses import dataclass

from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase
from etl.extract.text import Span, Text
from etl.model import Lang

# How far a cue may stand from the number, in characters: a long list of guests, or a few words.
_FAR: dict[Lang, int] = {"en": 140, "tc": 60}
_NEAR: dict[Lang, int] = {"en": 24, "tc": 6}
# A sentence is looked at this far on both sides: a text without full stops takes linear time too.
_SENTENCE = 500
CLAUSE = 60
# Whatever must stand right ahead of a number begins within so many characters.
LAST_WORDS = 48
# How much further where a list stands behind the number: "300 guests from all walks of life, including … attended".
_LISTED = 2.5
# A new clause, with a subject of its own.
_BREAK = re.compile(
    r";|:|。|,? compared (?:with|to) |, (?:while |whereas |and (?:i|we) |(?:and )?the number of )| and (?:i|we) "
)

# What is said of some of them: "160 000 came, a fifth of them visitors from elsewhere".
_ASIDE = re.compile(",其中|,当中|, (?:of whom|some of whom|many of whom|among them)")

# Words that may stand within what says that they came: "will all take part", "have also been invited".
_ADVERB = re.compile(
    r"\b(will|would|have|has|had|been|be|are|is|were|was|to)"
    r" (?:also|all|each|both|together|now|then|again|already|later|soon|so far|currently|jointly|actively|personally)\b"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The folded words before and after a phrase in its sentence; `place` is where it stands there.

    `told` is the sentence ahead of that one, in the same paragraph.
    """

    before: str
    near_before: str
    after: str
    near_after: str
    clause: str
    sentence: str
    place: Span
    told: str


def look_around(folded: str, text: Text, phrase: Phrase, patterns: Patterns) -> Around:
    """Return the words around `phrase`, within its sentence and up to where another clause begins."""
    span = text.sentence_at(phrase.start)
    span = Span(max(span.start, phrase.start - _SENTENCE), min(span.end, phrase.end + _SENTENCE))
    far, near = _FAR[text.lang], _NEAR[text.lang]
    before = folded[max(span.start, phrase.start - far) : phrase.start]
    before = before[_last_break(before) :]
    end = max(phrase.end, span.end)
    if patterns.listing.match(folded, phrase.end):
        far = int(far * _LISTED)
    behind = phrase.end + folded.startswith('"', phrase.end)
    after = folded[behind : min(end, behind + far)]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    if text.lang == "en":
        after = _ADVERB.sub(r"\1", after)
    return Around(
        before,
        before[-near:],
        after,
        after[: 2 * near],
        before[-CLAUSE:] + folded[phrase.start : phrase.end] + _ASIDE.split(after[:CLAUSE])[0],
        folded[span.start : end],
        Span(phrase.start - span.start, phrase.end - span.start),
        _read_told(folded, text, span.start),
    )


def _read_told(folded: str, text: Text, start: int) -> str:
    if start == 0:
        return ""
    span = text.sentence_at(start - 1)
    return "" if "\n" in folded[span.end : start] else folded[max(span.start, span.end - _SENTENCE) : span.end]


def _last_break(words: str) -> int:
    last = 0
    for found in _BREAK.finditer(words):
        last = found.end()
    return last
