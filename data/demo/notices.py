"""Standard notices: warnings, statistics, tender results, closures, enforcement cases."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from story import Draft
from words import Value, day, fill


def compose_notices(parts: Mapping[str, Any], days: Sequence[date]) -> Iterator[tuple[Draft, date, random.Random]]:
    """Compose each kind of notice as often as its part asks for, in its months."""
    for name, notice in parts["notices"].items():
        months = notice.get("months", range(1, 13))
        open_days = [d for d in days if d.month in months and (d.weekday() < 5 or not notice.get("office"))]
        for index in range(notice["count"]):
            rng = random.Random(f"{name}/{index}")  # noqa: S311
            when = rng.choice(open_days)
            yield compose_notice(notice, when, rng), when, rng


def compose_notice(notice: Mapping[str, Any], when: date, rng: random.Random) -> Draft:
    """Fill one notice: each paragraph is one of its variants, each slot one of its entries."""
    today = day(when)
    values: dict[str, Value] = {
        "today": (f"today ({today[0]})", f"今日（{today[1]}）"),
        "date": today,
    }
    for slot, entries in notice.get("slots", {}).items():
        entry = rng.choice(entries)
        values[slot] = (entry[0], entry[1])
    title = fill(rng.choice(notice["titles"]), values, rng)
    paragraphs = tuple(fill(rng.choice(variants), values, rng) for variants in notice["paragraphs"])
    return Draft(notice.get("kind", "notice"), title, paragraphs)
