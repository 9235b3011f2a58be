"""The loading run: documents → releases → facts → store, in chunks that are each all or nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from etl.engines.local import LocalEngine
from etl.extract.facts import facts_version
from etl.model import Document, Issue, Release
from etl.pairing import pair_store
from etl.parse import Anchor, UnreadableError, parse_document
from etl.reference.calendar import load_calendar
from etl.settings import Settings
from etl.sources.demo import list_demo_files
from etl.sources.files import digest_files, read_files
from etl.sources.formats import Format
from etl.store import Counts, Key, Loaded, Store, digest_release


class LoadError(Exception):
    """A load cannot be done; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to load."""

    command: str
    files: tuple[Path, ...]
    format: Format | None = None
    published_on: date | None = None


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    counts: Counts = field(default_factory=Counts)
    rejected: list[Issue] = field(default_factory=list)
    demo_removed: int = 0


Progress = Callable[[Counts], None]


def load(store: Store, request: Request, settings: Settings, progress: Progress) -> Outcome:
    """Load all documents of the request. Documents that cannot be read become issues."""
    version = facts_version(settings.reference)
    run_id = _name_run(request, version)
    attempt = store.start_run(run_id, request.command)
    outcome = Outcome()
    try:
        with LocalEngine(settings.reference, settings.workers) as engine:
            outcome.demo_removed = _keep_demo_apart(store, request, settings)
            refresh_facts(store, engine, settings)
            anchors = load_calendar(settings.reference)
            seen: dict[Key, str] = {}
            documents = read_files(request.files, request.format)
            while chunk := list(islice(documents, settings.chunk)):
                parsed = list(_parse_chunk(chunk, anchors, request.published_on, seen, outcome))
                _write_chunk(store, engine, parsed, run_id, version, outcome.counts)
                progress(outcome.counts)
        store.add_issues(outcome.rejected, run_id)
        store.settle_documents([str(file) for file in request.files], outcome.rejected)
        pair_store(store)
    except BaseException:
        store.finish_run(run_id, attempt, "failed", outcome.counts)
        raise
    store.finish_run(run_id, attempt, "done", outcome.counts)
    return outcome


def refresh_facts(store: Store, engine: LocalEngine, settings: Settings) -> int:
    """Extract anew what another version of extraction read; returns how many releases."""
    version = facts_version(settings.reference)
    renewed = 0
    while stale := store.read_stale(version, settings.chunk):
        facts = engine.extract(stale)
        store.rewrite_facts(list(zip(stale, facts, strict=True)), version)
        renewed += len(stale)
    return renewed


def _name_run(request: Request, version: str) -> str:
    """Name a run by what is asked of it, so that a run killed half-way and started again is the same run."""
    asked = (digest_files(request.files), str(request.format), str(request.published_on), version)
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]


def _keep_demo_apart(store: Store, request: Request, settings: Settings) -> int:
    """Never mix invented releases with real ones: real ones push them out, and keep them out."""
    sources = store.count_sources()
    demo = set(request.files) <= set(list_demo_files(settings.demo))
    if demo and sources.keys() - {"demo"}:
        raise LoadError(
            f"{settings.data_dir} holds real releases: load the demonstration into another --data-dir"
        )
    return store.remove_source("demo") if not demo and "demo" in sources else 0


def _parse_chunk(
    chunk: Iterable[Document | Issue],
    anchors: tuple[Anchor, ...],
    published_on: date | None,
    seen: dict[Key, str],
    outcome: Outcome,
) -> Iterator[tuple[Document, Release, str]]:
    for item in chunk:
        outcome.counts.documents += 1
        try:
            if isinstance(item, Issue):
                raise UnreadableError(item.field, item.reason)
            release = parse_document(item, anchors, published_on)
            digest = digest_release(release)
            first = seen.setdefault((release.release_id, release.lang), digest)
            if first != digest:
                raise UnreadableError(
                    "id", f"'{release.release_id}' came before with another text: give it once"
                )
        except UnreadableError as error:
            outcome.counts.rejected += 1
            raw = item.raw[:20_000]
            outcome.rejected.append(Issue(item.origin, "document", str(error), raw))
            continue
        yield item, release, digest


def _write_chunk(
    store: Store,
    engine: LocalEngine,
    parsed: list[tuple[Document, Release, str]],
    run_id: str,
    version: str,
    counts: Counts,
) -> None:
    unique = {(release.release_id, release.lang): item for item in parsed for release in [item[1]]}
    known = store.known_digests(unique) if unique else {}
    fresh = [item for key, item in unique.items() if known.get(key, ("", ""))[0] != item[2]]
    changed = sum((release.release_id, release.lang) in known for _, release, _ in fresh)
    counts.added += len(fresh) - changed
    counts.changed += changed
    counts.unchanged += len(parsed) - len(fresh)
    facts = engine.extract([release for _, release, _ in fresh])
    store.write(
        [
            Loaded(document, release, found, digest)
            for (document, release, digest), found in zip(fresh, facts, strict=True)
        ],
        run_id,
        version,
    )
