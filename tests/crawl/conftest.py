"""A replica with the demonstration's releases, and a store to crawl into."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.crawl.fetch import Manners
from etl.crawl.page_loader import reparse
from etl.crawl.run import CrawlOutcome, CrawlRequest, crawl, list_days
from etl.crawl.site import read_base
from etl.load import Outcome
from etl.settings import Settings
from etl.store import open_store
from tests.crawl.replica import Item, Replica, build_items
from tests.crawl.serving import serve

DEMO = Path(__file__).parents[2] / "data" / "demo" / "releases.jsonl"
FIRST = date(2024, 3, 1)
QUICK = Manners(rate=1000, at_a_time=2, agent="Communique-test", first_backoff=0.001)


def make_items(count: int, days: int) -> list[Item]:
    """Put the first releases of the demonstration on as many days."""
    with DEMO.open(encoding="utf-8") as lines:
        releases = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return build_items(releases, [FIRST + timedelta(days=number) for number in range(days)])


@pytest.fixture
def replica() -> Replica:
    """A site with 24 releases on three days."""
    site = Replica()
    site.add(make_items(24, 3))
    return site


@pytest.fixture
def base(replica: Replica) -> Iterator[str]:
    """The address at which the replica is served."""
    with serve(replica) as address:
        yield address


class Job:
    """Crawls into one data folder, and reads what is in its store."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base

    def crawl(self, days: int = 3, manners: Manners = QUICK, first: date = FIRST) -> CrawlOutcome:
        """Crawl some days in both languages."""
        request = CrawlRequest("test", list_days(first, first + timedelta(days=days - 1), ("en", "tc")))
        return self._run(request, manners)

    def since_last(self, manners: Manners = QUICK) -> CrawlOutcome:
        """Crawl what is new."""
        return self._run(CrawlRequest("test", newest=("en", "tc")), manners)

    def _run(self, request: CrawlRequest, manners: Manners) -> CrawlOutcome:
        settings = Settings(data_dir=self.folder, workers=1)
        with open_store(self.folder) as store:
            return crawl(store, request, read_base(self.base), manners, settings, lambda track: None)

    def reparse(self) -> Outcome:
        """Read the kept pages again."""
        with open_store(self.folder) as store:
            return reparse(store, Settings(data_dir=self.folder, workers=1), lambda counts: None)

    def execute(self, sql: str) -> None:
        """Change the store or what the crawl keeps."""
        with self._connect(read_only=False) as connection:
            connection.execute(sql)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the store and what the crawl keeps."""
        with self._connect(read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def _connect(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        folder = self.folder / "store"
        connection = duckdb.connect(str(folder / "store.duckdb"), read_only=read_only)
        connection.execute(f"ATTACH '{folder / 'crawl.duckdb'}' AS crawl{' (READ_ONLY)' if read_only else ''}")
        connection.execute("SET search_path = 'store.main,crawl.main'")
        return connection


@pytest.fixture
def job(tmp_path: Path, base: str) -> Job:
    """A job with an empty data folder."""
    return Job(tmp_path, base)
