"""The verbs of a Chinese text, sentence by sentence; what stands within a name is none."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from etl.extract.speakers.roles import Verb
from etl.extract.speakers.scan import Spot
from etl.extract.text import Span


class TextVerbs:
    """The verbs of one text: of two that overlap the one that begins first, then the longer.

    `spots` are where they stand, by their ends; they are chosen only in the sentences asked for.
    """

    def __init__(self, text: str, spots: list[Spot], names: Iterable[Spot]) -> None:
        self._text, self._spots = text, spots
        self._ends = [end for _, end in spots]
        self._taken = bytearray(len(text))
        for start, end in names:
            self._taken[start:end] = b"\1" * (end - start)

    def find(self, _: str, span: Span) -> list[Verb]:
        """Return the verbs of a sentence in order."""
        spots = self._spots[bisect_right(self._ends, span.start) : bisect_right(self._ends, span.end)]
        if len(spots) > 1:
            spots.sort(key=_by_place)
        verbs = []
        reached = span.start
        for start, end in spots:
            if start >= reached and self._taken.find(1, start, end) < 0:
                verbs.append(Verb(start, end, self._text[start:end]))
                reached = end
        return verbs

    def starting_at(self, start: int) -> str:
        """Return the longest verb that begins there; empty where none does."""
        later = self._spots[bisect_left(self._ends, start) :]
        end = max((end for first, end in later if first == start), default=start)
        return self._text[start:end]


def _by_place(spot: Spot) -> Spot:
    return spot[0], -spot[1]
