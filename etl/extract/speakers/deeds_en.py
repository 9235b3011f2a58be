"""The English verbs and the words around them that tell what someone does, compiled once from the reference."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.speakers.english import either
from etl.extract.speakers.roles import VerbFinder
from etl.extract.speakers.sentences import ACTIVE
from etl.model import Role
from etl.reference.people import PeopleReference

INVERTING = ("were", "was", "are", "is", "include", "includes", "included")


@dataclass(frozen=True, slots=True, eq=False)
class Deeds:
    """Verbs and the words around them, compiled."""

    finder: VerbFinder
    finite: dict[str, Role]
    base: dict[str, Role]
    before: dict[str, Role]
    before_endings: frozenset[str]
    inverted: re.Pattern[str]
    inverted_roles: dict[str, Role]
    attributing: frozenset[str]
    quoted_by: re.Pattern[str]
    bodies: frozenset[str]
    thanked: re.Pattern[str]
    led: re.Pattern[str]
    presented: re.Pattern[str]
    words_given: re.Pattern[str]
    present: re.Pattern[str]
    absent: re.Pattern[str]
    clause_words: frozenset[str]
    aside: re.Pattern[str]
    links: frozenset[str]
    pronouns: tuple[str, ...]
    pronoun: re.Pattern[str]
    group_pronouns: tuple[str, ...]
    group_pronoun: re.Pattern[str]
    denied: frozenset[str]


@lru_cache(maxsize=4)
def compile_deeds(people: PeopleReference) -> Deeds:
    """Compile the verbs of roles.yaml for English."""
    words = people.words
    finite = {verb: role for role in ACTIVE for verb in words[f"en_{role}"]}
    base = {verb: role for role in ACTIVE for verb in words[f"en_{role}_base"]}
    before = {phrase.lower(): role for role in ("named", *ACTIVE) for phrase in words[f"en_{role}_by"]}
    inverted = {deed: role for role in ACTIVE for deed in words[f"en_{role}_inverted"]}
    denied = words["en_denied"]
    return Deeds(
        finder=VerbFinder([*finite, *base, *denied, *words["en_plain"]], whole_words=True),
        finite=finite,
        base=base,
        before=before,
        before_endings=frozenset(last_word(phrase) for phrase in before),
        inverted=re.compile(rf"(?<!\w)(?P<deed>{either(inverted)})\b[^.;]{{0,90}}\b(?:{either(INVERTING)})$"),
        inverted_roles=inverted,
        attributing=frozenset(words["en_attributing"]),
        quoted_by=re.compile(
            rf"[\"”] (?P<pronoun>he|she) (?:also |then |further )?(?:{either(words['en_attributing'])})\b"
        ),
        bodies=frozenset(words["en_standing_bodies"]),
        thanked=re.compile(rf"\b(?:{either(words['en_thanked'])})\b"),
        led=re.compile(
            rf"(?:(?:led|leads|leading|lead)\b(?: [\w'’&,-]+){{0,9}}? (?:{either(words['en_led'])})"
            rf"|chairs?\b(?: [\w'’&,-]+){{0,9}}? (?:{either(words['en_chaired'])}))\b"
        ),
        presented=re.compile(rf"(?i:present(?:ed|s) (?:[\w'’-]+ ){{0,5}}?(?:{either(words['en_presented'])})\b)"),
        words_given=re.compile(
            rf"\)?,?(?: and [^.;,]{{0,80}}?,?)?(?: [a-z]+ much,?)? for (?:(?:his|her|their|your|the|that|those|this) )?"
            rf"(?:[\w-]+ ){{0,3}}(?:{either(words['en_words_given'])})\b(?! (?:of|to)\b)"
        ),
        present=re.compile(rf"\b(?:{either(words['en_present'])})\b"),
        absent=re.compile(rf"\b(?:{either(words['en_absent'])})\b"),
        clause_words=frozenset(words["en_clause_words"]),
        aside=re.compile(
            rf"(?:\s?\([^()]{{0,120}}\)| of \"[^\"]{{1,60}}\"|\)|,? (?:{either(words['en_post_nominals'])})(?!\w))*"
        ),
        links=frozenset(words["en_links"]),
        pronouns=words["en_pronouns"],
        pronoun=re.compile(rf"(?:[A-Z][^,.;\n]{{0,70}}, )?(?P<pronoun>{either(words['en_pronouns'])})\b"),
        group_pronouns=words["en_group_pronouns"],
        group_pronoun=re.compile(rf"(?:{either(words['en_group_pronouns'])})\b"),
        denied=frozenset(denied),
    )


def last_word(lead: str) -> str:
    """Return the last word of what stands before a person."""
    return lead.rpartition(" ")[2]
