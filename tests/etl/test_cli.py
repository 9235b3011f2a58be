"""The command line as a tired user meets it: what is wrong is said in one line."""

from pathlib import Path

import pytest

from tests.etl.conftest import Run, release, write_jsonl
from tests.etl.test_load import etl


def test_no_command_shows_help(run: Run) -> None:
    result = run()
    assert "rollback" in result.output
    assert "Exit codes" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["load", "nothing-here.jsonl"], "nothing-here.jsonl: no such file or folder"),
        (["load"], "Missing argument"),
        (["load", "x", "--format", "docx"], "docx"),
        (["load", "x", "--published-on", "3 April"], "3 April"),
        (["extract", "nothing-here.jsonl", "-o", "out"], "nothing-here.jsonl"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str], says: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output.replace("\n", " ")
    assert "Traceback" not in result.output


def test_unwritable_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    source = write_jsonl(tmp_path / "a.jsonl", release(1))
    result = etl("load", source, "--data-dir", tmp_path / "file")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert str(tmp_path / "file") in result.stderr


def test_a_wrong_setting_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_KEEP_SNAPSHOTS", "none")
    result = etl("publish", "--data-dir", tmp_path)
    assert result.returncode == 2
    assert "COMMUNIQUE_KEEP_SNAPSHOTS cannot be 'none'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_damaged_store_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.duckdb").write_bytes(b"no database" * 1000)
    result = etl("publish", "--data-dir", tmp_path)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "move it away" in result.stderr


def test_status_of_nothing_says_how_to_begin(run: Run, tmp_path: Path) -> None:
    result = run("status", "--data-dir", tmp_path)
    assert result.exit_code == 0
    assert "etl demo" in result.output
    assert list(tmp_path.iterdir()) == []


def test_status_tells_runs_counts_issues_and_snapshot(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1), release(2, lang="xx"))
    run("load", source, "--data-dir", tmp_path)
    output = run("status", "--data-dir", tmp_path).output
    assert "done" in output
    assert "expected en or tc" in output
    assert "Current snapshot: 2" in output


def test_no_publish_publishes_later(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1))
    run("load", source, "--data-dir", tmp_path, "--no-publish")
    assert not (tmp_path / "snapshots").exists()
    assert "published" in run("publish", "--data-dir", tmp_path).output
    assert "unchanged" in run("publish", "--data-dir", tmp_path).output


def test_given_day_dates_plain_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\nSomething was opened by the harbour.", encoding="utf-8")
    assert run("load", tmp_path / "a.txt", "--data-dir", tmp_path).exit_code == 3
    given = run("load", tmp_path / "a.txt", "--data-dir", tmp_path, "--published-on", "2025-04-03")
    assert given.exit_code == 0
