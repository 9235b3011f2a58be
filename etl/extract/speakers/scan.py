"""One pass over a text for all words that announce a person or name an office."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from etl.extract.phrase_finder import find_places

Spot = tuple[int, int]


class Hit(NamedTuple):
    """Where a phrase stands, and what it is (a sum of the flags below)."""

    start: int
    end: int
    flags: int


HEAD, SIGN, BEFORE_CAPITAL, OFFICE, SHORT = 1, 2, 4, 8, 16
KNOWN, TITLE, MOVE, AGENT, LEAD, VERB, MARK, CASE = 32, 64, 128, 256, 512, 1024, 2048, 4096


class Phrases:
    """Phrases with flags that say what each is, as one automaton."""

    def __init__(self, flags: Mapping[str, int], implementation: Implementation = Implementation.ContiguousNFA) -> None:
        self.flags = tuple(flags.values())
        self._finder = AhoCorasick(tuple(flags), implementation=implementation)

    def find_numbers(self, text: str) -> list[tuple[int, int, int]]:
        """Return all that is found, also what overlaps: numbers of phrases (see `flags`), starts and ends."""
        return find_places(self._finder, text)


def flag_phrases(*groups: tuple[int, Iterable[str]]) -> dict[str, int]:
    """Join groups of phrases into one mapping to the sum of their flags."""
    flags: dict[str, int] = {}
    for flag, phrases in groups:
        for phrase in phrases:
            flags[phrase] = flags.get(phrase, 0) | flag
    return flags


Place = TypeVar("Place", Hit, Spot)


def keep_longest(hits: list[Place]) -> list[Place]:
    """Of hits that overlap keep the one that begins first, then the longer."""
    if len(hits) < 2:
        return hits
    kept: list[Place] = []
    reached = 0
    for hit in sorted(hits, key=_by_place):
        if hit[0] >= reached:
            kept.append(hit)
            reached = hit[1]
    return kept


def _by_place(hit: Hit | Spot) -> Spot:
    return hit[0], -hit[1]


def find_words(text: str, words: Iterable[str]) -> list[Spot]:
    """Return where each of a few words stands, in any order."""
    wanted = tuple(words)
    if len(wanted) > _FEW:
        finder = AhoCorasick(wanted, implementation=Implementation.NoncontiguousNFA)  # the fastest to build
        hits = find_places(finder, text)
        return [(start, end) for _, start, end in hits]
    found = []
    for word in wanted:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + 1)
    return found


_FEW = 48  # building an automaton costs as much as searching a release for so many words
