"""A standalone Spark cluster on loopback: a master and two workers of one core each, as processes of this test."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Small and quick to start: they hand out work, no more.
_LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def start_cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield the master's address and the workers' process ids."""
    port = _find_port()
    address = f"spark://{LOOPBACK}:{port}"
    deploy = "org.apache.spark.deploy"
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.append(_start(folder, f"{deploy}.master.Master", "--port", str(port)))
        for number in range(2):
            work = ("--work-dir", str(folder / f"work-{number}"), "--cores", "1", "--memory", "1g")
            running.append(_start(folder, f"{deploy}.worker.Worker", *work, address))
        wait_until(lambda: _answers(port), "the master to answer")
        yield address, [process.pid for process in running[1:]]
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(30)


def find_executors(workers: list[int]) -> list[int]:
    """Return the process ids of the executors of these workers that have started a process of Python, which works."""
    parents = {int(path.name): _read_parent(path) for path in Path("/proc").glob("[0-9]*")}
    return [pid for pid, parent in parents.items() if parent in workers and pid in parents.values()]


def wait_until(is_so: Callable[[], object], what: str, seconds: float = 300) -> None:
    """Wait for something that takes an unknown time."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.02)


def _start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _LIGHT,
    }
    place = ("--host", LOOPBACK, "--webui-port", "0")
    with (folder / "cluster.log").open("ab") as log:
        return subprocess.Popen(
            [home / "bin" / "spark-class", command[0], *place, *command[1:]], env=environment, stdout=log, stderr=log
        )


def _read_parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return 0


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0
