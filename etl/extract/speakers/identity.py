"""Tells which person of the reference someone is, by name, post and day."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Someone
from etl.extract.speakers.sightings import name_key
from etl.reference.people import PeopleReference, Tenure

_NOT_NOW = re.compile(r"^(?:former|then|late|outgoing|incoming|ex-) ?|[- ](?:elect|designate)$| \([^()]*\)|\bthe ")
_SHORTEST_SURE = 8


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The people of the reference by name, and the posts of each."""

    ids: dict[str, tuple[str, ...]]
    tenures: dict[str, tuple[Tenure, ...]]
    posts: dict[str, tuple[str, ...]]
    surnames: frozenset[str]

    def held(self, person_id: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self.tenures.get(person_id, ())

    def is_distinct(self, name: str) -> bool:
        """Tell whether few others can have this name: Chinese characters, or more than "Peter Chan"."""
        if not name.isascii() or "-" in name or len(name.split()) > 2:
            return True
        return name.split(maxsplit=1)[0] in self.surnames and len(name) > _SHORTEST_SURE


@lru_cache(maxsize=4)
def compile_register(people: PeopleReference) -> Register:
    """Index the reference by name and by person."""
    ids: dict[str, list[str]] = defaultdict(list)
    for person in people.people:
        names = (person.name_en, *person.aliases_en, person.name_tc, *person.aliases_tc)
        for key in {name_key(name) for name in names if name}:
            ids[key].append(person.person_id)
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in people.tenures:
        tenures[tenure.person_id].append(tenure)
    return Register(
        {key: tuple(found) for key, found in ids.items()},
        {key: tuple(found) for key, found in tenures.items()},
        {o.office_id: tuple(map(_plain_post, (o.name_en, *o.aliases_en))) for o in people.offices},
        frozenset(people.words["en_surnames"]),
    )


def identify(someone: Someone, day: date, index: OfficeIndex, register: Register) -> str:
    """Set the ids of person and office; return why the person stays unknown, where that is an issue.

    A name of the reference counts where no post is given, the post is one the person held (also "-elect", or
    joined to another; "Commissioner" and the like for short while it is held), or few others have the name and
    the reference does not know the post; of several people with one name, the one who held the post that day.
    """
    name = someone.first.name
    someone.person_id = f"{index.lang}:{_plain_name(name)}"
    someone.office_id = index.office_id(someone.office)
    candidates = register.ids.get(name_key(name), ())
    fits = [c for c in candidates if _fits(someone, c, day, register)]
    if len(fits) > 1:
        serving = [c for c in fits if _serves(c, someone.office_id, day, register)]
        fits = serving if len(serving) == 1 else fits
    if len(fits) == 1:
        someone.person_id = fits[0]
    if someone.office_id in index.single and not someone.acting:
        holder = index.holder(someone.office_id, day)
        someone.office_id = someone.office_id if holder in ("", someone.person_id) else ""
    return f"expected one person named {name}, found {', '.join(fits)}" if len(fits) > 1 else ""


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    return " ".join(name.casefold().replace(".", "").replace("-", "").split())


def _fits(someone: Someone, person_id: str, day: date, register: Register) -> bool:
    held = register.held(person_id)
    if someone.office_id:
        return someone.acting or any(t.office_id == someone.office_id for t in held)
    if not someone.office or register.is_distinct(someone.first.name):
        return True
    post = _plain_post(someone.office)
    serving = (name for t in held if t.holds_on(day) for name in register.posts[t.office_id])
    if any(name.startswith(f"{post} ") for name in serving):
        return True
    return any(
        f"{post} ".startswith((f"{name} ", f"{name}, ")) and _allows(post[len(name) :])
        for t in held
        for name in register.posts[t.office_id]
    )


def _allows(rest: str) -> bool:
    """Tell whether what follows the name of a post leaves it that post: not "Chief Executive of a bank"."""
    return not rest or rest.startswith((" and ", ", ", " (", " &"))


@lru_cache(maxsize=4096)
def _plain_post(post: str) -> str:
    """Return a post in small letters without articles, brackets, "former" and "-elect"."""
    return _NOT_NOW.sub("", post.casefold()).strip()


def _serves(person_id: str, office_id: str, day: date, register: Register) -> bool:
    terms = [t for t in register.held(person_id) if t.holds_on(day)]
    return any(not office_id or t.office_id == office_id for t in terms)
