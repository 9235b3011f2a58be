"""Copies of snapshots on other machines: whole or not there, whatever is killed, cut short or changed on the way."""

import os
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from tests.deploy.conftest import DEPLOY, need, pull, push
from tests.etl.conftest import release

COMPANION = b"an index of words " * 20_000


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A data folder with one snapshot, which has a companion, as the job leaves it."""
    data_dir = tmp_path / "origin"
    make_current(data_dir, "20260101T000000000000Z-aaaaaaaaaaaa")
    return data_dir


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return tmp_path / "remote"


def make_current(data_dir: Path, name: str) -> str:
    """Leave a snapshot and make it current in the way of `etl publish`: it holds its own name."""
    folder = data_dir / "snapshots"
    (folder / f"{name}.text" / "deep").mkdir(parents=True)
    (folder / f"{name}.text" / "deep" / "words.bin").write_bytes(name.encode() + COMPANION)
    with duckdb.connect(folder / f"{name}.duckdb") as connection:
        connection.execute(
            "CREATE TABLE info AS SELECT $name AS name, repeat(release, 100) AS text FROM range(2000)".replace(
                "release", "$text"
            ),
            {"name": name, "text": release(1)["text"]},
        )
    link = folder / "current.new"
    link.symlink_to(f"{name}.duckdb")
    link.replace(folder / "current")
    (folder / "checked").write_text(f"2026-01-01T00:00:00+08:00 {name}\n", encoding="ascii")
    return name


def read_current(data_dir: Path) -> str:
    """The name of the snapshot that a reader finds; it is whole, and its companion is its own."""
    path = (data_dir / "snapshots" / "current").resolve(strict=True)
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT DISTINCT name, length(text) > 0 FROM info").fetchall() == [(path.stem, True)]
    assert (path.with_suffix(".text") / "deep" / "words.bin").read_bytes() == path.stem.encode() + COMPANION
    return path.stem


def kill_after(seconds: float, way: str, data_dir: Path, remote: Path) -> None:
    """Start a script, and kill it and all that it started."""
    need("rclone")
    arguments = [DEPLOY / f"{way}-snapshot.sh", data_dir / "snapshots", remote]
    environment = {**os.environ, "RCLONE_CONFIG": os.devnull, "RCLONE_BWLIMIT": "2M"}
    with subprocess.Popen(arguments, env=environment, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_a_snapshot_arrives_with_its_companion_and_the_mark_of_the_last_check(
    origin: Path, remote: Path, tmp_path: Path
) -> None:
    assert push(origin, remote).returncode == 0
    copy = tmp_path / "copy"
    result = pull(copy, remote)
    assert (result.returncode, result.stderr) == (0, "")
    name = read_current(copy)
    assert name == read_current(origin)
    assert (copy / "snapshots" / "checked").read_text() == (origin / "snapshots" / "checked").read_text()
    assert {path.name for path in (copy / "snapshots").iterdir() if path.name != ".pulling"} == {
        "checked", "current", f"{name}.duckdb", f"{name}.text"
    }  # fmt: skip
    assert pull(copy, remote).returncode == 0


def test_readers_see_whole_snapshots_alone_whenever_a_copy_is_killed(
    origin: Path, remote: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    push(origin, remote)
    pull(copy, remote)
    old, new = read_current(copy), make_current(origin, "20260102T000000000000Z-bbbbbbbbbbbb")
    for seconds in (0.05, 0.15, 0.4):
        kill_after(seconds, "push", origin, remote)
        assert (remote / "current").read_text().strip() in (old, new)
    assert push(origin, remote).returncode == 0
    for seconds in (0.05, 0.15, 0.4):
        kill_after(seconds, "pull", copy, remote)
        assert read_current(copy) in (old, new)
    assert pull(copy, remote).returncode == 0
    assert read_current(copy) == new
    assert not list((copy / "snapshots" / ".pulling").iterdir())


def test_what_is_left_of_a_killed_switch_is_replaced(origin: Path, remote: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    push(origin, remote)
    name = read_current(origin)
    folder = copy / "snapshots"
    (folder / f"{name}.text").mkdir(parents=True)
    (folder / f"{name}.text" / "half").touch()
    (folder / f"current.{name}").symlink_to("nothing")
    assert pull(copy, remote).returncode == 0
    assert read_current(copy) == name
    assert not (folder / f"{name}.text" / "half").exists()
    assert not (folder / f"current.{name}").is_symlink()


def test_a_changed_byte_is_noticed_and_fetched_anew(origin: Path, remote: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    push(origin, remote)
    pull(copy, remote)
    old, new = read_current(copy), make_current(origin, "20260102T000000000000Z-bbbbbbbbbbbb")
    push(origin, remote)
    words = remote / new / f"{new}.text" / "deep" / "words.bin"
    good = words.read_bytes()
    words.write_bytes(good[:-1] + b"?")
    result = pull(copy, remote)
    assert result.returncode == 1
    assert f"snapshot {new} does not have the digests" in result.stderr
    assert read_current(copy) == old
    words.write_bytes(good)
    assert pull(copy, remote).returncode == 0
    assert read_current(copy) == new


@pytest.mark.parametrize("pointer", ["", "../../etc", "20260101T000000Z-a; rm -rf /", "x" * 1000])
def test_a_pointer_that_names_no_snapshot_is_refused(pointer: str, origin: Path, remote: Path, tmp_path: Path) -> None:
    push(origin, remote)
    (remote / "current").write_text(pointer)
    result = pull(tmp_path / "copy", remote)
    assert result.returncode == 1
    assert "which is no snapshot's name: push again" in result.stderr
    assert not (tmp_path / "copy" / "snapshots" / "current").is_symlink()


def test_old_snapshots_go_but_neither_the_current_one_nor_one_that_is_read(
    origin: Path, remote: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    keep = {"COMMUNIQUE_KEEP_SNAPSHOTS": "2", "COMMUNIQUE_KEEP_COPIES": "2"}
    push(origin, remote)
    pull(copy, remote)
    first = read_current(copy)
    with duckdb.connect(copy / "snapshots" / f"{first}.duckdb", read_only=True) as reader:
        for day in "234":
            make_current(origin, f"2026010{day}T000000000000Z-cccccccccccc")
            assert push(origin, remote, **keep).returncode == 0
            assert pull(copy, remote, **keep).returncode == 0
        assert not (copy / "snapshots" / f"{first}.duckdb").exists()
        assert reader.execute("SELECT count(*), min(length(text)) > 0 FROM info").fetchall() == [(2000, True)]
    kept = sorted(path.name for path in (copy / "snapshots").glob("2*"))
    assert [name[:8] for name in kept] == ["20260103"] * 2 + ["20260104"] * 2
    assert len([path for path in remote.iterdir() if path.is_dir()]) == 2


def test_a_rollback_reaches_the_copies(origin: Path, remote: Path, tmp_path: Path) -> None:
    copy, keep = tmp_path / "copy", {"COMMUNIQUE_KEEP_COPIES": "1"}
    push(origin, remote)
    first = read_current(origin)
    make_current(origin, "20260102T000000000000Z-bbbbbbbbbbbb")
    push(origin, remote)
    pull(copy, remote, **keep)
    link = origin / "snapshots" / "current.back"
    link.symlink_to(f"{first}.duckdb")
    link.replace(origin / "snapshots" / "current")
    assert push(origin, remote).returncode == 0
    assert pull(copy, remote, **keep).returncode == 0
    assert read_current(copy) == first


def test_digests_of_a_remote_are_those_that_others_can_check(origin: Path, remote: Path) -> None:
    push(origin, remote)
    name = read_current(origin)
    sums = (remote / name / "SHA256SUMS").read_text()
    lines = {file: digest for digest, file in (line.split("  ", 1) for line in sums.splitlines())}
    assert lines == {
        str(file.relative_to(remote / name)): sha256(file.read_bytes()).hexdigest()
        for file in (remote / name).rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }
