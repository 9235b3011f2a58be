"""People, offices, who held which when, and the words that announce a person or tell what one does."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from etl.reference import ReferenceError

_WORD_FILES = ("honorifics.yaml", "posts.yaml", "surnames.yaml", "not_names.yaml", "roles.yaml", "privacy.yaml")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE = re.compile(r"unverified|P\d{12,13}|https://[^\s,]+")

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Office:
    """One post; `single` where it has one holder at a time."""

    office_id: str
    name_en: str
    name_tc: str
    abbreviations: tuple[str, ...]
    aliases_en: tuple[str, ...]
    aliases_tc: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One office-holder with all known forms of the name."""

    person_id: str
    name_en: str
    name_tc: str
    aliases_en: tuple[str, ...]
    aliases_tc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post; both days belong to it, `end_on` is None while it lasts."""

    office_id: str
    person_id: str
    start_on: date
    end_on: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Tell whether the post was held on that day."""
        return self.start_on <= day and (self.end_on is None or day <= self.end_on)


@dataclass(frozen=True, slots=True, eq=False)
class PeopleReference:
    """All that finding people rests on. Compared by identity, so that compiled forms can be kept for it."""

    offices: tuple[Office, ...]
    people: tuple[Person, ...]
    tenures: tuple[Tenure, ...]
    words: Words


def load_office_holders(folder: Path) -> tuple[tuple[Office, ...], tuple[Person, ...], tuple[Tenure, ...]]:
    """Read and check the offices, the people and who held which.

    Raises ReferenceError for a bad, repeated or unknown value and for two holders of one post at a time.
    """
    offices = tuple(_read_office(*row) for row in _read_rows(folder / "offices.csv", "office_id"))
    people = tuple(_read_person(*row) for row in _read_rows(folder / "people.csv", "person_id"))
    tenures = tuple(_read_tenure(*row) for row in _read_rows(folder / "office_holders.csv", ""))
    _check_known(tenures, {o.office_id for o in offices}, {p.person_id for p in people})
    _check_overlaps(tenures, {o.office_id for o in offices if o.single})
    return offices, people, tenures


def load_people(folder: Path) -> PeopleReference:
    """Read and check all files about people in `folder`. Raises ReferenceError."""
    words: dict[str, tuple[str, ...]] = {}
    for name in _WORD_FILES:
        words |= _read_words(folder / name)
    return PeopleReference(*load_office_holders(folder), words)


def _read_rows(path: Path, key: str) -> list[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(f"{path.name}:{n}", row) for n, row in enumerate(csv.DictReader(lines), start=2)]
    seen: set[str] = set()
    for where, row in rows:
        if None in row.values() or None in row:
            raise ReferenceError(f"{where}: expected one value for each column, found {row}")
        if key and row[key] in seen:
            raise ReferenceError(f"{where}: expected a new {key}, found {row[key]} again")
        if key and not _SLUG.fullmatch(row[key]):
            raise ReferenceError(f"{where}: expected {key} in lower case with hyphens, found {row[key]!r}")
        seen.add(row[key] if key else where)
    return rows


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def _read_office(where: str, row: dict[str, str]) -> Office:
    if row["holders"] not in ("one", "many"):
        raise ReferenceError(f"{where}: expected holders one or many, found {row['holders']!r}")
    if not row["name_en"] or not row["name_tc"]:
        raise ReferenceError(f"{where}: expected a name in both languages, found {row}")
    short, english, chinese = (_split(row[column]) for column in ("abbreviations", "aliases_en", "aliases_tc"))
    single = row["holders"] == "one"
    english += tuple(name.replace(" and ", " & ") for name in (row["name_en"], *english) if " and " in name)
    return Office(row["office_id"], row["name_en"], row["name_tc"], short, english, chinese, single)


def _read_person(where: str, row: dict[str, str]) -> Person:
    if not row["name_en"]:
        raise ReferenceError(f"{where}: expected an English name, found none")
    aliases = _split(row["aliases_en"]), _split(row["aliases_tc"])
    return Person(row["person_id"], row["name_en"], row["name_tc"], *aliases)


def _read_tenure(where: str, row: dict[str, str]) -> Tenure:
    start, end = _read_day(where, row["start_on"]), _read_day(where, row["end_on"] or "9999-12-31")
    if end < start:
        raise ReferenceError(f"{where}: expected an end after {start}, found {end}")
    if not _SOURCE.fullmatch(row["source"]):
        raise ReferenceError(f"{where}: expected a release id, an https address or unverified, found {row['source']!r}")
    return Tenure(row["office_id"], row["person_id"], start, end if row["end_on"] else None, row["source"])


def _read_day(where: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ReferenceError(f"{where}: expected a day such as 2025-04-03, found {value!r}") from error


def _check_known(tenures: Iterable[Tenure], offices: set[str], people: set[str]) -> None:
    for tenure in tenures:
        if tenure.office_id not in offices:
            raise ReferenceError(f"office_holders.csv: expected a known office, found {tenure.office_id!r}")
        if tenure.person_id not in people:
            raise ReferenceError(f"office_holders.csv: expected a known person, found {tenure.person_id!r}")


def _check_overlaps(tenures: Iterable[Tenure], single: set[str]) -> None:
    last: dict[str, Tenure] = {}
    for tenure in sorted(tenures, key=lambda t: (t.office_id, t.start_on)):
        before = last.get(tenure.office_id)
        if tenure.office_id in single and before and before.holds_on(tenure.start_on):
            raise ReferenceError(
                f"office_holders.csv:{tenure.office_id}: expected one holder on {tenure.start_on}, "
                f"found {before.person_id} and {tenure.person_id}"
            )
        last[tenure.office_id] = tenure


def _read_words(path: Path) -> dict[str, tuple[str, ...]]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(content, dict):
        raise ReferenceError(f"{path.name}: expected lists by name, found {type(content).__name__}")
    for key, values in content.items():
        if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
            raise ReferenceError(f"{path.name}:{key}: expected a list of words, found {values!s:.80}")
        repeated = sorted(value for value, times in Counter(values).items() if times > 1)
        if repeated:
            raise ReferenceError(f"{path.name}:{key}: expected each word once, found again {', '.join(repeated)}")
    return {str(key): tuple(values) for key, values in content.items()}
