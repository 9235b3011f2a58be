"""The Spark engine makes the very files that processes of this machine make, whatever fails meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.bulk.job import extract_folder
from etl.engines.pool import map_in_pool
from etl.engines.spark import open_session, plan_work
from etl.settings import Settings
from tests.bulk.cluster import find_executors, start_cluster, wait_until
from tests.bulk.odd_parquet import write_odd_folder
from tests.etl.test_load import etl

needs_java = pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java: make spark installs it")
PARTS = 40


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd_folder(tmp_path_factory.mktemp("odd") / "releases", 200)


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(part=6)


@pytest.fixture(scope="module")
def expected(releases: Path, settings: Settings) -> dict[str, bytes]:
    """What this process makes of the releases."""
    folder = releases.with_name("expected")
    extract_folder(releases, folder, settings, lambda work, parts: map_in_pool(work, parts, 1), lambda counts: None)
    files = read_files(folder)
    assert len(files) >= PARTS * 6
    return files


def read_files(folder: Path) -> dict[str, bytes]:
    """All files of a folder of facts, but for its mark, which tells the time."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "_SUCCESS"
    }


@needs_java
def test_local_mode_makes_the_same_files_without_a_shuffle(
    releases: Path, settings: Settings, expected: dict[str, bytes], tmp_path: Path
) -> None:
    plans: list[str] = []
    with open_session("local[2]") as session:

        def run(work: object, parts: list[object]) -> Iterator[tuple[int, ...]]:
            planned = plan_work(session, work, parts)  # type: ignore[arg-type]  # one list of one kind
            plans.append(planned._jdf.queryExecution().toString())  # as explain() prints it
            return (tuple(row.counts) for row in planned.collect())

        extract_folder(releases, tmp_path / "facts", settings, run, lambda counts: None)  # type: ignore[arg-type]
    assert read_files(tmp_path / "facts") == expected
    assert "MapInArrow" in plans[0]
    assert "Exchange" not in plans[0]


@needs_java
def test_a_cluster_survives_an_executor_that_is_killed(
    releases: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_PART", "6")
    facts = tmp_path / "facts"
    with start_cluster(tmp_path) as (master, workers), start_extract(releases, facts, "spark", master) as driver:
        wait_until(lambda: count_parts(tmp_path) and find_executors(workers), "the first part")
        os.kill(find_executors(workers)[0], signal.SIGKILL)
        done = count_parts(tmp_path)
        _, told = driver.communicate(timeout=300)
    assert driver.returncode == 3, told
    assert 0 < done < len(expected) / 6
    assert "Lost executor" in told
    assert read_files(facts) == expected
    assert [path.name for path in tmp_path.glob("facts*")] == ["facts"]


def test_a_killed_job_leaves_nothing_that_looks_whole(
    releases: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_PART", "6")
    monkeypatch.setenv("COMMUNIQUE_WORKERS", "1")
    facts = tmp_path / "facts"
    with start_extract(releases, facts, "local", "none") as job:
        wait_until(lambda: count_parts(tmp_path), "the first part")
        job.kill()
    assert not facts.exists()
    (left,) = tmp_path.glob("facts.*")
    assert 0 < count_parts(tmp_path) < len(expected) / 6
    assert "no whole folder" in etl("publish", "--facts", left, "--data-dir", tmp_path / "data").stderr
    assert etl("extract", releases, "-o", facts, "--engine", "local").returncode == 3
    assert read_files(facts) == expected
    assert not left.exists()


def start_extract(source: Path, output: Path, engine: str, master: str) -> subprocess.Popen[str]:
    command: list[str | Path] = [sys.executable, "-m", "etl", "extract", source, "-o", output]
    options = ["--engine", engine, "--master", master]
    return subprocess.Popen([*command, *options], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def count_parts(folder: Path) -> int:
    return len(list(folder.glob("facts.*.building/issues/*.parquet")))


@pytest.mark.parametrize(
    ("without", "says"), [("pyspark", "PySpark is missing: make spark"), ("java", "Java is missing")]
)
def test_what_is_missing_is_told_in_a_line(without: str, says: str, releases: Path, tmp_path: Path) -> None:
    hide = "import sys; sys.modules['pyspark'] = None" if without == "pyspark" else "import os; os.environ['PATH'] = ''"
    code = f"{hide}; from etl.cli import main; main()"
    job: list[str | Path] = [sys.executable, "-c", code, "extract", releases, "-o", tmp_path / "facts"]
    result = subprocess.run([*job, "--engine", "spark"], capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@needs_java
def test_a_master_that_is_not_there_is_told_in_a_line(releases: Path, tmp_path: Path) -> None:
    result = etl("extract", releases, "-o", tmp_path / "facts", "--engine", "spark", "--master", "spark://127.0.0.1:9")
    assert result.returncode == 1
    assert "no Spark master answers" in result.stderr
    assert len(result.stderr.splitlines()) == 1
