"""A crawl that is stopped anywhere, by `kill -9`, Ctrl-C or the site: the next run goes on where it was."""

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import duckdb
import pytest

from etl.rows import FACT_TABLES
from etl.store import hong_kong_now
from tests.crawl.conftest import FIRST, Job, make_items
from tests.crawl.processes import start_etl, wait_until
from tests.crawl.replica import Replica, Response
from tests.crawl.serving import serve
from tests.crawl.test_crawl import releases_asked

DAYS, AT_A_TIME, KILLS = 4, 2, 20
LAST_LIST = f"{FIRST + timedelta(days=DAYS - 1):/%Y%m/%d}c.htm"
COMPARED = {
    "store": ("releases", *FACT_TABLES, "pages", "revisions", "issues"),
    "crawl": ("answers", "listings", "crawled_days"),
}
# When it happened, and in which run.
PASSING = {"run_id", "noticed_at", "checked_at", "fetched_at", "listed_at", "headers"}


@pytest.fixture(scope="module")
def replica() -> Replica:
    """A site with 61 releases on four days; one was issued again under another number."""
    site = Replica()
    site.add(make_items(60, DAYS))
    first = site.items[min(site.items)]
    site.add([replace(first, serial=f"{first.serial[:-5]}00999", title=f"{first.title} (with photos)")])
    return site


@pytest.fixture(scope="module")
def base(replica: Replica) -> Iterator[str]:
    """The address at which the replica is served."""
    with serve(replica) as address:
        yield address


@pytest.fixture(scope="module")
def command(base: str) -> list[str]:
    """The crawl that is stopped here and goes on there."""
    last = FIRST + timedelta(days=DAYS - 1)
    days = ["crawl", "--from", f"{FIRST}", "--to", f"{last}"]
    return [*days, "--base-url", base, "--rate", "40", "--no-publish"]


@pytest.fixture
def calm(calm_once: dict[str, list[str]], replica: Replica) -> dict[str, list[str]]:
    """What an undisturbed run makes of the site; from here on the replica counts anew."""
    replica.seen.clear()
    return calm_once


@pytest.fixture(scope="module")
def calm_once(command: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What an undisturbed run makes of the site."""
    return crawl_undisturbed(command, tmp_path_factory.mktemp("calm") / "data")


def crawl_undisturbed(command: list[str], folder: Path) -> dict[str, list[str]]:
    """Crawl to the end, and return the result."""
    output = folder.with_suffix(".txt")
    process = start_etl(output, *command, "--data-dir", folder)
    process.join()
    assert process.exitcode == 0, output.read_text(encoding="utf-8")
    assert "every day asked for is complete" in output.read_text(encoding="utf-8")
    return read_result(folder)


def read_result(folder: Path) -> dict[str, list[str]]:
    """Return all that a crawl has made, but for when it did so."""
    result = {}
    for name, tables in COMPARED.items():
        with duckdb.connect(str(folder / "store" / f"{name}.duckdb"), read_only=True) as connection:
            for table in tables:
                found = connection.sql(f"FROM {table}")
                columns = ", ".join(name for name in found.columns if name not in PASSING)
                result[table] = sorted(map(repr, found.project(columns).fetchall()))
    return result


def lists_sent(replica: Replica) -> list[str]:
    """Return the lists that were sent, not just said to be unchanged."""
    return [r.path for r in replica.seen if r.status == 200 and re.search(r"/\d\dc?\.htm$", r.path)]


def test_killed_twenty_times_a_crawl_ends_as_an_undisturbed_one_and_asks_again_only_for_pages_in_flight(
    replica: Replica, command: list[str], calm: dict[str, list[str]], tmp_path: Path
) -> None:
    chance = Random(2024)  # noqa: S311 — the same moments each time, as far as clocks allow
    came, kills, starts = Counter[str](), 0, 0
    while kills < KILLS:
        starts += 1
        assert starts < 3 * KILLS, "most runs ended before they were killed"
        replica.seen.clear()
        pages, wait = chance.randrange(6), chance.uniform(0, 0.3)
        process = start_etl(tmp_path / "killed.txt", *command, "--data-dir", tmp_path / "killed")
        wait_until(lambda: len(releases_asked(replica)) >= pages or bool(replica.asked(LAST_LIST)), process)  # noqa: B023
        process.join(wait)
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        assert sum(path in came for path in releases_asked(replica)) <= AT_A_TIME
        assert sum(path in came for path in lists_sent(replica)) <= 1
        came.update([*releases_asked(replica), *lists_sent(replica)])
    replica.seen.clear()
    assert crawl_undisturbed(command, tmp_path / "killed") == calm
    assert sum(path in came for path in releases_asked(replica)) <= AT_A_TIME


def test_after_ctrl_c_the_same_command_goes_on(
    replica: Replica, command: list[str], calm: dict[str, list[str]], tmp_path: Path
) -> None:
    arguments = [*command, "--data-dir", str(tmp_path / "stopped")]
    # Whoever runs the tests may ignore Ctrl-C, and what it starts would do so too.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    start = [sys.executable, "-m", "etl", *arguments]
    with subprocess.Popen(start, stderr=subprocess.PIPE, text=True, preexec_fn=heed) as process:  # noqa: PLW1509
        while len(releases_asked(replica)) < 15 and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert said == "stopped: the same command goes on from here\n"
    asked = releases_asked(replica)
    assert 15 <= len(asked) < 40
    loaded = read_result(tmp_path / "stopped")["releases"]
    assert len(asked) - AT_A_TIME - 1 <= len(loaded) <= len(asked)
    replica.seen.clear()
    assert crawl_undisturbed(command, tmp_path / "stopped") == calm
    assert len(set(asked) & set(releases_asked(replica))) <= AT_A_TIME


def test_what_the_feed_told_is_not_forgotten_when_the_run_stops_before_it_is_fetched(tmp_path: Path) -> None:
    earlier = hong_kong_now().date() - timedelta(days=10)
    site = Replica()
    site.add(replace(item, day=item.day - FIRST + earlier) for item in make_items(6, 1))
    with serve(site) as base:
        job = Job(tmp_path, base)
        site.trouble = lambda path, times: None if "rss" in path or "robots" in path else Response(500)
        assert job.since_last().stopped
        site.trouble = lambda path, times: Response(500) if "/P" in path else None
        assert job.since_last().stopped
        site.trouble = lambda path, times: None
        assert not job.since_last().stopped
        assert sorted(releases_asked(site)[-6:]) == sorted(site.items)
    assert job.query("SELECT count(*) FROM releases") == [(6,)]
