"""Searches for any of many phrases: a native scan finds where one may begin, and only there a pattern is matched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

# What stands in a phrase for any number or year: what goes ahead of it is looked for.
_OPEN = re.compile(r"#|\{year\}")
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class PhraseSearch:
    """Finds what `pattern` finds, several times as fast; each of its matches begins with one of the phrases."""

    pattern: re.Pattern[str]
    openings: ahocorasick_rs.AhoCorasick

    def search(self, text: str, start: int = 0, end: int = _LONGEST) -> re.Match[str] | None:
        """Return the first match that lies between `start` and `end`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = _LONGEST) -> Iterator[re.Match[str]]:
        """Yield the matches in order, none of which overlap."""
        hits = self.openings.find_matches_as_indexes(text, overlapping=True)
        if not hits:
            return
        for place in sorted({hit[1] for hit in hits}):
            if place >= start and (found := self.pattern.match(text, place, end)):
                yield found
                start = found.end()


def compile_search(pattern: re.Pattern[str], phrases: Iterable[str]) -> PhraseSearch | re.Pattern[str]:
    """Return a search for `pattern`, each match of which begins with one of the folded `phrases`.

    Where one of them begins with a number there is nothing to look for: the pattern itself is returned.
    """
    openings = {_OPEN.split(phrase, maxsplit=1)[0] for phrase in phrases}
    if "" in openings:
        return pattern
    return PhraseSearch(pattern, ahocorasick_rs.AhoCorasick(openings))
