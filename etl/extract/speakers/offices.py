"""Posts of the reference: recognised in text, and who held them on a day."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.extract.speakers.sightings import Sighting
from etl.model import Lang
from etl.reference.people import PeopleReference, Tenure

_ARTICLE = re.compile(r"^(?:the|an|a) ")
_OF_HONG_KONG = re.compile(
    r",? (?:of|in) the (?:hksar|hong kong special administrative region)(?: \(hksar\))?(?: government)?$"
)
_CLAUSE = re.compile(r"(?:[Tt]he )?(?:[Aa]cting )?$|署理$")


@dataclass(frozen=True, slots=True, eq=False)
class OfficeIndex:
    """Names of posts in one language, with an automaton that finds them."""

    ids: dict[str, str]
    patterns: tuple[str, ...]
    finder: AhoCorasick
    tenures: dict[str, tuple[Tenure, ...]]
    single: frozenset[str]

    def office_id(self, post: str) -> str:
        """Return the id of a post as written; empty where the reference has none."""
        plain = _ARTICLE.sub("", post.casefold()).strip()
        return self.ids.get(plain) or self.ids.get(_OF_HONG_KONG.sub("", plain), "")

    def holder(self, office_id: str, day: date) -> str:
        """Return who held the post on `day`; empty where unknown."""
        holders = [t.person_id for t in self.tenures.get(office_id, ()) if t.holds_on(day)]
        return holders[0] if len(holders) == 1 else ""


@lru_cache(maxsize=4)
def index_offices(people: PeopleReference, lang: Lang) -> OfficeIndex:
    """Build the index of posts for one language."""
    ids: dict[str, str] = {}
    exact: list[str] = []
    for office in people.offices:
        names = (office.name_en, *office.aliases_en) if lang == "en" else (office.name_tc, *office.aliases_tc)
        ids |= {name.casefold(): office.office_id for name in names}
        exact += names
        if lang == "en":
            ids |= {name.casefold(): office.office_id for name in office.abbreviations}
    tenures: dict[str, tuple[Tenure, ...]] = {}
    for tenure in people.tenures:
        tenures[tenure.office_id] = (*tenures.get(tenure.office_id, ()), tenure)
    finder = AhoCorasick(exact, matchkind=MatchKind.LeftmostLongest)
    single = frozenset(office.office_id for office in people.offices if office.single)
    return OfficeIndex(ids, tuple(exact), finder, tenures, single)


@lru_cache(maxsize=4)
def _abbreviation_pattern(people: PeopleReference) -> re.Pattern[str]:
    names = [name for office in people.offices for name in office.abbreviations]
    inside = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?P<acting>Acting )?(?P<name>{inside})(?![\w&])")


def find_offices(text: str, lang: Lang, in_title: bool, people: PeopleReference) -> list[Sighting]:
    """Return the posts of the reference that `text` names, in order; abbreviations count in English titles."""
    index = index_offices(people, lang)
    found = []
    for number, start, end in index.finder.find_matches_as_indexes(text):
        whole = not (text[end : end + 1].isalnum() and lang == "en") and not text[start - 1 : start].isalnum()
        if lang == "en" and (not whole or _is_longer(text, start, end)):
            continue
        found.append(_office_sighting(text, start, end, index.ids[index.patterns[number].casefold()]))
    if in_title and lang == "en":
        matches = _abbreviation_pattern(people).finditer(text)
        found += [_office_sighting(text, *m.span("name"), index.ids[m["name"].casefold()]) for m in matches]
    return sorted(found, key=lambda s: s.start)


def _is_longer(text: str, start: int, end: int) -> bool:
    """Tell whether the words are a part of another post: "Chief Executive of X", "Chief Executive-elect"."""
    return bool(
        re.compile(r" (?:of (?!the (?:HKSAR|Hong Kong Special))|Officer)|['’]s (?:Office|Policy)|-").match(text, end)
        or re.compile(r"(?:Deputy|Assistant|Former|former|Vice|then|Under|Permanent) $").search(
            text, max(0, start - 12), start
        )
    )


def _office_sighting(text: str, start: int, end: int, office_id: str) -> Sighting:
    lead = _CLAUSE.search(text, max(0, start - 12), start)
    opens = lead.start() if lead else start
    acting = "cting" in text[opens:start] or "署理" in text[opens:start]
    return Sighting(start, end, opens, end, "", text[start:end], acting, full=False, office_id=office_id)
