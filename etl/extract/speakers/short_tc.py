"""Finds those whom a Chinese text names again by surname and title: 陳醫生, 李局長."""

from collections import defaultdict

from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.reading_tc import GENDERS
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Text

Families = dict[str, list[Someone]]


class _Named:
    """The titles that stand behind each person's name, and which characters of each text a whole name takes."""

    def __init__(self, cast: Cast, texts: tuple[Text, Text]) -> None:
        self._taken = [bytearray(len(text.text)) for text in texts]
        self._titles: dict[int, set[str]] = defaultdict(set)
        for place, sighting, someone in cast.places:
            self._taken[place][sighting.start : sighting.end] = b"\1" * (sighting.end - sighting.start)
            self._titles[id(someone)].add(texts[place].text[sighting.end : sighting.closes])

    def bears(self, someone: Someone, title: str) -> bool:
        """Tell whether a title is one that the person has; 先生 and the like fit all but those of the other sex."""
        if title in GENDERS:
            return someone.gender in ("", GENDERS[title])
        return someone.first.office.endswith(title) or title in self._titles[id(someone)]

    def is_taken(self, place: int, start: int) -> bool:
        """Tell whether a whole name stands there."""
        return self._taken[place][start] == 1


def add_short(cast: Cast, texts: tuple[Text, Text], signs: list[Signs], chinese: Chinese) -> None:
    """Add to `cast` where surname and title mean just one of its people, who bears that title or post."""
    families = _group_families(cast, chinese)
    found: list[tuple[int, Sighting, Someone]] = []
    named: _Named | None = None
    for place, (text, sign) in enumerate(zip(texts, signs, strict=True)):
        for title in (*sign.titles, *sign.heads):
            if text.text[title.start - 1 : title.start] not in families:
                continue
            start, meant = _find_surname(text.text, title.start, families, chinese)
            word = text.text[title.start : title.end]
            named = named or _Named(cast, texts)
            bearers = [someone for someone in meant if named.bears(someone, word)]
            if len(bearers) == 1 and not named.is_taken(place, start):
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
