"""Learns how words around a number speak for or against an event: `make weights` writes size_weights.csv.

A logistic regression over the evidence of every number that may count people (etl/extract/quantity_evidence.py), in
invented passages annotated by hand, and in the real corpus and the demonstration, where a number that no cue vouches
for counts as no size. The passages of sizes_prose_kept.tsv and the held-back releases are left out. Nothing else needs
scikit-learn.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from etl.extract import event_sizes
from etl.extract.quantity_cues import has_cue
from etl.extract.quantity_evidence import list_evidence
from etl.extract.text import read_text
from etl.model import Document, EventSize, Lang
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.reference.quantities import load_quantities
from etl.reference.size_weights import COLUMNS, FILE, Evidence
from etl.settings import EMBEDDED
from etl.sources.files import read_files

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
PASSAGES = [HERE.parent / "extract" / name for name in ("sizes_prose.tsv", "sizes_learned.tsv")]
DEMO = EMBEDDED / "demo" / "releases.jsonl"
REFERENCE = EMBEDDED / "reference"
QUANTITIES = load_quantities(REFERENCE)
KIND = "event"

# Evidence seen fewer times says nothing; the lower the strength, the nearer to nothing all weights are held.
_LEAST_SEEN = 2
_STRENGTH = 0.3
# Smaller weights are left out of the table.
_LEAST_WEIGHT = 0.02

Example = tuple[frozenset[Evidence], bool]
"""The evidence around a number, and whether it counts who came."""


def iterate_numbers(
    title: str, body: str, lang: Lang, day: date
) -> Iterator[tuple[EventSize, frozenset[Evidence], bool]]:
    """Yield each number of `body` that a cue would make a size, with its evidence and whether it has a cue."""
    heard: dict[int, tuple[frozenset[Evidence], bool]] = {}

    def hear(around: Any, phrase: Any, follows_size: bool, patterns: Any) -> bool:
        cued = has_cue(around, phrase, follows_size, patterns)
        heard[phrase.start] = frozenset(list_evidence(around, phrase, patterns)), cued
        return True

    with patch.object(event_sizes, "has_cue", hear):
        texts = read_text(title, lang, in_title=True), read_text(body, lang)
        for size in event_sizes.find_event_sizes(*texts, QUANTITIES, day, KIND):
            if not size.in_title and size.start_char in heard:
                yield size, *heard[size.start_char]


def read_passages(lang: Lang) -> Iterator[Example]:
    """Yield the numbers of invented passages; arguable ones are left out."""
    for file in PASSAGES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.startswith(f"{lang}\t"):
                continue
            codes, text = line.split("\t")[1:]
            told = set(codes.split("; "))
            for size, evidence, _ in iterate_numbers("", text, lang, date(2025, 11, 13)):
                high = "" if size.value_high is None else f"-{size.value_high:.0f}"
                code = f"{size.qualifier} {size.value:.0f}{high} {size.unit}"
                if f"?{code}" not in told:
                    yield evidence, code in told


def read_releases(lang: Lang) -> Iterator[Example]:
    """Yield the numbers of real and demonstration releases, those told in the same words once."""
    calendar = load_calendar(REFERENCE)
    held_back = {json.loads(line)["id"] for line in (HERE / "held_back.jsonl").read_text(encoding="utf-8").splitlines()}
    told: set[frozenset[Evidence]] = set()
    for item in read_files([CORPUS / "releases.jsonl", CORPUS / "ce_speeches.jsonl", DEMO]):
        if not isinstance(item, Document):
            continue
        release = parse_document(item, calendar)
        if release.lang == lang and release.release_id not in held_back:
            day = release.published_at.date()
            for _, evidence, cued in iterate_numbers(release.title, release.body, lang, day):
                if evidence not in told:
                    yield evidence, cued
                told.add(evidence)


def learn(examples: list[Example]) -> dict[Evidence, float]:
    """Return the weight of each piece of evidence, in log odds."""
    seen = Counter(piece for evidence, _ in examples for piece in evidence)
    kept = sorted(piece for piece, times in seen.items() if times >= _LEAST_SEEN)
    pieces = {piece: place for place, piece in enumerate(kept)}
    cells = [(row, pieces[piece]) for row, (found, _) in enumerate(examples) for piece in found if piece in pieces]
    rows, columns = np.array(cells, dtype=np.int32).T
    table = csr_array((np.ones(len(cells)), (rows, columns)), shape=(len(examples), len(pieces)))
    model = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=5000, tol=1e-8)
    model.fit(table, [came for _, came in examples])
    return {piece: round(float(model.coef_[0][place]), 2) for piece, place in pieces.items()}


def main() -> None:
    """Learn, write, print how much."""
    if not CORPUS.is_dir():
        raise SystemExit("make weights: ../shared with the real releases is absent: nothing is learned")
    with (REFERENCE / FILE).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        for lang in get_args(Lang):
            examples = [*read_passages(lang), *read_releases(lang)]
            weights = {piece: weight for piece, weight in learn(examples).items() if abs(weight) >= _LEAST_WEIGHT}
            writer.writerows((lang, *piece, weight) for piece, weight in weights.items())
            came = sum(came for _, came in examples)
            print(f"{lang}: {len(weights)} weights from {came} sizes and {len(examples) - came} other numbers")


if __name__ == "__main__":
    main()
