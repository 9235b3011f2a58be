"""Readers ask all the time while a snapshot is published, replicas move to it, and one stops and comes back."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from typing import Any

import httpx

from tests.deploy.conftest import PATIENCE, SNAPSHOT, Site, publish, pull, push

READERS = 8
PAUSE = 0.25


@dataclass
class Reader:
    """Asks for pages, files and health in turn, as one browser does; keeps what it saw and what failed."""

    site: Site
    callback: dict[str, Any]
    stop: threading.Event
    seen: list[tuple[str, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def read(self) -> None:
        asks = cycle((self.ask_index, self.ask_page, self.ask_file, self.ask_health))
        with httpx.Client(base_url=self.site.address, verify=self.site.trust, timeout=PATIENCE) as client:
            while not self.stop.is_set():
                ask = next(asks)
                try:
                    ask(client)
                except Exception as error:
                    self.failures.append(f"{ask.__name__}: {error!r}")
                self.stop.wait(PAUSE)

    def ask_index(self, client: httpx.Client) -> None:
        assert "_dash-renderer" in client.get("/themes").raise_for_status().text

    def ask_page(self, client: httpx.Client) -> None:
        answer = client.post("/_dash-update-component", json=self.callback).raise_for_status().text
        (name,) = set(SNAPSHOT.findall(answer))
        titles = set(re.findall(r"Seminar number \d+ held", answer))
        self.seen.append((name, len(titles)))

    def ask_file(self, client: httpx.Client) -> None:
        answer = client.get("/data/releases.csv").raise_for_status()
        self.seen.append((answer.headers["X-Snapshot"], len(answer.text.splitlines()) - 1))

    def ask_health(self, client: httpx.Client) -> None:
        self.seen.append((client.get("/healthz").raise_for_status().json()["snapshot"], -1))


def find_callback(site: Site) -> dict[str, Any]:
    """What a browser sends to have the page of releases made."""
    known = httpx.get(f"{site.address}/_dash-dependencies", verify=site.trust).json()
    (page,) = (one for one in known if [given["id"] for given in one["inputs"]] == ["asked"])
    asked = {"path": "/releases", "search": "", "dark": False, "narrow": False}
    outputs = [part.rpartition(".") for part in page["output"].strip(".").split("...")]
    return {
        "output": page["output"],
        "outputs": [{"id": name, "property": prop} for name, _, prop in outputs],
        "inputs": [{"id": "asked", "property": "data", "value": asked}],
        "state": [{**state, "value": None} for state in page["state"]],
        "changedPropIds": ["asked.data"],
    }


@contextmanager
def many_readers(site: Site) -> Iterator[list[Reader]]:
    stop = threading.Event()
    callback = find_callback(site)
    readers = [Reader(site, callback, stop) for _ in range(READERS)]
    threads = [threading.Thread(target=reader.read) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def wait_until_all_saw(readers: list[Reader], name: str, fresh: bool = False) -> None:
    """Wait until each reader has seen a snapshot, `fresh`: has seen it from now on."""
    marks = [len(reader.seen) if fresh else 0 for reader in readers]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if all(name in [seen for seen, _ in reader.seen[mark:]] for reader, mark in zip(readers, marks, strict=True)):
            return
        time.sleep(0.1)
    raise AssertionError(f"not all readers saw {name}: {[reader.seen[-1:] for reader in readers]}")


def test_no_request_fails_while_replicas_move_stop_and_start(site: Site) -> None:
    first, second = site.replicas
    old = (site.origin / "snapshots" / "current").readlink().stem
    with many_readers(site) as readers:
        wait_until_all_saw(readers, old)
        new = publish(site.origin, 8)
        assert push(site.origin, site.remote).returncode == 0
        assert pull(first.data_dir, site.remote).returncode == 0
        time.sleep(1)  # a while in which one replica has moved and the other has not
        assert pull(second.data_dir, site.remote).returncode == 0
        wait_until_all_saw(readers, new, fresh=True)
        for replica in site.replicas:
            replica.stop()
            wait_until_all_saw(readers, new, fresh=True)
            replica.start()

    assert not [failure for reader in readers for failure in reader.failures]
    counts = {old: 5, new: 8}
    served = site.log.read_text()
    twice = [line for line in served.splitlines() if "," in line.split(" /")[0]]
    for reader in readers:
        went_back = [later for (before, _), (later, _) in pairwise(reader.seen) if later < before]
        assert not went_back, f"a reader went back to an older snapshot; what was asked of two replicas: {twice}"
        assert {(name, count) for name, count in reader.seen if count >= 0} <= set(counts.items())
    assert {name for reader in readers for name, _ in reader.seen} == {old, new}
    for replica in site.replicas:
        assert f" 127.0.0.1:{replica.port} /_dash-update-component" in served
    assert twice, "no request had to be asked a second time: nothing was tested"


def test_files_of_pages_are_kept_by_nginx_and_by_browsers(site: Site) -> None:
    with httpx.Client(base_url=site.address, verify=site.trust) as client:
        address = re.findall(r'<script src="([^"]*renderer[^"]*)"', client.get("/").text)[0]
        asked = len(site.log.read_text().splitlines())
        for _ in range(3):
            answer = client.get(address, headers={"Accept-Encoding": "br"})
            assert answer.headers["Content-Encoding"] == "br"
            assert answer.headers["Cache-Control"].endswith("immutable")
        lines = site.log.read_text().splitlines()[asked:]
        assert len([line for line in lines if "renderer" in line and "127.0.0.1" in line]) == 1
        page = client.get("/")
        assert page.headers["Strict-Transport-Security"]
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Set-Cookie" not in page.headers, "the cookie is set once"
