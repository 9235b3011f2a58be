"""The invented cast: who holds an office on a day, and how a person is named in both languages."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from words import Pair

TITLES = {"Professor": "教授", "Dr": "博士", "Ir": "", "Sr": ""}
WOMEN = frozenset({"Ms", "Mrs", "Miss"})


@dataclass(frozen=True, slots=True)
class Lead:
    """An office-holder on one day: office, name and short forms, in both languages."""

    office: Pair
    abbreviation: str
    name: Pair
    short: Pair
    woman: bool

    @property
    def full(self) -> Pair:
        """Office and name, as first mentioned."""
        article = "" if self.office[0].startswith("The ") else "the "
        return f"{article}{self.office[0]}, {self.name[0]}", f"{self.office[1]}{self.short[1]}"

    @property
    def pronouns(self) -> tuple[Pair, Pair]:
        """He or she; his or her."""
        if self.woman:
            return ("she", "她"), ("her", "她的")
        return ("he", "他"), ("his", "他的")


def surname(name: str) -> str:
    """The family name in "Mr Marcus Tsui", "Mr Lui Chun-ho" or "Mr Horace Yiu Man-kit"."""
    words = name.split()[1:]
    given = next((i for i, word in enumerate(words) if "-" in word and not word.startswith("Au-")), len(words))
    return words[given - 1]


class Cast:
    """Offices, people and deputies, as the parts list them."""

    def __init__(self, offices: Mapping[str, Sequence[str]], people: Sequence[Any], acting: Sequence[Any]) -> None:
        self._offices = offices
        self._people = people
        self._acting = acting

    def lead(self, code: str, when: date) -> Lead:
        """Find who speaks for an office on a day: its holder, or the deputy who acts."""
        for office, deputy, since, until in self._acting:
            if office == code and since <= when <= until:
                return self._lead(code, self._holder(deputy, when), acting=True)
        return self._lead(code, self._holder(code, when), acting=False)

    def _holder(self, code: str, when: date) -> Any:
        for person in self._people:
            if any(office == code and since <= when <= until for office, since, until in person["posts"]):
                return person
        raise LookupError(f"people.yaml: nobody holds {code} on {when}")

    def _lead(self, code: str, person: Any, acting: bool) -> Lead:
        english, chinese, abbreviation = self._offices[code]
        name, name_tc = person["name"]
        honorific = name.split()[0]
        title = person.get("tc_title", TITLES.get(honorific, ""))
        if acting:
            english, chinese, abbreviation = f"Acting {english}", f"署理{chinese}", f"Acting {abbreviation}"
        short = f"{honorific} {surname(name)}", name_tc + title
        woman = person.get("woman", honorific in WOMEN)
        return Lead((english, chinese), abbreviation, (name, name_tc), short, woman)


def guest(entry: Sequence[str]) -> Pair:
    """Name a guest with the office held."""
    name, name_tc, office, office_tc = entry
    return f"the {office}, {name}", f"{office_tc}{name_tc}"


def draw_guests(groups: Mapping[str, Any], names: Sequence[str], rng: random.Random) -> list[Any]:
    """Shuffle the guests of some groups."""
    found = [entry for name in names for entry in groups[name]]
    rng.shuffle(found)
    return found
