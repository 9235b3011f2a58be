"""Finds the event sizes of an invented text."""

from datetime import date
from pathlib import Path

from etl.extract.event_sizes import find_event_sizes
from etl.extract.text import read_text
from etl.model import EventSize, Lang
from etl.reference.quantities import load_quantities

QUANTITIES = load_quantities(Path(__file__).resolve().parents[2] / "data" / "reference")


PUBLISHED_ON = date(2025, 11, 13)


def find(
    body: str, lang: Lang = "en", title: str = "", day: date = PUBLISHED_ON, kind: str = "event"
) -> tuple[EventSize, ...]:
    """Return the sizes of a report published on a Thursday in November, unless `day` or `kind` say otherwise."""
    return find_event_sizes(read_text(title, lang, in_title=True), read_text(body, lang), QUANTITIES, day, kind)


def tell(body: str, lang: Lang = "en") -> list[tuple[float, float | None, str, str, str]]:
    """Return value, upper value, qualifier, unit and words of each size."""
    return [
        (size.value, size.value_high, size.qualifier, size.unit, body[size.start_char : size.end_char])
        for size in find(body, lang)
    ]
