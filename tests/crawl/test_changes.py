"""What changes on the site after it was crawled: corrections, additions, releases taken away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from etl.store import hong_kong_now
from tests.crawl.conftest import Job, make_items
from tests.crawl.replica import Replica
from tests.crawl.test_crawl import releases_asked


def move_to_today(replica: Replica) -> None:
    """Put the releases on yesterday and today, as the clock of the job tells them."""
    today = hong_kong_now().date()
    items = make_items(12, 2)
    replica.items.clear()
    replica.add(
        replace(
            item,
            day=today - timedelta(days=1 - number % 2),
            serial=f"P{today - timedelta(days=1 - number % 2):%Y%m%d}{number:05d}",
            issued=item.issued.replace(year=today.year, month=today.month, day=1)
            + timedelta(days=(today - timedelta(days=1 - number % 2)).day - 1),
        )
        for number, item in enumerate(items)
    )


def test_a_new_title_brings_the_new_text_and_keeps_the_old(replica: Replica, job: Job) -> None:
    job.crawl()
    path = min(replica.items)
    before = replica.items[path]
    replica.change(path, title=f"{before.title} (Corrected)", text=before.text + "\n\nA correction was made.")
    replica.seen.clear()
    outcome = job.crawl()
    assert releases_asked(replica) == [path]
    assert outcome.counts.changed == 1
    assert job.query("SELECT what, title FROM revisions") == [("changed", before.title)]
    (body,) = job.query(f"SELECT body FROM releases WHERE release_id = '{before.serial}'")[0]
    assert body.endswith("A correction was made.")
    assert job.query(f"SELECT count(*) FROM answers WHERE url LIKE '%{before.serial}%'") == [(2,)]


def test_a_list_said_to_have_changed_has_its_pages_asked_for_again(replica: Replica, job: Job) -> None:
    job.crawl()
    path = min(replica.items)
    replica.change(path, text=replica.items[path].text + "\n\nA correction was made.")
    replica.touched.add(replica.items[path].day)
    replica.seen.clear()
    outcome = job.crawl()
    assert outcome.counts.changed == 1
    same_day = [item.path for item in replica.items.values() if item.day == replica.items[path].day]
    assert set(releases_asked(replica)) <= set(same_day)
    assert all("if-none-match" in r.headers for r in replica.seen if "/P" in r.path)


def test_what_vanishes_is_marked_and_stays(replica: Replica, job: Job) -> None:
    job.crawl()
    gone = replica.items.pop(min(replica.items))
    outcome = job.crawl()
    assert outcome.vanished == 1
    assert job.query("SELECT release_id, what FROM revisions") == [(gone.serial, "vanished")]
    assert job.query("SELECT count(*) FROM releases") == [(24,)]
    assert job.query("SELECT bool_and(complete) FROM crawled_days") == [(True,)]
    assert job.crawl().vanished == 0


def test_a_release_issued_again_under_another_number_counts_once(replica: Replica, job: Job) -> None:
    job.crawl()
    before = replica.items[min(replica.items)]
    replica.add([replace(before, serial=before.serial[:-5] + "00999", title=f"{before.title} (with photos)")])
    job.crawl()
    assert job.query("SELECT count(*) FROM releases") == [(24,)]
    assert job.query("SELECT release_id, what FROM revisions") == [(before.serial, "changed")]
    assert job.query("SELECT bool_and(complete) FROM crawled_days") == [(True,)]


def test_nothing_new_costs_a_few_requests(replica: Replica, job: Job) -> None:
    move_to_today(replica)
    job.since_last()
    replica.seen.clear()
    outcome = job.since_last()
    assert outcome.counts.documents == 0
    assert releases_asked(replica) == []
    assert len(replica.seen) <= 7  # robots.txt, two feeds, today's and yesterday's index in two languages
    assert all(request.status == 304 for request in replica.seen if "robots" not in request.path)


def test_a_late_addition_to_yesterday_is_found(replica: Replica, job: Job) -> None:
    move_to_today(replica)
    late = min(replica.items)
    item = replica.items.pop(late)
    job.since_last()
    replica.add([item])
    replica.seen.clear()
    outcome = job.since_last()
    assert outcome.counts.added == 1
    assert releases_asked(replica) == [late]


def test_a_correction_told_by_the_feed_is_fetched(replica: Replica, job: Job) -> None:
    move_to_today(replica)
    job.since_last()
    path = max(replica.items)
    item = replica.items[path]
    replica.change(path, issued=item.issued + timedelta(minutes=1), text=item.text + "\n\nA correction was made.")
    outcome = job.since_last()
    assert outcome.counts.changed == 1


def test_today_is_incomplete_until_it_is_over(replica: Replica, job: Job) -> None:
    move_to_today(replica)
    job.since_last()
    today = hong_kong_now().date()
    assert {day for (day,) in job.query("SELECT day FROM crawled_days WHERE NOT complete")} == {today}


@pytest.mark.parametrize("state", ["loaded", "failed"])
def test_a_newer_parser_reads_the_kept_pages_again(state: str, replica: Replica, job: Job) -> None:
    job.crawl()
    replica.seen.clear()
    job.execute(f"UPDATE listings SET parse_version = 'older', state = '{state}'")
    job.execute("UPDATE releases SET title = 'read wrongly'")
    job.execute("UPDATE pages SET digest = 'of another reading'")
    outcome = job.reparse()
    assert outcome.counts.changed == 24
    assert job.query("SELECT count(*) FROM releases WHERE title = 'read wrongly'") == [(0,)]
    assert replica.seen == []
    assert job.reparse().counts.documents == 0


def test_a_store_made_anew_is_filled_from_the_kept_pages(replica: Replica, job: Job) -> None:
    job.crawl()
    (job.folder / "store" / "store.duckdb").unlink()
    replica.seen.clear()
    assert job.crawl().counts.added == 24
    assert releases_asked(replica) == []


def test_the_first_crawl_takes_two_days_and_what_the_feeds_show(replica: Replica, job: Job) -> None:
    outcome = job.since_last()
    today = hong_kong_now().date()
    days = {day for (day,) in job.query("SELECT day FROM crawled_days")}
    assert days == {today, today - timedelta(days=1), *(item.day for item in replica.items.values())}
    assert outcome.counts.added == 24
