"""Finds who appears in a release, in which office and role (codebook, section 2)."""

from etl.extract.speakers import names_en, names_tc, roles_en, roles_tc
from etl.extract.speakers.chinese import compile_chinese
from etl.extract.speakers.english import compile_english
from etl.extract.speakers.identity import identify
from etl.extract.speakers.offices import OfficeIndex, find_offices, index_offices
from etl.extract.speakers.privacy import find_private
from etl.extract.speakers.resolve import Cast, Someone, gather_people, merge_known
from etl.extract.speakers.roles import STRENGTH, Proof, Roles
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
    given = frozenset(people.words["en_given"])
    cast = gather_people([_find_names(text, people) for text in texts], release.lang, given)
    issues = _identify_all(release, cast, people, index)
    merge_known(cast)
    _add_offices(release, cast, texts, people, index)
    roles = Roles()
    for someone in cast.people:
        roles.show(someone, "named", texts[someone.place], someone.first.start)
    for place, text in enumerate(texts):
        read = roles_en.read_roles if release.lang == "en" else roles_tc.read_roles
        read(text, place, cast, roles, people)
    private = find_private(cast, texts, kind, people, index, roles)
    kept = [someone for someone in cast.people if id(someone) not in private and _is_record(someone, roles)]
    return tuple(_record(someone, cast, texts, roles) for someone in kept), issues


def _find_names(text: Text, people: PeopleReference) -> list[Sighting]:
    if text.lang == "en":
        return names_en.find_names(text.text, compile_english(people))
    return names_tc.find_names(text.text, compile_chinese(people))


def _identify_all(release: Release, cast: Cast, people: PeopleReference, index: OfficeIndex) -> tuple[Issue, ...]:
    issues = []
    for someone in cast.people:
        reason = identify(someone, release.published_on, release.lang, people, index)
        if reason:
            name = someone.first.name
            issues.append(
                Issue(release.url or release.release_id, "appearance", reason, name, release.release_id, release.lang)
            )
    return tuple(issues)


def _add_offices(
    release: Release, cast: Cast, texts: tuple[Text, Text], people: PeopleReference, index: OfficeIndex
) -> None:
    """Add mentions of an office alone: to its named holder, else to a nameless record of it."""
    holders = {someone.office_id: someone for someone in cast.people if someone.office_id}
    named = cast.places.copy()
    for place, text in enumerate(texts):
        taken = bytearray(len(text.text))
        for _, s, _ in (item for item in named if item[0] == place):
            taken[s.opens : s.closes] = b"\1" * (s.closes - s.opens)
        for sighting in find_offices(text.text, release.lang, text.in_title, people):
            if any(taken[sighting.start : sighting.end]):
                continue
            holder = holders.get(sighting.office_id)
            if holder is None and (text.in_title or sighting.office_id not in index.single):
                continue
            if holder is None and not text.in_title:
                person_id = index.holder(sighting.office_id, release.published_on)
                holder = next((p for p in cast.people if person_id and p.person_id == person_id), None)
            if holder is None or (holder.acting != sighting.acting and not text.in_title):
                holder = holders[sighting.office_id] = _meet_office(release, sighting, index)
                cast.people.append(holder)
            cast.places.append((place, sighting, holder))
    cast.places.sort(key=lambda item: (item[0], item[1].start))


def _meet_office(release: Release, sighting: Sighting, index: OfficeIndex) -> Someone:
    person_id = "" if sighting.acting else index.holder(sighting.office_id, release.published_on)
    someone = Someone(sighting, 0, office=sighting.office, acting=sighting.acting, office_id=sighting.office_id)
    someone.person_id = person_id or f"{release.lang}:office:{sighting.office.casefold()}"
    return someone


def _is_record(someone: Someone, roles: Roles) -> bool:
    """Tell whether to keep a person: an office without a name only where it does something."""
    return bool(someone.first.name) or STRENGTH[roles.proof(someone).role] > 0


def _record(someone: Someone, cast: Cast, texts: tuple[Text, Text], roles: Roles) -> Appearance:
    proof = roles.proof(someone)
    place = texts.index(proof.text)
    seen = [s for at, s, p in cast.places if at == place and p is someone and s.start < proof.span.end]
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
