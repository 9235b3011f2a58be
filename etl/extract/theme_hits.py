"""Finds where phrases of themes stand and count: with their neighbours, in their case, the longest at each place."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

from etl.extract.phrase_scan import ADDRESS_JOINS, Place, stands_in_address
from etl.extract.text import Text
from etl.extract.theme_lexicon import Lexicon, Terms, ThemeIds

# Start and negative end of a hit, which sort the longest first, and its themes.
Hit = tuple[int, int, ThemeIds]
_Found = TypeVar("_Found")

# The last letters of "of", "for" and "the" before a phrase that may belong to a post.
_POST_ENDS = frozenset("fre")


def find_hits(text: Text, lexicon: Lexicon) -> list[Hit]:
    """Return the hits of phrases and asides, the longest at each place, in order."""
    found = sorted(lexicon.scanner.scan(text.folded))
    if not found:
        return []
    phrases = [place for place in found if place[2] < len(lexicon.rules)]
    return keep_longest(phrases, _Judge(text, lexicon, found).judge)


class _Judge:
    """Tells where in one text, read from its beginning, phrases count."""

    __slots__ = ("_around", "_behind", "_beside", "_found", "_head_at", "_lexicon", "_numbers", "_rules", "_text")

    def __init__(self, text: Text, lexicon: Lexicon, found: list[Place]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._rules = lexicon.rules
        self._found = found
        # One sign before the text and two behind, so that each phrase has neighbours.
        self._around = f" {text.text if text.lang == 'en' else text.folded}  "
        self._head_at = 2 if text.lang == "en" else 1  # a Latin tail stands behind a space
        self._behind = 0
        self._beside: list[Place] = []
        self._numbers: set[int] = set()

    def judge(self, start: int, minus_end: int, number: int) -> ThemeIds | None:
        """Return the themes that a phrase speaks of, none for a name, or None where it does not count at all."""
        theme_ids, terms = self._rules[number]
        if terms is not None and terms.exact and not _stands_exact(self._text.text, start, terms.exact):
            return None
        around = self._around
        if around[start] in ADDRESS_JOINS or around[1 - minus_end] in ADDRESS_JOINS:
            if stands_in_address(self._text.text, start, -minus_end):
                return None
        elif not around[start + 1].islower() and self._is_name(start, -minus_end):
            return ()
        if terms is not None and terms.asks and not self._has_neighbours(start, minus_end, terms):
            return () if terms.else_none else None
        return theme_ids

    def _is_name(self, start: int, end: int) -> bool:
        """Whether what stands beside a phrase with a capital makes it the name of a post, body or place."""
        around, lexicon = self._around, self._lexicon
        if around[start - 1] in _POST_ENDS and self._text.folded.endswith(lexicon.posts, 0, start):
            return True
        return around[end + self._head_at] in lexicon.tail_heads and bool(lexicon.tails.match(around, end + 1))

    def _has_neighbours(self, start: int, minus_end: int, terms: Terms) -> bool:
        """Whether a word that the phrase asks for stands in its sentence, and none that it must not stand by."""
        if start >= self._behind:
            self._read_sentence(start)
        near, unless, numbers = terms.near, terms.unless, self._numbers
        if near and (near.isdisjoint(numbers) or not self._has_beside(start, minus_end, near)):
            return False
        return unless.isdisjoint(numbers) or not self._has_beside(start, minus_end, unless)

    def _read_sentence(self, start: int) -> None:
        found, starts = self._found, self._text.starts
        sentence = bisect_right(starts, start)
        self._behind = starts[sentence] if sentence < len(starts) else len(self._text.text)
        first = bisect_left(found, (starts[sentence - 1] if sentence else 0,))
        self._beside = found[first : bisect_left(found, (self._behind,), first)]
        self._numbers = {number for _, _, number in self._beside}

    def _has_beside(self, start: int, minus_end: int, wanted: frozenset[int]) -> bool:
        """Whether one of the words `wanted` stands in the sentence apart from the phrase."""
        for word_start, word_minus_end, number in self._beside:
            if number in wanted and (-word_minus_end <= start or -minus_end <= word_start):
                return True
        return False


def _stands_exact(text: str, start: int, exact: Iterable[tuple[int, str]]) -> bool:
    return False not in [text.startswith(part, start + at) for at, part in exact]


def keep_longest(
    found: list[tuple[int, int, _Found]], judge: Callable[[int, int, _Found], ThemeIds | None]
) -> list[Hit]:
    """Judge what is found, in order, unless within a longer hit; drop names, and themes that an overlapped hit has."""
    kept: list[Hit] = []
    last_end = 0
    for start, minus_end, what in found:
        if -minus_end <= last_end:
            continue
        theme_ids = judge(start, minus_end, what)
        if theme_ids is None:
            continue
        if start < last_end:
            theme_ids = _drop_overlapping(start, theme_ids, kept)
        last_end = -minus_end
        if theme_ids:
            kept.append((start, minus_end, theme_ids))
    return kept


def _drop_overlapping(start: int, theme_ids: ThemeIds, kept: list[Hit]) -> ThemeIds:
    """Return those of the themes that no earlier hit has which goes on behind `start`."""
    for _, minus_end, earlier in reversed(kept):
        if -minus_end <= start:
            break
        theme_ids = tuple([theme_id for theme_id in theme_ids if theme_id not in earlier])
    return theme_ids


def add_hits(hits: list[Hit], more: Iterable[Hit]) -> list[Hit]:
    """Return the longest of all hits."""
    return keep_longest(sorted([*hits, *more]), lambda _, __, theme_ids: theme_ids)
