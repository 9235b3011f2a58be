"""The loading run: documents → releases → facts → store, in chunks that are each all or nothing."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from etl.engines.local import LocalEngine
from etl.extract.facts import facts_version
from etl.model import KEPT_RAW, Document, Issue
from etl.pair_store import pair_store
from etl.parse import Anchor, UnreadableError, parse_document
from etl.reference.calendar import load_calendar
from etl.rows import Parsed, ReadTables
from etl.settings import Settings
from etl.sources.files import digest_files, read_files
from etl.sources.formats import Format
from etl.store import Counts, Key, Store, digest_release

# Chunks that are read by other processes while the next one is parsed and the last one written.
_UNDER_WAY = 4


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
class _Begun:
    """Documents that are being read: those that the store does not have as they are, and the keys it has otherwise."""

    parsed: list[Parsed]
    known: Sequence[Key]
    read: list[Future[ReadTables]]


@dataclass(slots=True)
class Loading:
    """A run under way: loads documents chunk by chunk, each all or nothing.

    While some are read by other processes, the next are parsed.
    """

    store: Store
    engine: LocalEngine
    anchors: tuple[Anchor, ...]
    run_id: str
    outcome: Outcome
    sources: set[str]
    seen: dict[Key, str] = field(default_factory=dict)
    begun: deque[_Begun] = field(default_factory=deque)

    def load(self, chunk: Iterable[Document | Issue], published_on: date | None = None) -> None:
        """Load some documents; those that cannot be read are rejected."""
        self.begin(chunk, published_on)
        self.finish()

    def begin(self, chunk: Iterable[Document | Issue], published_on: date | None = None) -> None:
        """Begin to load some documents, which the store may hold only after `finish`."""
        parsed = self._keep_demo_apart(list(self._parse(chunk, published_on)))
        keys = {_key(item): item for item in parsed}
        known = self.store.known_digests(keys) if keys else {}
        under_way = {_key(item) for chunk in self.begun for item in chunk.parsed}  # `seen` says: with the same text
        fresh = {key: item for key, item in keys.items() if known.get(key) != item.digest and key not in under_way}
        changed = [key for key in fresh if key in known]
        counts = self.outcome.counts
        counts.added += len(fresh) - len(changed)
        counts.changed += len(changed)
        counts.unchanged += len(parsed) - len(fresh)
        if fresh:
            releases = [item.release for item in fresh.values()]
            self.begun.append(_Begun(list(fresh.values()), changed, self.engine.submit(releases, self.run_id)))

    def finish(self, under_way: int = 0) -> None:
        """Write what has been read, until no more than so many chunks are under way."""
        while len(self.begun) > under_way:
            chunk = self.begun.popleft()
            read = [part.result() for part in chunk.read]
            self.store.write(chunk.parsed, read, chunk.known, self.engine.version)

    def _keep_demo_apart(self, parsed: list[Parsed]) -> list[Parsed]:
        """Never mix invented releases with real ones: real ones push them out, and keep them out."""
        real = [item for item in parsed if item.release.source != "demo"]
        if real and "demo" in self.sources:
            self.finish()
            self.outcome.demo_removed += self.store.remove_source("demo")
            self.sources.discard("demo")
        if real or self.sources - {"demo"}:
            for item in parsed:
                if item.release.source == "demo":
                    reason = "id: a demonstration release among real ones: load it into another --data-dir"
                    _reject(self.outcome, Issue(item.document.origin, "document", reason, item.document.raw))
            parsed = real
        self.sources |= {item.release.source for item in parsed}
        return parsed

    def _parse(self, chunk: Iterable[Document | Issue], published_on: date | None) -> Iterator[Parsed]:
        for item in chunk:
            self.outcome.counts.documents += 1
            try:
                if isinstance(item, Issue):
                    raise UnreadableError("file", item.reason)
                release = parse_document(item, self.anchors, published_on)
                digest = digest_release(release)
                first = self.seen.setdefault((release.release_id, release.lang), digest)
                if first != digest:
                    raise UnreadableError("id", f"'{release.release_id}' came before with another text: give it once")
            except UnreadableError as error:
                _reject(self.outcome, Issue(item.origin, "document", str(error), item.raw))
                continue
            yield Parsed(item, release, digest)


def _key(item: Parsed) -> Key:
    return item.release.release_id, item.release.lang


def start_loading(store: Store, engine: LocalEngine, settings: Settings, run_id: str, outcome: Outcome) -> Loading:
    """Start a run's loading."""
    anchors = load_calendar(settings.reference)
    return Loading(store, engine, anchors, run_id, outcome, set(store.count_sources()))


def load(store: Store, request: Request, settings: Settings, progress: Progress) -> Outcome:
    """Load all documents of the request. Documents that cannot be read become issues."""
    run_id = _name_run(request, facts_version(settings.reference))
    outcome = Outcome()
    with (
        store.record_run(run_id, request.command, outcome.counts) as run,
        LocalEngine(settings.reference, settings.workers) as engine,
    ):
        refresh_facts(store, engine, settings)
        loading = start_loading(store, engine, settings, run_id, outcome)
        documents = read_files(request.files, request.format)
        while chunk := list(islice(documents, settings.chunk)):
            loading.begin(chunk, request.published_on)
            loading.finish(_UNDER_WAY)
            store.note_counts(run, outcome.counts)
            progress(outcome.counts)
        loading.finish()
        store.add_issues(outcome.rejected, run_id)
        store.settle_documents([str(file) for file in request.files], outcome.rejected)
        pair_store(store, engine)
    return outcome


def refresh_facts(store: Store, engine: LocalEngine, settings: Settings) -> None:
    """Extract anew what another version of extraction read."""
    run_id = f"facts-{engine.version}"
    begun: deque[list[Future[ReadTables]]] = deque()
    for stale in store.read_stale(engine.version, settings.chunk * _UNDER_WAY):
        begun.append(engine.submit(stale, run_id, again=True))
        if len(begun) > 1:
            store.rewrite_facts([part.result() for part in begun.popleft()], engine.version)
    for last in begun:
        store.rewrite_facts([part.result() for part in last], engine.version)


def _name_run(request: Request, version: str) -> str:
    """Name a run by what is asked of it, so that a run killed half-way and started again is the same run."""
    asked = (digest_files(request.files), str(request.format), str(request.published_on), version)
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]


def _reject(outcome: Outcome, issue: Issue) -> None:
    outcome.counts.rejected += 1
    outcome.rejected.append(replace(issue, raw=issue.raw[:KEPT_RAW]))
