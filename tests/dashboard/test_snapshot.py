"""The current snapshot: opened read-only, replaced under load, refused where it cannot be read."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.settings import load_settings
from dashboard.snapshot import QueryFailed, Snapshot, SnapshotUnavailable, open_current
from tests.dashboard.snapshot_builder import SnapshotBuilder, make_current

SLOW = "SELECT count(*) FROM range(100000) AS a, range(100000) AS b WHERE a.range * b.range % 7 = 3"


def build(data_dir: Path, name: str, releases: int) -> Path:
    builder = SnapshotBuilder()
    for number in range(releases):
        builder.add_release(f"{name}-{number}", date(2025, 1, 1 + number))
    return builder.publish(data_dir, name)


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DASHBOARD_QUERY_SECONDS", "0.2")
    load_settings.cache_clear()
    yield
    monkeypatch.undo()
    load_settings.cache_clear()


def test_it_says_what_it_is(tmp_path: Path) -> None:
    build(tmp_path, "20250201T000000Z-aa", 3)
    snapshot = open_current(tmp_path)
    assert snapshot.name == "20250201T000000Z-aa"
    assert (snapshot.info.oldest_on, snapshot.info.newest_on) == (date(2025, 1, 1), date(2025, 1, 3))
    assert not snapshot.info.demonstration
    assert open_current(tmp_path) is snapshot


def test_a_new_snapshot_is_noticed_and_the_old_one_stays_whole_for_who_holds_it(tmp_path: Path) -> None:
    old_path = build(tmp_path, "20250201T000000Z-aa", 3)
    old = open_current(tmp_path)
    build(tmp_path, "20250202T000000Z-bb", 5)
    old_path.unlink()
    assert count_releases(open_current(tmp_path)) == 5
    assert count_releases(old) == 3


def test_the_old_file_is_closed_when_nobody_holds_it(tmp_path: Path) -> None:
    path = build(tmp_path, "20250201T000000Z-aa", 3)
    old = open_current(tmp_path)
    assert path in open_files()
    build(tmp_path, "20250202T000000Z-bb", 5)
    open_current(tmp_path)
    assert path in open_files()
    del old
    assert path not in open_files()


def open_files() -> set[Path]:
    return {link.resolve() for link in Path("/proc/self/fd").iterdir()}


def count_releases(snapshot: Snapshot) -> int:
    return int(snapshot.frame("SELECT count(*) AS n FROM releases")["n"][0])


def test_snapshots_are_switched_under_load_without_error_or_mixture(tmp_path: Path) -> None:
    paths = [build(tmp_path, f"20250201T00000{n}Z-s{n}", n + 2) for n in range(4)]
    expected = {path.stem: n + 2 for n, path in enumerate(paths)}
    stop, errors, seen = threading.Event(), [], set()

    def ask() -> None:
        while not stop.is_set():
            try:
                snapshot = open_current(tmp_path)
                counts = {count_releases(snapshot) for _ in range(3)}
                (batches,) = (list(snapshot.rows("SELECT DISTINCT run_id FROM releases").batches),)
                assert batches == [[("run-1",)]]
                assert counts == {expected[snapshot.name]}
                seen.add(snapshot.name)
            except BaseException as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for turn in range(60):
        make_current(paths[turn % len(paths)])
        stop.wait(0.02)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert seen == set(expected)


@pytest.mark.parametrize("content", [b"", b"not a database at all", bytes(5000)], ids=["empty", "text", "zeros"])
def test_a_file_that_is_no_snapshot_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "snapshots" / "bad.duckdb"
    path.parent.mkdir()
    path.write_bytes(content)
    make_current(path)
    check_refusal(tmp_path, "bad.duckdb")


@pytest.mark.parametrize("part", [0.001, 0.3, 0.6])
def test_a_truncated_file_is_refused_in_one_sentence(tmp_path: Path, part: float) -> None:
    path = build(tmp_path, "20250201T000000Z-aa", 3)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    check_refusal(tmp_path, path.name)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "snapshots" / "other.duckdb"
    path.parent.mkdir()
    duckdb.connect(str(path)).execute("CREATE TABLE t (i INTEGER)").close()
    make_current(path)
    check_refusal(tmp_path, "other.duckdb")


def test_a_snapshot_without_releases_is_refused(tmp_path: Path) -> None:
    build(tmp_path, "none", 0)
    check_refusal(tmp_path, "holds no releases")


def test_a_missing_snapshot_is_refused_until_it_appears(tmp_path: Path) -> None:
    check_refusal(tmp_path, str(tmp_path / "snapshots" / "current"))
    path = build(tmp_path, "20250201T000000Z-aa", 3)
    assert open_current(tmp_path).name == path.stem
    path.unlink()
    check_refusal(tmp_path, "There is no snapshot")


def check_refusal(data_dir: Path, words: str) -> None:
    with pytest.raises(SnapshotUnavailable) as caught:
        open_current(data_dir)
    message = str(caught.value)
    assert words in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.usefixtures("short_limit")
def test_a_slow_query_is_stopped_and_the_next_one_works(varied: Snapshot) -> None:
    with pytest.raises(QueryFailed, match=r"longer than 0\.2 seconds"):
        varied.frame(SLOW)
    with pytest.raises(QueryFailed, match=r"longer than 0\.2 seconds"):
        varied.rows(SLOW)
    assert count_releases(varied) > 100


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY releases TO '/tmp/x.csv'",
        "DELETE FROM releases",
        "INSTALL httpfs",
        "SET memory_limit = '90GB'",
        "SELECT * FROM sql",
    ],
)
def test_a_query_reaches_nothing_but_the_snapshot(varied: Snapshot, sql: str) -> None:
    with pytest.raises(QueryFailed, match=varied.name):
        varied.frame(sql)


def test_rows_come_in_batches_and_may_be_left_unread(varied: Snapshot) -> None:
    rows = varied.rows("SELECT range AS n FROM range(5001)")
    assert rows.columns == ("n",)
    assert [len(batch) for batch in rows.batches] == [2000, 2000, 1001]
    next(varied.rows("SELECT range AS n FROM range(5001)").batches)
