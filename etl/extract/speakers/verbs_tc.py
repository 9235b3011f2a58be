"""The verbs of a Chinese text, sentence by sentence; what stands within a name is none."""

from bisect import bisect_left
from collections.abc import Iterable

from etl.extract.speakers.roles import Verb
from etl.extract.speakers.scan import Spot
from etl.extract.text import Span


class TextVerbs:
    """The verbs of one text: of two that overlap the one that begins first, then the longer."""

    def __init__(self, text: str, spots: list[Spot], names: Iterable[Spot]) -> None:
        taken = bytearray(len(text))
        for start, end in names:
            taken[start:end] = b"\1" * (end - start)
        self._verbs: list[Verb] = []
        self._starts: list[int] = []
        reached = 0
        for start, end in sorted(spots, key=_by_place):
            if start >= reached and taken.find(1, start, end) < 0:
                self._verbs.append(Verb(start, end, text[start:end]))
                self._starts.append(start)
                reached = end

    def find(self, _: str, span: Span) -> list[Verb]:
        """Return the verbs of a sentence in order."""
        return self._verbs[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def starting_at(self, start: int) -> Verb | None:
        """Return the verb that begins there, if any does."""
        at = bisect_left(self._starts, start)
        return self._verbs[at] if at < len(self._starts) and self._starts[at] == start else None


def _by_place(spot: Spot) -> Spot:
    return spot[0], -spot[1]
