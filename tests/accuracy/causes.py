"""Sorts the differences between annotated and extracted facts by their cause."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Item = dict[str, Any]


def list_causes(gold: Path, facts: Path) -> Counter[str]:
    """Count the errors by layer and cause, each with the releases it is found in."""
    found = {(record["id"], record["lang"]): record for record in _read(facts)}
    places: dict[str, list[str]] = {}
    for wanted in _read(gold):
        key = (wanted["id"], wanted["lang"])
        for sort in (_sort_themes, _sort_people, _sort_sizes):
            for cause in sort(wanted, found.get(key, {})):
                places.setdefault(cause, []).append(f"{key[0]} {key[1]}")
    return Counter({f"{cause}   [{_name(where)}]": len(where) for cause, where in places.items()})


def _name(places: list[str]) -> str:
    return ", ".join(places[:3]) + (" …" if len(places) > 3 else "")


def _read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _sort_themes(wanted: Record, found: Record) -> Iterator[str]:
    gold = {item["theme_id"]: item for item in wanted["themes"]}
    got = {item["theme_id"]: item for item in found.get("themes", [])}
    for theme, item in gold.items():
        if theme not in got and not item.get("optional"):
            yield f"theme missed, no phrase of it matched: {theme}"
    for theme, item in got.items():
        if theme not in gold:
            phrases = sorted({mention["phrase"].casefold() for mention in item["mentions"]})
            yield f"theme wrong, by its phrases: {theme} ({', '.join(phrases[:3])})"


def _sort_people(wanted: Record, found: Record) -> Iterator[str]:
    gold = {_name_key(item["name"]): item for item in wanted["appearances"] if item["name"]}
    got = {_name_key(item["name"]): item for item in found.get("appearances", []) if item["name"]}
    for key, item in gold.items():
        if key not in got and not item.get("optional"):
            alike = next((other["name"] for name, other in got.items() if name not in gold and _share(item, other)), "")
            yield f"person cut otherwise: {item['name']} as {alike}" if alike else f"person missed: {item['name']}"
        elif (
            key in got and not item.get("optional") and not item.get("other_role") and got[key]["role"] != item["role"]
        ):
            yield f"role {got[key]['role']} for {item['role']}: {item['name']}"
    for key, item in got.items():
        if key not in gold and not any(_share(other, item) for name, other in gold.items() if name not in got):
            yield f"person wrong: {item['name']}"


def _name_key(name: str) -> str:
    return re.sub(r"[\s.\-‐‑–'’·]", "", name).casefold()


def _share(one: Item, other: Item) -> bool:
    split: Callable[[str], set[str]] = lambda name: set(re.split(r"[\s\-]+", name.casefold()))  # noqa: E731
    return bool(split(one["name"]) & split(other["name"]))


def _sort_sizes(wanted: Record, found: Record) -> Iterator[str]:
    gold = {float(item["value"]): item for item in wanted["event_sizes"]}
    got = {float(item["value"]): item for item in found.get("event_sizes", [])}
    for value, item in gold.items():
        if item.get("optional"):
            continue
        if value not in got:
            yield f"size missed: {value:.0f} {item['subject']}"
        elif any(got[value][field] != item[field] for field in ("qualifier", "unit")):
            read = f"{got[value]['qualifier']} {got[value]['unit']}"
            yield f"size read as {read} for {item['qualifier']} {item['unit']}: {value:.0f} {item['subject']}"
    for value, item in got.items():
        if value not in gold:
            yield f"size wrong: {value:.0f} {item['subject']}"
