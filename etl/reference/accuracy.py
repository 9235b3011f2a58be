"""How good extraction was measured to be: accuracy.csv beside the reference, written by `make accuracy`."""

import csv
from pathlib import Path
from typing import Any

from etl.reference import ReferenceError

COLUMNS = {
    "facts_version": str,
    "gold": str,
    "releases": int,
    "layer": str,
    "lang": str,
    "hit": int,
    "missed": int,
    "wrong": int,
    "precision": float,
    "recall": float,
    "f1": float,
}


def load_accuracy(folder: Path) -> list[tuple[Any, ...]]:
    """Read the figures beside `folder` (data/reference), in the order of COLUMNS; none where none were measured."""
    path = folder.parent / "accuracy.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != list(COLUMNS):
            raise ReferenceError(
                f"{path.name}:1: expected {','.join(COLUMNS)}, found {rows.fieldnames}: run make accuracy"
            )
        try:
            return [tuple(kind(row[name]) for name, kind in COLUMNS.items()) for row in rows]
        except ValueError as error:
            raise ReferenceError(
                f"{path.name}:{rows.line_num}: expected numbers ({error}): run make accuracy"
            ) from error
