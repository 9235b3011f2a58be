"""Work on Spark: one task an item, retried elsewhere where a machine fails; only counts come back.

Spark hands out the items and watches over them. Documents and facts go between Parquet and the workers' Arrow
directly, never through the JVM, the driver or a shuffle.
"""

import os
import shutil
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Item = TypeVar("Item")
_LOGGING = Path(__file__).with_name("log4j2.properties")
# The JVM only hands out work, for which compiling more than a little does not pay.
_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_RESULT = "number long, counts array<long>"


class SparkError(Exception):
    """Spark cannot be used, or a job failed on it; the message says why and what to do."""


def map_on_spark(work: Callable[[Item], tuple[int, ...]], items: Sequence[Item], master: str) -> list[tuple[int, ...]]:
    """Return what `work` counts of each item, in order. Raises SparkError; `work` may be called twice for an item."""
    with open_session(master) as session:
        from pyspark.errors import PySparkException  # noqa: PLC0415 — an extra, which open_session explains

        try:
            rows = plan_work(session, work, items).collect()
        except PySparkException as error:
            raise SparkError(f"the Spark job failed: {_find_cause(str(error))}") from error
    return [tuple(row.counts) for row in sorted(rows)]


def plan_work(session: "SparkSession", work: Callable[[Item], tuple[int, ...]], items: Sequence[Item]) -> "DataFrame":
    """Plan the job: a partition an item, through Arrow batches, without a shuffle."""

    def run(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa  # noqa: PLC0415 — sent to the workers as it is

        for batch in batches:
            for number in batch.column(0).to_pylist():
                counts = list(work(items[number]))
                yield pa.RecordBatch.from_pylist([{"number": number, "counts": counts}])

    return session.range(0, len(items), 1, len(items)).mapInArrow(run, _RESULT)


@contextmanager
def open_session(master: str) -> "Iterator[SparkSession]":
    """Start Spark, and stop it at the end. All settings of ours are here; spark-defaults.conf may add others."""
    _check_installed(master)
    from pyspark.sql import SparkSession  # noqa: PLC0415 — an extra, which _check_installed explains

    # Workers run the Python of this process, which must be at the same path on their machines.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.driver.extraJavaOptions": f"{_JVM} -Dlog4j2.configurationFile={_LOGGING.as_uri()}",
        "spark.executor.extraJavaOptions": _JVM,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
        # An item is seconds of work, and the driver learns nothing but counts.
        "spark.driver.memory": "512m",
        "spark.task.maxFailures": "4",
    }
    if _is_on_this_machine(master):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.master(master).appName("communique extract")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, which this does not use
        try:
            session = builder.getOrCreate()
        except Exception as error:
            raise SparkError(f"Spark does not start on {master}: {_find_cause(str(error))}") from error
        try:
            yield session
        finally:
            session.stop()


def _check_installed(master: str) -> None:
    try:
        import pyspark  # noqa: F401, PLC0415 — an extra
    except ImportError as error:
        raise SparkError("PySpark is missing: make spark, or pip install -r requirements-spark.lock") from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=str(Path(home) / "bin") if home else None):
        raise SparkError("Java is missing, on which Spark runs: install Java 17 or newer, or set JAVA_HOME")
    if master.startswith("spark://"):
        place = urlsplit(master)
        try:
            socket.create_connection((place.hostname or "", place.port or 7077), timeout=10).close()
        except (OSError, ValueError) as error:
            raise SparkError(f"{master}: no Spark master answers ({error}): check --master") from error


def _is_on_this_machine(master: str) -> bool:
    return master.startswith("local") or urlsplit(master).hostname in {"localhost", "127.0.0.1"}


def _find_cause(message: str) -> str:
    """The last line of a traceback, which names the error, without the module that its class is in."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    causes = [line for line in lines if "Error: " in line and not line.startswith("at ")]
    return (causes or lines or ["no reason given"])[-1][:500]
