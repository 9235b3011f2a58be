"""Keeps private people out: the missing, the dead, victims, suspects, defendants and patients give no record."""

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from etl.extract.speakers.english import either
from etl.extract.speakers.identity import is_distinct
from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, VerbFinder
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text
from etl.model import Lang
from etl.reference.people import PeopleReference

_AGED = re.compile(r"[ ,(（，]{0,2}(?:aged \d|(?:a )?\d{1,3}(?:-year-old|,|\))|[\d０-９一二三四五六七八九十]{1,4}歲)")
_AGED_BEFORE = re.compile(r"(?:\d-year-old (?:\w+ ){0,3}|[\d０-９一二三四五六七八九十]歲[^，。]{0,8})$")
_FOLD = str.maketrans(f"{ascii_uppercase}’", f"{ascii_lowercase}'")


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """What shows that a sentence tells of a case, and that someone in it is there by office."""

    words: VerbFinder
    fiction: VerbFinder
    back: re.Pattern[str]
    official: re.Pattern[str]


@lru_cache(maxsize=8)
def _compile_cases(people: PeopleReference, lang: Lang) -> Cases:
    words, edge = people.words, r"\b" if lang == "en" else ""
    return Cases(
        VerbFinder(words[f"private_words_{lang}"], whole_words=lang == "en"),
        VerbFinder(words[f"private_fiction_{lang}"], whole_words=lang == "en"),
        re.compile(rf"(?:{either(words[f'private_back_{lang}'])}){edge}"),
        re.compile(rf"{edge}(?:{either(words[f'public_posts_{lang}'])}){edge}"),
    )


def _find_case_sentences(text: Text, cases: Cases) -> frozenset[int]:
    """Return where the sentences start that tell of a case; "He fell" also makes one of the sentence before."""
    folded = text.text.translate(_FOLD)
    told, works = (
        {text.sentence_at(word.start).start for word in finder.find(folded)} for finder in (cases.words, cases.fiction)
    )
    told -= works
    for before, span in reversed(list(zip(text.sentences, text.sentences[1:], strict=False))):
        if span.start in told and cases.back.match(text.text, span.start):
            told.add(before.start)
    return frozenset(told)


def find_private(
    cast: Cast, texts: tuple[Text, Text], kind: str, people: PeopleReference, index: OfficeIndex, roles: Roles
) -> frozenset[int]:
    """Return the ids (of the objects) of people who must not become records.

    The holder of a post of the reference is never private, nor is another official unless an age stands beside the
    name. Others are private where their sentence tells of a case; with a post only if they do nothing in the
    release, or its kind is private, where those without a post are private in every sentence.
    """
    cases = _compile_cases(people, texts[0].lang)
    told = [_find_case_sentences(text, cases) for text in texts]
    closed = kind in people.words["private_kinds"]
    private = set()
    for place, sighting, someone in cast.places:
        body, case = texts[place].text, texts[place].sentence_at(sighting.start).start in told[place]
        if id(someone) in private or index.office_id(someone.office):
            continue
        passive = roles.proof(someone).role == "named"
        everywhere = closed or (bool(told[1]) and passive)
        guarded = case and (closed or passive) if someone.office else case or everywhere
        if _is_aged(body, sighting):
            hidden = case or not someone.office
        else:
            hidden = guarded and not _is_public(someone, sighting, body, cases, people, passive)
        if hidden:
            private.add(id(someone))
    return frozenset(private)


def _is_aged(body: str, sighting: Sighting) -> bool:
    before = _AGED_BEFORE.search(body, max(0, sighting.opens - 40), sighting.opens)
    return bool(before or _AGED.match(body, sighting.end))


def _is_public(
    someone: Someone, sighting: Sighting, body: str, cases: Cases, people: PeopleReference, passive: bool
) -> bool:
    """Tell whether a person is an official, or one of the reference whom the name alone makes certain."""
    if any(cases.official.search(words) for words in (someone.office, body[sighting.opens : sighting.start])):
        return True
    if cases.official.search(body, sighting.end, sighting.closes):
        return True
    known = ":" not in someone.person_id
    return known and (not passive or is_distinct(someone.first.name, people))
