"""Kept pages → releases in the store: those just fetched, and all that a newer parser may read differently."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from etl.crawl.ledger import Ledger, Listing
from etl.crawl.page_check import PageError, read_text
from etl.digest import digest_version
from etl.engines.local import LocalEngine
from etl.load import Loading, Outcome, refresh_facts, start_loading
from etl.model import Document, Issue
from etl.pair_store import pair_store
from etl.settings import Settings
from etl.store import Counts, Key, Store

_CODE = Path(__file__).parents[1]


def parse_version(reference: Path) -> str:
    """Digest of the code and reference data that turn a page into a release."""
    files = [
        *sorted((_CODE / "parse").glob("*.py")),
        _CODE / "normalise.py",
        _CODE / "sources" / "decode.py",
        _CODE / "crawl" / "page_check.py",
        reference / "calendar.csv",
    ]
    return digest_version(files)


def reparse(store: Store, settings: Settings, progress: Callable[[Counts], None]) -> Outcome:
    """Read kept pages again, offline, where the result can change: by a newer parser, or by newer extraction."""
    version, outcome = parse_version(settings.reference), Outcome()
    ledger = Ledger(store.connection)
    run_id = f"reparse-{version}"
    with (
        store.record_run(run_id, "etl reparse", outcome.counts),
        LocalEngine(settings.reference, settings.workers) as engine,
    ):
        loading = start_loading(store, engine, settings, run_id, outcome)
        ledger.hold_missing()
        ledger.hold_stale(version)
        PageLoader(ledger, loading, version, progress).load_held()
        refresh_facts(store, engine, settings)
        store.add_issues(outcome.rejected, run_id)
        pair_store(store, engine)
    return outcome


class PageLoader:
    """Loads the pages that are fetched and not loaded yet, day by day, each day all or nothing."""

    def __init__(
        self, ledger: Ledger, loading: Loading, version: str, progress: Callable[[Counts], None] = lambda counts: None
    ) -> None:
        self._ledger, self._loading, self._version, self._progress = ledger, loading, version, progress

    def load_held(self) -> None:
        """Load all; a page that cannot be read is noted as failed."""
        outcome = self._loading.outcome
        for day, items in groupby(self._ledger.list_held(), key=attrgetter("day")):
            held = list(items)
            before = len(outcome.rejected)
            self._loading.load(self._read_documents(held), day)
            replaced = self._drop_reissued(held)
            failed = {issue.origin: issue.reason for issue in outcome.rejected[before:]}
            for item in held:
                if item.url in failed:
                    self._ledger.note_failed(item.url, failed[item.url], came=True)
                else:
                    self._ledger.note_loaded(item.url, self._version)
            self._ledger.note_reissued(replaced)
            self._progress(outcome.counts)

    def _read_documents(self, held: list[Listing]) -> Iterator[Document | Issue]:
        for item in held:
            try:
                raw = read_text(*self._ledger.read_page(item.url))
            except PageError as error:
                yield Issue(item.url, "document", str(error), "")
                continue
            yield Document(item.url, "html", raw, item.release_id, item.lang, url=item.url, source="infogov")

    def _drop_reissued(self, held: list[Listing]) -> list[Key]:
        """Let releases that came again under another number replace the earlier ones; returns those."""
        store = self._loading.store
        earlier = store.find_reissued([(item.release_id, item.lang) for item in held])
        store.remove_releases(earlier)
        return earlier
