"""Loads the words with which releases state the size of an event: quantities.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

import yaml

from etl.model import Lang, Qualifier, Unit
from etl.reference import ReferenceError
from etl.reference.size_weights import Weights, load_size_weights

FILE = "quantities.yaml"
LANGS: tuple[Lang, ...] = get_args(Lang)
UNITS: tuple[Unit, ...] = get_args(Unit)
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words of numbers: below twenty, tens, scales; what joins a range; what says "and more".

    Vague words have a lowest and a highest value: `several` times the scale behind it, `many` by itself.
    `upwards` makes a bare scale a lower bound (上百), `vaguely` a number about as many (三十來位). A number behind
    one of `months` is a date. A `pair` joins a range only behind `between`.
    """

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    several: Mapping[str, tuple[int, int]]
    many: Mapping[str, tuple[int, int]]
    upwards: Phrases
    months: Phrases
    range: Phrases
    between: Phrases
    pair: Phrases
    more: Phrases
    vaguely: Phrases


@dataclass(frozen=True, slots=True)
class Cues:
    """What shows that the people counted came to an event; quantities.yaml says where each stands."""

    before: Phrases
    close: Phrases
    near: Phrases
    next: Phrases
    recorded: Phrases
    staged: Phrases
    linked: Phrases
    after: Phrases
    after_people: Phrases
    greeting: Phrases
    coming: Phrases
    presence: Phrases
    deictic: Phrases
    acts: Phrases
    performers: Phrases
    performed: Phrases
    present: Phrases
    evident: Phrases
    addressed: Phrases
    sized: Phrases
    trailing: Phrases
    companies: Phrases
    crews: Phrases
    loose: Phrases
    unlike: Phrases
    parties: Phrases
    forms: Phrases
    comings: Phrases
    alone_behind: Phrases
    alone_ahead: Phrases
    modifiers: Phrases
    counted: Mapping[str, Unit]
    counted_verbs: Phrases
    expected: Phrases


@dataclass(frozen=True, slots=True)
class FalseFriends:
    """What shows that a number is not the size of an event, by where it stands."""

    before: Phrases
    after: Phrases
    describing: Phrases
    clause: Phrases
    clause_topics: Phrases
    sentence: Phrases
    sentence_topics: Phrases
    objects: Phrases
    schemes: Phrases
    joins: Phrases
    kinds: Phrases
    yearly: Phrases
    many: Phrases
    bodies: Phrases
    gathers: Phrases
    occasions: Phrases
    preceding: Phrases
    realms: Phrases
    origins: Phrases


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of days: how far `days` are from the release's own, and what says that a day is not the event's."""

    days: Mapping[str, int]
    reported: Phrases
    apart: Phrases
    until: Phrases
    other_years: Phrases
    speaking: Phrases
    past: Phrases


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """All words of one language. `nouns` and `measures` name units; a measure without one leaves it to the noun."""

    numbers: NumberWords
    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]
    nouns: Mapping[str, Unit]
    measures: Mapping[str, Unit | None]
    attending: frozenset[str]
    anybody: frozenset[str]
    things: frozenset[str]
    stop: frozenset[str]
    cues: Cues
    false_friends: FalseFriends
    dates: DateWords


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event and the words that name it."""

    event_type: str
    words: Mapping[Lang, Phrases]


@dataclass(frozen=True, slots=True, eq=False)
class QuantityReference:
    """Everything quantities.yaml and size_weights.csv say. Compared by identity: patterns are compiled once for it.

    What is named with one of `venues` behind it is a place, not an event.
    """

    words: Mapping[Lang, LanguageWords]
    minimum: Mapping[Unit, int]
    maximum: Mapping[Unit, int]
    event_types: tuple[EventType, ...]
    venues: Mapping[Lang, Phrases]
    weights: Mapping[Lang, Weights]


def load_quantities(folder: Path) -> QuantityReference:
    """Read and check quantities.yaml and size_weights.csv of `folder` (data/reference)."""
    raw = yaml.load((folder / FILE).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    _check_keys("the file", raw, {"numbers", "qualifiers", "nouns", "cues", "false_friends", "dates"} | _SHARED)
    return QuantityReference(
        words={lang: _read_language(raw, lang) for lang in LANGS},
        minimum=_read_bounds(raw, "minimum"),
        maximum=_read_bounds(raw, "maximum"),
        event_types=_read_event_types(raw["event_types"]),
        venues={lang: _read_phrases(f"venues.{lang}", raw["venues"][lang]) for lang in LANGS},
        weights=load_size_weights(folder),
    )


_SHARED = {"minimum", "maximum", "event_types", "venues"}


def _read_language(raw: Mapping[str, Any], lang: Lang) -> LanguageWords:
    numbers, qualifiers, nouns = (raw[part].get(lang) or {} for part in ("numbers", "qualifiers", "nouns"))
    units = _read_units(nouns, f"nouns.{lang}")
    attending = _read_phrases(f"nouns.{lang}.attending", nouns["attending"])
    measures = nouns.get("measures", {})
    open_measures = dict.fromkeys(_read_phrases(f"nouns.{lang}.measures.open", measures.get("open", [])))
    return LanguageWords(
        numbers=_read_numbers(numbers, f"numbers.{lang}"),
        before=_read_qualifiers(qualifiers, "before", lang),
        after=_read_qualifiers(qualifiers, "after", lang),
        nouns=dict.fromkeys(attending, UNITS[0]) | units,
        measures=open_measures | _read_units(measures, f"nouns.{lang}.measures"),
        attending=frozenset(attending),
        anybody=frozenset(_read_phrases(f"nouns.{lang}.anybody", nouns.get("anybody", []))),
        things=frozenset(_read_phrases(f"nouns.{lang}.things", nouns.get("things", []))),
        stop=frozenset(_read_phrases(f"nouns.{lang}.stop", nouns["stop"])),
        cues=_read_cues(raw["cues"][lang], f"cues.{lang}"),
        false_friends=_read_false_friends(raw["false_friends"][lang], f"false_friends.{lang}"),
        dates=_read_dates(raw["dates"][lang], f"dates.{lang}"),
    )


def _read_numbers(raw: Mapping[str, Any], where: str) -> NumberWords:
    _check_keys(where, raw, {part.name for part in fields(NumberWords)})
    for part in ("small", "tens", "scales"):
        for word, value in raw[part].items():
            if not isinstance(word, str) or not isinstance(value, int):
                raise ReferenceError(f"{FILE}:{where}.{part}: expected word: whole number, found {word!r}: {value!r}")
    lists = ("months", "upwards", "range", "between", "pair", "more", "vaguely")
    return NumberWords(
        raw["small"],
        raw["tens"],
        raw["scales"],
        _read_vague(raw["several"], f"{where}.several"),
        _read_vague(raw["many"], f"{where}.many"),
        **{part: _read_phrases(f"{where}.{part}", raw[part]) for part in lists},
    )


def _read_vague(raw: Mapping[str, Any], where: str) -> dict[str, tuple[int, int]]:
    for word, bounds in raw.items():
        if not isinstance(bounds, list) or [int, int] != [type(bound) for bound in bounds] or bounds[0] >= bounds[1]:
            raise ReferenceError(f"{FILE}:{where}.{word}: expected the lowest and the highest value, found {bounds!r}")
    return {word: (low, high) for word, (low, high) in raw.items()}


def _read_qualifiers(raw: Mapping[str, Any], place: str, lang: Lang) -> dict[str, Qualifier]:
    found: dict[str, Qualifier] = {}
    for qualifier, phrases in raw[place].items():
        where = f"qualifiers.{lang}.{place}"
        if qualifier not in QUALIFIERS:
            raise ReferenceError(f"{FILE}:{where}: expected one of {', '.join(QUALIFIERS)}, found {qualifier!r}")
        for phrase in _read_phrases(f"{where}.{qualifier}", phrases):
            if found.setdefault(phrase, qualifier) != qualifier:
                raise ReferenceError(f"{FILE}:{where}: expected one qualifier for {phrase!r}, found two")
    return found


def _read_cues(raw: Mapping[str, Any], where: str) -> Cues:
    names = [part.name for part in fields(Cues) if part.name != "counted"]
    lists = _read_lists(names, {name: part for name, part in raw.items() if name != "counted"}, where)
    return Cues(counted=_read_units(raw.get("counted", {}), f"{where}.counted"), **lists)


def _read_false_friends(raw: Mapping[str, Any], where: str) -> FalseFriends:
    return FalseFriends(**_read_lists([part.name for part in fields(FalseFriends)], raw, where))


def _read_dates(raw: Mapping[str, Any], where: str) -> DateWords:
    days = raw.get("days", {})
    if not days or not all(isinstance(offset, int) for offset in days.values()):
        raise ReferenceError(f"{FILE}:{where}.days: expected words with a number of days, found {days!r}")
    names = [part.name for part in fields(DateWords) if part.name != "days"]
    return DateWords(days, **_read_lists(names, {name: part for name, part in raw.items() if name != "days"}, where))


def _read_units(raw: Mapping[str, Any], where: str) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for unit in UNITS:
        units |= dict.fromkeys(_read_phrases(f"{where}.{unit}", raw.get(unit, [])), unit)
    return units


def _read_lists(names: list[str], raw: Mapping[str, Any], where: str) -> dict[str, Phrases]:
    if unknown := set(raw) - set(names):
        raise ReferenceError(f"{FILE}:{where}: expected {', '.join(names)}, found {', '.join(sorted(unknown))}")
    return {name: _read_phrases(f"{where}.{name}", raw.get(name, [])) for name in names}


def _read_bounds(raw: Mapping[str, Any], name: str) -> dict[Unit, int]:
    bounds = raw[name]
    if set(bounds) != set(UNITS) or not all(isinstance(bound, int) for bound in bounds.values()):
        raise ReferenceError(f"{FILE}:{name}: expected a whole number for each of {', '.join(UNITS)}, found {bounds}")
    return dict(bounds)


def _read_event_types(rows: list[Mapping[str, Any]]) -> tuple[EventType, ...]:
    found = []
    for row in rows:
        where = f"event_types.{row.get('id')}"
        _check_keys(where, row, {"id", *LANGS})
        found.append(EventType(row["id"], {lang: _read_phrases(f"{where}.{lang}", row[lang]) for lang in LANGS}))
    ids = [kind.event_type for kind in found]
    if len(set(ids)) < len(ids):
        raise ReferenceError(f"{FILE}:event_types: expected each id once, found {', '.join(ids)}")
    for lang in LANGS:
        _read_phrases(f"event_types.{lang}", [word for kind in found for word in kind.words[lang]])
    return tuple(found)


def _read_phrases(where: str, raw: object) -> Phrases:
    if not isinstance(raw, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in raw):
        raise ReferenceError(f"{FILE}:{where}: expected a list of phrases, found {raw!r}")
    if repeated := {phrase for phrase in raw if raw.count(phrase) > 1}:
        raise ReferenceError(f"{FILE}:{where}: expected each phrase once, found twice: {', '.join(sorted(repeated))}")
    return tuple(raw)


def _check_keys(where: str, raw: Mapping[str, Any], expected: set[str]) -> None:
    if set(raw) != expected:
        raise ReferenceError(f"{FILE}:{where}: expected {', '.join(sorted(expected))}, found {', '.join(sorted(raw))}")
