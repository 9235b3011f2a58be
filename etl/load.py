"""The loading run: documents → releases → facts → store, in chunks that are each all or nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from etl.disagreements import report_disagreements
from etl.engines.local import LocalEngine
from etl.extract.facts import facts_version
from etl.model import Document, Issue, Release
from etl.pairing import pair_store
from etl.parse import Anchor, UnreadableError, parse_document
from etl.reference.calendar import load_calendar
from etl.rows import Loaded
from etl.settings import Settings
from etl.sources.files import digest_files, read_files
from etl.sources.formats import Format
from etl.store import Counts, Key, Store, digest_release

# What is kept of a document that could not be read: enough to see what it is.
_KEPT_RAW = 100_000

Parsed = tuple[Document, Release, str]


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


@dataclass(slots=True)
class Loading:
    """A run under way: loads documents chunk by chunk, each all or nothing."""

    store: Store
    engine: LocalEngine
    anchors: tuple[Anchor, ...]
    run_id: str
    outcome: Outcome
    seen: dict[Key, str] = field(default_factory=dict)

    def load(self, chunk: Iterable[Document | Issue], published_on: date | None = None) -> None:
        """Load some documents; those that cannot be read are rejected."""
        parsed = list(_parse_chunk(chunk, self.anchors, published_on, self.seen, self.outcome))
        parsed = _keep_demo_apart(self.store, parsed, self.outcome)
        _write_chunk(self.store, self.engine, parsed, self.run_id, self.outcome.counts)


def load(store: Store, request: Request, settings: Settings, progress: Progress) -> Outcome:
    """Load all documents of the request. Documents that cannot be read become issues."""
    run_id = _name_run(request, facts_version(settings.reference))
    outcome = Outcome()
    with store.record_run(run_id, request.command, outcome.counts) as run:
        with LocalEngine(settings.reference, settings.workers) as engine:
            refresh_facts(store, engine, settings)
            loading = Loading(store, engine, load_calendar(settings.reference), run_id, outcome)
            documents = read_files(request.files, request.format)
            while chunk := list(islice(documents, settings.chunk)):
                loading.load(chunk, request.published_on)
                store.note_counts(run, outcome.counts)
                progress(outcome.counts)
        store.add_issues(outcome.rejected, run_id)
        store.settle_documents([str(file) for file in request.files], outcome.rejected)
        pair_store(store)
        report_disagreements(store)
    return outcome


def refresh_facts(store: Store, engine: LocalEngine, settings: Settings) -> int:
    """Extract anew what another version of extraction read; returns how many releases."""
    renewed = 0
    while stale := store.read_stale(engine.version, settings.chunk):
        store.rewrite_facts(engine.extract(stale, again=True), engine.version)
        renewed += len(stale)
    return renewed


def _name_run(request: Request, version: str) -> str:
    """Name a run by what is asked of it, so that a run killed half-way and started again is the same run."""
    asked = (digest_files(request.files), str(request.format), str(request.published_on), version)
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]


def _keep_demo_apart(store: Store, parsed: list[Parsed], outcome: Outcome) -> list[Parsed]:
    """Never mix invented releases with real ones: real ones push them out, and keep them out."""
    sources = store.count_sources()
    real = [item for item in parsed if item[1].source != "demo"]
    if real and "demo" in sources:
        outcome.demo_removed += store.remove_source("demo")
    if not real and not sources.keys() - {"demo"}:
        return parsed
    for document, release, _ in parsed:
        if release.source == "demo":
            reason = "id: a demonstration release among real ones: load it into another --data-dir"
            _reject(outcome, Issue(document.origin, "document", reason, document.raw))
    return real


def _parse_chunk(
    chunk: Iterable[Document | Issue],
    anchors: tuple[Anchor, ...],
    published_on: date | None,
    seen: dict[Key, str],
    outcome: Outcome,
) -> Iterator[Parsed]:
    for item in chunk:
        outcome.counts.documents += 1
        try:
            if isinstance(item, Issue):
                raise UnreadableError("file", item.reason)
            release = parse_document(item, anchors, published_on)
            digest = digest_release(release)
            first = seen.setdefault((release.release_id, release.lang), digest)
            if first != digest:
                raise UnreadableError("id", f"'{release.release_id}' came before with another text: give it once")
        except UnreadableError as error:
            _reject(outcome, Issue(item.origin, "document", str(error), item.raw))
            continue
        yield item, release, digest


def _reject(outcome: Outcome, issue: Issue) -> None:
    outcome.counts.rejected += 1
    outcome.rejected.append(replace(issue, raw=issue.raw[:_KEPT_RAW]))


def _write_chunk(
    store: Store,
    engine: LocalEngine,
    parsed: list[Parsed],
    run_id: str,
    counts: Counts,
) -> None:
    unique = {(release.release_id, release.lang): item for item in parsed for release in [item[1]]}
    known = store.known_digests(unique) if unique else {}
    fresh = [item for key, item in unique.items() if known.get(key, ("", ""))[0] != item[2]]
    changed = sum((release.release_id, release.lang) in known for _, release, _ in fresh)
    counts.added += len(fresh) - changed
    counts.changed += changed
    counts.unchanged += len(parsed) - len(fresh)
    read = engine.extract([release for _, release, _ in fresh])
    store.write(
        [
            Loaded(document, release, facts, digest)
            for (document, _, digest), (release, facts) in zip(fresh, read, strict=True)
        ],
        run_id,
        engine.version,
    )
