"""Composes the demonstration corpus from its parts: `python data/demo/compose.py` writes releases.jsonl."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from cast import Cast
from kinds import compose
from notices import compose_notices
from story import Deck, Decks, Draft, Story
from words import WEEKDAYS, Pair

FOLDER = Path(__file__).parent
FIRST, LAST = date(2024, 11, 24), date(2026, 11, 21)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
# Wednesdays on which the Legislative Council may sit: recess and the change of term left out.
SITTINGS = [
    d for d in DAYS
    if d.weekday() == 2 and not date(d.year, 7, 18) < d < date(d.year, 10, 8)
    and not date(2025, 10, 24) < d < date(2026, 1, 14) and (d.month, d.day) not in ((1, 1), (12, 25))
]  # fmt: skip
TREND = {"": (1.0, 1.0), "rising": (0.5, 1.8), "steep": (0.15, 2.6), "falling": (1.9, 0.3)}
KIND_ODDS = {
    "attends": 38, "speech": 12, "preview": 8, "concluded": 8, "announce": 16, "welcome": 6, "visit": 14,
    "mission": 16, "lcq": 9,
}  # fmt: skip
HOURS = {"speech": (9, 21), "lcq": (11, 17), "visit": (16, 21), "mission": (17, 23), "concluded": (17, 22)}
PUBLIC_EVENTS = frozenset({"exhibition", "festival", "carnival", "competition", "contest", "concert"})


@dataclass(frozen=True, slots=True)
class Timed:
    """A draft with its minute of publication, and whether it has a Chinese version and when."""

    draft: Draft
    at: datetime
    chinese_at: datetime | None


def load_parts(folder: Path) -> dict[str, Any]:
    """Read every file of the parts; the themes are one table."""
    parts = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}
    tables = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((folder / "themes").glob("*.yaml"))]
    return parts | {"themes": {theme: entry for table in tables for theme, entry in table.items()}}


def weight(when: date, theme: Mapping[str, Any]) -> float:
    """How likely a day is for a theme: its trend, its season, and few releases on Sundays."""
    low, high = TREND[theme.get("trend", "")]
    progress = (when - FIRST).days / len(DAYS)
    season = theme.get("months", [])
    in_season = (5.0 if when.month in season else 1.0) if season else 1.0
    if theme.get("only") and when.month not in season:
        return 0.0
    return (low + (high - low) * progress) * in_season * (0.25 if when.weekday() == 6 else 1.0)


def draw_day(index: int, theme: Mapping[str, Any], rng: random.Random) -> date:
    """Give the day of a theme's release: a fixed day, a day of a peak month, or one by weight."""
    if index < len(theme.get("on", [])):
        fixed: date = theme["on"][index]
        return fixed
    peak = theme.get("peak", [])
    if peak and index % 4 != 3:
        month = peak[index * len(peak) // theme["count"]]
        return rng.choice([d for d in DAYS if f"{d:%Y-%m}" == month and d.weekday() < 6])
    return rng.choices(DAYS, [weight(d, theme) for d in DAYS])[0]


def draw_kind(theme: Mapping[str, Any], event: Sequence[str], rng: random.Random) -> str:
    """Choose a kind that suits theme and event."""
    odds = dict(KIND_ODDS)
    odds["visit"] *= theme.get("visits") in (True, "districts")
    odds["mission"] *= theme.get("visits", True) not in (True, "districts")
    odds["concluded"] *= event[0] in PUBLIC_EVENTS
    odds["preview"] *= event[0] in PUBLIC_EVENTS or event[0] in ("forum", "job-fair")
    odds["speech"] *= event[0] in ("forum", "seminar", "ceremony", "reception")
    odds["lcq"] *= bool(answering(theme["leads"]))
    return rng.choices(list(odds), list(odds.values()))[0]


def answering(leads: Sequence[str]) -> list[str]:
    """Those of some offices who reply to questions in the Legislative Council."""
    return [code for code in leads if code in ("CS", "FS") or (code[0] == "S" and code != "SWD")]


def themed(parts: Mapping[str, Any], cast: Cast) -> Iterator[Timed]:
    """Compose the releases on each theme, as many as its part asks for."""
    decks = Decks(parts["themes"], parts["programme"]["remarks"], parts["guests"]["legco"])
    for name, theme in parts["themes"].items():
        events = Deck(theme["events"], random.Random(name))  # noqa: S311
        for index in range(theme["count"]):
            rng = random.Random(f"{name}/{index}")  # noqa: S311
            event, when = events.deal(), draw_day(index, theme, rng)
            kind = draw_kind(theme, event, rng)
            leads = theme["leads"]
            if kind == "lcq":
                leads = answering(leads)
                when = rng.choices(SITTINGS, [weight(d, theme) for d in SITTINGS])[0]
            draft = compose(Story(parts, decks, name, cast.lead(rng.choice(leads), when), when, rng), kind, event)
            yield timed(draft, when, rng)


def timed(draft: Draft, when: date, rng: random.Random, chinese: float = 0.6) -> Timed:
    """Give a draft its minute, and most its Chinese version, a few of them later."""
    first, last = HOURS.get(draft.kind, (10, 20))
    at = datetime(when.year, when.month, when.day, rng.randint(first, last), rng.randint(0, 59))
    if rng.random() > chinese:
        return Timed(draft, at, None)
    late = rng.choice([4, 11, 18, 35, 75, 160]) if rng.random() < 0.06 else 0
    chinese_at = at + timedelta(minutes=late)
    return Timed(draft, at, chinese_at if chinese_at.date() == when else at)


def closing(at: datetime, lang: str) -> str:
    """The closing block of a page."""
    if lang == "en":
        return f"\n\nEnds/{at:%A, %B} {at.day}, {at.year}\nIssued at HKT {at:%H:%M}\n\nNNNN"
    weekday = WEEKDAYS[at.weekday()]
    return f"\n\n完\n\n{at.year}年{at.month}月{at.day}日（星期{weekday}）\n香港時間{at.hour}時{at.minute:02}分"


def record(number: str, lang: str, at: datetime, title: str, draft: Draft, rng: random.Random) -> dict[str, str]:
    """Lay out one document; some keep the page's indents and closing block."""
    side = 0 if lang == "en" else 1
    indent = rng.choice(["", "", "\u00a0\u00a0", "\u00a0" * 5]) if lang == "en" else rng.choice(["", "", "　　"])
    text = f"\n\n{indent}".join(paragraph[side] for paragraph in draft.paragraphs)
    return {
        "id": number,
        "lang": lang,
        "published_at": f"{at:%Y-%m-%dT%H:%M}:00+08:00",
        "title": title,
        "url": f"https://press.example/general/{at:%Y%m}/{at:%d}/{number}.htm",
        "text": text + (closing(at, lang) if rng.random() < 0.3 else ""),
    }


def photo_note(kind: str, rng: random.Random) -> Pair:
    """The note on photos behind many titles."""
    if kind in ("attends", "visit", "mission", "concluded", "preview", "enforcement") and rng.random() < 0.55:
        return (" (with photos)", "（附圖）") if rng.random() < 0.9 else (" (with photos/video)", "（附圖／短片）")
    return "", ""


def numbered(releases: Sequence[Timed]) -> Iterator[dict[str, str]]:
    """Number the documents in the order of their minutes; the versions of one release are neighbours."""
    serials: dict[date, int] = {}
    for release in sorted(releases, key=lambda r: (r.at, r.draft.title, r.draft.paragraphs)):
        at, draft = release.at, release.draft
        rng = random.Random(f"{at}/{draft.title[0]}")  # noqa: S311
        serial = max(serials.get(at.date(), 0) + 3, at.hour * 38 + at.minute // 2 + rng.randint(0, 4))
        serials[at.date()] = serial
        note = photo_note(draft.kind, rng)
        swap = rng.random() < 0.5
        only = " (English only)" if draft.kind == "speech" and not release.chinese_at else ""
        prefix = f"DEMO{at:%Y%m%d}"
        yield record(f"{prefix}{serial + swap:05}", "en", at, draft.title[0] + only + note[0], draft, rng)
        if release.chinese_at:
            number = f"{prefix}{serial + (not swap):05}"
            yield record(number, "tc", release.chinese_at, draft.title[1] + note[1], draft, rng)


def corpus() -> str:
    """The whole corpus as JSON lines, in order of publication."""
    parts = load_parts(FOLDER / "parts")
    cast = Cast(parts["offices"], parts["people"], parts["acting"])
    notices = (timed(*notice, chinese=0.45) for notice in compose_notices(parts["notices"], cast, DAYS))
    releases = [*themed(parts, cast), *notices]
    documents = sorted(numbered(releases), key=lambda row: (row["published_at"], row["id"]))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in documents)


if __name__ == "__main__":
    (FOLDER / "releases.jsonl").write_text(corpus(), encoding="utf-8", newline="\n")
