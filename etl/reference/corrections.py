"""Corrections to single releases: corrections.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from etl.model import Lang, Role
from etl.reference import ReferenceError

FIELDS = ("title", "body", "theme", "appearance", "event_size")
_KEYS = {"release", "lang", "field", "expect", "becomes", "reason", "source"}
_SOURCE = re.compile(r"unverified|P\d{12,13}|https://\S+")
_ROLE = re.compile(rf"(?P<name>.+): (?P<role>{'|'.join(get_args(Role))})")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `expect` is replaced by `becomes`, or withdrawn where that is empty."""

    release_id: str
    lang: Lang
    field: str
    expect: str
    becomes: str
    reason: str
    source: str


Corrections = Mapping[Key, tuple[Correction, ...]]


def load_corrections(folder: Path) -> Corrections:
    """Read and check corrections.yaml of `folder`, keyed by release and language. Raises ReferenceError."""
    raw = yaml.load((folder / "corrections.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found: dict[Key, tuple[Correction, ...]] = {}
    for number, row in enumerate(raw or [], start=1):
        correction = _read(f"corrections.yaml, entry {number}", row)
        key = correction.release_id, correction.lang
        found[key] = (*found.get(key, ()), correction)
    return found


def split_role(words: str) -> tuple[str, str]:
    """Split "Name: role"."""
    found = _ROLE.fullmatch(words)
    return (found["name"], found["role"]) if found else ("", "")


def _read(where: str, row: Mapping[str, Any]) -> Correction:
    if not isinstance(row, dict) or set(row) != _KEYS:
        raise ReferenceError(f"{where}: expected {', '.join(sorted(_KEYS))}, found {row}")
    values = {key: "" if value is None else str(value) for key, value in row.items()}
    for key, allowed in (("lang", get_args(Lang)), ("field", FIELDS)):
        if values[key] not in allowed:
            raise ReferenceError(f"{where}.{key}: expected {', '.join(allowed)}, found {values[key]!r}")
    for key in ("release", "expect", "reason"):
        if not values[key].strip():
            raise ReferenceError(f"{where}.{key}: expected words, found none")
    if not _SOURCE.fullmatch(values["source"]):
        raise ReferenceError(
            f"{where}.source: expected a release's id, an address or unverified, found {row['source']!r}"
        )
    _check_change(where, values)
    return Correction(**{"release_id" if key == "release" else key: value for key, value in values.items()})  # type: ignore[arg-type]


def _check_change(where: str, values: Mapping[str, str]) -> None:
    field, expect, becomes = values["field"], values["expect"], values["becomes"]
    if field in ("theme", "event_size") and becomes:
        raise ReferenceError(
            f"{where}.becomes: expected nothing, as a {field} can only be withdrawn, found {becomes!r}"
        )
    if field == "appearance":
        names = {split_role(words)[0] for words in (expect, becomes) if words}
        if len(names) != 1 or "" in names:
            raise ReferenceError(f'{where}: expected "Name: role" of one person, found {expect!r} and {becomes!r}')
    if expect == becomes:
        raise ReferenceError(f"{where}.becomes: expected a change, found {becomes!r} in both")
