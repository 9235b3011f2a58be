"""Extraction on one core, all layers: against spaCy's matcher on the same phrases, and finding all words."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.extract.facts import Extractor
from etl.model import Document, Lang, Release
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.reference.themes import LANGS, load_themes
from etl.sources.files import read_files
from tests.bench.corpus.build import write_texts
from tests.bench.corpus.parts import REFERENCE
from tests.bench.table import Row, make_speed_row, print_rows
from tests.bench.timing import time_alternating

_TEXTS = 2000
_TURNS, _SECONDS = 7, 40.0
_LEAST = 3000.0


def measure(_folder: Path, _documents: int) -> Iterator[Row]:
    """Measure English and Chinese releases by CPU time, which other work on the machine changes least."""
    releases, extractor = _read_releases(), Extractor(REFERENCE)
    for lang in LANGS:
        chosen = [release for release in releases if release.lang == lang]
        length = sum(len(release.body) for release in chosen) / len(chosen)
        yield from _measure_lang(f"{lang}, {length:,.0f} characters each", lang, chosen, extractor)


def _measure_lang(label: str, lang: Lang, releases: list[Release], extractor: Extractor) -> Iterator[Row]:
    words, peer = re.compile(r"\w+"), _build_peer(lang)
    runs: list[Callable[[int], object]] = [
        lambda _: extractor.extract_all(releases),
        lambda _: [words.findall(release.body) for release in releases],
    ]
    if peer:
        runs.append(lambda _: [peer(f"{release.title}\n{release.body}") for release in releases])
    taken = time_alternating(runs, _TURNS, _SECONDS, time.process_time)
    ours, plain, *others = ([len(releases) * 1000 / one for one in each] for each in taken)
    least = _LEAST if lang == "en" else None
    yield make_speed_row(f"extraction, {label}", "releases/s a core", ours, plain, "finding words", least)
    for spacy in others:
        yield make_speed_row(f"extraction, {label}", "releases/s a core", ours, spacy, "spaCy's PhraseMatcher")


def _read_releases() -> list[Release]:
    anchors = load_calendar(REFERENCE)
    with TemporaryDirectory() as folder:
        file = write_texts(Path(folder) / "texts.jsonl", _TEXTS, 0, _TEXTS)
        return [parse_document(item, anchors) for item in read_files([file]) if isinstance(item, Document)]


def _build_peer(lang: Lang) -> Callable[[str], Sequence[Any]] | None:
    """Return spaCy's blank pipeline with the themes' phrases of a language, as its documentation has it."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("without spaCy: make bench installs the extra `bench`", file=sys.stderr)
        return None
    nlp = spacy.blank("en" if lang == "en" else "zh")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    phrases = [phrase.text for phrase in load_themes(REFERENCE).phrases[lang]]
    matcher.add("theme", list(nlp.pipe(phrases)))
    return lambda text: matcher(nlp(text))


if __name__ == "__main__":
    print_rows(measure)
