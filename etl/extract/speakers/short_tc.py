"""Finds those whom a Chinese text names again by surname and title: 陳醫生, 李局長."""

from collections import defaultdict

from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.reading_tc import GENDERS
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.scan import Hit
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text

_LONGEST_SURNAME = 2


def add_short(cast: Cast, texts: tuple[Text, Text], signs: list[Signs], chinese: Chinese) -> None:
    """Add to `cast` where surname and title mean just one of its people, who bears that title or post."""
    families, titles = _group_families(cast, texts, chinese)
    taken = {(place, at) for place, sighting, _ in cast.places for at in range(sighting.start, sighting.end)}
    for place, (text, sign) in enumerate(zip(texts, signs, strict=True)):
        for title in (*sign.titles, *sign.heads):
            start = _find_surname(text.text, title, families, chinese)
            if start < 0 or (place, start) in taken:
                continue
            name, word = text.text[start : title.start], text.text[title.start : title.end]
            meant = [someone for someone in families[name] if _bears(someone, word, titles)]
            if len(meant) == 1:
                gender = GENDERS.get(word, "")
                short = Sighting(start, title.start, start, title.end, name, gender=gender, full=False, titled=True)
                cast.places.append((place, short, meant[0]))
                taken.add((place, start))
    cast.places.sort(key=lambda item: (item[0], item[1].start))


def _group_families(
    cast: Cast, texts: tuple[Text, Text], chinese: Chinese
) -> tuple[dict[str, list[Someone]], dict[int, set[str]]]:
    """Return the people of each surname, and the titles that stand behind the name of each (by the object's id)."""
    families: dict[str, list[Someone]] = defaultdict(list)
    for someone in cast.people:
        name = someone.first.name
        families[name[:2] if name[:2] in chinese.compound else name[:1]].append(someone)
    titles: dict[int, set[str]] = defaultdict(set)
    for place, sighting, someone in cast.places:
        titles[id(someone)].add(texts[place].text[sighting.end : sighting.closes])
    return families, titles


def _find_surname(text: str, title: Hit, families: dict[str, list[Someone]], chinese: Chinese) -> int:
    """Return where the surname of one of the people stands before a title; -1 where none does."""
    for size in (_LONGEST_SURNAME, 1):
        start = title.start - size
        if start >= 0 and text[start : title.start] in families:
            clear = text[start] not in chinese.weak or not text[start - 1 : start].isalpha()
            return start if clear else -1
    return -1


def _bears(someone: Someone, title: str, titles: dict[int, set[str]]) -> bool:
    """Tell whether a title is one that the person has; 先生 and the like fit all but those of the other sex."""
    if title in GENDERS:
        return someone.gender in ("", GENDERS[title])
    return title in titles[id(someone)] or someone.first.office.endswith(title)
