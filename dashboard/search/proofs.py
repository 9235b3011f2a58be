"""The sentences of a release that show what was looked for."""

import re
from dataclasses import dataclass

from dashboard.search.words import Words

_ENDS = re.compile(r"[.!?](?=\s)|[。！？；\n]")
_LONGEST_SIDE = 240
_CUT = "…"


@dataclass(frozen=True, slots=True)
class PhraseProof:
    """Where a phrase first stands: `sentence[start:end]` are its words. A long sentence is cut, and shows it."""

    phrase: str
    sentence: str
    start: int
    end: int
    in_title: bool


def find_proofs(words: Words, phrases: tuple[str, ...], title: str, body: str) -> tuple[PhraseProof, ...]:
    """Return for each phrase that occurs the sentence in which it does first, the title before the body."""
    proofs = []
    for phrase in phrases:
        for text, in_title in ((title, True), (body, False)):
            if span := words.find(phrase, text):
                proofs.append(_quote_sentence(phrase, text, *span, in_title))
                break
    return tuple(proofs)


def _quote_sentence(phrase: str, text: str, start: int, end: int, in_title: bool) -> PhraseProof:
    since, until = 0, len(text)
    if start > _LONGEST_SIDE:
        since = _next_blank(text, start - _LONGEST_SIDE, start)
    if until - end > _LONGEST_SIDE:
        until = _last_blank(text, end, end + _LONGEST_SIDE)
    before = [stop.end() for stop in _ENDS.finditer(text, since, start)]
    after = _ENDS.search(text, end, until)
    lead = "" if before or since == 0 else _CUT
    trail = "" if after or until == len(text) else _CUT
    head = text[max([since, *before]) : start].lstrip()
    tail = text[end : after.end() if after else until].rstrip()
    sentence = f"{lead}{head}{text[start:end]}{tail}{trail}"
    at = len(lead) + len(head)
    return PhraseProof(phrase, sentence, at, at + end - start, in_title)


def _next_blank(text: str, since: int, until: int) -> int:
    """Where a word begins after a place, or the place itself where blanks part no words."""
    blank = text.find(" ", since, until)
    return since if blank < 0 else blank + 1


def _last_blank(text: str, since: int, until: int) -> int:
    blank = text.rfind(" ", since, until)
    return until if blank < 0 else blank
