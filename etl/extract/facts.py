"""Release → Facts: runs every extractor over one release."""

import hashlib
from functools import lru_cache
from pathlib import Path

from etl.corrections import correct_facts
from etl.extract.event_sizes import find_event_sizes
from etl.extract.kinds import classify_release
from etl.extract.speakers import find_appearances
from etl.extract.text import read_text
from etl.extract.themes import ThemeMatcher, find_themes
from etl.model import Facts, Release
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
        title = read_text(release.title, release.lang, in_title=True)
        body = read_text(release.body, release.lang)
        classified = classify_release(title, body, self._kinds)
        themes, primary = find_themes(title, body, self._themes)
        appearances, issues = find_appearances(release, title, body, classified.kind, self._people)
        facts = Facts(
            kind=classified.kind,
            routine=classified.routine,
            bureau_id=classified.bureau_id,
            themes=themes,
            primary_themes=primary,
            appearances=appearances,
            event_sizes=find_event_sizes(title, body, self._quantities, release.published_on),
            issues=issues,
        )
        return correct_facts(release, facts, self._corrections)


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
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
