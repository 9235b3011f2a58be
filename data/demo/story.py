"""One release on a theme: draws its parts and fills the frame of its kind."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cast import Lead, draw_guests, guest
from sizes import size
from words import Pair, Value, capital, day, fill, numbers

CROWDS = frozenset({"exhibition", "festival", "carnival", "concert", "job-fair"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A release before it has a number: kind, title and paragraphs in both languages."""

    kind: str
    title: Pair
    paragraphs: tuple[Pair, ...]


class Deck:
    """Deals the entries of a list in shuffled rounds, so that neighbours differ."""

    def __init__(self, entries: Sequence[Any], rng: random.Random) -> None:
        self._entries, self._rng = list(entries), rng
        self._left: list[Any] = []

    def deal(self) -> Any:
        """Give the next entry."""
        if not self._left:
            self._left = self._entries[:]
            self._rng.shuffle(self._left)
        return self._left.pop()

    def deal_new(self, used: set[str]) -> Any | None:
        """Give an entry whose English is not yet used in this release, if there is one."""
        for _ in range(2 * len(self._entries)):
            entry = self.deal()
            if entry[0] not in used:
                used.add(entry[0])
                return entry
        return None


class Story:
    """The drawn ingredients of one release and the frames that use them."""

    def __init__(
        self, parts: Mapping[str, Any], decks: "Decks", theme: str, lead: Lead, when: date, rng: random.Random
    ) -> None:
        self.parts, self.decks, self.theme, self.lead, self.when, self.rng = parts, decks, theme, lead, when, rng
        self.facts = parts["themes"][theme]
        self.used: set[str] = set()
        self.others = rng.sample(self.facts["also"], len(self.facts["also"]))

    def values(self, event: Sequence[str], kind: str) -> dict[str, Value]:
        """Everything a template may name."""
        rng, facts, places = self.rng, self.facts, self.parts["places"]
        he, his = self.lead.pronouns
        shape = self.parts["types"][event[0]]
        visits = facts.get("visits", "districts")
        place_group = visits if isinstance(visits, str) else "districts"
        region = facts.get("region") or (place_group if place_group in self.parts["guests"] else "")
        groups = [region] if kind == "mission" and region else ["local", *([region] if region else [])]
        if facts.get("intl") and not region and kind != "visit":
            groups += ["mainland", "asean", "europe", "middle-east"]
        groups += [group for group in ("artists", "athletes") if facts.get(group)]
        guests = draw_guests(self.parts["guests"], groups, rng)
        hosts = rng.sample(places["hosts"], len(places["hosts"]))
        greeted = rng.choice(self.parts["guests"]["local"])
        venue = tuple(rng.choice(places[shape["venue"]]))
        abroad = self.abroad(event)
        today = day(self.when)
        return {
            "lead": self.lead.full, "short": self.lead.short, "he": he, "his": his,
            "office": self.lead.office, "abbr": (self.lead.abbreviation, ""),
            "event": (event[1], event[2]), "word": tuple(shape["word"]), "venue": abroad or venue,
            "topic": tuple(facts["topic"]), "topic2": tuple(self.parts["themes"][self.others[0]]["topic"]),
            "measure": tuple(rng.choice(facts["measures"])[:2]), "place": tuple(rng.choice(places[place_group])),
            "today": (f"today ({today[0]})", f"今日（{today[1]}）"),
            "future": day(self.when + timedelta(days=rng.randint(6, 34)), weekday=True),
            "say": lambda: self.say("says"), "fact": lambda: self.say("facts"),
            "other": lambda: self.say("says", self.others), "otherfact": lambda: self.say("facts", self.others),
            "remark": self.remark, "guest": lambda: guest(guests.pop()), "host": lambda: tuple(hosts.pop()),
            "greeted": (greeted[0].split()[1], ""), "greetedname": (greeted[0], greeted[1]),
            "greetedoffice": (greeted[2], greeted[3]),
        }  # fmt: skip

    def abroad(self, event: Sequence[str]) -> Pair | None:
        """An event named after a city is held there."""
        for group in ("asean", "middle-east", "central-asia", "europe", "promo", "mainland"):
            for english, chinese in self.parts["places"][group]:
                if f" in {english}" in event[1]:
                    return f"a hotel in {english}", f"{chinese}一間酒店"
        return ("Tokyo", "東京") if "Tokyo" in event[1] else None

    def say(self, what: str, themes: Sequence[str] = ()) -> Pair:
        """Deal a sentence of the theme, or of its neighbours when all are used."""
        near = themes or [self.theme, *self.others]
        far = [theme for other in self.others for theme in self.parts["themes"][other]["also"]]
        for theme in [*near, *far]:
            entry = self.decks.deck(theme, what).deal_new(self.used)
            if entry:
                return numbers(entry, self.rng)
        raise LookupError(f"{self.theme}: not enough {what} for one release")

    def remark(self) -> Pair:
        """Deal a remark that fits any theme."""
        entry = self.decks.remarks.deal_new(self.used)
        if entry is None:
            raise LookupError("programme.yaml: not enough remarks for one release")
        return fill(entry, {"topic": tuple(self.facts["topic"])}, self.rng)

    def pick(self, entries: Sequence[Any], values: Mapping[str, Value]) -> Pair:
        """Draw one of some templates, one not yet used here, and fill it."""
        fresh = [entry for entry in entries if entry[0] not in self.used] or list(entries)
        entry = self.rng.choice(fresh)
        self.used.add(entry[0])
        return fill(entry, values, self.rng)

    def sized(
        self, event: Sequence[str], values: dict[str, Value], expected: bool = False, frame: str = ""
    ) -> list[Pair]:
        """State how many came, and perhaps how many organisations or countries."""
        kinds, sizes = self.parts["types"][event[0]], self.parts["sizes"]
        noun = self.rng.choice(kinds["noun"]) if "noun" in kinds else self.facts["audience"]
        values |= {"noun": tuple(noun), "size": size(kinds["size"], sizes["qualifiers"], expected, self.rng)}
        values["crowd"] = fill(("{size} {noun}", "{size}{noun}"), values, self.rng)
        crowd = "crowd" if event[0] in CROWDS else "people"
        texts = self.parts["frames"]["speech"]["size"] if frame else sizes["expected_" + crowd if expected else crowd]
        said = [self.pick(texts, values)]
        for also in kinds["also"]:
            if not expected and not frame and self.rng.random() < 0.55:
                entry = sizes["also"][also]
                values["size"] = size(entry["size"], sizes["qualifiers"], False, self.rng)
                said.append(self.pick(entry["texts"], values))
        return said


class Decks:
    """One deck for each theme and list, shared by all releases."""

    def __init__(self, themes: Mapping[str, Any], remarks: Sequence[Any], members: Sequence[Any]) -> None:
        self._themes = themes
        self.members = Deck(members, random.Random("members"))  # noqa: S311
        self.remarks = Deck(remarks, random.Random("remarks"))  # noqa: S311
        self._decks: dict[tuple[str, str], Deck] = {}

    def deck(self, theme: str, what: str) -> Deck:
        """The deck of a theme's sentences or events."""
        key = theme, what
        if key not in self._decks:
            self._decks[key] = Deck(self._themes[theme][what], random.Random(f"{theme}/{what}"))  # noqa: S311
        return self._decks[key]


def joined(pairs: Sequence[Pair]) -> Pair:
    """Sentences of one paragraph."""
    return " ".join(capital(pair[0]) for pair in pairs), "".join(pair[1] for pair in pairs)
