"""Keeps private people out: the missing, victims, suspects, defendants and patients give no record."""

import re
from functools import lru_cache

from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Cast
from etl.extract.speakers.roles import VerbFinder
from etl.extract.text import Text
from etl.model import Lang
from etl.reference.people import PeopleReference

_AGED = re.compile(r"[ ,(（，]{0,2}(?:aged \d|(?:a )?\d{1,3}(?:-year-old|,|\))|[\d０-９一二三四五六七八九十]{1,4}歲)")
_AGED_BEFORE = re.compile(r"(?:\d-year-old (?:\w+ ){0,3}|[\d０-９一二三四五六七八九十]歲[^，。]{0,8})$")


@lru_cache(maxsize=8)
def _case_finder(people: PeopleReference, lang: Lang) -> VerbFinder:
    return VerbFinder(people.words[f"private_words_{lang}"], whole_words=lang == "en")


def _find_case_sentences(text: Text, people: PeopleReference) -> frozenset[int]:
    """Return where the sentences start that tell of a case."""
    words = _case_finder(people, text.lang).find(text.text)
    return frozenset(text.sentence_at(word.start).start for word in words)


def find_private(
    cast: Cast, texts: tuple[Text, Text], kind: str, people: PeopleReference, index: OfficeIndex
) -> frozenset[int]:
    """Return the ids (of the objects) of people who must not become records.

    The holder of a post of the reference is never private. Others are where their age stands beside the name or
    their sentence tells of a case, unless they have a post; in notices of the private kinds the post alone
    does not help against a case, and those without one are all private.
    """
    cases = [_find_case_sentences(text, people) for text in texts]
    closed = kind in people.words["private_kinds"]
    private = set()
    for place, sighting, someone in cast.places:
        if index.office_id(someone.office):
            continue
        body = texts[place].text
        before = _AGED_BEFORE.search(body, max(0, sighting.opens - 40), sighting.opens)
        aged = bool(before or _AGED.match(body, sighting.end))
        case = texts[place].sentence_at(sighting.start).start in cases[place]
        if (aged and case) or (closed and case) or (not someone.office and (closed or aged or case)):
            private.add(id(someone))
    return frozenset(private)
