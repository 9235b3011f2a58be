"""The reference data of event sizes, kinds and bureaux: whole, and refused where it is wrong."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from etl.model import Unit
from etl.reference import ReferenceError
from etl.reference.kinds import load_kinds
from etl.reference.quantities import load_quantities

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("quantities.yaml", "size_weights.csv", "kinds.yaml", "bureaux.csv"):
        shutil.copy(REFERENCE / name, tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_quantities_name_every_unit_in_both_languages() -> None:
    quantities = load_quantities(REFERENCE)
    for words in quantities.words.values():
        units = {*words.nouns.values(), *filter(None, words.measures.values())}
        assert units == set(get_args(Unit))
        assert words.attending <= set(words.nouns) | set(words.measures)
    assert {kind.event_type for kind in quantities.event_types} == {
        "seminar", "ceremony", "reception", "exhibition", "visit", "meeting", "performance", "sports", "competition",
        "consultation", "press-conference", "training", "other",
    }  # fmt: skip


def test_no_word_is_both_a_noun_of_people_and_a_thing() -> None:
    for words in load_quantities(REFERENCE).words.values():
        assert not words.things & set(words.nouns)
        assert not words.stop & set(words.nouns)


def test_bureaux_cover_the_reorganisations() -> None:
    bureaux = {bureau.bureau_id: bureau for bureau in load_kinds(REFERENCE).bureaux}
    assert {"hab", "fhb", "thb", "itb", "enb"} <= {key for key, each in bureaux.items() if each.type == "former-bureau"}
    assert sum(each.type == "bureau" for each in bureaux.values()) == 16
    assert "SCST" in bureaux["cstb"].abbreviations and "Commissioner for Labour" in bureaux["ld"].offices


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("more-than:", "much-more-than:", "expected one of exact, about"),
        ("seven: 7", "seven: many", "expected word: whole number, found 'seven': 'many'"),
        ("nearly: [nearly, almost", "nearly: [nearly, about", "expected one qualifier for 'about', found two"),
        ("small: {one: 1", "little: {one: 1", "expected between, many, months, more, pair, range, scales"),
        ("dozens of: [24, 99]", "dozens of: [99, 24]", "dozens of: expected the lowest and the highest value"),
        ("maximum: {people", "maximum: {crowds", "maximum: expected a whole number for each of people"),
        ("id: seminar", "id: meeting", "event_types: expected each id once"),
        ("    modifiers: [participating", "    moods: [participating", "expected before, close"),
        ("range: [to, ", "range: [to, to, ", "expected each phrase once, found twice: to"),
    ],
)
def test_bad_quantities_are_refused(folder: Path, old: str, new: str, message: str) -> None:
    change(folder / "quantities.yaml", old, new)
    with pytest.raises(ReferenceError, match=message):
        load_quantities(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("place,word", "word,place", "size_weights.csv:1: expected lang,place,word,weight"),
        ("en,start,,", "fr,start,,", r"size_weights.csv:\d+: expected a language \(en, tc\) .* found 'fr'"),
        ("tc,start,,", "tc,start,,much", r"size_weights.csv:\d+: expected .* a number as weight, found 'tc' and 'much"),
    ],
)
def test_bad_weights_are_refused(folder: Path, old: str, new: str, message: str) -> None:
    change(folder / "size_weights.csv", old, new)
    with pytest.raises(ReferenceError, match=message):
        load_quantities(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "kinds.yaml",
            "routine: false",
            "routine: maybe",
            "legco-reply.routine: expected true or false, found 'maybe'",
        ),
        ("kinds.yaml", "id: speech", "id: weather", "weather: expected an id"),
        ("kinds.yaml", "id: speech", "id: Speech", "Speech: expected an id"),
        ("kinds.yaml", "    about: Issues of stamps and philatelic products.\n", "", "stamp: expected about"),
        ("kinds.yaml", "headline: {en: [transcript of,", "headline: {fr: [transcript of,", "expected en, tc, found fr"),
        ("bureaux.csv", "bureau_id,name_en", "id,name_en", "bureaux.csv:1: expected bureau_id"),
        ("bureaux.csv", "office\n", "shed\n", "expected two names and a type"),
        ("bureaux.csv", ",CSB;SCS,", ",CSB;SCST,", "expected names of its own, found 'SCST' twice"),
        ("bureaux.csv", "\nlwb,", "\nsb,", "bureaux.csv:sb: expected an id"),
    ],
)
def test_bad_kinds_are_refused(folder: Path, file: str, old: str, new: str, message: str) -> None:
    change(folder / file, old, new)
    with pytest.raises(ReferenceError, match=message):
        load_kinds(folder)
