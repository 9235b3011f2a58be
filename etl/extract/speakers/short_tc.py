"""Finds those whom a Chinese text names again by surname and title: 陳醫生, 李局長."""

from collections import defaultdict

from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.reading_tc import GENDERS
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text

Families = dict[str, list[Someone]]


def add_short(cast: Cast, texts: tuple[Text, Text], signs: list[Signs], chinese: Chinese) -> None:
    """Add to `cast` where surname and title mean just one of its people, who bears that title or post."""
    families = _group_families(cast, chinese)
    found: list[tuple[int, Sighting, Someone]] = []
    for place, (text, sign) in enumerate(zip(texts, signs, strict=True)):
        for title in (*sign.titles, *sign.heads):
            if text.text[title.start - 1 : title.start] not in families:
                continue
            start, meant = _find_surname(text.text, title.start, families, chinese)
            word = text.text[title.start : title.end]
            bearers = [someone for someone in meant if _bears(someone, word, cast, texts)]
            if len(bearers) == 1 and not _is_taken(cast, place, start):
                name, gender = text.text[start : title.start], GENDERS.get(word, "")
                short = Sighting(start, title.start, start, title.end, name, gender=gender, full=False, titled=True)
                found.append((place, short, bearers[0]))
    if found:
        cast.places = sorted([*cast.places, *found], key=lambda item: (item[0], item[1].start))


def _group_families(cast: Cast, chinese: Chinese) -> Families:
    """Return the people by surname; those with one of two characters also by the second, which is soon looked up."""
    families: Families = defaultdict(list)
    for someone in cast.people:
        name = someone.first.name
        if name[:2] in chinese.compound:
            families[name[:2]].append(someone)
            families.setdefault(name[1], [])
        else:
            families[name[0]].append(someone)
    return families


def _find_surname(text: str, end: int, families: Families, chinese: Chinese) -> tuple[int, list[Someone]]:
    """Return where the surname before a title begins, and who has it."""
    if text[end - 2 : end] in families:
        return end - 2, families[text[end - 2 : end]]
    clear = text[end - 1] not in chinese.weak or not text[end - 2 : end - 1].isalpha()
    return end - 1, families[text[end - 1]] if clear else []


def _bears(someone: Someone, title: str, cast: Cast, texts: tuple[Text, Text]) -> bool:
    """Tell whether a title is one that the person has; 先生 and the like fit all but those of the other sex."""
    if title in GENDERS:
        return someone.gender in ("", GENDERS[title])
    if someone.first.office.endswith(title):
        return True
    return any(who is someone and texts[at].text[s.end : s.closes] == title for at, s, who in cast.places)


def _is_taken(cast: Cast, place: int, start: int) -> bool:
    """Tell whether a whole name stands there."""
    return any(at == place and s.start <= start < s.end for at, s, _ in cast.places)
