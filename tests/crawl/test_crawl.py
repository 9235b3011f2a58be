"""Crawling the replica: whole, once, and what changes on it."""

from tests.crawl.conftest import Job
from tests.crawl.replica import Replica


def releases_asked(replica: Replica) -> list[str]:
    """Return the releases that were asked for."""
    return replica.asked("/P")


def test_all_days_are_crawled_whole(replica: Replica, job: Job) -> None:
    outcome = job.crawl()
    assert outcome.counts.added == 24
    assert sorted(releases_asked(replica)) == sorted(replica.items)
    assert job.query("SELECT day, lang, listed, loaded, failed, complete FROM crawled_days WHERE NOT complete") == []
    assert job.query("SELECT count(*), count(DISTINCT source), min(source) FROM releases") == [(24, 1, "infogov")]


def test_a_second_run_asks_for_no_release(replica: Replica, job: Job) -> None:
    job.crawl()
    replica.seen.clear()
    outcome = job.crawl()
    assert releases_asked(replica) == []
    assert outcome.counts.documents == 0
