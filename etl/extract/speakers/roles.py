"""The strongest role of each person, with the sentence that proves it, and the verbs that show it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ahocorasick_rs import AhoCorasick, Implementation

from etl.extract.phrase_finder import find_places
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

STRENGTH: dict[Role, int] = {"named": 0, "attended": 1, "officiated": 2, "spoke": 3}


class Proof(NamedTuple):
    """A role, and the sentence of `text` that shows it."""

    role: Role
    text: Text
    span: Span


class Roles:
    """Collects the roles of the people of one release; the stronger wins, of equals the first.

    `silent` are the ids (of the objects) of those not yet known to have spoken: no more can be learnt of others.
    """

    def __init__(self, people: Iterable[Someone], texts: Sequence[Text]) -> None:
        self.silent = {id(someone) for someone in people}
        self._texts = texts
        self._proofs: dict[int, Proof] = {}

    @property
    def title(self) -> Text:
        """Return the title of the release."""
        return self._texts[-1]

    def show(self, someone: Someone, role: Role, text: Text, span: Span) -> None:
        """Note that the sentence at `span` of `text` shows `someone` in `role`."""
        key = id(someone)
        if role == "named" or key not in self.silent:
            return
        known = self._proofs.get(key)
        if known is None or STRENGTH[role] > STRENGTH[known[0]]:
            self._proofs[key] = Proof(role, text, span)
        if role == "spoke":
            self.silent.discard(key)

    def proof(self, someone: Someone) -> Proof:
        """Return the strongest role of `someone`: "named" where first mentioned, if nothing more was shown."""
        known = self._proofs.get(id(someone))
        if known is None:
            text = self._texts[someone.place]
            known = self._proofs[id(someone)] = Proof("named", text, text.sentence_at(someone.first.start))
        return known


class Verb(NamedTuple):
    """One verb of roles.yaml in a text."""

    start: int
    end: int
    phrase: str


class FindsVerbs(Protocol):
    """Gives the verbs of a sentence."""

    def find(self, text: str, span: Span) -> list[Verb]:
        """Return the verbs of a sentence of `text` in order."""


class VerbFinder:
    """Finds verbs in one pass: of two that overlap the one that begins first, then the longer."""

    def __init__(self, phrases: Iterable[str], whole_words: bool) -> None:
        self._phrases = tuple(sorted(set(phrases)))
        self._whole_words = whole_words
        self._finder = AhoCorasick(self._phrases, implementation=Implementation.DFA)

    def find(self, text: str, span: Span) -> list[Verb]:
        """Return the verbs of a sentence of `text` in order."""
        opens = span.start
        hits = find_places(self._finder, text[opens : span.end])
        if not hits:
            return []
        found: list[Verb] = []
        reached = 0
        whole, phrases = self._whole_words, self._phrases
        hits.sort(key=_by_place)
        for number, start, end in hits:
            if start >= reached and (not whole or _is_whole(text, opens + start, opens + end)):
                found.append(Verb(opens + start, opens + end, phrases[number]))
                reached = end
        return found

    def is_in(self, text: str) -> bool:
        """Tell whether any of the phrases stands in `text`."""
        hits = find_places(self._finder, text)
        return any(not self._whole_words or _is_whole(text, start, end) for _, start, end in hits)


def _by_place(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def _is_whole(text: str, start: int, end: int) -> bool:
    after = text[end : end + 1]
    if after == "-" or after.isalnum():
        return False
    before = text[start - 1] if start else " "
    return before == " " or not (before == "-" or before.isalnum())


def sentence_number(text: Text, position: int) -> int:
    """Return which sentence of `text` holds `position`."""
    return max(0, bisect_right(text.starts, position) - 1)


def group_by_sentence(text: Text, place: int, cast: Cast) -> dict[int, list[tuple[Sighting, Someone]]]:
    """Return the people of each sentence that speaks of any, by its number."""
    groups: dict[int, list[tuple[Sighting, Someone]]] = defaultdict(list)
    starts = text.starts
    for at, sighting, someone in cast.places:
        if at == place:
            groups[max(0, bisect_right(starts, sighting[0]) - 1)].append((sighting, someone))
    return groups
