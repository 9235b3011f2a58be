"""The `dashboard` command: it serves, waits for a snapshot, and says in one line why it cannot start."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest

from tests.dashboard.snapshot_builder import SnapshotBuilder

COMMAND = (sys.executable, "-c", "from dashboard.server import main; main()")
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(data_dir: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = (*COMMAND, "--data-dir", str(data_dir), "--port", str(port), *options)
    process = subprocess.Popen(
        arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, process.communicate()
        try:
            httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


def run(*options: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*COMMAND, *options), cwd=cwd, capture_output=True, text=True, timeout=60, check=False, encoding="utf-8"
    )


def test_it_starts_without_a_snapshot_serves_the_first_and_stops_when_asked(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as (address, process):
        assert httpx.get(f"{address}/healthz").status_code == 503
        assert httpx.get(f"{address}/").status_code == 200
        builder = SnapshotBuilder()
        builder.add_release("R1", date(2025, 1, 1))
        builder.publish(tmp_path, "20250201T000000Z-first", datetime(2025, 2, 1))
        answers = {httpx.get(f"{address}/healthz").json()["status"] for _ in range(8)}
        assert answers == {"ok"}
        assert "R1" in httpx.get(f"{address}/data/releases.csv").text
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=30)
        assert process.returncode == 0
        assert said == f"Communiqué is at {address} — stop it with Ctrl+C.\n"
        assert complaints == ""


def test_the_first_requests_may_come_together(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, _):
        starters = [
            subprocess.Popen(
                (sys.executable, "-c", f"import httpx; print(httpx.get({address!r}).status_code)"),
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        assert {starter.communicate(timeout=60)[0] for starter in starters} == {"200\n"}


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        check_refusal(run("--data-dir", str(tmp_path), "--port", port), 1, port, "in use")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--port", "many"), ("--port", "integer")),
        (("--port", "70000"), ("port", "70000", "65535")),
        (("--workers", "0"), ("workers", "0", "1")),
        (("--data-dir", "no/such"), ("no/such", "--data-dir")),
        (("--data-dir", "pyproject.toml"), ("pyproject.toml", "--data-dir")),
        (("--frobnicate",), ("--frobnicate",)),
    ],
)
def test_a_wrong_option_is_one_line(options: tuple[str, ...], words: tuple[str, ...]) -> None:
    check_refusal(run(*options), 2, *words)


def check_refusal(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert all(word in done.stderr for word in words), done.stderr


def test_help_names_every_option() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--data-dir", "--host", "--port", "--workers"))
