"""Whom "he", "she" and "they" mean in English text."""

import re

from etl.extract.speakers.deeds_en import Deeds
from etl.extract.speakers.resolve import Someone
from etl.extract.text import Span, Text

_LONGEST_OPENING = 75
# "Accompanied by the Director of X, Mr Y, he visited …".
_COMPANY = re.compile(
    r"(?:Accompanied|Joined|Escorted|Briefed|Received|Welcomed) by [^;.\n]{1,250}?, (?P<pronoun>he|she)\b"
)
_QUOTED = ('" he ', '" she ', "” he ", "” she ")


def find_pronoun(text: Text, start: int, last: list[Someone], everyone: list[Someone], deeds: Deeds) -> list[Someone]:
    """Return whom "He" or "They" at the start of a sentence means: a subject before, or all before."""
    body = text.text
    if last:
        opens = _may_open(body, start, deeds.pronouns)
        pronoun = deeds.pronoun.match(body, start) if opens else _COMPANY.match(body, start)
        if pronoun and not _in_quotation(body, start):
            return who_is_meant(pronoun["pronoun"], last)
    if not everyone or not body.startswith(deeds.group_pronouns, start) or not deeds.group_pronoun.match(body, start):
        return []
    return [] if _in_quotation(body, start) else everyone


def find_quoted_speaker(text: Text, span: Span, last: list[Someone], deeds: Deeds) -> list[Someone]:
    """Return whom "he" behind the words quoted means, a subject before: '"We are ready," he said.'."""
    if not any(text.text.find(quoted, span.start, span.end) >= 0 for quoted in _QUOTED):
        return []
    quoted = deeds.quoted_by.search(text.text, span.start, span.end)
    return who_is_meant(quoted["pronoun"], last) if quoted else []


def _may_open(body: str, start: int, words: tuple[str, ...]) -> bool:
    """Tell whether one of `words` stands at `start`, or behind the first comma that follows."""
    if body.startswith(words, start):
        return True
    comma = body.find(", ", start, start + _LONGEST_OPENING)
    return comma >= 0 and body.startswith(words, comma + 2)


def _in_quotation(body: str, position: int) -> bool:
    paragraph = body.rfind("\n", 0, position) + 1
    return body.count('"', paragraph, position) % 2 == 1


def who_is_meant(pronoun: str, last: list[Someone]) -> list[Someone]:
    """Return the one person of the last subjects whom "he" or "she" can mean; of two, neither."""
    gender = "male" if pronoun.lower() == "he" else "female"
    meant = [someone for someone in last if someone.gender in ("", gender)]
    return meant if len(meant) == 1 else []
