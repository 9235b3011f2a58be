"""Event sizes in invented prose, written and annotated under the codebook before any rule was read.

Rules were mended since with what they missed in it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find

LINES = (Path(__file__).parent / "sizes_prose.tsv").read_text(encoding="utf-8").splitlines()
# How many are found at the least, and wrongly at the most.
FLOORS = {"en": (142, 4), "tc": (72, 3)}


def _read(lang: Lang) -> Iterator[tuple[set[str], set[str], set[str]]]:
    """Yield what is required, what is allowed besides, and what is found, passage by passage."""
    for line in LINES:
        if line.startswith(f"{lang}\t"):
            codes, text = line.split("\t")[1:]
            told = set(codes.split("; ")) - {"-"}
            optional = {code for code in told if code.startswith("?")}
            yield told - optional, {code[1:] for code in optional}, set(_tell(text, lang))


def _tell(text: str, lang: Lang) -> Iterator[str]:
    for size in find(text, lang):
        value = f"{size.value:.0f}" if size.value_high is None else f"{size.value:.0f}-{size.value_high:.0f}"
        yield f"{size.qualifier} {value} {size.unit}"


@pytest.mark.parametrize("lang", get_args(Lang))
def test_prose(lang: Lang) -> None:
    passages = list(_read(lang))
    hits = sum(len(required & found) for required, _, found in passages)
    missed = sum(len(required - found) for required, _, found in passages)
    wrong = sum(len(found - required - allowed) for required, allowed, found in passages)
    least_hits, most_wrong = FLOORS[lang]
    assert hits >= least_hits and wrong <= most_wrong, f"{hits} found, {missed} missed, {wrong} wrong"
