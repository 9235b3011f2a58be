"""Finds what in a Chinese text may announce a person: nouns of posts, titles, known names, offices."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter

from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.scan import AGENT, CASE, HEAD, KNOWN, MARK, MOVE, OFFICE, TITLE, VERB, Hit, Spot, keep_longest

# Surnames that behind a post are rather words: 局長曾多次表示.
_ADVERBS = frozenset("曾應向時常全都連同明和於單幸尚言談任成由解簡")


@dataclass(frozen=True, slots=True)
class Signs:
    """Where each kind of words stands, in order.

    `marks` are the places of others by the word, and `tells_case` whether any word of a case (see `privacy`) is there.
    """

    heads: list[Hit]
    known: dict[int, int]
    titles: list[Hit]
    moves: list[Hit]
    offices: list[Spot]
    verbs: list[Spot]
    office_starts: dict[int, int]
    marks: dict[str, list[int]]
    tells_case: bool

    def is_announced(self, text: str, start: int, chinese: Chinese) -> bool:
        """Tell whether the noun of a post, and then perhaps a name, begins at `start`."""
        first = bisect_left(self.heads, (start, 0, 0))
        here = takewhile(lambda head: head.start == start, islice(self.heads, first, None))
        return any(chinese.before_name.match(text, head.end) for head in here)


def scan_chinese(text: str, chinese: Chinese) -> Signs:
    """Look through `text` once; the names of the reference are given as end by start, offices also as start by end."""
    heads: list[Hit] = []
    known: list[Hit] = []
    titles: list[Hit] = []
    moves: list[Hit] = []
    offices: list[Hit] = []
    verbs: list[Spot] = []
    marks: dict[str, list[int]] = {}
    seen = 0
    kinds = chinese.scanner.flags
    for number, start, end in chinese.scanner.find_numbers(text):
        flags = kinds[number]
        seen |= flags
        if flags & VERB:
            verbs.append((start, end))
            if flags == VERB:
                continue
        if flags & MARK:
            marks.setdefault(text[start:end], []).append(start)
            if flags == MARK:
                continue
        hit = Hit(start, end, flags)
        if flags & HEAD:
            heads.append(hit)
            if flags == HEAD:
                continue
        if flags & KNOWN and not chinese.inside.match(text, hit[1]):
            known.append(hit)
        if flags & TITLE:
            titles.append(hit)
        if flags & (MOVE | AGENT):
            moves.append(hit)
        if flags & OFFICE:
            offices.append(hit)
    alone = [hit[:2] for hit in keep_longest(offices) if not _is_unread_name(text, hit[1], chinese)]
    return Signs(
        _sort_by_place(heads),
        {hit[0]: hit[1] for hit in keep_longest(known)},
        titles,
        _sort_by_place(moves),
        alone,
        verbs,
        {hit[1]: hit[0] for hit in sorted(offices, reverse=True)},
        marks,
        bool(seen & CASE),
    )


def _is_unread_name(text: str, start: int, chinese: Chinese) -> bool:
    """Tell whether what follows a post must be a name, be it read or not: then the post does not stand alone."""
    first = text[start : start + 1]
    if first not in chinese.firsts or first in _ADVERBS:
        return False
    return chinese.unread.match(text, start) is not None


def _sort_by_place(hits: list[Hit]) -> list[Hit]:
    """Sort hits that come by their ends: by start, the longer first."""
    placed = hits[::-1]
    placed.sort(key=_start)
    return placed


_start = itemgetter(0)
