"""Standard notices: warnings, statistics, tender results, closures, enforcement cases."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cast import Cast
from story import Draft
from words import Value, capital, day, fill


def compose_notices(
    notices: Mapping[str, Any], cast: Cast, days: Sequence[date]
) -> Iterator[tuple[Draft, date, random.Random]]:
    """Compose each kind of notice as often as its part asks for, in its months."""
    for name, notice in notices.items():
        months = notice.get("months", range(1, 13))
        open_days = [d for d in days if d.month in months and (d.weekday() < 5 or not notice.get("office"))]
        for index in range(notice["count"]):
            rng = random.Random(f"{name}/{index}")  # noqa: S311
            when = rng.choice(open_days)
            yield compose_notice(notice, cast, when, rng), when, rng


def compose_notice(notice: Mapping[str, Any], cast: Cast, when: date, rng: random.Random) -> Draft:
    """Fill one notice: each paragraph is one of its variants, each slot one of its entries."""
    today = day(when)
    values: dict[str, Value] = {"today": (f"today ({today[0]})", f"今日（{today[1]}）")}
    if "lead" in notice:
        lead = cast.lead(notice["lead"], when)
        values |= {"lead": lead.full, "short": lead.short}
        values |= {"abbr": (lead.abbreviation, ""), "office": lead.office}
    for slot, entries in notice.get("slots", {}).items():
        english, chinese = rng.choice(entries)
        values[slot] = (english, chinese)
    title = fill(rng.choice(notice["titles"]), values, rng)
    paragraphs = tuple(sentences(fill(rng.choice(variants), values, rng)) for variants in notice["paragraphs"])
    return Draft(notice.get("kind", "notice"), (capital(title[0]), title[1]), paragraphs)


def sentences(pair: tuple[str, str]) -> tuple[str, str]:
    """Begin the paragraph with a capital, for a slot may open it."""
    return capital(pair[0]), pair[1]
