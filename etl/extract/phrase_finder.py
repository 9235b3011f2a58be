"""Finds many phrases in one pass over a text."""

from collections.abc import Iterable

import ahocorasick_rs

from etl.extract.folding import replace_surrogates

Found = tuple[int, int, int]


class PhraseFinder:
    """A list of phrases, compiled; what is found is (number of the phrase, start, end) in code points.

    With `whole_words` a phrase counts only where no letter or digit touches it.
    """

    def __init__(self, phrases: Iterable[str], whole_words: bool) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(list(phrases), implementation=ahocorasick_rs.Implementation.DFA)
        self._whole_words = whole_words

    def find(self, text: str) -> list[Found]:
        """Return all that is found, also phrases within phrases, in order of their ends. Linear in the length."""
        found = find_places(self._automaton, text)
        return [hit for hit in found if _is_whole(text, hit[1], hit[2])] if found and self._whole_words else found

    def find_longest(self, text: str) -> list[Found]:
        """Return what is found from left to right, the longest at each place, without overlaps."""
        found = self.find(text)
        if len(found) < 2:
            return found
        kept: list[Found] = []
        for hit in sorted(found, key=_by_place):
            if not kept or hit[1] >= kept[-1][2]:
                kept.append(hit)
        return kept


def find_places(automaton: ahocorasick_rs.AhoCorasick, text: str) -> list[Found]:
    """Return number, start and end of all that is found, also of what overlaps, by where it ends."""
    try:
        return automaton.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # a half of a character, which is no text
        return automaton.find_matches_as_indexes(replace_surrogates(text), overlapping=True)


def _by_place(hit: Found) -> tuple[int, int]:
    return hit[1], -hit[2]


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (
        (start and _is_word(text[start - 1]) and _is_word(text[start]))
        or (end < len(text) and _is_word(text[end]) and _is_word(text[end - 1]))
    )


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
