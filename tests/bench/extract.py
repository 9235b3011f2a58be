"""Prints how many releases a second one core reads: python -m tests.bench.extract [texts.jsonl].

Without a file it reads the demonstration's releases; those of a small file are read over and over, as a run reads many.
Best of several passes, by CPU time.
"""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path

from etl.extract.event_sizes import find_event_sizes
from etl.extract.facts import Extractor
from etl.extract.kinds import classify_release
from etl.extract.speakers import find_appearances
from etl.extract.text import Text, read_text
from etl.extract.themes import ThemeMatcher, find_themes
from etl.model import Document, Lang, Release
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.reference.kinds import load_kinds
from etl.reference.people import load_people
from etl.reference.quantities import load_quantities
from etl.reference.themes import ThemeReference, load_themes
from etl.sources.files import read_files

DATA = Path(__file__).parents[2] / "data"
REFERENCE = DATA / "reference"
PASSES = 5
# Fewer releases measure how long the phrases of each layer take to reach the processor's cache.
LEAST = 500


def main() -> None:
    """Measure English and Chinese."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "demo" / "releases.jsonl"
    anchors = load_calendar(REFERENCE)
    releases = [parse_document(item, anchors) for item in read_files([source]) if isinstance(item, Document)]
    for lang in ("en", "tc"):
        chosen = [release for release in releases if release.lang == lang]
        if chosen:
            characters = sum(len(release.body) for release in chosen) // len(chosen)
            print(f"\n{lang}: {len(chosen)} releases of {characters} characters on average")
            _measure(chosen * ceil(LEAST / len(chosen)), lang)


def _measure(releases: list[Release], lang: Lang) -> None:
    texts = [(read_text(release.title, lang, in_title=True), read_text(release.body, lang)) for release in releases]
    words = re.compile(r"\w+")
    _report("finding all words, for comparison", releases, lambda: [words.findall(r.body) for r in releases])
    extractor = Extractor(REFERENCE)
    _report("whole extraction", releases, lambda: extractor.extract_all(releases))
    _measure_layers(releases, texts)
    _measure_phrases(releases, texts, lang)


def _measure_layers(releases: list[Release], texts: list[tuple[Text, Text]]) -> None:
    kinds, people, quantities = load_kinds(REFERENCE), load_people(REFERENCE), load_quantities(REFERENCE)
    both = list(zip(releases, texts, strict=True))
    classified = [classify_release(title, body, kinds).kind for title, body in texts]
    named = list(zip(both, classified, strict=True))
    _report(
        "  sentences and folding",
        releases,
        lambda: [(read_text(r.title, r.lang, in_title=True), read_text(r.body, r.lang)) for r in releases],
    )
    _report("  kind and bureau", releases, lambda: [classify_release(title, body, kinds) for title, body in texts])
    _report("  people", releases, lambda: [find_appearances(r, t, b, kind, people) for (r, (t, b)), kind in named])
    _report(
        "  event sizes",
        releases,
        lambda: [find_event_sizes(t, b, quantities, r.published_on, kind) for (r, (t, b)), kind in named],
    )


def _measure_phrases(releases: list[Release], texts: list[tuple[Text, Text]], lang: Lang) -> None:
    reference = load_themes(REFERENCE)
    everything = len(reference.phrases[lang])
    for count in (200, 2000, everything):
        matcher = ThemeMatcher(_choose_phrases(reference, lang, count))
        label = f"  themes, {count:,} phrases"
        _report(label, releases, partial(_find_all, texts, matcher))


def _find_all(texts: list[tuple[Text, Text]], matcher: ThemeMatcher) -> None:
    for title, body in texts:
        find_themes(title, body, matcher)


def _choose_phrases(reference: ThemeReference, lang: Lang, count: int) -> ThemeReference:
    """Return a reference with `count` phrases of `lang`, taken at even distances."""
    phrases = reference.phrases[lang]
    chosen = [phrases[place * len(phrases) // count] for place in range(count)]
    return replace(reference, phrases={lang: tuple(chosen)})


def _report(label: str, releases: list[Release], run: Callable[[], object]) -> None:
    best = min(_time(run) for _ in range(PASSES)) / len(releases)
    print(f"{label:<36}{best * 1e6:9.0f} µs a release{1 / best:12,.0f} releases a second")


def _time(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
