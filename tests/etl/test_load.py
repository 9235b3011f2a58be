"""Loading: once, again, changed, broken, killed; always through the real command and a real database."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.etl.conftest import Run, release, write_jsonl
from tests.etl.tables import query, read_tables

STORE = Path("store") / "store.duckdb"


def test_facts_of_a_release_reach_the_snapshot(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1))
    assert run("load", source, "--data-dir", tmp_path).exit_code == 0
    assert ("greater-bay-area",) in query(tmp_path, "SELECT theme_id FROM theme_mentions")
    assert query(tmp_path, "SELECT name, role FROM appearances") == [("Chan Siu-ming", "spoke")]
    assert query(tmp_path, "SELECT value, qualifier, unit FROM event_sizes ORDER BY value") == [
        (40, "exact", "organisations"),
        (320, "more-than", "people"),
    ]
    assert query(tmp_path, "SELECT loaded, failed FROM coverage") == [(1, 0)]


def test_loading_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1), release(2), release(3, lang="xx"))
    first = run("load", source, "--data-dir", tmp_path)
    before = read_tables(tmp_path / STORE, "runs")
    snapshot = (tmp_path / "snapshots" / "current").readlink()
    again = run("load", source, "--data-dir", tmp_path)
    assert (first.exit_code, again.exit_code) == (3, 3)
    assert "2 new" in first.output
    assert "0 new, 0 changed, 2 unchanged, 1 rejected" in again.output
    assert read_tables(tmp_path / STORE, "runs") == before
    assert (tmp_path / "snapshots" / "current").readlink() == snapshot


def test_changed_text_replaces_the_old_and_its_facts(run: Run, tmp_path: Path) -> None:
    run("load", write_jsonl(tmp_path / "a.jsonl", release(1), release(2)), "--data-dir", tmp_path)
    changed = release(1, text="The Government will build public housing today (April 3).")
    result = run("load", write_jsonl(tmp_path / "b.jsonl", changed), "--data-dir", tmp_path)
    assert "0 new, 1 changed" in result.output
    assert query(tmp_path, "SELECT count(*) FROM releases") == [(2,)]
    found = query(tmp_path, f"SELECT DISTINCT theme_id FROM theme_mentions WHERE release_id = '{changed['id']}'")
    assert ("greater-bay-area",) not in found
    assert ("housing-supply",) in found
    assert query(tmp_path, f"SELECT count(*) FROM event_sizes WHERE release_id = '{changed['id']}'") == [(0,)]


def test_rejected_documents_are_kept_as_issues_until_mended(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1), release(2, published_at="soon"))
    result = run("load", source, "--data-dir", tmp_path)
    assert result.exit_code == 3
    ((origin, reason, raw),) = query(tmp_path, "SELECT origin, reason, raw FROM issues WHERE field = 'document'")
    assert origin == f"{source}:2"
    assert "expected an ISO date" in reason
    assert "320 participants" in raw
    write_jsonl(source, release(1), release(2))
    assert run("load", source, "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT count(*) FROM issues WHERE field = 'document'") == [(0,)]


def test_one_id_with_two_texts_is_told(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1), release(1), release(1, title="Another"))
    result = run("load", source, "--data-dir", tmp_path)
    assert "3 documents: 1 new, 0 changed, 1 unchanged, 1 rejected" in result.output
    assert query(tmp_path, "SELECT title FROM releases") == [("Seminar number 1 held",)]


def test_versions_count_once(run: Run, tmp_path: Path) -> None:
    chinese = release(
        2,
        lang="tc",
        published_at=release(1)["published_at"],
        title="第一場研討會舉行",
        text="醫務衞生局局長今日（四月三日）出席粵港澳大灣區研討會，逾320名來自40個機構的人士參加。",
    )
    run("load", write_jsonl(tmp_path / "a.jsonl", release(1), chinese), "--data-dir", tmp_path)
    assert query(tmp_path, "SELECT DISTINCT pair_id FROM releases") == [(release(1)["id"],)]
    counted = (
        "SELECT scope, count(*) FROM theme_units WHERE theme_id = 'greater-bay-area' GROUP BY scope ORDER BY scope"
    )
    assert query(tmp_path, counted) == [("all", 1), ("en", 1), ("tc", 1)]
    assert query(tmp_path, "SELECT count(*) FROM size_units WHERE scope = 'all' AND value = 320") == [(1,)]


def test_invented_and_real_releases_never_mix(run: Run, tmp_path: Path) -> None:
    invented = write_jsonl(tmp_path / "d.jsonl", release(1, id="DEMO2025040300001"))
    assert run("load", invented, "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT demonstration FROM snapshot_info") == [(True,)]
    result = run("load", write_jsonl(tmp_path / "a.jsonl", release(2)), "--data-dir", tmp_path)
    assert "removed 1 demonstration" in result.output
    assert query(tmp_path, "SELECT source FROM releases") == [("file",)]
    assert query(tmp_path, "SELECT demonstration FROM snapshot_info") == [(False,)]
    refused = run("load", tmp_path / "d.jsonl", "--data-dir", tmp_path)
    assert refused.exit_code != 0
    assert query(tmp_path, "SELECT source FROM releases") == [("file",)]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with duckdb.connect(str(tmp_path / STORE)):
        result = etl("publish", "--data-dir", tmp_path)
    assert result.returncode == 1
    assert "another etl command is writing" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an undisturbed load of the file `a.jsonl` in it."""
    folder = tmp_path_factory.mktemp("calm")
    rows = [release(number, text=f"{release(number)['text']} Number {number}.") for number in range(400)]
    source = write_jsonl(folder / "a.jsonl", *rows)
    assert etl("load", source, "--data-dir", folder).returncode == 0
    return folder


@pytest.mark.parametrize("chunks", [1, 2])
def test_killed_and_run_again_gives_the_same_tables(calm: Path, tmp_path: Path, chunks: int) -> None:
    source = calm / "a.jsonl"
    environment = os.environ | {"COMMUNIQUE_CHUNK": "100", "COMMUNIQUE_WORKERS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "load", str(source), "--data-dir", str(tmp_path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for chunk in range(1, chunks + 1):  # of four: it is writing the next
        assert f"{chunk}00 documents" in process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert etl("load", source, "--data-dir", tmp_path).returncode == 0
    assert read_tables(tmp_path / STORE, "runs") == read_tables(calm / STORE, "runs")
    statuses = [row[5] for row in read_tables(tmp_path / STORE)["runs"]]
    assert sorted(statuses) == ["done", "killed"]


def test_facts_are_made_anew_when_the_reference_changes(run: Run, tmp_path: Path, reference: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1))
    run("load", source, "--data-dir", tmp_path)
    own = tmp_path / "reference"
    subprocess.run(["cp", "-r", str(reference), str(own)], check=True)
    kinds = own / "kinds.yaml"
    kinds.write_text(kinds.read_text(encoding="utf-8") + "\n# reviewed again\n", encoding="utf-8")
    result = run("publish", "--data-dir", tmp_path)
    assert "extraction has changed" in result.output
    assert "published" in result.output
    assert ("greater-bay-area",) in query(tmp_path, "SELECT theme_id FROM theme_mentions")


def etl(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_facts_file_proves_every_item(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", release(1), release(2, published_at="?"))
    result = run("extract", source, "-o", tmp_path / "facts.jsonl")
    assert result.exit_code == 3
    (record,) = map(json.loads, (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    items = record["appearances"] + record["event_sizes"] + [m for t in record["themes"] for m in t["mentions"]]
    assert len(items) >= 4
    for item in items:
        text = record["title" if item["in_title"] else "body"]
        evidence = text[item["start_char"] : item["end_char"]]
        assert evidence
        assert evidence in item["sentence"]
        assert item["sentence"] in text
