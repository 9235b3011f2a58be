"""Extraction is as good as promised on annotated releases, and what is shown about it was measured."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from etl.model import Document
from etl.parse import parse_document
from etl.reference.accuracy import COLUMNS, load_accuracy
from etl.reference.calendar import load_calendar
from etl.sources.files import read_files
from tests.accuracy.causes import list_causes
from tests.accuracy.measure import HERE, Figure, list_golds, measure

# F1 on the given set; recall where only that is scored.
FLOORS = {
    "themes": 0.93,
    "primary-themes": 0.97,
    "appearances": 0.97,
    "appearance-roles": 0.92,
    "event-sizes": 0.93,
    "size-qualifiers": 0.93,
}
LANGUAGES_APART = 0.04
# On the held-back releases: 0.03 below the floors, and higher where more is reached. Sizes, of which there are eight,
# are not there yet: see README.md.
HELD_BACK_FLOORS = {
    "themes": 0.90,
    "primary-themes": 0.95,
    "appearances": 0.95,
    "appearance-roles": 0.95,
    "event-sizes": 0.75,
    "size-qualifiers": 0.75,
}

Record = dict[str, Any]


@pytest.fixture(scope="module")
def figures(shared: Path) -> list[Figure]:
    return measure(shared)[0]


def column(figures: list[Figure], gold: str, lang: str) -> dict[str, float]:
    """Return F1 by layer; recall for primary themes."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in figures]
    scores = ((row["layer"], row) for row in rows if (row["gold"], row["lang"]) == (gold, lang))
    return {layer: row["recall"] if layer == "primary-themes" else row["f1"] for layer, row in scores}


def read(name: str) -> list[Record]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def test_floors(figures: list[Figure]) -> None:
    found = column(figures, "dev", "all")
    assert {layer: found[layer] for layer, floor in FLOORS.items() if found[layer] < floor} == {}


def test_languages_are_read_equally_well(figures: list[Figure]) -> None:
    english, chinese = column(figures, "dev", "en"), column(figures, "dev", "tc")
    assert {layer for layer in FLOORS if abs(english[layer] - chinese[layer]) > LANGUAGES_APART} == set()


def test_held_back_floors(figures: list[Figure]) -> None:
    found = column(figures, "held-back", "all")
    assert {layer: found[layer] for layer, floor in HELD_BACK_FLOORS.items() if found[layer] < floor} == {}


def test_the_figures_shown_are_those_measured(figures: list[Figure], reference: Path) -> None:
    assert load_accuracy(reference) == figures, "extraction has changed since it was measured: run make accuracy"


def test_own_annotations_are_sixty_releases_of_which_twenty_are_held_back(shared: Path) -> None:
    given = {record["id"] for record in map(json.loads, list_golds(shared)["dev"].read_text().splitlines())}
    own, held_back = ({record["id"] for record in read(name)} for name in ("own.jsonl", "held_back.jsonl"))
    assert (len(own), len(held_back)) == (40, 20)
    assert not own & held_back
    assert not (own | held_back) & given


def test_own_annotations_stand_in_the_releases(shared: Path, reference: Path) -> None:
    anchors = load_calendar(reference)
    documents = read_files([shared / "corpus" / "ce_speeches.jsonl"])
    parsed = (parse_document(item, anchors) for item in documents if isinstance(item, Document))
    texts = {(release.release_id, release.lang): release for release in parsed}
    for record in (*read("own.jsonl"), *read("held_back.jsonl")):
        release = texts[record["id"], record["lang"]]
        for item in (*record["themes"], *record["appearances"], *record["event_sizes"]):
            text = release.title if item["in_title"] else release.body
            assert 0 <= item["start_char"] < item["end_char"] <= len(text)
        for size in record["event_sizes"]:
            assert size["subject"].split()[-1] in release.body
        for person in record["appearances"]:
            assert person["name"] in " ".join((release.title + " " + release.body).split())


def write(path: Path, **facts: list[Record]) -> Path:
    record = {"id": "P1", "lang": "en", "themes": [], "appearances": [], "event_sizes": []} | facts
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def theme(theme_id: str, phrase: str = "") -> Record:
    return {"theme_id": theme_id, "mentions": [{"phrase": phrase}]}


def person(name: str, role: str) -> Record:
    return {"name": name, "role": role}


def size(value: int, unit: str = "people") -> Record:
    return {"value": value, "qualifier": "exact", "unit": unit, "subject": "guests"}


def test_errors_are_sorted_by_cause(tmp_path: Path) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        themes=[theme("tourism"), theme("sports") | {"optional": True}, theme("youth")],
        appearances=[person("Chan Siu-ming", "spoke"), person("Mary Ho", "named"), person("Li Bo", "named")],
        event_sizes=[size(320), size(40), size(12)],
    )
    facts = write(
        tmp_path / "facts.jsonl",
        themes=[theme("youth"), theme("asean", "ASEAN")],
        appearances=[person("Siu-ming", "spoke"), person("Mary Ho", "attended"), person("Tom Lo", "named")],
        event_sizes=[size(320), size(40, "organisations"), size(7)],
    )
    causes = Counter({cause.partition("   ")[0]: count for cause, count in list_causes(gold, facts).items()})
    assert causes == {
        "theme missed, no phrase of it matched: tourism": 1,
        "theme wrong, by its phrases: asean (asean)": 1,
        "person cut otherwise: Chan Siu-ming as Siu-ming": 1,
        "role attended for named: Mary Ho": 1,
        "person missed: Li Bo": 1,
        "person wrong: Tom Lo": 1,
        "size missed: 12 guests": 1,
        "size read as exact organisations for exact people: 40 guests": 1,
        "size wrong: 7 guests": 1,
    }
