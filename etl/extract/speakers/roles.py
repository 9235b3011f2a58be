"""The strongest role of each person, with the sentence that proves it."""

from dataclasses import dataclass

from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

STRENGTH: dict[Role, int] = {"named": 0, "attended": 1, "officiated": 2, "spoke": 3}


@dataclass(frozen=True, slots=True)
class Proof:
    """A role and the sentence that shows it."""

    role: Role
    sentence: str


class Roles:
    """Collects the roles of the people of one release; the stronger wins, of equals the first."""

    def __init__(self) -> None:
        self._proofs: dict[int, Proof] = {}

    def show(self, someone: Someone, role: Role, text: Text, position: int) -> None:
        """Note that the sentence at `position` shows `someone` in `role`."""
        known = self._proofs.get(id(someone))
        if known is None or STRENGTH[role] > STRENGTH[known.role]:
            self._proofs[id(someone)] = Proof(role, text.sentence_text(position))

    def proof(self, someone: Someone) -> Proof:
        """Return the strongest role of `someone`."""
        return self._proofs[id(someone)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence and the people spoken of in it, in order."""

    span: Span
    people: tuple[tuple[Sighting, Someone], ...]


def cut_stretches(text: Text, place: int, cast: Cast) -> list[Stretch]:
    """Return all sentences of a text with their people."""
    here = [(s, p) for at, s, p in cast.places if at == place]
    stretches, n = [], 0
    for span in text.sentences:
        inside = []
        while n < len(here) and here[n][0].start < span.end:
            inside.append(here[n])
            n += 1
        stretches.append(Stretch(span, tuple(inside)))
    return stretches
