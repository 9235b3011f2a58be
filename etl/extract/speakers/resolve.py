"""Joins sightings into people: later short names, the same name spelt otherwise."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from etl.extract.speakers.scan import Spot
from etl.extract.speakers.sightings import Gender, Sighting, name_key
from etl.model import Lang


@dataclass(slots=True)
class Someone:
    """One person of a release while it is read."""

    first: Sighting
    place: int
    gender: Gender = ""
    office: str = ""
    acting: bool = False
    office_id: str = ""
    person_id: str = ""


@dataclass(slots=True)
class Cast:
    """The people of a release, and where each is spoken of: (place, sighting, person).

    `unclear` are the short names that several of them could mean. `verbs` are where verbs of roles stand in each
    text, for a language (Chinese) in which they are found with the names; there `may_tell_case` is false where no word
    of a case was found.
    """

    lang: Lang
    given: frozenset[str]
    people: list[Someone] = field(default_factory=list)
    by_key: dict[str, Someone] = field(default_factory=dict)
    aliases: dict[str, list[Someone]] = field(default_factory=dict)
    by_short: dict[str, list[Someone]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[Someone]] = field(default_factory=lambda: defaultdict(list))
    places: list[tuple[int, Sighting, Someone]] = field(default_factory=list)
    unclear: dict[str, list[Someone]] = field(default_factory=dict)
    verbs: list[list[Spot]] = field(default_factory=list)
    may_tell_case: bool = True


_BY_PLACE = itemgetter(0, 1)


def gather_people(found: list[list[Sighting]], lang: Lang, given: frozenset[str]) -> Cast:
    """Join the sightings of each text (title last) that stand for themselves into people."""
    cast = Cast(lang, given)
    for place, sightings in enumerate(found):
        for sighting in sightings:
            if sighting.full:
                someone = _find_same(sighting, cast) or _meet(sighting, place, cast)
                _learn(someone, sighting, cast)
                if someone.first is not sighting and _is_fuller(sighting, someone.first):
                    someone.first, someone.place = sighting, place
                    someone.office, someone.acting = sighting.office or someone.office, sighting.acting
                cast.places.append((place, sighting, someone))
    return cast


def add_short(cast: Cast, found: list[list[Sighting]]) -> None:
    """Give the short names of each text to the people of `cast`; a title can make one name enough."""
    for place, sightings in enumerate(found):
        for sighting in sightings:
            if sighting.full:
                continue
            someone = _find_short(sighting, place, cast)
            if someone is None and sighting.stands_alone:
                someone = _meet(sighting, place, cast)
                _learn(someone, sighting, cast)
            if someone is not None:
                cast.places.append((place, sighting, someone))
    sort_places(cast)


def sort_places(cast: Cast) -> None:
    """Put where people are spoken of in order."""
    cast.places.sort(key=_BY_PLACE)


def bare_names(cast: Cast, needs_search: Callable[[str], bool]) -> set[str]:
    """Return the names to search for: without a title, a whole name or the short name of someone met without one."""
    names = {someone.first.name for someone in cast.people if needs_search(someone.first.name)} | set(cast.aliases)
    for someone in cast.people:
        if not someone.first.title:
            names |= _short_names(someone.first.name, cast.lang, cast.given)
    return names


def _find_same(sighting: Sighting, cast: Cast) -> Someone | None:
    same = cast.by_key.get(name_key(sighting.name)) or cast.by_key.get(name_key(sighting.alias))
    if same is None and cast.lang == "en":
        for word in sighting.words:
            for someone in cast.by_word.get(word, ()):
                if _is_variant(sighting, someone):
                    return someone
    return same


def _is_variant(sighting: Sighting, someone: Someone) -> bool:
    """Tell whether one name has all the words of the other: Erick Tsang, Erick Tsang Kwok-wai."""
    ours, theirs = set(sighting.words), set(someone.first.words)
    if not _agree(sighting.gender, someone.gender):
        return False
    same = len(ours & theirs) > 1 and (ours <= theirs or theirs <= ours)
    return same or _initials(sighting.name) == _initials(someone.first.name) != ("", "")


def _initials(name: str) -> tuple[str, str]:
    """Return surname and initials: the same for "C S Ho", "CS Ho" and "Ho Chi-shing"; empty for other forms."""
    first, *others = name.replace(".", " ").split()
    if len(others) == 1 and "-" in others[0]:
        return first, "".join(word[:1].upper() for word in others[0].split("-"))
    if others and _is_initialled(name):
        return others[-1], first + "".join(others[:-1])
    return "", ""


def _is_initialled(name: str) -> bool:
    """Tell whether a name begins with initials: "C S Ho", "CS Ho"."""
    if name[1:2].islower():
        return False
    first = name.replace(".", " ").split()[0]
    return len(first) <= len("CS") and first.isupper()


def _is_fuller(sighting: Sighting, first: Sighting) -> bool:
    """Tell whether a bracket gives the name in full: "C S Ho (…, Mr Ho Chi-shing)", "Chris Ko (…)"."""
    if " " in sighting.alias and name_key(sighting.alias) == name_key(first.name):
        return True
    return _is_initialled(first.name) and not _is_initialled(sighting.name)


def _agree(one: Gender, other: Gender) -> bool:
    return not one or not other or one == other


def _meet(sighting: Sighting, place: int, cast: Cast) -> Someone:
    someone = Someone(sighting, place)
    cast.people.append(someone)
    cast.by_key[name_key(sighting.name)] = someone
    for word in sighting.words:
        cast.by_word[word].append(someone)
    for short in _all_short(sighting.name, cast.lang, cast.given):
        cast.by_short[short].append(someone)
    return someone


@lru_cache(maxsize=4096)
def _all_short(name: str, lang: Lang, given: frozenset[str]) -> tuple[str, ...]:
    """Return what may later stand for the person, without case: the name, and parts of it after a title."""
    return tuple({short.casefold() for short in (name, *_short_names(name, lang, given))})


def _short_names(name: str, lang: Lang, given: frozenset[str]) -> set[str]:
    """Return the words that may later stand for the person after a title, such as the surname."""
    if lang == "tc":
        return set()
    parts = name.split()
    names = {parts[0], parts[-1]} if parts[0] not in given else {parts[-1]}
    if "-" in parts[-1] and len(parts) > 1:
        names = {parts[-2]} if len(parts) > 2 else {parts[0]}
    elif len(parts) > 2 and parts[0] not in given:
        names |= {parts[-2]}
    return names


def _learn(someone: Someone, sighting: Sighting, cast: Cast) -> None:
    if sighting.alias and someone not in cast.aliases.setdefault(sighting.alias, []):
        cast.aliases[sighting.alias].append(someone)
    someone.gender = someone.gender or sighting.gender
    if sighting.office and not someone.office:
        someone.office, someone.acting = sighting.office, sighting.acting


def _find_short(sighting: Sighting, place: int, cast: Cast) -> Someone | None:
    """Return whom a short name means: best of those met before, with the same title; of equals none, but a note."""
    found = [p for p in cast.by_short.get(sighting.name.casefold(), []) if _agree(sighting.gender, p.gender)]
    if not sighting.titled and sighting.name in cast.aliases:
        found = cast.aliases[sighting.name]
    elif not sighting.titled:
        found = [p for p in found if not p.first.title or " " in sighting.name]
    found = [p for p in found if p.place != place or p.first.start < sighting.start] or found
    found = [p for p in found if p.first.title == sighting.title] or found
    found = [p for p in found if p.gender == sighting.gender] or found
    if len(found) > 1:
        cast.unclear.setdefault(f"{sighting.title} {sighting.name}".strip(), found)
        return None
    return found[0] if found else None


def merge_known(cast: Cast) -> None:
    """Make one person of those who turned out to have one id: "Mr C Y Leung", "Mr Leung Chun-ying"."""
    if len({someone.person_id for someone in cast.people}) == len(cast.people):
        return
    first: dict[str, Someone] = {}
    for someone in cast.people:
        kept = first.setdefault(someone.person_id, someone)
        if kept is not someone and not kept.office:
            kept.office, kept.acting, kept.office_id = someone.office, someone.acting, someone.office_id
    cast.people = list(first.values())
    cast.places = [(place, sighting, first[someone.person_id]) for place, sighting, someone in cast.places]
