"""What an English speech shows of people besides verbs: its opening, greetings, welcomes, thanks for words."""

import re

from etl.extract.speakers.deeds_en import Deeds
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

_OPENING = re.compile(
    r"(?:The f|F)ollowing (?:is|are) [^:]{0,120}?\b(?:speech|remarks|address|transcript|speeches|keynote)\b"
)
# The further parts of a long address begin in the middle of it, and only their title tells.
_PART = re.compile(r"[A-Z]{2,6}['’]s speech in delivering ")
_GREETING = re.compile(r"[,:]$|ladies and gentlemen|istinguished guests|[Gg]ood (?:morning|afternoon|evening)")
# A welcome to many, and the words before the names of some: "I am glad to welcome our guests, including …".
_WELCOMED = re.compile(r"(?:I|We|May I|Let me|My) [^.]{0,160}?, (?:including|namely|among them) ")
_SEES_FRIEND = re.compile(r"\bto see (?:my|our) (?:[\w-]+ ){0,3}friends?\b")
_QUOTED = re.compile(r"\bquot(?:e|ing) (?P<pronoun>him|her)\b")
_NEAR = 80


def is_opened(text: Text) -> bool:
    """Tell whether the first sentence says that a speech follows."""
    return not text.in_title and bool(_OPENING.match(text.text))


def is_part(text: Text, title: Text) -> bool:
    """Tell whether `text` is a later part of a speech, as its title says."""
    return not text.in_title and bool(_PART.match(title.text))


def find_quoted(text: Text, span: Span) -> str:
    """Return the pronoun of the person whom a sentence quotes: "Allow me to quote him"; empty for none."""
    quoted = _QUOTED.search(text.text, span.start, span.end)
    return {"him": "he", "her": "she"}[quoted["pronoun"]] if quoted else ""


def find_open_bracket(body: str, low: int, end: int) -> int:
    """Return where the bracket opens in which `end` stands; -1 for none behind `low`."""
    closed, at = 0, end
    while (at := max(body.rfind("(", low, at), body.rfind(")", low, at))) >= 0:
        if body[at] == "(" and closed == 0:
            return at
        closed += 1 if body[at] == ")" else -1
    return -1


def role_told(text: Text, span: Span, number: int, sighting: Sighting, deeds: Deeds) -> Role:
    """Return what a sentence of a speech shows of a person: words thanked for, presence, or nothing."""
    near = max(span.start, sighting.opens - _NEAR)
    thanked = deeds.thanked.search(text.text, near, sighting.opens) is not None
    if thanked and deeds.words_given.match(text.text, sighting.closes, span.end):
        return "spoke"
    if number < 4 and _GREETING.search(text.text, span.start, span.end):
        return "attended"
    return "attended" if thanked or _is_present(text, span, sighting, deeds) else "named"


def _is_present(text: Text, span: Span, sighting: Sighting, deeds: Deeds) -> bool:
    """Tell whether a sentence welcomes a person, or says that the person is there."""
    start, end = span
    welcomed = _WELCOMED.match(text.text, start, sighting.opens)
    if welcomed and deeds.thanked.search(welcomed.group()):
        return True
    low, high = max(start, sighting.opens - _NEAR), min(end, sighting.closes + _NEAR)
    if _SEES_FRIEND.search(text.text, low, sighting.start):
        return True
    if not deeds.present.search(text.text, low, high):
        return False
    return deeds.absent.search(text.text, low, high) is None
