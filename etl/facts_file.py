"""Facts without a database: releases in as JSONL, facts out as JSONL, each with its evidence."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from etl.engines.local import LocalEngine
from etl.model import Document, Facts, Issue, Release
from etl.parse import UnreadableError, parse_document
from etl.reference.calendar import load_calendar
from etl.settings import Settings
from etl.sources.files import read_files
from etl.store import Counts


def extract_file(
    source: Path, output: Path, settings: Settings, progress: Callable[[Counts], None]
) -> tuple[int, list[Issue]]:
    """Write the facts of all releases in `source`; returns how many, and what could not be read.

    One object a line, in the order of the input. Offsets are code points into the record's `body`, or
    into its `title` where the item says `in_title`.
    """
    rejected: list[Issue] = []
    written = 0
    # A pipe or a terminal cannot be replaced; a file is, once it is whole.
    building = output if output.exists() and not output.is_file() else output.with_name(output.name + ".part")
    with (
        LocalEngine(settings.reference, settings.workers) as engine,
        building.open("w", encoding="utf-8") as lines,
    ):
        releases = _read_releases(source, settings, rejected)
        while chunk := list(islice(releases, settings.chunk)):
            for release, facts in engine.extract(chunk):
                lines.write(json.dumps(_to_record(release, facts), ensure_ascii=False, default=date.isoformat) + "\n")
            written += len(chunk)
            progress(Counts(documents=written + len(rejected), added=written))
    if building != output:
        building.replace(output)
    return written, rejected


def _read_releases(source: Path, settings: Settings, rejected: list[Issue]) -> Iterator[Release]:
    anchors = load_calendar(settings.reference)
    for item in read_files([source]):
        if isinstance(item, Document):
            try:
                yield parse_document(item, anchors)
            except UnreadableError as error:
                rejected.append(Issue(item.origin, "document", str(error), item.raw[:200]))
        else:
            rejected.append(item)


def _to_record(release: Release, facts: Facts) -> dict[str, Any]:
    texts = {True: release.title, False: release.body}
    themes: dict[str, dict[str, Any]] = {}
    for mention in facts.themes:
        first = {
            "theme_id": mention.theme_id,
            "primary": mention.theme_id in facts.primary_themes,
            "mentions": [],
        }
        evidence = {key: value for key, value in mention._asdict().items() if key != "theme_id"}
        theme = themes.setdefault(mention.theme_id, first | {k: v for k, v in evidence.items() if k != "phrase"})
        theme["mentions"].append(evidence)
    return {
        "id": release.release_id,
        "lang": release.lang,
        "published_at": release.published_at.isoformat() + "+08:00",
        "title": release.title,
        "body": release.body,
        "kind": facts.kind,
        "routine": facts.routine,
        "bureau_id": facts.bureau_id,
        "themes": list(themes.values()),
        "appearances": [_with_text(asdict(item), texts) for item in facts.appearances],
        "event_sizes": [_with_text(asdict(item), texts) for item in facts.event_sizes],
    }


def _with_text(item: dict[str, Any], texts: dict[bool, str]) -> dict[str, Any]:
    """Add the evidence itself, as it stands in the text."""
    return item | {"text": texts[item["in_title"]][item["start_char"] : item["end_char"]]}
