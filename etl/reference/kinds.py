"""Loads the kinds of release and the bureaux that issue them: kinds.yaml and bureaux.csv."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from etl.model import Lang
from etl.reference import ReferenceError

LANGS: tuple[Lang, ...] = get_args(Lang)
KIND_KEYS = {"id", "en", "tc", "about", "routine"}
PATTERN_KEYS = {"formula", "headline", "title", "body"}
FILE_KEYS = {"kinds", "on_behalf", "spokesperson", "acting", "unnamed"}
BUREAU_TYPES = {"bureau", "former-bureau", "department", "office", "independent"}
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Patterns = Mapping[Lang, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of release; `about` says in a line what belongs to it, the rest are its patterns."""

    kind: str
    names: Mapping[Lang, str]
    about: str
    routine: bool
    formula: Patterns
    headline: Patterns
    title: Patterns
    body: Patterns


@dataclass(frozen=True, slots=True)
class Bureau:
    """A bureau, department or body; `offices` are other names for it: its heads and its parts."""

    bureau_id: str
    name_en: str
    name_tc: str
    abbreviations: tuple[str, ...]
    offices: tuple[str, ...]
    type: str


@dataclass(frozen=True, slots=True, eq=False)
class KindReference:
    """Kinds in order of precedence, the last for all else, and bureaux. Compared by identity."""

    kinds: tuple[Kind, ...]
    bureaux: tuple[Bureau, ...]
    on_behalf: Patterns
    spokesperson: Patterns
    acting: Patterns
    unnamed: Patterns


def load_kinds(folder: Path) -> KindReference:
    """Read and check kinds.yaml and bureaux.csv of `folder` (data/reference)."""
    raw = yaml.load((folder / "kinds.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    _check_keys("the file", raw, FILE_KEYS)
    kinds = tuple(_read_kind(row) for row in raw["kinds"])
    _check_ids("kinds.yaml", [kind.kind for kind in kinds])
    if PATTERN_KEYS & raw["kinds"][-1].keys():
        raise ReferenceError(f"kinds.yaml:{kinds[-1].kind}: expected no patterns in the last kind, found some")
    return KindReference(
        kinds=kinds,
        bureaux=_read_bureaux(folder / "bureaux.csv"),
        on_behalf=_read_patterns(raw["on_behalf"], "on_behalf"),
        spokesperson=_read_patterns(raw["spokesperson"], "spokesperson"),
        acting=_read_patterns(raw["acting"], "acting"),
        unnamed=_read_patterns(raw["unnamed"], "unnamed"),
    )


def _read_kind(row: Mapping[str, Any]) -> Kind:
    where = str(row.get("id"))
    _check_keys(where, row, KIND_KEYS | (PATTERN_KEYS & row.keys()))
    if not isinstance(row["routine"], bool):
        raise ReferenceError(f"kinds.yaml:{where}.routine: expected true or false, found {row['routine']!r}")
    for name in ("en", "tc", "about"):
        if not isinstance(row[name], str) or not row[name].strip():
            raise ReferenceError(f"kinds.yaml:{where}.{name}: expected words, found {row[name]!r}")
    return Kind(
        kind=row["id"],
        names={lang: row[lang] for lang in LANGS},
        about=row["about"],
        routine=row["routine"],
        formula=_read_patterns(row.get("formula", {}), f"{where}.formula"),
        headline=_read_patterns(row.get("headline", {}), f"{where}.headline"),
        title=_read_patterns(row.get("title", {}), f"{where}.title"),
        body=_read_patterns(row.get("body", {}), f"{where}.body"),
    )


def _read_patterns(raw: Mapping[str, Any], where: str) -> dict[Lang, tuple[str, ...]]:
    for lang, patterns in raw.items():
        if lang not in LANGS:
            raise ReferenceError(f"kinds.yaml:{where}: expected {', '.join(LANGS)}, found {lang}")
        if not isinstance(patterns, list) or not all(isinstance(each, str) and each.strip() for each in patterns):
            raise ReferenceError(f"kinds.yaml:{where}.{lang}: expected a list of patterns, found {patterns!r}")
        if len(set(patterns)) < len(patterns):
            raise ReferenceError(f"kinds.yaml:{where}.{lang}: expected each pattern once, found {patterns!r}")
    return {lang: tuple(raw.get(lang, ())) for lang in LANGS}


def _read_bureaux(path: Path) -> tuple[Bureau, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != list(Bureau.__annotations__):
            raise ReferenceError(f"{path.name}:1: expected {','.join(Bureau.__annotations__)}, found {rows.fieldnames}")
        bureaux = tuple(_read_bureau(row) for row in rows)
    _check_ids(path.name, [bureau.bureau_id for bureau in bureaux])
    _check_names(path.name, bureaux)
    return bureaux


def _read_bureau(row: Mapping[str, str]) -> Bureau:
    if row["type"] not in BUREAU_TYPES or not row["name_en"] or not row["name_tc"]:
        expected = f"two names and a type of {', '.join(sorted(BUREAU_TYPES))}"
        raise ReferenceError(f"bureaux.csv:{row['bureau_id']}: expected {expected}, found {dict(row)}")
    split = {name: tuple(filter(None, row[name].split(";"))) for name in ("abbreviations", "offices")}
    return Bureau(row["bureau_id"], row["name_en"], row["name_tc"], **split, type=row["type"])


def _check_names(file: str, bureaux: tuple[Bureau, ...]) -> None:
    owners: dict[str, str] = {}
    for bureau in bureaux:
        for name in (bureau.name_en, bureau.name_tc, *bureau.abbreviations, *bureau.offices):
            if name in owners:
                raise ReferenceError(f"{file}:{bureau.bureau_id}: expected names of its own, found {name!r} twice")
            owners[name] = bureau.bureau_id


def _check_ids(file: str, ids: list[str]) -> None:
    for each in ids:
        if not _ID.fullmatch(each) or ids.count(each) > 1:
            raise ReferenceError(f"{file}:{each}: expected an id in small letters and hyphens, once, found {each!r}")


def _check_keys(where: str, raw: Mapping[str, Any], expected: set[str]) -> None:
    if set(raw) != expected:
        raise ReferenceError(
            f"kinds.yaml:{where}: expected {', '.join(sorted(expected))}, found {', '.join(sorted(raw))}"
        )
