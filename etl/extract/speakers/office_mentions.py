"""Adds the mentions of an office alone: to its named holder, else to a nameless record of it."""

import re

from etl.extract.speakers.offices import OfficeIndex, read_offices
from etl.extract.speakers.resolve import Cast, Someone, sort_places
from etl.extract.speakers.scan import Spot
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text
from etl.model import Release

_WILL_BE = re.compile(r"(?:\b(?:be|is|was|been|become|becomes|as)(?: the)? |將|會|亦)$")

# 由甲和乙分別署理丙和丁的職務 names a post to be filled, not who holds it.
_DUTIES = re.compile(r"(?:[和及與][^，。；]{2,30})?的?(?:職務|一職|職位|職責)")


def add_offices(
    release: Release, cast: Cast, texts: tuple[Text, Text], spots: list[list[Spot]], index: OfficeIndex
) -> None:
    """Add to `cast` where the texts name an office (at `spots`, for each text) and no person."""
    alone = [_find_alone(found, place, cast) for place, found in enumerate(spots)] if any(spots) else []
    if not any(alone):
        return
    holders = {someone.office_id: someone for someone in cast.people if someone.office_id}
    named = cast.places.copy()
    substitutes: dict[str, Someone] = {}
    for place, text in enumerate(texts):
        here = [(s, someone) for at, s, someone in named if at == place]
        for sighting in read_offices(text.text, alone[place], index):
            substitute = _find_substitute(sighting, text, here) if sighting.acting else None
            if substitute is not None:
                substitutes[sighting.office_id] = substitute
                continue
            if sighting.acting and _DUTIES.match(text.text, sighting.closes):
                continue
            holder = holders.get(sighting.office_id)
            if holder is None and (text.in_title or sighting.office_id not in index.single):
                continue
            if holder is None and not text.in_title:
                person_id = index.holder(sighting.office_id, release.published_on)
                holder = next((p for p in cast.people if person_id and p.person_id == person_id), None)
            if sighting.acting and sighting.office_id in substitutes:
                holder = substitutes[sighting.office_id]
            elif holder is None or (holder.acting != sighting.acting and not text.in_title):
                holder = holders[sighting.office_id] = _meet_office(release, sighting, index)
                cast.people.append(holder)
            cast.places.append((place, sighting, holder))
    sort_places(cast)


def _find_alone(spots: list[Spot], place: int, cast: Cast) -> list[Spot]:
    """Return the offices that are no part of what tells of a named person; all are in order."""
    if not spots:
        return []
    here = [sighting for at, sighting, _ in cast.places if at == place]
    alone, n = [], 0
    reached = 0
    for start, end in spots:
        while n < len(here) and here[n].opens < end:
            reached = max(reached, here[n].closes)
            n += 1
        if reached <= start:
            alone.append((start, end))
    return alone


def _find_substitute(sighting: Sighting, text: Text, here: list[tuple[Sighting, Someone]]) -> Someone | None:
    """Return the person before "will be Acting …" in the sentence; one without a post gets this one."""
    start = text.sentence_at(sighting.start).start
    before = [(s, someone) for s, someone in here if start <= s.start < sighting.start]
    said = _WILL_BE.search(text.text, max(start, sighting.opens - 16), sighting.opens)
    if not before or not (said or before[-1][0].closes == sighting.opens):
        return None
    someone = before[-1][1]
    if not someone.office:
        someone.office, someone.acting, someone.office_id = sighting.office, True, sighting.office_id
    return someone


def _meet_office(release: Release, sighting: Sighting, index: OfficeIndex) -> Someone:
    person_id = "" if sighting.acting else index.holder(sighting.office_id, release.published_on)
    someone = Someone(sighting, 0, office=sighting.office, acting=sighting.acting, office_id=sighting.office_id)
    someone.person_id = person_id or f"{release.lang}:office:{sighting.office.casefold()}"
    return someone
