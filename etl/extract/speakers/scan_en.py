"""Finds what in an English text may announce a person: nouns of posts, offices, sentences worth reading."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from etl.extract.speakers.english import English
from etl.extract.speakers.scan import BEFORE_CAPITAL, HEAD, LEAD, OFFICE, SHORT, SIGN, Hit, Spot, keep_longest
from etl.extract.text import Text

_HYPHEN = re.compile(r"-[a-z]")
_LONG = 6
_INTRODUCING = len(", including ")


@dataclass(frozen=True, slots=True)
class Signs:
    """Nouns of posts, where they end, names of offices, sentences (by number) that may name someone; all in order."""

    heads: list[Spot]
    noun_ends: list[int]
    offices: list[Spot]
    sentences: list[int]

    def is_near_noun(self, position: int) -> bool:
        """Tell whether a noun ends so little before `position` that it may introduce the name there."""
        last = bisect_left(self.noun_ends, position) - 1
        return last >= 0 and position - self.noun_ends[last] <= _INTRODUCING

    def heads_within(self, start: int, end: int) -> list[Spot]:
        """Return the nouns of posts that lie in `start:end`."""
        found = []
        for n in range(bisect_left(self.heads, (start, start)), len(self.heads)):
            if self.heads[n][1] > end:
                break
            found.append(self.heads[n])
        return found


def scan_english(text: Text, english: English) -> Signs:
    """Look through `text` once; most texts have few such words."""
    body = text.text
    heads: list[Hit] = []
    offices: list[Hit] = []
    noun_ends: list[int] = []
    signs = _find_hyphened(body, english)
    for hit in english.scanner.find(body):
        start, end, flags = hit
        if flags == SHORT and not text.in_title:
            continue
        if start and body[start - 1].isalnum() and body[start] != " ":
            # A lost space before a long role noun ("thatpianist …") is common in copied text.
            if flags & HEAD and end - start >= _LONG and body[end : end + 1] == " " and body[start].islower():
                signs.append(start)
                noun_ends.append(end)
            continue
        if flags & HEAD and _is_head(body, start, end):
            heads.append(hit)
            noun_ends.append(end)
            signs.append(start)
        if flags & LEAD:
            noun_ends.append(end)
            signs.append(start)
        if flags & SIGN or (flags & BEFORE_CAPITAL and body[end : end + 1].isupper()):
            signs.append(start)
        if flags & (OFFICE | SHORT) and not body[end : end + 1].isalnum():
            offices.append(hit)
    sentences = sorted({bisect_right(text.starts, sign) - 1 for sign in signs})
    return Signs(
        [hit[:2] for hit in keep_longest(heads)], noun_ends, [hit[:2] for hit in keep_longest(offices)], sentences
    )


def _is_head(body: str, start: int, end: int) -> bool:
    after = body[end : end + 2]
    return not (
        after[:1].isalnum() or after[:1] in ("-", "_") or after == "'s" or body[start - 1 : start] in ("-", "_")
    )


def _find_hyphened(body: str, english: English) -> list[int]:
    """Return where a surname stands before a given name with a hyphen: Chan Tai-man."""
    found = []
    for hyphen in _HYPHEN.finditer(body):
        given = body.rfind(" ", 0, hyphen.start()) + 1
        if given and body[given].isupper():
            surname = max(body.rfind(" ", 0, given - 1), body.rfind("\n", 0, given - 1)) + 1
            if body[surname : given - 1].lstrip('("“') in english.surnames:
                found.append(surname)
    return found
