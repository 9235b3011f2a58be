"""What an English reader needs, compiled once from the reference: honorifics, heads of posts, name parts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import Implementation

from etl.extract.alternation import write_alternation
from etl.extract.speakers.scan import BEFORE_CAPITAL, HEAD, LEAD, OFFICE, SHORT, SIGN, Phrases, flag_phrases
from etl.extract.speakers.sightings import name_key
from etl.reference.people import PeopleReference

CAPITALS = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())
_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-\u024f"
_LISTING = re.compile(r",? (?:such as|including|namely|like)$")
_WORD_END = rf"[{_LETTERS}]*+(?:[-'’](?!s\b)[{_LETTERS}]++)*+"
_WORD = rf"(?:[{CAPITALS}]\.(?=\s?[{CAPITALS}])|[{CAPITALS}]{_WORD_END})"
_MOST_TITLES = 8


@dataclass(frozen=True, slots=True, eq=False)
class English:
    """Compiled patterns and word sets."""

    scanner: Phrases
    run: re.Pattern[str]
    titled: re.Pattern[str]
    title: re.Pattern[str]
    title_words: frozenset[str]
    post_nominals: re.Pattern[str]
    runs_on: re.Pattern[str]
    gender: dict[str, str]
    titles: frozenset[str]
    heads: frozenset[str]
    role_nouns: frozenset[str]
    created_by: frozenset[str]
    leads: frozenset[str]
    surname_particles: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    institutions: frozenset[str]
    stops: frozenset[str]
    firm_stops: frozenset[str]
    no_name: frozenset[str]
    sovereign: frozenset[str]
    titled_next: re.Pattern[str]
    not_leading: frozenset[str]
    joining: frozenset[str]
    starters: frozenset[str]
    modifiers: frozenset[str]
    known: frozenset[str]


def either(words: Iterable[str]) -> str:
    """Return the inside of a pattern that matches any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=4)
def compile_english(people: PeopleReference) -> English:
    """Compile what reading English names needs."""
    words = people.words
    honorifics = [*words["en_male"], *words["en_female"], *words["en_neutral"]]
    honorific, particles = write_alternation(honorifics), write_alternation(words["en_particles"])
    title = rf"(?:(?:[Tt]he )?{honorific}\.? ){{1,{_MOST_TITLES}}}"
    more = rf"(?: (?!{honorific}\.? )(?:{particles} ){{0,2}}{_WORD}){{0,7}}"
    surnames, given = frozenset(words["en_surnames"]), frozenset(words["en_given"])
    names = surnames | given
    institutions = frozenset(words["en_institutions"]) - names
    stops = frozenset((*words["en_words"], *words["en_function_words"])) - names
    return English(
        scanner=_build_scanner(people, honorifics),
        run=re.compile(
            rf"[{CAPITALS}](?<![\w@/].)(?=[{_LETTERS}]{{0,30}}+(?:[-'’.][{_LETTERS}]{{0,30}}+){{0,3}}+"
            rf"(?:,? (?:and )?[{CAPITALS}]| {particles} [{CAPITALS}]| the Hon))"
            rf"(?:\.(?=\s?[{CAPITALS}])|{_WORD_END}){more}"
        ),
        titled=re.compile(rf"(?P<title>{title})(?P<name>{_WORD}{more})"),
        title=re.compile(title),
        title_words=frozenset(_first_word(title) for title in ("The", *honorifics)),
        runs_on=re.compile(rf" (?:{particles} ){{0,2}}[{CAPITALS}]|[-'’](?!s\b)[^\W\d_]"),
        post_nominals=re.compile(rf"(?:,? (?:{either(words['en_post_nominals'])})(?!\w))+"),
        gender=dict.fromkeys(words["en_male"], "male") | dict.fromkeys(words["en_female"], "female"),
        titles=frozenset(honorifics),
        heads=frozenset(words["en_heads"]),
        role_nouns=frozenset(words["en_role_nouns"]),
        created_by=frozenset(words["en_created_by"]),
        leads=frozenset((*words["en_role_nouns"], *words["en_created_by"])),
        surname_particles=frozenset(words["en_surname_particles"]),
        given=given,
        surnames=surnames,
        institutions=institutions,
        stops=stops,
        no_name=institutions | stops | frozenset(words["en_heads"]),
        firm_stops=frozenset(words["en_function_words"]),
        sovereign=frozenset(words["en_sovereign"]),
        titled_next=re.compile(rf",? {title}(?=[{CAPITALS}])"),
        not_leading=frozenset(words["en_not_leading"]),
        joining=frozenset(words["en_joining"]),
        starters=frozenset(words["en_starters"]),
        modifiers=frozenset(words["en_modifiers"]),
        known=frozenset(map(name_key, _list_names(people))),
    )


def _first_word(title: str) -> str:
    """Return the first word of a run of capitals that begins with `title`."""
    word = re.match(_WORD, f"{title} A")
    return word.group() if word else title


def _list_names(people: PeopleReference) -> list[str]:
    return [name for person in people.people for name in (person.name_en, *person.aliases_en)]


def _build_scanner(people: PeopleReference, honorifics: list[str]) -> Phrases:
    """Build the automaton of all that shows where people may be named."""
    words = people.words
    nouns = words["en_role_nouns"]
    return Phrases(
        flag_phrases(
            (HEAD, words["en_heads"]),
            (HEAD, nouns),
            (SIGN, (noun.capitalize() for noun in nouns)),
            (SIGN, (f"{word}{end}" for word in honorifics for end in " .")),
            (LEAD, words["en_created_by"]),
            (SIGN, (f" {particle} " for particle in words["en_surname_particles"])),
            (SIGN, _list_names(people)),
            (BEFORE_CAPITAL, (f"{name} " for name in words["en_given"])),
            (OFFICE, (name for office in people.offices for name in (office.name_en, *office.aliases_en))),
            (SHORT, (name for office in people.offices for name in office.abbreviations)),
        ),
        Implementation.DFA,
    )


def role_noun_start(text: str, lowest: int, start: int, english: English) -> int:
    """Return where the role noun right before `start` begins ("pianist …", "artists such as …"); -1 for none."""
    lead = text[max(lowest, start - 60) : start]
    plain = lead.rstrip()
    if len(plain) == len(lead) or not plain:
        return -1
    plain = _LISTING.sub("", plain).rstrip(",")
    words = plain.rsplit(" ", 2)
    for count in (2, 1):
        noun = " ".join(words[-count:])
        if noun in english.leads:
            return start - len(lead) + len(plain) - len(noun)
    # A lost space before a long role noun ("thatpianist …") is common in copied text.
    glued = next((n for n in range(6, min(len(words[-1]), 16)) if words[-1][-n:] in english.role_nouns), 0)
    return start - len(lead) + len(plain) - glued if glued else -1
