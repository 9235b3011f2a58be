"""The crawl's memory in the store: lists as last seen, what became of each release on them, pages as fetched."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from etl.crawl.fetch import Answer
from etl.crawl.index_page import Listed
from etl.model import Lang
from etl.store import hong_kong_now


@dataclass(frozen=True, slots=True)
class ListState:
    """A day index or feed as last seen."""

    checked_at: datetime
    etag: str
    last_modified: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One release as a day index lists it, and what became of its page."""

    day: date
    lang: Lang
    url: str
    release_id: str
    title: str
    state: str
    etag: str
    last_modified: str


_FIELDS = ", ".join(Listing.__slots__)


class Ledger:
    """All that a crawl reads from and writes to the store. Each call is all or nothing, and lasts once it returns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._is_writing = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written within all or nothing; one within another is part of that."""
        if self._is_writing:
            yield
            return
        self._connection.execute("BEGIN")
        self._is_writing = True
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        finally:
            self._is_writing = False
        self._connection.execute("COMMIT")

    def read_list(self, url: str) -> ListState | None:
        """Return a day index or feed as last seen; None where it never was."""
        row = self._connection.execute(
            "SELECT checked_at, etag, last_modified, digest FROM crawl.lists WHERE url = ?", [url]
        ).fetchone()
        return ListState(*row) if row else None

    def keep_list(self, answer: Answer, day: date | None, lang: Lang, problem: str = "") -> bool:
        """Note that a list was seen, and keep it if it has changed; returns whether it has."""
        if answer.status == 304:
            self._connection.execute(
                "UPDATE crawl.lists SET checked_at = ? WHERE url = ?", [hong_kong_now(), answer.url]
            )
            return False
        before, digest = self.read_list(answer.url), _digest(answer.body)
        changed = before is None or before.digest != digest
        # One that could not be read is asked for whole again.
        validators = ("", "") if problem else _validators(answer)
        with self.transaction():
            if changed:
                self._keep_answer(answer, digest)
            self._connection.execute(
                "INSERT OR REPLACE INTO crawl.lists VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [answer.url, day, lang, hong_kong_now(), *validators, digest, problem],
            )
        return changed

    def note_list_failed(self, url: str, day: date | None, lang: Lang, problem: str) -> None:
        """Note why a list that was never seen did not come, so that its day is known to be incomplete."""
        self._connection.execute(
            "INSERT INTO crawl.lists VALUES (?, ?, ?, ?, '', '', '', ?) ON CONFLICT DO NOTHING",
            [url, day, lang, hong_kong_now(), problem[:500]],
        )

    def list_gone(self, day: date, lang: Lang, listed: Sequence[Listed]) -> list[Listing]:
        """Return what an index listed before and lists no more."""
        urls = [item.url for item in listed]
        return self._select("day = ? AND lang = ? AND gone_at IS NULL AND NOT list_contains(?, url)", [day, lang, urls])

    def note_listed(self, day: date, lang: Lang, listed: Sequence[Listed], gone: Sequence[Listing]) -> None:
        """Note what an index lists, and what is gone from it; what is new, has another title or is back is wanted."""
        now = hong_kong_now()
        with self.transaction():
            for missing in gone:
                self._connection.execute(
                    "UPDATE crawl.listings SET gone_at = ? WHERE day = ? AND lang = ? AND url = ?",
                    [now, day, lang, missing.url],
                )
            for item in listed:
                self._connection.execute(
                    "INSERT INTO crawl.listings VALUES (?, ?, ?, ?, ?, ?, NULL, true, 'new', '', NULL, '', '', '')"
                    " ON CONFLICT DO UPDATE SET gone_at = NULL, title = excluded.title,"
                    " wanted = wanted OR title <> excluded.title OR gone_at IS NOT NULL",
                    [day, lang, item.url, item.release_id, item.title, now],
                )

    def want_again(self, day: date, lang: Lang, checked_before: datetime) -> None:
        """Ask again for those of a day that were last asked for before a time: they may have been corrected."""
        self._connection.execute(
            "UPDATE crawl.listings SET wanted = true"
            " WHERE day = ? AND lang = ? AND gone_at IS NULL AND coalesce(checked_at < ?, true)",
            [day, lang, checked_before],
        )

    def note_stamp(self, url: str, stamp: str) -> bool:
        """Note what the feed says of a release, and want what has changed; returns whether it is new or changed."""
        row = self._connection.execute("SELECT stamp FROM crawl.feed_items WHERE url = ?", [url]).fetchone()
        changed = row is not None and row[0] != stamp
        with self.transaction():
            self._connection.execute("INSERT OR REPLACE INTO crawl.feed_items VALUES (?, ?)", [url, stamp])
            self._connection.execute("UPDATE crawl.listings SET wanted = wanted OR ? WHERE url = ?", [changed, url])
        return changed or not self._select("url = ?", [url])

    def list_wanted(self, day: date, lang: Lang) -> list[Listing]:
        """Return the releases of a day that are to be asked for."""
        return self._select("day = ? AND lang = ? AND gone_at IS NULL AND wanted", [day, lang])

    def list_unfinished(self, lang: Lang) -> list[date]:
        """Return the days with releases that are to be asked for and were not yet; those that failed are left out."""
        rows = self._connection.execute(
            "SELECT DISTINCT day FROM crawl.listings"
            " WHERE lang = ? AND gone_at IS NULL AND wanted AND state <> 'failed'",
            [lang],
        ).fetchall()
        return [day for (day,) in rows]

    def list_held(self) -> list[Listing]:
        """Return the releases that are fetched and not loaded yet."""
        return self._select("state = 'held'", [])

    def hold_missing(self) -> None:
        """Let the pages kept be loaded again whose releases the store does not have, as it was made anew."""
        self._connection.execute(
            "UPDATE crawl.listings SET state = 'held' WHERE state = 'loaded'"
            " AND (release_id, lang) NOT IN (SELECT (release_id, lang) FROM releases)"
        )

    def note_reissued(self, releases: Sequence[tuple[str, str]]) -> None:
        """Note that other releases have replaced these."""
        for release_id, lang in releases:
            self._connection.execute(
                "UPDATE crawl.listings SET state = 'reissued' WHERE release_id = ? AND lang = ?", [release_id, lang]
            )

    def hold_stale(self, parse_version: str) -> None:
        """Let all pages kept be loaded again that another version of parsing read, or none could."""
        self._connection.execute(
            "UPDATE crawl.listings SET state = 'held'"
            " WHERE state IN ('loaded', 'reissued', 'failed') AND parse_version <> ?"
            " AND url IN (SELECT url FROM crawl.answers)",
            [parse_version],
        )

    def list_incomplete(self) -> list[tuple[date, Lang]]:
        """Return the days and languages known to be incomplete, oldest first."""
        return self._connection.execute(
            "SELECT day, lang FROM crawl.crawled_days WHERE NOT complete ORDER BY day, lang"
        ).fetchall()

    def newest_day(self) -> date | None:
        """Return the newest day whose index was read."""
        row = self._connection.execute("SELECT max(day) FROM crawl.lists WHERE problem = ''").fetchone()
        return row[0] if row else None

    def keep_page(self, item: Listing, answer: Answer) -> None:
        """Keep a release's page as fetched, or note that what is held is still right."""
        digest = _digest(answer.body)
        fresh = answer.status != 304 and digest != self._newest_digest(item.url)
        state = "held" if fresh or item.state in ("new", "failed") else item.state
        with self.transaction():
            if fresh:
                self._keep_answer(answer, digest)
            self._connection.execute(
                "UPDATE crawl.listings SET wanted = false, problem = '', state = ?, checked_at = ?, etag = ?,"
                " last_modified = ? WHERE url = ?",
                [state, hong_kong_now(), *_validators(answer, item), item.url],
            )

    def note_loaded(self, url: str, parse_version: str) -> None:
        """Note that a release's page is in the store, and which version of parsing read it."""
        self._connection.execute(
            "UPDATE crawl.listings SET state = 'loaded', problem = '', parse_version = ? WHERE url = ?",
            [parse_version, url],
        )

    def note_failed(self, url: str, problem: str, came: bool) -> None:
        """Note why a page cannot be read or did not `come`; it will be asked for again in the next run.

        One that is in the store stays there while a newer page does not come.
        """
        self._connection.execute(
            "UPDATE crawl.listings SET wanted = true, problem = ?,"
            " state = CASE WHEN state = 'loaded' AND NOT ? THEN state ELSE 'failed' END WHERE url = ?",
            [problem[:500], came, url],
        )

    def read_page(self, url: str) -> tuple[bytes, bool]:
        """Return the newest page kept of an address, and whether it was cut."""
        row = self._connection.execute(
            "SELECT body, cut FROM crawl.answers WHERE url = ? ORDER BY fetched_at DESC, rowid DESC LIMIT 1", [url]
        ).fetchone()
        return (zlib.decompress(row[0]), row[1]) if row else (b"", False)

    def _newest_digest(self, url: str) -> str:
        row = self._connection.execute(
            "SELECT digest FROM crawl.answers WHERE url = ? ORDER BY fetched_at DESC, rowid DESC LIMIT 1", [url]
        ).fetchone()
        return row[0] if row else ""

    def _keep_answer(self, answer: Answer, digest: str) -> None:
        self._connection.execute(
            "INSERT INTO crawl.answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                answer.url,
                hong_kong_now(),
                answer.status,
                json.dumps(dict(answer.headers)),
                answer.cut,
                digest,
                zlib.compress(answer.body),
            ],
        )

    def _select(self, where: str, parameters: Sequence[Any]) -> list[Listing]:
        rows = self._connection.execute(
            f"SELECT {_FIELDS} FROM crawl.listings WHERE {where} ORDER BY day, lang, listed_at, url",  # noqa: S608 — our words
            parameters,
        ).fetchall()
        return [Listing(*row) for row in rows]


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _validators(answer: Answer, before: Listing | None = None) -> tuple[str, str]:
    """Return ETag and Last-Modified of an answer, or what was held where it says that this is still right."""
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if answer.status == 304 and before is not None:
        return etag or before.etag, modified or before.last_modified
    return etag, modified
