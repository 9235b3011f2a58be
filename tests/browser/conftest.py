"""Fixtures of the browser tests: a snapshot of invented releases, the real server on it, a real browser."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.dashboard.snapshot_builder import SnapshotBuilder
from tests.dashboard.test_coverage import fill_crawled

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "from dashboard.server import main; main()")
FIRST = date(2025, 1, 1)
DAYS = 181
PATIENCE = 30_000  # milliseconds: a busy machine is slow, and that is no fault of the page
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


def fill_half_year(builder: SnapshotBuilder) -> SnapshotBuilder:
    """Add an invented fair on every third day of half a year, and a talk on every sixth."""
    for number in range(0, DAYS, 3):
        _add_fair(builder, f"A{number:03}", FIRST + timedelta(days=number), number)
        if number % 2 == 0:
            _add_talk(builder, f"B{number:03}", FIRST + timedelta(days=number), number)
    return builder


def _add_fair(builder: SnapshotBuilder, release_id: str, day: date, number: int) -> None:
    sentences = ("A kite fair began.", "It was all about sport and kites.", "Ada Lam flew one.")
    body = " ".join(sentences)
    builder.add_release(release_id, day, title=f"Kite fair {number}", body=body, source="demo")
    builder.add_mention(release_id, "sport", sentences[1], at=body.index("sport"))
    builder.add_person(release_id, "ada-lam", ("spoke", "attended")[number % 2])
    builder.add_size(release_id, 50 + number, qualifier="more-than")


def _add_talk(builder: SnapshotBuilder, release_id: str, day: date, number: int) -> None:
    body = "Ben Kwok read aloud. The talk turned to housing at last."
    builder.add_release(release_id, day, title=f"Housing talk {number}", body=body, source="demo")
    builder.add_mention(release_id, "housing", "The talk turned to housing at last.", at=body.index("housing"))
    builder.add_person(release_id, "ben-kwok", "officiated")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real server on a snapshot of half a year of invented releases."""
    data_dir = tmp_path_factory.mktemp("browser")
    fill_half_year(SnapshotBuilder()).publish(data_dir, "20250701T000000Z-browser", built_at=datetime(2025, 7, 1))
    yield from serve(data_dir)


@pytest.fixture(scope="module")
def crawled_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real server on a snapshot of crawled days, some of which are not complete."""
    data_dir = tmp_path_factory.mktemp("crawled")
    fill_crawled(SnapshotBuilder()).publish(data_dir, "20250510T000000Z-crawled", built_at=datetime(2025, 5, 10))
    yield from serve(data_dir)


@pytest.fixture
def empty_address(tmp_path: Path) -> Iterator[str]:
    """The address of the real server on a folder without a snapshot."""
    yield from serve(tmp_path)


def serve(data_dir: Path) -> Iterator[str]:
    """Run the server on a free port of loopback until the test is over."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (data_dir / "server.log").open("w", encoding="utf-8")
    arguments = (*COMMAND, "--data-dir", str(data_dir), "--port", str(port))
    with log, subprocess.Popen(arguments, cwd=ROOT, stdout=log, stderr=log) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", process, data_dir / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as installed on this machine; gone with this module, as others run event loops of their own."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("the browser tests need Chromium: install the package chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that may reach nothing but the server, and must run without an error of its scripts."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    errors: list[str] = []
    strangers: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: strangers.append(request.url) if _is_strange(request.url) else None)
    yield page
    context.close()
    assert not errors, errors
    assert not strangers, strangers


def _is_strange(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
