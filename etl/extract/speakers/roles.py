"""The strongest role of each person, with the sentence that proves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

STRENGTH: dict[Role, int] = {"named": 0, "attended": 1, "officiated": 2, "spoke": 3}


@dataclass(frozen=True, slots=True)
class Proof:
    """A role, and the sentence of `text` that shows it."""

    role: Role
    text: Text
    span: Span


class Roles:
    """Collects the roles of the people of one release; the stronger wins, of equals the first."""

    def __init__(self) -> None:
        self._proofs: dict[int, Proof] = {}

    def show(self, someone: Someone, role: Role, text: Text, position: int) -> None:
        """Note that the sentence at `position` shows `someone` in `role`."""
        known = self._proofs.get(id(someone))
        if known is None or STRENGTH[role] > STRENGTH[known.role]:
            self._proofs[id(someone)] = Proof(role, text, text.sentence_at(position))

    def proof(self, someone: Someone) -> Proof:
        """Return the strongest role of `someone`."""
        return self._proofs[id(someone)]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of roles.yaml in a text."""

    start: int
    end: int
    phrase: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence with the people spoken of in it and its verbs, both in order."""

    span: Span
    people: tuple[tuple[Sighting, Someone], ...]
    verbs: tuple[Verb, ...]


class VerbFinder:
    """Finds verbs in one pass: of two that overlap the one that begins first, then the longer."""

    def __init__(self, phrases: Iterable[str], whole_words: bool) -> None:
        self._phrases = tuple(sorted(set(phrases)))
        self._whole_words = whole_words
        self._finder = AhoCorasick(self._phrases)

    def find(self, text: str) -> list[Verb]:
        """Return the verbs of `text` in order."""
        hits = self._finder.find_matches_as_indexes(text, overlapping=True)
        found: list[Verb] = []
        for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if found and start < found[-1].end:
                continue
            if not self._whole_words or self._is_whole(text, start, end):
                found.append(Verb(start, end, self._phrases[number]))
        return found

    @staticmethod
    def _is_whole(text: str, start: int, end: int) -> bool:
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        return not (before.isalnum() or before == "-" or after.isalnum() or after == "-")


def cut_stretches(text: Text, place: int, cast: Cast, finder: VerbFinder) -> list[Stretch]:
    """Return all sentences of a text with their people and verbs."""
    here = [(s, p) for at, s, p in cast.places if at == place]
    verbs = finder.find(text.text) if cast.people else []
    stretches, n, v = [], 0, 0
    for span in text.sentences:
        first, first_verb = n, v
        while n < len(here) and here[n][0].start < span.end:
            n += 1
        while v < len(verbs) and verbs[v].start < span.end:
            v += 1
        stretches.append(Stretch(span, tuple(here[first:n]), tuple(verbs[first_verb:v])))
    return stretches
