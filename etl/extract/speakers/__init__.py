"""Finds who appears in a release, in which office and role (codebook, section 2)."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from etl.extract.speakers import names_en, names_tc, roles_en, roles_tc, short_tc
from etl.extract.speakers.chinese import Chinese, compile_chinese
from etl.extract.speakers.english import English, compile_english
from etl.extract.speakers.identity import Register, compile_register, identify
from etl.extract.speakers.office_mentions import add_offices
from etl.extract.speakers.offices import OfficeIndex, index_offices
from etl.extract.speakers.privacy import find_private
from etl.extract.speakers.resolve import Cast, Someone, add_short, bare_names, gather_people, merge_known
from etl.extract.speakers.roles import STRENGTH, Proof, Roles
from etl.extract.speakers.scan import Spot
from etl.extract.speakers.scan_en import scan_english
from etl.extract.speakers.scan_tc import Signs as ChineseSigns
from etl.extract.speakers.scan_tc import scan_chinese
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text
from etl.model import Appearance, Issue, Release
from etl.reference.people import PeopleReference

Found = tuple[tuple[Appearance, ...], tuple[Issue, ...]]


class Reading(NamedTuple):
    """A release with its texts (body first) and kind."""

    release: Release
    texts: tuple[Text, Text]
    kind: str


class _Known(NamedTuple):
    """What is known of one release: who is named, and where the texts name an office."""

    cast: Cast
    offices: list[list[Spot]]


def find_appearances(release: Release, title: Text, body: Text, kind: str, people: PeopleReference) -> Found:
    """Return one record for each person of the release, in order of first mention, and what stayed unclear.

    A person introduced in the body is also known in the title. Private people in notices of crimes,
    accidents, missing persons and patients, or sentences about such, give no record.
    """
    return find_all_appearances([Reading(release, (body, title), kind)], people)[0]


def find_all_appearances(readings: Sequence[Reading], people: PeopleReference) -> list[Found]:
    """Return the same for each of many releases of one language.

    One step after the other: what a step needs then stays in the processor's cache, which saves a quarter of the time.
    """
    if not readings:
        return []
    lang = readings[0].release.lang
    index, register = index_offices(people, lang), compile_register(people)
    known = (_read_english if lang == "en" else _read_chinese)([reading.texts for reading in readings], people)
    issues: list[tuple[Issue, ...]] = []
    for (release, texts, _), (cast, offices) in zip(readings, known, strict=True):
        issues.append(_identify_all(release, cast, register, index) if cast.people else ())
        if cast.people or any(offices):
            add_offices(release, cast, texts, offices, index)
    roles = [_read_roles(reading.texts, cast, people) for reading, (cast, _) in zip(readings, known, strict=True)]
    records = [
        _make_records(reading, cast, shown, people, index) if cast.people else ()
        for reading, (cast, _), shown in zip(readings, known, roles, strict=True)
    ]
    return list(zip(records, issues, strict=True))


def _read_english(texts: Sequence[tuple[Text, Text]], people: PeopleReference) -> list[_Known]:
    english = compile_english(people)
    signs = [[scan_english(text, english) for text in both] for both in texts]
    found = [
        [names_en.find_names(text, sign, english) for text, sign in zip(both, seen, strict=True)]
        for both, seen in zip(texts, signs, strict=True)
    ]
    return [
        _Known(_join_english(both, sightings, english), [sign.offices for sign in seen])
        for both, seen, sightings in zip(texts, signs, found, strict=True)
    ]


def _join_english(texts: tuple[Text, Text], found: list[list[Sighting]], english: English) -> Cast:
    """Join what names people into people, with the names that nothing announces."""
    if not any(found):
        return Cast("en", english.given)
    cast = gather_people(found, "en", english.given)
    words = bare_names(cast, partial(names_en.needs_search, english=english))
    if words:
        bare = [names_en.find_bare(text, words, seen, english) for text, seen in zip(texts, found, strict=True)]
        found = [sorted(seen + more, key=_start) if more else seen for seen, more in zip(found, bare, strict=True)]
    add_short(cast, found)
    return cast


def _read_chinese(texts: Sequence[tuple[Text, Text]], people: PeopleReference) -> list[_Known]:
    chinese = compile_chinese(people)
    signs = [[scan_chinese(text.text, chinese) for text in both] for both in texts]
    found = [
        [names_tc.find_names(text.text, sign, chinese) for text, sign in zip(both, seen, strict=True)]
        for both, seen in zip(texts, signs, strict=True)
    ]
    return [
        _Known(_join_chinese(both, sightings, seen, chinese), [sign.offices for sign in seen])
        for both, seen, sightings in zip(texts, signs, found, strict=True)
    ]


def _join_chinese(
    texts: tuple[Text, Text], found: list[list[Sighting]], signs: list[ChineseSigns], chinese: Chinese
) -> Cast:
    cast = gather_people(found, "tc", frozenset())
    cast.verbs = [sign.verbs for sign in signs]
    cast.may_tell_case = any(sign.tells_case for sign in signs)
    if cast.people:
        short_tc.add_short(cast, texts, signs, chinese)
    return cast


def _read_roles(texts: tuple[Text, Text], cast: Cast, people: PeopleReference) -> Roles:
    roles = Roles(cast.people, texts)
    read = roles_en.read_roles if cast.lang == "en" else roles_tc.read_roles
    for place, text in enumerate(texts) if cast.people else ():
        read(text, place, cast, roles, people)
    return roles


def _make_records(
    reading: Reading, cast: Cast, roles: Roles, people: PeopleReference, index: OfficeIndex
) -> tuple[Appearance, ...]:
    private = find_private(cast, reading.texts, reading.kind, people, index, roles)
    kept = [someone for someone in cast.people if id(someone) not in private and _is_record(someone, roles)]
    seen = _group_sightings(cast)
    return tuple([_record(someone, seen[id(someone)], reading.texts, roles) for someone in kept])


def _start(sighting: Sighting) -> int:
    return sighting.start


def _identify_all(release: Release, cast: Cast, register: Register, index: OfficeIndex) -> tuple[Issue, ...]:
    """Find out who each person is; two that turn out to be the same become one."""
    issues = []
    for someone in cast.people:
        reason = identify(someone, release.published_on, index, register)
        if reason:
            issues.append(_issue(release, reason, someone.first.name))
    for short, meant in cast.unclear.items():
        names = ", ".join(someone.first.name for someone in meant)
        issues.append(_issue(release, f"expected one person whom {short} can mean, found {names}", short))
    merge_known(cast)
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
    reached = proof.span.end
    seen = [s for at, s in places if at == place and s.start < reached]
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
    opens = proof.span.start
    within = [s for s in seen if s.start >= opens]
    if within:
        return within[0] if len(within) == 1 else max(within, key=lambda s: s.end - s.start), opens
    return seen[-1], text.sentence_at(seen[-1].start).start
