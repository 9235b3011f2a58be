"""Crawling the replica: whole, once, and what changes on it."""

from tests.crawl.conftest import Job, make_items
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


def test_ninety_days_in_both_languages_are_crawled_whole_and_once(replica: Replica, job: Job) -> None:
    replica.items.clear()
    replica.add(make_items(270, 90))
    outcome = job.crawl(days=90)
    assert sorted(releases_asked(replica)) == sorted(replica.items)
    assert (outcome.days, outcome.counts.added) == (180, 270)
    assert job.query("SELECT count(*), sum(listed), sum(loaded), bool_and(complete) FROM crawled_days") == [
        (180, 270, 270, True)
    ]
    serials = {item.serial for item in replica.items.values()}
    assert {name for (name,) in job.query("SELECT release_id FROM releases")} == serials
    replica.seen.clear()
    job.crawl(days=90)
    assert releases_asked(replica) == []
