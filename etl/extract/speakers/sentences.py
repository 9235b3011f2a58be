"""Walks through one sentence: who is its subject, and which verbs belong to that subject."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from etl.extract.speakers.resolve import Someone
from etl.extract.speakers.roles import FindsVerbs, Roles, Verb
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

ACTIVE: tuple[Role, ...] = ("attended", "officiated", "spoke")

_RELATIVE = (" who ", ", who ", "), who ")

Person = tuple[Sighting, Someone]
Relation = str  # a role, "subject", or "joined" (to the subject before)
_ROLES: dict[Relation, Role] = {role: role for role in ("named", *ACTIVE)}


class SentenceReader(ABC):
    """What is common to the languages; each says how a person relates to the words around, and what a verb shows."""

    def __init__(self, text: Text, span: Span, people: Sequence[Person], roles: Roles, told: bool) -> None:
        self.text, self.span, self.people, self.roles, self.told = text, span, people, roles, told
        self.body = text.text
        self.group: list[Someone] = []
        self.subjects: list[Someone] = []
        self.past: set[int] = set()
        self.fresh = False
        self.blocked = False
        self.reached = span.start
        self.latest: Person | None = None

    def become_subject(self, people: Sequence[Someone], reached: int) -> None:
        """Make `people` those whom the verbs behind `reached` belong to."""
        self.group, self.fresh, self.blocked, self.reached = list(people), True, False, reached
        self.subjects = self.subjects or self.group

    def read(self, finder: FindsVerbs) -> list[Someone]:
        """Note the roles this sentence shows; return its first subject."""
        verbs = finder.find(self.body, self.span) if self.group else None
        at = 0
        previous: tuple[Sighting, Relation] | None = None
        for sighting, someone in self.people:
            if verbs:
                at = self._take_verbs(verbs, at, sighting)
            previous = sighting, self._take_person(sighting, someone, previous)
            if verbs is None and (self.group or self.body.startswith(_RELATIVE, sighting.closes)):
                verbs = finder.find(self.body, Span(sighting.closes, self.span.end))
        for verb in verbs[at:] if verbs else ():
            self.take_verb(verb)
        return self.subjects

    def _take_verbs(self, verbs: list[Verb], at: int, sighting: Sighting) -> int:
        """Note the verbs before a person, from number `at` on; return the number of the first behind."""
        while at < len(verbs) and verbs[at].start < sighting.opens:
            self.take_verb(verbs[at])
            at += 1
        while at < len(verbs) and verbs[at].start < sighting.closes:
            at += 1
        return at

    def _take_person(
        self, sighting: Sighting, someone: Someone, previous: tuple[Sighting, Relation] | None
    ) -> Relation:
        relation = self.relate(sighting, previous)
        if self.is_past(sighting):
            self.past.add(id(someone))
        self.latest = sighting, someone
        role = _ROLES.get(relation)
        if role:
            self.show(someone, role, bool(sighting.name))
        elif relation == "subject":
            self.become_subject([someone], sighting.closes)
        else:
            self.group.append(someone)
            self.reached = sighting.closes
        return "subject" if relation == "joined" else relation

    def show(self, someone: Someone, role: Role, acts: bool = True) -> None:
        """Note a role; of what a speech tells and of the deeds of a former holder ("the then …") only words count."""
        counts = acts and (role == "spoke" or not (self.told or id(someone) in self.past))
        self.roles.show(someone, role if counts else "named", self.text, self.span)

    @abstractmethod
    def relate(self, sighting: Sighting, previous: tuple[Sighting, Relation] | None) -> Relation:
        """Return subject, joined (to the one before), or the role the words around the person give."""

    @abstractmethod
    def is_past(self, sighting: Sighting) -> bool:
        """Tell whether the person held the post in the past: "the then Secretary for Health"."""

    @abstractmethod
    def take_verb(self, verb: Verb) -> None:
        """Note what a verb shows of the subject."""
