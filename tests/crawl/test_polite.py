"""How the site is asked: all measured at the server."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.crawl.command import CrawlOptions, UsageError, read_site
from etl.crawl.fetch import Manners
from etl.settings import Settings
from tests.crawl.conftest import FIRST, QUICK, Job, make_items
from tests.crawl.replica import Replica, Response
from tests.crawl.test_crawl import releases_asked


def manners_of(base: str, rate: float | None = None, **settings: str) -> Manners:
    """The manners of `etl crawl` at an address."""
    options = CrawlOptions(FIRST, FIRST, "en,tc", False, False, base, rate)
    return read_site(options, Settings(**settings))[1]  # type: ignore[arg-type]


def most_at_a_time(replica: Replica) -> int:
    """Return how many requests were at most under way at the same time."""
    changes = sorted(change for request in replica.seen for change in ((request.came, 1), (request.went, -1)))
    return max(sum(step for _, step in changes[: number + 1]) for number in range(len(changes)))


def keep_few(replica: Replica, count: int) -> None:
    """Leave the site with some releases of the first day."""
    replica.items.clear()
    replica.add(make_items(count, 1))


def gaps(replica: Replica) -> list[float]:
    """Return the seconds between one request and the next."""
    return [after.came - before.came for before, after in pairwise(replica.seen)]


def test_by_default_there_are_two_requests_a_second(replica: Replica, base: str, job: Job) -> None:
    keep_few(replica, 6)
    job.crawl(days=1, manners=manners_of(base))
    assert len(replica.seen) == 9  # robots.txt, two lists, six releases
    assert replica.seen[-1].came - replica.seen[0].came > 0.9 * 8 / 2


def test_by_default_there_are_two_requests_at_a_time(replica: Replica, base: str, job: Job) -> None:
    def be_slow(path: str, times: int) -> None:
        time.sleep(0.05)

    replica.trouble = be_slow
    job.crawl(manners=replace(manners_of(base), rate=1000))
    assert len(releases_asked(replica)) == 24
    assert most_at_a_time(replica) == 2


@pytest.mark.parametrize("base", ["https://www.info.gov.hk", "http://10.0.0.1", "http://192.168.1.1:8000"])
@pytest.mark.parametrize("rate", ["5.1", "100", "0", "-1"])
def test_a_rate_above_five_is_refused_but_for_loopback(base: str, rate: str, tmp_path: Path) -> None:
    command = ["crawl", "--from", "2024-03-01", "--to", "2024-03-01", "--base-url", base, f"--rate={rate}"]
    ended = CliRunner().invoke(app, [*command, "--data-dir", str(tmp_path)])
    assert ended.exit_code == 2
    assert f"--rate: {rate}: expected more than 0 and at most 5 a second" in ended.stderr


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_loopback_may_be_asked_quickly(base: str) -> None:
    assert manners_of(base, rate=500).rate == 500
    with pytest.raises(UsageError, match="--rate: 0"):
        manners_of(base, rate=0)


def test_five_a_second_may_be_asked_of_the_site() -> None:
    assert manners_of("https://www.info.gov.hk", rate=5).rate == 5
    assert manners_of("https://www.info.gov.hk").rate == 2


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "state_pause",
    [
        pytest.param(lambda: "1", id="in seconds"),
        # Dates have whole seconds: this one is between one and two seconds away.
        pytest.param(lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True), id="as a date"),
    ],
)
def test_the_site_is_left_alone_as_long_as_it_asks(
    status: int, state_pause: Callable[[], str], replica: Replica, job: Job
) -> None:
    keep_few(replica, 4)
    busy = min(replica.items)
    until = 0.0

    def ask_for_a_pause(path: str, times: int) -> Response | None:
        nonlocal until
        if path != busy or times:
            return None
        stated = state_pause()
        until = time.monotonic() + 1
        return Response(status, headers=(("Retry-After", stated),))

    replica.trouble = ask_for_a_pause
    outcome = job.crawl(days=1, manners=replace(QUICK, at_a_time=1))
    assert releases_asked(replica).count(busy) == 2
    number = next(n for n, request in enumerate(replica.seen) if request.status == status)
    # The other pages wait as well; one second, but for what the clocks differ.
    assert all(request.came > until - 0.05 for request in replica.seen[number + 1 :])
    assert replica.seen[-1].came < until + 10
    assert outcome.counts.added == 4
    assert outcome.troubles == []


def test_a_site_that_asks_for_a_long_pause_is_left_for_the_next_run(replica: Replica, job: Job) -> None:
    busy = Response(503, headers=(("Retry-After", "3600"),))
    replica.trouble = lambda path, times: None if "robots" in path else busy
    outcome = job.crawl()
    assert "the site asks to come back in 3600 seconds" in outcome.stopped
    assert len(replica.seen) == 2


def test_what_fails_is_asked_again_later_and_later(replica: Replica, job: Job) -> None:
    keep_few(replica, 1)
    replica.trouble = lambda path, times: Response(500) if "/P" in path and times < 5 else None
    outcome = job.crawl(days=1, manners=replace(QUICK, first_backoff=0.04))
    waits = gaps(replica)[-5:] if "/P" in replica.seen[-1].path else gaps(replica)[-6:-1]
    # The wait doubles; to each a random part of twice the first is added.
    extra = [wait - 0.04 * 2**number for number, wait in enumerate(waits)]
    assert min(extra) >= 0
    assert max(extra) - min(extra) > 0.01
    assert outcome.counts.added == 1


@pytest.mark.parametrize("agent", ["*", "Communique"])
def test_what_robots_txt_forbids_is_not_asked_for(agent: str, replica: Replica, base: str, job: Job) -> None:
    replica.robots = f"User-agent: {agent}\nDisallow: /gia/general/{FIRST:%Y%m}/{FIRST:%d}/\n"
    outcome = job.crawl(manners=replace(QUICK, agent=manners_of(base).agent))
    forbidden = {path for path, item in replica.items.items() if item.day == FIRST}
    assert forbidden.isdisjoint(releases_asked(replica))
    assert set(releases_asked(replica)) == replica.items.keys() - forbidden
    assert not outcome.stopped
    assert len(outcome.troubles) == len(forbidden) == 8
    assert all("robots.txt forbids it" in issue.reason for issue in outcome.troubles)
    assert job.query("SELECT DISTINCT day FROM crawled_days WHERE NOT complete") == [(FIRST,)]


def test_a_robots_txt_for_others_is_not_ours(replica: Replica, base: str, job: Job) -> None:
    replica.robots = "User-agent: Otherbot\nDisallow: /\n"
    assert job.crawl(manners=replace(QUICK, agent=manners_of(base).agent)).counts.added == 24


def test_a_site_that_forbids_all_is_asked_for_its_rules_alone(replica: Replica, job: Job) -> None:
    replica.robots = "User-agent: *\nDisallow: /\n"
    outcome = job.crawl()
    assert replica.asked() == ["/robots.txt"]
    assert "robots.txt forbids it" in outcome.stopped


def test_a_crawl_delay_is_obeyed(replica: Replica, job: Job) -> None:
    keep_few(replica, 4)
    replica.robots = "User-agent: *\nCrawl-delay: 0.2\n"
    assert job.crawl(days=1).counts.added == 4
    # One request may be held up on its way, and the next one not: the whole shows the rate.
    assert replica.seen[-1].came - replica.seen[1].came > 0.9 * 5 * 0.2


@pytest.mark.parametrize("contact", ["", "press-data@example.org"])
def test_every_request_tells_who_asks_and_whom_to_write_to(contact: str, replica: Replica, base: str, job: Job) -> None:
    job.crawl(manners=replace(manners_of(base, contact=contact), rate=1000))
    (agent,) = {request.headers["user-agent"] for request in replica.seen}
    assert agent.startswith("Communique/")
    assert agent.endswith("(+press-data@example.org)" if contact else agent.split("/")[1])


def test_what_is_held_is_asked_for_on_condition_that_it_has_changed(replica: Replica, job: Job) -> None:
    dated = format_datetime(datetime(2024, 3, 2, tzinfo=UTC), usegmt=True)
    path = min(replica.items)
    body = replica.answer(path, {}).body
    replica.pages[path] = Response(200, body, (("Last-Modified", dated),))
    job.crawl()
    assert not any("if-none-match" in request.headers for request in replica.seen)
    replica.change(max(replica.items), title="A new title")
    replica.touched |= {item.day for item in replica.items.values()}
    replica.seen.clear()
    job.crawl()
    assert {request.status for request in replica.seen if "/P" in request.path} == {200, 304}
    assert all("if-none-match" in request.headers for request in replica.seen if "robots" not in request.path)
    assert [r.path for r in replica.seen if r.headers.get("if-modified-since") == dated] == [path]
    assert job.query("SELECT count(*) FROM answers WHERE url LIKE '%/P%'") == [(25,)]
    replica.seen.clear()
    job.crawl()
    assert releases_asked(replica) == []
    assert {request.status for request in replica.seen if "robots" not in request.path} == {304}
