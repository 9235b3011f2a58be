"""Loads what single words near a number say of whether it counts who came to an event: the learned size_weights.csv."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from etl.model import Lang
from etl.reference import ReferenceError

FILE = "size_weights.csv"
COLUMNS = ["lang", "place", "word", "weight"]

Evidence = tuple[str, str]
"""A place beside a number (etl/extract/quantity_evidence.py) and a word that stands there."""

Weights = Mapping[Evidence, float]
"""The weight of each word in its place, in log odds; that of `("start", "")` always counts."""


def load_size_weights(folder: Path) -> dict[Lang, Weights]:
    """Read size_weights.csv of `folder` (data/reference)."""
    weights: dict[str, dict[Evidence, float]] = {lang: {} for lang in get_args(Lang)}
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != COLUMNS:
            raise ReferenceError(f"{FILE}:1: expected {','.join(COLUMNS)}, found {rows.fieldnames}")
        for row in rows:
            try:
                weights[row["lang"]][row["place"], row["word"]] = float(row["weight"])
            except (KeyError, TypeError, ValueError) as error:
                raise ReferenceError(
                    f"{FILE}:{rows.line_num}: expected a language ({', '.join(weights)}) and a number as weight, "
                    f"found {row['lang']!r} and {row['weight']!r}"
                ) from error
    return {lang: weights[lang] for lang in get_args(Lang)}
