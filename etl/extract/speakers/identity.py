"""Tells which person of the reference someone is, by name, post and day."""

import re
from datetime import date
from functools import lru_cache

from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Someone
from etl.extract.speakers.sightings import name_key
from etl.model import Lang
from etl.reference.people import PeopleReference

_NOT_NOW = re.compile(r"^(?:former|then|late|outgoing|incoming|ex-) ?|[- ](?:elect|designate)$| \([^()]*\)|\bthe ")


@lru_cache(maxsize=4)
def _known_names(people: PeopleReference) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for person in people.people:
        names = (person.name_en, *person.aliases_en, person.name_tc, *person.aliases_tc)
        for key in {name_key(name) for name in names if name}:
            known[key] = (*known.get(key, ()), person.person_id)
    return known


def identify(someone: Someone, day: date, lang: Lang, people: PeopleReference, index: OfficeIndex) -> str:
    """Set the ids of person and office; return why the person stays unknown, where that is an issue.

    A name of the reference counts where no post is given, the post is one the person held (also "-elect", or
    joined to another; "Commissioner" and the like for short while it is held), or few others have the name and
    the reference does not know the post; of several people with one name, the one who held the post that day.
    """
    name = someone.first.name
    someone.person_id = f"{lang}:{' '.join(name.casefold().replace('.', '').replace('-', '').split())}"
    someone.office_id = index.office_id(someone.office)
    candidates = _known_names(people).get(name_key(name), ())
    fits = [c for c in candidates if _fits(someone, c, day, people)]
    if len(fits) > 1:
        serving = [c for c in fits if _serves(c, someone.office_id, day, people)]
        fits = serving if len(serving) == 1 else fits
    if len(fits) == 1:
        someone.person_id = fits[0]
    if someone.office_id in index.single and not someone.acting:
        holder = index.holder(someone.office_id, day)
        someone.office_id = someone.office_id if holder in ("", someone.person_id) else ""
    return f"expected one person named {name}, found {', '.join(fits)}" if len(fits) > 1 else ""


def _fits(someone: Someone, person_id: str, day: date, people: PeopleReference) -> bool:
    held = [t for t in people.tenures if t.person_id == person_id]
    if someone.office_id:
        return someone.acting or any(t.office_id == someone.office_id for t in held)
    if not someone.office or is_distinct(someone.first.name, people):
        return True
    post, names = _plain_post(someone.office), _plain_posts(people)
    serving = (name for t in held if t.holds_on(day) for name in names[t.office_id])
    if any(name.startswith(f"{post} ") for name in serving):
        return True
    return any(
        f"{post} ".startswith((f"{n} ", f"{n}, ")) and _allows(post[len(n) :]) for t in held for n in names[t.office_id]
    )


def _allows(rest: str) -> bool:
    """Tell whether what follows the name of a post leaves it that post: not "Chief Executive of a bank"."""
    return not rest or rest.startswith((" and ", ", ", " (", " &"))


@lru_cache(maxsize=4)
def _plain_posts(people: PeopleReference) -> dict[str, tuple[str, ...]]:
    return {o.office_id: tuple(map(_plain_post, (o.name_en, *o.aliases_en))) for o in people.offices}


def _plain_post(post: str) -> str:
    """Return a post in small letters without articles, brackets, "former" and "-elect"."""
    return _NOT_NOW.sub("", post.casefold()).strip()


def is_distinct(name: str, people: PeopleReference) -> bool:
    """Tell whether few others can have this name: Chinese characters, or more than "Peter Chan"."""
    if not name.isascii() or "-" in name or len(name.split()) > 2:
        return True
    return name.split(maxsplit=1)[0] in people.words["en_surnames"] and len(name) > 8


def _serves(person_id: str, office_id: str, day: date, people: PeopleReference) -> bool:
    terms = [t for t in people.tenures if t.person_id == person_id and t.holds_on(day)]
    return any(not office_id or t.office_id == office_id for t in terms)
