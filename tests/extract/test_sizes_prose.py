"""Event sizes in invented prose, written and annotated under the codebook by readers who knew no rule.

Rules were mended with what they missed in sizes_prose.tsv; of sizes_prose_kept.tsv only the figures were looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find

# How many are found at the least, and wrongly at the most.
FLOORS = {
    ("sizes_prose", "en"): (289, 7),
    ("sizes_prose", "tc"): (153, 4),
    ("sizes_prose_kept", "en"): (83, 2),
    ("sizes_prose_kept", "tc"): (57, 5),
}


def _read(name: str, lang: Lang) -> Iterator[tuple[set[str], set[str], set[str]]]:
    """Yield what is required, what is allowed besides, and what is found, passage by passage."""
    for line in (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{lang}\t"):
            codes, text = line.split("\t")[1:]
            told = set(codes.split("; ")) - {"-"}
            optional = {code for code in told if code.startswith("?")}
            yield told - optional, {code[1:] for code in optional}, set(_tell(text, lang))


def _tell(text: str, lang: Lang) -> Iterator[str]:
    for size in find(text, lang):
        value = f"{size.value:.0f}" if size.value_high is None else f"{size.value:.0f}-{size.value_high:.0f}"
        yield f"{size.qualifier} {value} {size.unit}"


@pytest.mark.parametrize(("name", "lang"), FLOORS)
def test_prose(name: str, lang: Lang) -> None:
    passages = list(_read(name, lang))
    hits = sum(len(required & found) for required, _, found in passages)
    missed = sum(len(required - found) for required, _, found in passages)
    wrong = sum(len(found - required - allowed) for required, allowed, found in passages)
    least_hits, most_wrong = FLOORS[name, lang]
    assert hits >= least_hits and wrong <= most_wrong, f"{hits} found, {missed} missed, {wrong} wrong"
