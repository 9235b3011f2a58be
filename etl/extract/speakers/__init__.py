"""Finds who appears in a release, in which office and role (codebook, section 2)."""

from collections import defaultdict
from functools import partial

from etl.extract.speakers import names_en, names_tc, roles_en, roles_tc, short_tc
from etl.extract.speakers.chinese import compile_chinese
from etl.extract.speakers.english import compile_english
from etl.extract.speakers.identity import Register, compile_register, identify
from etl.extract.speakers.office_mentions import add_offices
from etl.extract.speakers.offices import OfficeIndex, index_offices
from etl.extract.speakers.privacy import find_private
from etl.extract.speakers.resolve import Cast, Someone, add_short, bare_names, gather_people, merge_known
from etl.extract.speakers.roles import STRENGTH, Proof, Roles
from etl.extract.speakers.scan import Spot
from etl.extract.speakers.scan_en import scan_english
from etl.extract.speakers.scan_tc import scan_chinese
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text
from etl.model import Appearance, Issue, Release
from etl.reference.people import PeopleReference


def find_appearances(
    release: Release, title: Text, body: Text, kind: str, people: PeopleReference
) -> tuple[tuple[Appearance, ...], tuple[Issue, ...]]:
    """Return one record for each person of the release, in order of first mention, and what stayed unclear.

    A person introduced in the body is also known in the title. Private people in notices of crimes,
    accidents, missing persons and patients, or sentences about such, give no record.
    """
    texts = (body, title)
    index = index_offices(people, release.lang)
    cast, offices = (_read_english if release.lang == "en" else _read_chinese)(texts, people)
    if not cast.people and not any(offices):
        return (), ()
    issues = _identify_all(release, cast, compile_register(people), index)
    merge_known(cast)
    add_offices(release, cast, texts, offices, index)
    if not cast.people:
        return (), issues
    roles = Roles()
    for someone in cast.people:
        text = texts[someone.place]
        roles.show(someone, "named", text, text.sentence_at(someone.first.start))
    for place, text in enumerate(texts):
        read = roles_en.read_roles if release.lang == "en" else roles_tc.read_roles
        read(text, place, cast, roles, people)
    private = find_private(cast, texts, kind, people, index, roles)
    kept = [someone for someone in cast.people if id(someone) not in private and _is_record(someone, roles)]
    seen = _group_sightings(cast)
    return tuple(_record(someone, seen[id(someone)], texts, roles) for someone in kept), issues


def _read_english(texts: tuple[Text, Text], people: PeopleReference) -> tuple[Cast, list[list[Spot]]]:
    """Return the people named, and where the texts name an office."""
    english = compile_english(people)
    signs = [scan_english(text, english) for text in texts]
    found = [names_en.find_names(text, sign, english) for text, sign in zip(texts, signs, strict=True)]
    offices = [sign.offices for sign in signs]
    if not any(found):
        return Cast("en", english.given), offices
    cast = gather_people(found, "en", english.given)
    words = bare_names(cast, partial(names_en.needs_search, english=english))
    if words:
        bare = [names_en.find_bare(text, words, seen, english) for text, seen in zip(texts, found, strict=True)]
        found = [sorted(seen + more, key=_start) if more else seen for seen, more in zip(found, bare, strict=True)]
    add_short(cast, found)
    return cast, offices


def _read_chinese(texts: tuple[Text, Text], people: PeopleReference) -> tuple[Cast, list[list[Spot]]]:
    """Return the people named, and where the texts name an office."""
    chinese = compile_chinese(people)
    signs = [scan_chinese(text.text, chinese) for text in texts]
    found = [names_tc.find_names(text.text, sign, chinese) for text, sign in zip(texts, signs, strict=True)]
    cast = gather_people(found, "tc", frozenset())
    cast.verbs = [sign.verbs for sign in signs]
    if cast.people:
        short_tc.add_short(cast, texts, signs, chinese)
    return cast, [sign.offices for sign in signs]


def _start(sighting: Sighting) -> int:
    return sighting.start


def _identify_all(release: Release, cast: Cast, register: Register, index: OfficeIndex) -> tuple[Issue, ...]:
    issues = []
    for someone in cast.people:
        reason = identify(someone, release.published_on, index, register)
        if reason:
            issues.append(_issue(release, reason, someone.first.name))
    for short, meant in cast.unclear.items():
        names = ", ".join(someone.first.name for someone in meant)
        issues.append(_issue(release, f"expected one person whom {short} can mean, found {names}", short))
    return tuple(issues)


def _issue(release: Release, reason: str, raw: str) -> Issue:
    origin = release.url or release.release_id
    return Issue(origin, "appearance", reason, raw, release.release_id, release.lang)


def _is_record(someone: Someone, roles: Roles) -> bool:
    """Tell whether to keep a person: an office without a name only where it does something."""
    return bool(someone.first.name) or STRENGTH[roles.proof(someone).role] > 0


def _group_sightings(cast: Cast) -> dict[int, list[tuple[int, Sighting]]]:
    """Return where each person (by the id of the object) is spoken of."""
    groups: dict[int, list[tuple[int, Sighting]]] = defaultdict(list)
    for place, sighting, someone in cast.places:
        groups[id(someone)].append((place, sighting))
    return groups


def _record(someone: Someone, places: list[tuple[int, Sighting]], texts: tuple[Text, Text], roles: Roles) -> Appearance:
    proof = roles.proof(someone)
    place = int(proof.text is texts[1])
    seen = [s for at, s in places if at == place and s.start < proof.span.end]
    if not seen:  # the sentence names nobody that early: the first mention is all there is to show
        place, seen = someone.place, [someone.first]
    text = texts[place]
    sighting, start = _choose_evidence(seen, proof, text)
    return Appearance(
        person_id=someone.person_id,
        name=someone.first.name,
        office=someone.office,
        office_id=someone.office_id,
        acting=someone.acting,
        role=proof.role,
        start_char=sighting.start,
        end_char=sighting.end,
        in_title=text.in_title,
        sentence=text.text[start : max(proof.span.end, text.sentence_at(sighting.start).end)],
    )


def _choose_evidence(seen: list[Sighting], proof: Proof, text: Text) -> tuple[Sighting, int]:
    """Return where the proving sentence names the person, and where the evidence begins.

    A sentence that says "he" is read from the sentence on that names the person.
    """
    within = [s for s in seen if s.start >= proof.span.start]
    if within:
        return max(within, key=lambda s: s.end - s.start), proof.span.start
    return seen[-1], text.sentence_at(seen[-1].start).start
