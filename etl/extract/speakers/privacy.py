"""Keeps private people out: the missing, victims, suspects, defendants and patients give no record."""

import re

from etl.extract.speakers.offices import OfficeIndex
from etl.extract.speakers.resolve import Cast
from etl.extract.text import Text

_KINDS = frozenset({"missing-person", "crime", "court", "accident", "hospital", "police", "fire", "customs", "death"})
_AGED = re.compile(
    r"[ ,(（，]*(?:aged|age) \d|, (?:a )?\d{1,3}(?:-year-old|,)|[，（]*(?:[\d０-９一二三四五六七八九十]{1,4})歲"
)
_AGED_BEFORE = re.compile(r"(?:\d-year-old (?:\w+ ){0,3}|[\d一二十]歲[^，。]{0,8})$")
_CASE = re.compile(
    r"\b(?:went missing|missing since|last seen|defendants?|convicted|sentenced|pleaded|jailed|imprisoned|fined"
    r"|arrested|prosecuted|charged with|found guilty|remanded|the deceased|was certified dead|victim|suspect|wanted"
    r"|bankrupt|disqualified)\b|失蹤|走失|被捕|被告|被判|判處|判監|認罪|定罪|罰款|拘捕|檢控|疑犯|受害人|死者|傷者|通緝|證實死亡|破產"
)


def find_private(cast: Cast, texts: tuple[Text, Text], kind: str, index: OfficeIndex) -> frozenset[int]:
    """Return the ids (of the objects) of people who must not become records.

    In notices of the kinds concerned only people with a post of the reference are kept; elsewhere those go
    who stand with their age, or without a post in a sentence about a case.
    """
    private = set()
    for place, sighting, someone in cast.places:
        text = texts[place]
        official = bool(someone.office) and bool(index.office_id(someone.office))
        aged = _AGED.match(text.text, sighting.end) or _AGED_BEFORE.search(
            text.text, max(0, sighting.opens - 40), sighting.opens
        )
        case = _CASE.search(text.sentence_text(sighting.start))
        if aged or (not official and (case if kind in _KINDS else case and not someone.office)):
            private.add(id(someone))
        if kind in _KINDS and not someone.office:
            private.add(id(someone))
    return frozenset(private)
