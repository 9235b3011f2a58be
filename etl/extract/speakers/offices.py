"""Posts of the reference: what their mentions say, and who held them on a day."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from etl.extract.speakers.scan import Spot
from etl.extract.speakers.sightings import Sighting
from etl.model import Lang
from etl.reference.people import PeopleReference, Tenure

_ARTICLE = re.compile(r"^(?:the|an|a) ")
_OF_HONG_KONG = re.compile(
    r",? (?:of|in) the (?:hksar|hong kong special administrative region)(?: \(hksar\))?(?: government)?$"
)
_CLAUSE = re.compile(r"(?:[Tt]he )?(?:[Aa]cting )?$|署理$")


_LONGER = re.compile(r" (?:of (?!the (?:HKSAR|Hong Kong Special))|Officer)|['’]s (?:Office|Policy)|-")
_OTHER = re.compile(r"(?:Deputy|Assistant|Former|former|Vice|then|Under|Permanent) $")


@dataclass(frozen=True, slots=True, eq=False)
class OfficeIndex:
    """Names of posts in one language, and who held them."""

    lang: Lang
    ids: dict[str, str]
    tenures: dict[str, tuple[Tenure, ...]]
    single: frozenset[str]

    def office_id(self, post: str) -> str:
        """Return the id of a post as written; empty where the reference has none."""
        if not post:
            return ""
        plain, shorter = _plain_posts(post)
        return self.ids.get(plain) or self.ids.get(shorter, "")

    def holder(self, office_id: str, day: date) -> str:
        """Return who held the post on `day`; empty where unknown."""
        holders = [t.person_id for t in self.tenures.get(office_id, ()) if t.holds_on(day)]
        return holders[0] if len(holders) == 1 else ""


@lru_cache(maxsize=4096)
def _plain_posts(post: str) -> tuple[str, str]:
    """Return a post in small letters without the article, also without "of the HKSAR Government"."""
    plain = _ARTICLE.sub("", post.casefold()).strip()
    return plain, _OF_HONG_KONG.sub("", plain)


@lru_cache(maxsize=4)
def index_offices(people: PeopleReference, lang: Lang) -> OfficeIndex:
    """Build the index of posts for one language."""
    ids: dict[str, str] = {}
    for office in people.offices:
        english = (office.name_en, *office.aliases_en, *office.abbreviations)
        names = english if lang == "en" else (office.name_tc, *office.aliases_tc)
        ids |= {name.casefold(): office.office_id for name in names}
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in people.tenures:
        tenures[tenure.office_id].append(tenure)
    single = frozenset(office.office_id for office in people.offices if office.single)
    return OfficeIndex(lang, ids, {key: tuple(held) for key, held in tenures.items()}, single)


def read_offices(text: str, spots: list[Spot], index: OfficeIndex) -> list[Sighting]:
    """Return what the names of offices at `spots` say, in order."""
    if index.lang == "en":
        spots = [spot for spot in spots if not _is_longer(text, *spot)]
    return [_office_sighting(text, *spot, index) for spot in spots]


def _is_longer(text: str, start: int, end: int) -> bool:
    """Tell whether the words are a part of another post: "Chief Executive of X", "Chief Executive-elect"."""
    return bool(_LONGER.match(text, end) or _OTHER.search(text, max(0, start - 12), start))


def _office_sighting(text: str, start: int, end: int, index: OfficeIndex) -> Sighting:
    lead = _CLAUSE.search(text, max(0, start - 12), start)
    opens = lead.start() if lead else start
    acting = "cting" in text[opens:start] or "署理" in text[opens:start]
    name = text[start:end]
    return Sighting(start, end, opens, end, "", name, acting, full=False, office_id=index.ids[name.casefold()])
