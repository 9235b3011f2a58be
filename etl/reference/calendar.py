"""Dated events (data/reference/calendar.csv) that tell the year of a text without a date line."""

import csv
from datetime import date
from pathlib import Path

from etl.parse.anchors import Anchor
from etl.reference import ReferenceError


def load_calendar(folder: Path) -> tuple[Anchor, ...]:
    """Read `calendar.csv`, in the order of its days."""
    path = folder / "calendar.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        anchors = tuple(_read_row(path, number, row) for number, row in enumerate(csv.DictReader(lines), 2))
    for name in {anchor.anchor_id for anchor in anchors}:
        if sum(anchor.anchor_id == name for anchor in anchors) > 1:
            raise ReferenceError(f"{path.name}: anchor_id '{name}': expected once, found more than once")
    return anchors


def _read_row(path: Path, number: int, row: dict[str, str]) -> Anchor:
    try:
        start_on, end_on = date.fromisoformat(row["start_on"]), date.fromisoformat(row["end_on"])
        phrases = tuple(filter(None, row["phrases"].split("|")))
        if start_on > end_on or not phrases or not row["source"]:
            raise ValueError("expected start_on <= end_on, phrases and a source (or unverified)")
    except (KeyError, ValueError) as error:
        raise ReferenceError(
            f"{path.name}:{number}: expected ISO dates, phrases and a source, found {error}"
        ) from error
    return Anchor(row["anchor_id"], start_on, end_on, phrases)
