"""Finds what in an English text may announce a person: nouns of posts, offices, sentences worth reading."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from etl.extract.speakers.english import English
from etl.extract.speakers.scan import BEFORE_CAPITAL, HEAD, LEAD, OFFICE, SHORT, SIGN, Spot, keep_longest
from etl.extract.text import Text

_HYPHEN = re.compile(r"-[a-z]")
_JOINING = frozenset("-_")
_OFFICES = OFFICE | SHORT
_LONG = 6
_BESIDE = 60
_STANDS_BEHIND = re.compile(r"[A-Z][^A-Z.;]*(?:, | \(|,? as )[^A-Z]*$")
_INTRODUCING = len(", including ")


class Signs(NamedTuple):
    """Nouns of posts, where they end, names of offices, sentences (by number) that may name someone; all in order."""

    heads: list[Spot]
    noun_ends: list[int]
    offices: list[Spot]
    sentences: list[int]

    def is_near_noun(self, position: int) -> bool:
        """Tell whether a noun ends so little before `position` that it may introduce the name there."""
        if not self.noun_ends:
            return False
        last = bisect_left(self.noun_ends, position) - 1
        return last >= 0 and position - self.noun_ends[last] <= _INTRODUCING

    def heads_within(self, start: int, end: int) -> list[Spot]:
        """Return the nouns of posts that lie in `start:end`."""
        heads = self.heads
        if not heads or heads[0][0] >= end or heads[-1][0] < start:
            return []
        first = bisect_left(heads, (start, start))
        last = bisect_left(heads, (end, end), first)
        if last > first and heads[last - 1][1] > end:
            last -= 1
        return heads[first:last]


_NOTHING = Signs([], [], [], [])


def scan_english(text: Text, english: English) -> Signs:
    """Look through `text` once; most texts have few such words."""
    body = text.text
    hits = english.scanner.find_numbers(body)
    signs = _find_hyphened(body, english) if "-" in body else []
    if not hits and not signs:
        return _NOTHING
    heads: list[Spot] = []
    offices: list[Spot] = []
    noun_ends: list[int] = []
    flags_of, skipped = english.scanner.flags, 0 if text.in_title else SHORT
    for number, start, end in hits:
        flags = flags_of[number]
        if flags == skipped:
            continue
        if start and body[start - 1].isalnum() and body[start] != " ":
            # A lost space before a long role noun ("thatpianist …") is common in copied text.
            if flags & HEAD and end - start >= _LONG and body[end : end + 1] == " " and body[start].islower():
                signs.append(start)
                noun_ends.append(end)
            continue
        after = body[end : end + 1]
        if flags & HEAD and _is_head(body, start, end, after):
            heads.append((start, end))
            noun_ends.append(end)
            if body[start].isupper() or _may_introduce(body, start, end):
                signs.append(start)
        elif flags & SIGN or (flags & BEFORE_CAPITAL and after.isupper()):
            signs.append(start)
        if flags & LEAD:
            noun_ends.append(end)
            signs.append(start)
        if flags & _OFFICES and not after.isalnum():
            offices.append((start, end))
    return Signs(keep_longest(heads), noun_ends, keep_longest(offices), _number_sentences(text, signs))


def _number_sentences(text: Text, signs: list[int]) -> list[int]:
    """Return the numbers of the sentences in which `signs` stand, in order."""
    starts = text.starts
    signs.sort()
    numbers: list[int] = []
    behind = -1
    for sign in signs:
        if sign >= behind:
            number = bisect_right(starts, sign)
            numbers.append(number - 1)
            behind = starts[number] if number < len(starts) else len(text.text)
    return numbers


def _may_introduce(body: str, start: int, end: int) -> bool:
    """Tell whether a name may stand by a role noun: close behind it, or before a comma or bracket beside it."""
    behind = body[end : end + _BESIDE]
    return not behind.islower() or _STANDS_BEHIND.search(body, max(0, start - _BESIDE), start) is not None


def _is_head(body: str, start: int, end: int, after: str) -> bool:
    if after == " ":
        return body[start - 1 : start] not in _JOINING
    return not (
        after.isalnum() or after in _JOINING or body.startswith("'s", end) or body[start - 1 : start] in _JOINING
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
