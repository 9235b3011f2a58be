"""Keeps private people out: the missing, the dead, victims, suspects, defendants and patients give no record."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.speakers.english import either
from etl.extract.speakers.identity import Register, compile_register
from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Proof, Roles, VerbFinder, sentence_number
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text
from etl.model import Lang
from etl.reference.people import PeopleReference

_AGED = re.compile(r"[ ,(（，]{0,2}(?:aged \d|(?:a )?\d{1,3}(?:-year-old|,|\))|[\d０-９一二三四五六七八九十]{1,4}歲)")
_AGED_BEFORE = re.compile(r"(?:\d-year-old (?:\w+ ){0,3}|[\d０-９一二三四五六七八九十]歲[^，。]{0,8})$")
_FORMER_WITHIN = 12
# How near the name a word calls the person a patient or the like.
_APPOSED: dict[Lang, int] = {"en": 30, "tc": 5}


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """What shows that a sentence tells of a case, and that someone in it is there by office."""

    words: VerbFinder
    fiction: VerbFinder
    back: re.Pattern[str]
    official: re.Pattern[str]
    former: re.Pattern[str]
    events: re.Pattern[str]
    honours: re.Pattern[str]
    apposed: re.Pattern[str]
    charged: VerbFinder
    near: int
    kinds: frozenset[str]


@lru_cache(maxsize=8)
def _compile_cases(people: PeopleReference, lang: Lang) -> Cases:
    words, whole = people.words, lang == "en"
    edge = r"\b" if whole else ""
    return Cases(
        VerbFinder(words[f"private_words_{lang}"], whole),
        VerbFinder(words[f"private_fiction_{lang}"], whole),
        re.compile(rf"(?:{either(words[f'private_back_{lang}'])}){edge}"),
        re.compile(rf"{edge}(?:{either(words[f'public_posts_{lang}'])}){edge}"),
        re.compile(rf"(?:{either(words[f'private_former_{lang}'])}) ?$"),
        re.compile(rf"{edge}(?:{either(words[f'public_events_{lang}'])}){edge}"),
        re.compile(rf"{edge}(?:{either(words[f'public_honours_{lang}'])}){edge}"),
        re.compile(rf"{edge}(?:{either(words[f'private_apposed_{lang}'])}){edge}"),
        VerbFinder(words[f"private_charged_{lang}"], whole),
        _APPOSED[lang],
        frozenset(words["private_kinds"]),
    )


class _CaseText:
    """Tells of the sentences of one text whether they tell of a case; each is read once, when asked for."""

    def __init__(self, text: Text, cases: Cases) -> None:
        self._text, self._cases = text, cases
        self._told: dict[int, bool] = {}

    def tells(self, position: int) -> bool:
        """Tell whether the sentence at `position` does; "He fell" also makes one of the sentence before."""
        first = last = sentence_number(self._text, position)
        while last not in self._told and self._goes_on(last):
            last += 1
        told = False
        for number in range(last, first - 1, -1):
            if number not in self._told:
                self._told[number] = told or self._is_case(number)
            told = self._told[number]
        return told

    def _goes_on(self, number: int) -> bool:
        body, sentences = self._text.text, self._text.sentences
        return number + 1 < len(sentences) and bool(self._cases.back.match(body, sentences[number + 1].start))

    def _is_case(self, number: int) -> bool:
        start, end = self._text.sentences[number]
        sentence = self._text.text[start:end].lower().replace("’", "'")
        return self._cases.words.is_in(sentence) and not self._cases.fiction.is_in(sentence)


class _Events:
    """Tells of the sentences that prove what people do whether it is done at an event; each is read once."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases
        self._shown: dict[tuple[int, int, bool], bool] = {}

    def shows(self, proof: Proof) -> bool:
        """Tell whether someone does something at an event, or is honoured."""
        named = proof.role == "named"
        key = id(proof.text), proof.span.start, named
        if key not in self._shown:
            sentence = proof.text.text[proof.span.start : proof.span.end].lower()
            words = self._cases.honours if named else self._cases.events
            self._shown[key] = not self._cases.charged.is_in(sentence) and words.search(sentence) is not None
        return self._shown[key]


def find_private(
    cast: Cast, texts: tuple[Text, Text], kind: str, people: PeopleReference, index: OfficeIndex, roles: Roles
) -> frozenset[int]:
    """Return the ids (of the objects) of people who must not become records.

    The holder of a post of the reference is never private, nor is another official unless an age stands beside the
    name. Others are private where their sentence tells of a case; with a post only if they do nothing in the
    release, or its kind is private, where those without a post are private in every sentence.
    """
    cases, register = _compile_cases(people, texts[0].lang), compile_register(people)
    told, events = [_CaseText(text, cases) for text in texts], _Events(cases)
    closed = kind in cases.kinds
    if not (closed or cast.may_tell_case):
        return frozenset()
    private: set[int] = set()
    doubtful = {id(someone) for someone in cast.people if not index.office_id(someone.office)}
    for place, sighting, someone in cast.places if doubtful else ():
        if id(someone) not in doubtful or id(someone) in private:
            continue
        body, aged = texts[place].text, _is_aged(texts[place].text, sighting)
        passive = roles.proof(someone).role == "named"
        if not aged and someone.office and not (closed or passive):
            continue
        if not aged and _is_public(someone, sighting, body, cases, register, passive):
            continue
        if not (aged or closed) and events.shows(roles.proof(someone)) and not _is_called(sighting, body, cases):
            continue
        hidden = told[place].tells(sighting.start)
        if not hidden and not someone.office:
            hidden = closed or (passive and told[1].tells(0))
        if hidden:
            private.add(id(someone))
    return frozenset(private)


def _is_aged(body: str, sighting: Sighting) -> bool:
    if _AGED.match(body, sighting.end):
        return True
    before = body[max(0, sighting.opens - 40) : sighting.opens]
    return ("year-old" in before or "歲" in before) and _AGED_BEFORE.search(before) is not None


def _is_called(sighting: Sighting, body: str, cases: Cases) -> bool:
    """Tell whether words beside a name call the person a patient, a victim or the like."""
    low, high = max(0, sighting.opens - cases.near), sighting.closes + cases.near
    return cases.apposed.search(body, low, high) is not None


def _is_public(
    someone: Someone, sighting: Sighting, body: str, cases: Cases, register: Register, passive: bool
) -> bool:
    """Tell whether a person is an official, or one of the reference whom the name alone makes certain.

    A former official of whom a case is told may be the one accused.
    """
    known = ":" not in someone.person_id
    if known and (not passive or register.is_distinct(someone.first.name)):
        return True
    low = max(0, sighting.opens - _FORMER_WITHIN)
    # A Chinese post as written holds its 前 or 時任.
    if passive and any(cases.former.search(body, low, sighting.opens + more) for more in range(3)):
        return False
    shown = (someone.office, body[sighting.opens : sighting.start], body[sighting.end : sighting.closes])
    return any(cases.official.search(words) for words in shown)
