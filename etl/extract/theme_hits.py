"""Finds where phrases of themes stand and count: with their neighbours, in their case, the longest at each place."""

from bisect import bisect_right
from collections.abc import Iterable

from etl.extract.phrase_scan import ADDRESS_JOINS, PhraseScanner, stands_in_address
from etl.extract.text import Text
from etl.extract.theme_lexicon import Lexicon, Terms, ThemeIds

# Start and negative end of a hit, which sort the longest first, and its themes.
Hit = tuple[int, int, ThemeIds]

# The last letters of "of", "for" and "the" before a phrase that may belong to a post.
_POST_ENDS = frozenset("fre")


def find_hits(text: Text, lexicon: Lexicon) -> list[Hit]:
    """Return the hits of phrases and asides, the longest at each place, in order.

    A phrase that makes up a name speaks of no theme, nor do those within it. One that does not count at all leaves
    its place to those within. This runs for every phrase of every release, hence in one loop.
    """
    found = lexicon.scanner.scan(text.folded)
    if not found:
        return []
    rules, tail_heads, neighbours = lexicon.rules, lexicon.tail_heads, _Neighbours(text, lexicon.neighbours)
    doubtful, padding = lexicon.scanner.doubtful, lexicon.scanner.padding
    # One sign before the text and two behind, so that each phrase has neighbours.
    around = f" {text.text if text.lang == 'en' else text.folded}  "
    head_at = 2 if text.lang == "en" else 1  # a Latin tail stands behind a space
    kept: list[Hit] = []
    last_end = 0
    for start, minus_end, number in sorted([(start, padding - end, number) for number, start, end in found]):
        end = -minus_end
        if end <= last_end or (number in doubtful and not lexicon.scanner.stands(text.folded, number, start, end)):
            continue
        theme_ids, terms = rules[number]
        if terms is not None and terms.exact and not _stands_exact(text.text, start, terms.exact):
            continue
        is_name = False
        if around[start] in ADDRESS_JOINS or around[end + 1] in ADDRESS_JOINS:
            if stands_in_address(text.text, start, end):
                continue
        elif not around[start + 1].islower():
            # Beside a phrase with a capital may stand what makes it the name of a post, body or place.
            is_name = (around[start - 1] in _POST_ENDS and text.folded.endswith(lexicon.posts, 0, start)) or (
                around[end + head_at] in tail_heads and lexicon.tails.match(around, end + 1) is not None
            )
        if is_name:
            theme_ids = ()
        elif terms is not None and terms.asks and not neighbours.suit(start, end, terms):
            if not terms.else_none:
                continue
            theme_ids = ()
        if start < last_end:
            theme_ids = _drop_overlapping(start, theme_ids, kept)
        last_end = end
        if theme_ids:
            kept.append((start, minus_end, theme_ids))
    return kept


class _Neighbours:
    """The words that rules ask for, in one sentence of a text after the other."""

    __slots__ = ("_behind", "_first_ends", "_last_starts", "_scanner", "_text")

    def __init__(self, text: Text, scanner: PhraseScanner) -> None:
        self._text, self._scanner = text, scanner
        self._behind = 0
        self._first_ends: dict[int, int] = {}
        self._last_starts: dict[int, int] = {}

    def suit(self, start: int, end: int, terms: Terms) -> bool:
        """Whether a word that the phrase asks for stands in its sentence, and none that it must not stand by."""
        if start >= self._behind:
            self._read_sentence(start)
        if terms.near and not self._has_beside(start, end, terms.near):
            return False
        return not (terms.unless and self._has_beside(start, end, terms.unless))

    def _read_sentence(self, position: int) -> None:
        """Note of each word in the sentence at `position` where it first ends and last begins."""
        starts, folded, scanner = self._text.starts, self._text.folded, self._scanner
        sentence = bisect_right(starts, position)
        first = starts[sentence - 1] if sentence else 0
        behind = self._behind = starts[sentence] if sentence < len(starts) else len(folded)
        doubtful, padding = scanner.doubtful, scanner.padding
        first_ends: dict[int, int] = {}
        last_starts: dict[int, int] = {}
        for number, at, padded in scanner.scan(folded[first:behind]):
            start, end = first + at, first + padded - padding
            if number not in doubtful or scanner.stands(folded, number, start, end):
                last_starts[number] = start
                if number not in first_ends:
                    first_ends[number] = end
        self._first_ends, self._last_starts = first_ends, last_starts

    def _has_beside(self, start: int, end: int, wanted: frozenset[int]) -> bool:
        """Whether one of the words `wanted` stands in the sentence apart from the phrase."""
        for number in wanted.intersection(self._first_ends):
            if self._first_ends[number] <= start or self._last_starts[number] >= end:
                return True
        return False


def _stands_exact(text: str, start: int, exact: Iterable[tuple[int, str]]) -> bool:
    for at, part in exact:  # noqa: SIM110 — a loop is faster than a generator
        if not text.startswith(part, start + at):
            return False
    return True


def _drop_overlapping(start: int, theme_ids: ThemeIds, kept: list[Hit]) -> ThemeIds:
    """Return those of the themes that no earlier hit has which goes on behind `start`."""
    for _, minus_end, earlier in reversed(kept):
        if -minus_end <= start:
            break
        theme_ids = tuple([theme_id for theme_id in theme_ids if theme_id not in earlier])
    return theme_ids


def add_hits(hits: list[Hit], more: Iterable[Hit]) -> list[Hit]:
    """Return the longest of all hits."""
    kept: list[Hit] = []
    last_end = 0
    for start, minus_end, theme_ids in sorted([*hits, *more]):
        if -minus_end > last_end:
            left = _drop_overlapping(start, theme_ids, kept)
            last_end = -minus_end
            if left:
                kept.append((start, minus_end, left))
    return kept
