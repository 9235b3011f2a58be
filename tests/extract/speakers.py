"""Reads invented releases for the tests of speakers."""

from datetime import datetime
from functools import cache
from pathlib import Path

from etl.extract.speakers import find_appearances
from etl.extract.text import read_text
from etl.model import Appearance, Issue, Lang, Release
from etl.normalise import normalise
from etl.reference.people import PeopleReference, load_people


@cache
def people() -> PeopleReference:
    """Return the reference as shipped."""
    return load_people(Path(__file__).resolve().parents[2] / "data" / "reference")


def read(
    body: str, title: str = "", lang: Lang = "en", day: str = "2025-09-01", kind: str = "event"
) -> tuple[tuple[Appearance, ...], tuple[Issue, ...]]:
    """Return appearances and issues of an invented release; body and title as normalised."""
    release = Release(
        "P2025090100001", lang, datetime.fromisoformat(day), False, "stated", title, normalise(body), "", "file"
    )
    return find_appearances(
        release, read_text(title, lang, in_title=True), read_text(release.body, lang), kind, people()
    )


def roles(
    body: str, title: str = "", lang: Lang = "en", day: str = "2025-09-01", kind: str = "event"
) -> dict[str, str]:
    """Return the role of each name (of each office where there is no name)."""
    return {a.name or f"[{a.office}]": a.role for a in read(body, title, lang, day, kind)[0]}


def one(body: str, lang: Lang = "en", day: str = "2025-09-01") -> Appearance:
    """Return the only appearance."""
    (appearance,) = read(body, lang=lang, day=day)[0]
    return appearance
