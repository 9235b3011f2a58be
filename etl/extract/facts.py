"""Release → Facts: runs every extractor over one release."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import get_args

from etl.corrections import correct_facts
from etl.digest import digest_version
from etl.extract.event_sizes import find_event_sizes
from etl.extract.kinds import Classification, classify_release
from etl.extract.speakers import Reading, find_all_appearances
from etl.extract.text import read_text
from etl.extract.themes import ThemeMatcher, find_themes
from etl.model import Appearance, EventSize, Facts, Issue, Lang, Release, ThemeMention
from etl.reference.corrections import load_corrections
from etl.reference.kinds import load_kinds
from etl.reference.people import load_people
from etl.reference.quantities import load_quantities
from etl.reference.themes import load_themes

_CODE = Path(__file__).parents[1]


class Extractor:
    """All extractors with their reference data, loaded once."""

    def __init__(self, reference: Path) -> None:
        self._themes = ThemeMatcher(load_themes(reference))
        self._people = load_people(reference)
        self._quantities = load_quantities(reference)
        self._kinds = load_kinds(reference)
        self._corrections = load_corrections(reference)

    def extract(self, release: Release) -> Facts:
        """Find all facts of one release; the same release always gives the same facts."""
        return self.extract_all([release])[0]

    def extract_all(self, releases: Sequence[Release]) -> list[Facts]:
        """Find the facts of each release, in order.

        One layer after the other and one language after the other: the phrases of a layer then stay in the
        processor's cache, which makes the whole a quarter faster than release by release.
        """
        read: dict[int, Facts] = {}
        with _without_collector():
            for lang in get_args(Lang):
                places = [place for place, release in enumerate(releases) if release.lang == lang]
                read |= zip(places, self._extract([releases[place] for place in places]), strict=True)
        return [read[place] for place in range(len(releases))]

    def _extract(self, releases: Sequence[Release]) -> list[Facts]:
        titles = [read_text(release.title, release.lang, in_title=True) for release in releases]
        bodies = [read_text(release.body, release.lang) for release in releases]
        texts = list(zip(releases, titles, bodies, strict=True))
        classified = [classify_release(title, body, self._kinds) for _, title, body in texts]
        themes = [find_themes(title, body, self._themes) for _, title, body in texts]
        readings = [
            Reading(release, (body, title), found.kind)
            for (release, title, body), found in zip(texts, classified, strict=True)
        ]
        people = find_all_appearances(readings, self._people)
        sizes = [
            find_event_sizes(title, body, self._quantities, release.published_on, found.kind)
            for (release, title, body), found in zip(texts, classified, strict=True)
        ]
        facts = map(_join_facts, classified, themes, people, sizes)
        return [
            correct_facts(release, found, self._corrections) for release, found in zip(releases, facts, strict=True)
        ]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the collector of cycles rest: extraction makes many objects and no cycles, and it would walk them all."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _join_facts(
    classified: Classification,
    themes: tuple[tuple[ThemeMention, ...], tuple[str, ...]],
    people: tuple[tuple[Appearance, ...], tuple[Issue, ...]],
    sizes: tuple[EventSize, ...],
) -> Facts:
    return Facts(
        kind=classified.kind,
        routine=classified.routine,
        bureau_id=classified.bureau_id,
        themes=themes[0],
        primary_themes=themes[1],
        appearances=people[0],
        event_sizes=sizes,
        issues=people[1],
    )


@lru_cache(maxsize=1)
def load_extractor(reference: Path, version: str) -> Extractor:
    """Return the extractor of a version; it is compiled once a process."""
    return Extractor(reference)


def facts_version(reference: Path) -> str:
    """Digest of the extraction code and of the reference data: facts of another version are out of date."""
    files = [
        *sorted((_CODE / "extract").rglob("*.py")),
        *sorted((_CODE / "reference").glob("*.py")),
        _CODE / "corrections.py",
        *sorted(file for file in reference.rglob("*") if file.suffix in {".csv", ".yaml"}),
    ]
    return digest_version(files)
