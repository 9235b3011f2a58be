"""Finds the event sizes of an invented text."""

from pathlib import Path

from etl.extract.event_sizes import find_event_sizes
from etl.extract.text import read_text
from etl.model import EventSize, Lang
from etl.reference.quantities import load_quantities

QUANTITIES = load_quantities(Path(__file__).resolve().parents[1] / "data" / "reference")


def find(body: str, lang: Lang = "en", title: str = "") -> tuple[EventSize, ...]:
    return find_event_sizes(read_text(title, lang, in_title=True), read_text(body, lang), QUANTITIES)


def tell(body: str, lang: Lang = "en") -> list[tuple[float, float | None, str, str, str]]:
    return [
        (size.value, size.value_high, size.qualifier, size.unit, body[size.start_char : size.end_char])
        for size in find(body, lang)
    ]
