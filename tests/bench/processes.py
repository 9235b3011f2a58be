"""Runs the real commands: the job to its end, the server as long as it is asked."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.timing import watch_memory

ROOT = Path(__file__).parents[2]
_ETL = (sys.executable, "-m", "etl")
_DASHBOARD = (sys.executable, "-c", "from dashboard.server import main; main()")
# The disk is not to hold ten snapshots of a great corpus.
_ENVIRONMENT = os.environ | {"COMMUNIQUE_KEEP_SNAPSHOTS": "2"}


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command took: seconds, and the greatest memory of all its processes in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    address: str
    pid: int


def run_etl(*arguments: str) -> Finished:
    """Run an etl command to its end. Raises RuntimeError with what it printed where it fails."""
    start = time.monotonic()
    with (
        subprocess.Popen(
            (*_ETL, *arguments), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_ENVIRONMENT
        ) as process,
        watch_memory(process.pid) as memory,
    ):
        printed, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"etl {' '.join(arguments)}: {printed.strip()[-500:]}")
    return Finished(time.monotonic() - start, memory.peak)


@contextmanager
def serve(data_dir: Path, workers: int) -> Iterator[Server]:
    """Run the dashboard on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--data-dir", str(data_dir.resolve()), "--port", str(port), "--workers", str(workers))
    with subprocess.Popen((*_DASHBOARD, *options), cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended with {process.returncode} before it answered")
        try:
            httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers at {address}")
