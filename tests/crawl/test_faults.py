"""A site that fails: now and then, in every way, or altogether."""

import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.crawl.conftest import FIRST, QUICK, Job, make_items
from tests.crawl.replica import Replica, Response, Trouble, render_release
from tests.crawl.serving import ResetError
from tests.crawl.test_crawl import releases_asked

# The longest that a request of these tests waits for an answer.
PATIENCE = replace(QUICK, timeout=0.25)
KINDS = ("status 500", "status 503", "time-out", "reset", "truncation")


def fail_at_random(replica: Replica, share: float, met: Counter[str]) -> Trouble:
    """Return what lets a share of requests fail, in all ways by turns; `met` counts them."""
    chance = Random(20240301)  # noqa: S311 — the same faults each time

    def trouble(path: str, times: int) -> Response | None:
        if chance.random() >= share:
            return None
        kind = KINDS[met.total() % len(KINDS)]
        met[kind] += 1
        if kind == "time-out":
            time.sleep(2 * PATIENCE.timeout)
        if kind == "reset":
            raise ResetError
        if kind == "truncation":
            whole = render_release(replica.items.get(path) or next(iter(replica.items.values()))).encode()
            return Response(200, whole[: len(whole) // 2], (("Content-Length", str(len(whole))),))
        return Response(503, headers=(("Retry-After", "0"),)) if kind == "status 503" else Response(500)

    return trouble


def cut_short(body: bytes) -> Response:
    """The first half of a page, as if it were all: only the page itself tells that more should come."""
    return Response(200, body[: len(body) // 2])


def refuse_connections() -> str:
    """Return an address on loopback at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{held.getsockname()[1]}"


def test_nothing_is_missing_or_doubled_when_three_requests_in_ten_fail(replica: Replica, job: Job) -> None:
    replica.add(make_items(48, 4))
    met: Counter[str] = Counter()
    replica.trouble = fail_at_random(replica, 0.3, met)
    outcome = job.crawl(days=4, manners=PATIENCE)
    assert not outcome.stopped
    assert outcome.troubles == []
    assert met.total() > 0.2 * len(replica.seen)
    assert all(met[kind] for kind in KINDS)
    serials = sorted((item.serial, item.lang) for item in replica.items.values())
    assert job.query("SELECT release_id, lang FROM releases ORDER BY ALL") == serials
    assert job.query("SELECT release_id, lang FROM pages ORDER BY ALL") == serials
    assert job.query("SELECT count(*), count(DISTINCT url) FROM answers WHERE url LIKE '%/P%'") == [
        (
            len(serials),
            len(serials),
        )
    ]
    assert job.query("SELECT count(*), bool_and(complete), sum(listed) FROM crawled_days") == [(8, True, len(serials))]
    assert job.query("SELECT * FROM revisions") == []


def test_pages_and_lists_cut_short_are_never_taken_for_whole_and_come_in_the_next_run(
    replica: Replica, job: Job
) -> None:
    first_list, pages = f"/gia/general/{FIRST:%Y%m}/{FIRST:%d}.htm", sorted(replica.items)[-2:]
    replica.pages = {path: cut_short(replica.answer(path, {}).body) for path in (first_list, *pages)}
    job.crawl()
    problems = job.query(
        "SELECT problem FROM lists WHERE problem <> '' UNION ALL SELECT problem FROM listings WHERE problem <> ''"
    )
    assert len(problems) == 3
    assert all("</html>" in problem and "did not come whole" in problem for (problem,) in problems)
    assert job.reparse().counts.added == 0
    short = {(FIRST, "en"), *((replica.items[path].day, replica.items[path].lang) for path in pages)}
    assert set(job.query("SELECT day, lang FROM crawled_days WHERE NOT complete")) == short
    replica.pages = {}
    replica.seen.clear()
    job.crawl()
    english = {path for path, item in replica.items.items() if (item.day, item.lang) == (FIRST, "en")}
    assert sorted(releases_asked(replica)) == sorted({*english, *pages})
    assert job.query("SELECT count(*) FROM releases") == [(24,)]
    assert job.query("SELECT bool_and(complete) FROM crawled_days") == [(True,)]
    assert job.query("SELECT * FROM revisions") == []


def test_a_list_that_does_not_come_leaves_its_day_incomplete_until_it_does(replica: Replica, job: Job) -> None:
    missing = f"/gia/general/{FIRST:%Y%m}/{FIRST:%d}c.htm"
    replica.trouble = lambda path, times: Response(500) if path == missing else None
    outcome = job.crawl()
    assert not outcome.stopped
    assert [issue.origin.removeprefix(job.base) for issue in outcome.troubles] == [missing]
    assert job.query("SELECT day, lang, listed FROM crawled_days WHERE NOT complete") == [(FIRST, "tc", None)]
    replica.trouble = lambda path, times: None
    job.crawl()
    assert job.query("SELECT count(*), bool_and(complete) FROM crawled_days") == [(6, True)]
    assert job.query("SELECT count(*) FROM releases") == [(24,)]


def test_a_site_that_goes_down_ends_the_run_soon_and_the_next_one_goes_on(replica: Replica, job: Job) -> None:
    def go_down(path: str, times: int) -> Response | None:
        return Response(502) if len(releases_asked(replica)) > 10 else None

    replica.trouble = go_down
    outcome = job.crawl()
    assert "the site does not answer" in outcome.stopped
    assert "status 502" in outcome.stopped
    assert len(replica.seen) <= 45
    before = job.query("SELECT count(*) FROM releases")[0][0]
    assert 0 < before <= 10
    replica.trouble = lambda path, times: None
    replica.seen.clear()
    outcome = job.crawl()
    assert not outcome.stopped
    assert len(releases_asked(replica)) == 24 - before
    assert job.query("SELECT bool_and(complete) FROM crawled_days") == [(True,)]


def test_a_site_that_is_down_ends_the_command_with_one_line_and_exit_code_1(tmp_path: Path) -> None:
    began = time.monotonic()
    command = [sys.executable, "-m", "etl", "crawl", "--from", "2024-03-01", "--to", "2024-03-03"]
    where = ["--base-url", refuse_connections(), "--data-dir", str(tmp_path)]
    ended = subprocess.run([*command, *where], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert time.monotonic() - began < 30
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("stopped: http://127.0.0.1:")
    assert "robots.txt" in ended.stderr
    assert "complete" not in ended.stdout
    assert not (tmp_path / "snapshots" / "checked").exists()
