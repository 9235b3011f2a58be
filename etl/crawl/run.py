"""A crawl: the lists of the days asked for, the pages that are wanted, and what they say into the store."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NoReturn

import httpx

from etl.crawl.feed import read_feed
from etl.crawl.fetch import Answer, Fetcher, FetchError, ForbiddenError, Manners, StopError
from etl.crawl.guard import check_host
from etl.crawl.index_page import DayIndex, LayoutError, read_index
from etl.crawl.ledger import Ledger, Listing
from etl.crawl.page_check import PageError, ends_whole, read_text
from etl.crawl.page_loader import PageLoader, parse_version
from etl.crawl.site import Site
from etl.engines.local import LocalEngine
from etl.load import Outcome, refresh_facts, start_loading
from etl.model import KEPT_RAW, Issue, Lang
from etl.pair_store import pair_store
from etl.settings import Settings
from etl.sources.decode import decode_text
from etl.store import Store, hong_kong_now

Day = tuple[date, Lang]

# Pages without a landmark one after the other: then the site's layout has changed, and going on is useless.
_LAYOUT_ERRORS = 20
# Pages one after the other that do not come, although each is asked for often.
_SILENCES = 5
# So many pages are fetched before they are loaded.
_HELD = 200
# Indexes of so many days back are looked at again: releases are added late.
_LATE_DAYS = 7


@dataclass(slots=True)
class CrawlOutcome(Outcome):
    """What a crawl did, beside what it loaded; `stopped` says why it ended early."""

    days: int = 0
    pages: int = 0
    requests: int = 0
    vanished: int = 0
    troubles: list[Issue] = field(default_factory=list)
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What a crawl is asked: its days in order, or what is new in these languages since the last one."""

    command: str
    days: tuple[Day, ...] = ()
    newest: tuple[Lang, ...] = ()


@dataclass(slots=True)
class Track:
    """How far a crawl is: days done of all, and pages done."""

    days: int = 0
    days_wanted: int = 0
    pages: int = 0


Report = Callable[[Track], None]


def crawl(
    store: Store, request: CrawlRequest, site: Site, manners: Manners, settings: Settings, report: Report
) -> CrawlOutcome:
    """Fetch and load what the request asks for. What was fetched before is loaded first; a run may end anywhere."""
    outcome = CrawlOutcome()
    run_id = _name_run(request, site)
    with store.record_run(run_id, request.command, outcome.counts) as run:
        with LocalEngine(settings.reference, settings.workers) as engine:
            refresh_facts(store, engine, settings)
            loading = start_loading(store, engine, settings, run_id, outcome)
            ledger = Ledger(store.connection)
            pages = PageLoader(ledger, loading, parse_version(settings.reference))
            ledger.hold_missing()
            pages.load_held()
            crawler = _Crawler(ledger, pages, site, store, outcome, report)
            try:
                asyncio.run(crawler.run(request, manners))
            finally:
                pages.load_held()
                crawler.settle(run_id)
            pair_store(store, engine)
        run.status = "failed" if outcome.stopped else "done"
    return outcome


def list_days(first: date, last: date, langs: Iterable[Lang]) -> tuple[Day, ...]:
    """Return all days from first to last, each in all languages."""
    span = (last - first).days + 1
    return tuple((first + timedelta(days=number), lang) for number in range(span) for lang in langs)


def _name_run(request: CrawlRequest, site: Site) -> str:
    return hashlib.sha256(repr((request, site.base)).encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Crawler:
    ledger: Ledger
    pages: PageLoader
    site: Site
    store: Store
    outcome: CrawlOutcome
    report: Report
    track: Track = field(default_factory=Track)
    asked: list[str] = field(default_factory=list)
    feeds: list[tuple[Answer, Lang]] = field(default_factory=list)
    layout_errors: Counter[str] = field(default_factory=Counter)
    silences: int = 0

    async def run(self, request: CrawlRequest, manners: Manners) -> None:
        """Read the lists and fetch what is wanted; where the site must not be asked any more, say why and end."""
        if problem := check_host(self.site):
            self.outcome.stopped = problem
            return
        limits = httpx.Limits(max_connections=manners.at_a_time)
        headers = {"User-Agent": manners.agent, "Accept-Language": "en, zh-HK"}
        async with httpx.AsyncClient(
            timeout=manners.timeout, limits=limits, headers=headers, trust_env=False
        ) as client:
            fetcher = Fetcher(self.site, manners, client)
            try:
                days = list(request.days) or await self._find_new_days(fetcher, request.newest)
                self.track.days_wanted = len(days)
                for day, lang in days:
                    await self._read_day(fetcher, day, lang, manners.at_a_time)
                # Only now: a feed that is held is as good as done when the next run finds it unchanged.
                for answer, lang in self.feeds if not self.outcome.troubles else ():
                    self.ledger.keep_list(answer, None, lang)
            except StopError as error:
                self.outcome.stopped = str(error)
            finally:
                self.outcome.requests = fetcher.requests

    async def _find_new_days(self, fetcher: Fetcher, langs: tuple[Lang, ...]) -> list[Day]:
        """Return the days that may hold something new: by the feeds, unfinished, or recent and growing."""
        today = hong_kong_now().date()
        found: dict[Day, None] = {}
        for lang in langs:
            found |= dict.fromkeys((day, lang) for day in self.ledger.list_unfinished(lang))
            for day in await self._read_feed(fetcher, lang):
                found[day, lang] = None
            newest = self.ledger.newest_day() or today - timedelta(days=1)
            first = min(newest, today - timedelta(days=1))
            found |= dict.fromkeys((day, lang) for day, _ in list_days(first, today, [lang]))
            for day, _ in list_days(today - timedelta(days=_LATE_DAYS), first, [lang]):
                state = self.ledger.read_list(self.site.day_index(day, lang))
                if state and state.checked_at.date() < today:
                    found[day, lang] = None
        return sorted(found)

    async def _read_feed(self, fetcher: Fetcher, lang: Lang) -> list[date]:
        """Note what the feed says; returns the days of releases that are not known, or have changed."""
        url = self.site.feed(lang)
        answer = await self._ask_list(fetcher, url, None, lang)
        if answer is None or answer.status not in (200, 304):
            return []
        self.feeds.append((answer, lang))
        if answer.status == 304:
            return []
        items = read_feed(answer.body, url, self.site)
        return [item.day for item in items if self.ledger.note_stamp(item.url, item.stamp)]

    async def _ask_list(self, fetcher: Fetcher, url: str, day: date | None, lang: Lang) -> Answer | None:
        before = self.ledger.read_list(url)
        try:
            answer = await fetcher.fetch(url, before.etag if before else "", before.last_modified if before else "")
        except FetchError as error:
            self.ledger.note_list_failed(url, day, lang, str(error))
            self._note_silence(url, str(error))
            return None
        self.silences = 0
        return answer

    async def _read_day(self, fetcher: Fetcher, day: date, lang: Lang, at_a_time: int) -> None:
        url = self.site.day_index(day, lang)
        before = self.ledger.read_list(url)
        answer = await self._ask_list(fetcher, url, day, lang)
        if answer is not None:
            index = self._read_index(answer, day)
            problem = index if isinstance(index, str) else ""
            if index is not None:
                self.asked.append(url)
            if problem:
                self._note_issue(url, problem, answer)
            gone = self._note_vanished(index, day, lang) if isinstance(index, DayIndex) else []
            # All or nothing: a list that is held but was not acted on would never be looked at again.
            with self.ledger.transaction():
                reads_new = self.ledger.keep_list(answer, day, lang, problem)
                if isinstance(index, DayIndex):
                    self.ledger.note_listed(day, lang, index.listed, gone)
                    self.outcome.troubles += [Issue(url, "document", refused, "") for refused in index.refused]
                closes = datetime.combine(day + timedelta(days=1), time())
                if before and before.checked_at < closes <= hong_kong_now():
                    self.ledger.want_again(day, lang, closes)
                elif (
                    before
                    and answer.status == 200
                    and not reads_new
                    and _says_changed(answer, before.etag, before.last_modified)
                ):
                    self.ledger.want_again(day, lang, hong_kong_now())
            self._stop_at_new_layout(url, problem)
        await self._fetch_wanted(fetcher, self.ledger.list_wanted(day, lang), at_a_time)
        self.outcome.days += 1
        self.track.days += 1
        self.report(self.track)
        if len(self.ledger.list_held()) >= _HELD:
            self.pages.load_held()

    def _read_index(self, answer: Answer, day: date) -> DayIndex | str | None:
        """Read an index; returns why it cannot be read, or None where it is as it was."""
        if answer.status == 304:
            return None
        if answer.status != 200:
            return f"answered with status {answer.status}: expected the day's index"
        text = decode_text(answer.body)
        if answer.cut or text is None or not ends_whole(answer.body):
            return "no readable index: too long, no text, or no </html> at its end: it did not come whole"
        try:
            index = read_index(text, answer.url, self.site)
        except LayoutError as error:
            self.layout_errors["lists"] += 1
            return str(error)
        if index.day != day:
            return f"the index of another day: expected {day}, found {index.day}"
        self.layout_errors["lists"] = 0
        return index

    def _note_vanished(self, index: DayIndex, day: date, lang: Lang) -> list[Listing]:
        """Keep what the releases said that the index lists no more, and return them.

        Done again after a kill, it changes nothing.
        """
        gone = self.ledger.list_gone(day, lang, index.listed)
        self.outcome.vanished += len(gone)
        self.asked += [item.url for item in gone]
        self.store.note_vanished([(item.release_id, item.lang) for item in gone])
        return gone

    async def _fetch_wanted(self, fetcher: Fetcher, wanted: list[Listing], at_a_time: int) -> None:
        queue = iter(wanted)

        async def work() -> None:
            for item in queue:
                await self._fetch_page(fetcher, item)
                self.track.pages += 1
                self.report(self.track)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(at_a_time):
                    group.create_task(work())
        except* StopError as stops:
            _raise_first(stops)

    async def _fetch_page(self, fetcher: Fetcher, item: Listing) -> None:
        self.asked.append(item.url)
        is_held = item.state not in ("new", "failed")
        try:
            answer = await fetcher.fetch(item.url, item.etag if is_held else "", item.last_modified if is_held else "")
        except FetchError as error:
            self.ledger.note_failed(item.url, str(error), came=False)
            if isinstance(error, ForbiddenError):
                self.outcome.troubles.append(Issue(item.url, "document", str(error), ""))
            else:
                self._note_silence(item.url, str(error))
            return
        self.silences = 0
        self.outcome.pages += 1
        if answer.status not in (200, 304):
            problem = f"answered with status {answer.status}: expected a release page"
            self.ledger.note_failed(item.url, problem, came=False)
            self._note_issue(item.url, problem, answer)
            return
        self.ledger.keep_page(item, answer)
        if answer.status == 200:
            self._check_page(item, answer)

    def _check_page(self, item: Listing, answer: Answer) -> None:
        try:
            read_text(answer.body, answer.cut)
        except PageError as error:
            self.ledger.note_failed(item.url, str(error), came=True)
            self._note_issue(item.url, str(error), answer)
            self.layout_errors["releases"] += error.is_layout
            self._stop_at_new_layout(item.url, str(error))
            return
        self.layout_errors["releases"] = 0

    def _stop_at_new_layout(self, url: str, problem: str) -> None:
        for kind, number in self.layout_errors.items():
            if number >= _LAYOUT_ERRORS:
                raise StopError(
                    f"the layout changed: {number} {kind} in a row lack a landmark, the last {url} ({problem})"
                )

    def _note_silence(self, url: str, problem: str) -> None:
        self.outcome.troubles.append(Issue(url, "document", problem, ""))
        self.silences += 1
        if self.silences >= _SILENCES:
            raise StopError(f"{_SILENCES} pages in a row did not come, the last: {problem}: run again later")

    def _note_issue(self, url: str, problem: str, answer: Answer) -> None:
        raw = answer.body[:KEPT_RAW].decode("utf-8", "replace")
        self.outcome.troubles.append(Issue(url, "document", problem, raw))

    def settle(self, run_id: str) -> None:
        """Record the issues of this run in place of earlier ones of the same pages."""
        store = self.store
        store.settle_documents(self.asked, [*self.outcome.rejected, *self.outcome.troubles])
        store.add_issues([*self.outcome.rejected, *self.outcome.troubles], run_id)


def _says_changed(answer: Answer, etag: str, last_modified: str) -> bool:
    """Tell whether a list that may read the same is said to have changed: a release on it may have."""
    now = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    return any(old and new and old != new for old, new in zip((etag, last_modified), now, strict=True))


def _raise_first(stops: BaseExceptionGroup[StopError]) -> NoReturn:
    first: BaseException = stops
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    raise first
