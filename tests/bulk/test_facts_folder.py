"""A folder of facts: made by processes of this machine, whole or not at all, and published like the store."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.bulk.facts_store import open_facts
from etl.bulk.manifest import FolderError
from etl.bulk.parts import Part
from etl.bulk.work import Work, WorkError
from etl.settings import Settings
from tests.bulk.odd_parquet import write_odd_folder
from tests.etl.conftest import Run, release
from tests.etl.tables import read_tables
from tests.etl.test_load import etl


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd_folder(tmp_path_factory.mktemp("odd") / "releases", 200)


@pytest.fixture(scope="module")
def facts(releases: Path) -> Path:
    """The folder of facts that two processes made of the odd releases, in many parts."""
    folder = releases.with_name("facts")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COMMUNIQUE_PART", "40")
        environment.setenv("COMMUNIQUE_WORKERS", "2")
        result = etl("extract", releases, "--engine", "local", "-o", folder)
    assert result.returncode == 3, result.stderr
    assert "field 'text' is missing" in result.stderr
    return folder


def read_snapshot(data_dir: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the current snapshot says, but for when and in which run it was read."""
    path = (data_dir / "snapshots" / "current").resolve()
    tables = read_tables(path, "snapshot_info", "runs")
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, left_out in (("releases", "run_id, fingerprint"), ("issues", "run_id")):
            rows = connection.execute(f"SELECT * EXCLUDE ({left_out}) FROM {table}").fetchall()
            tables[table] = sorted(rows, key=repr)
        counts = "SELECT documents, added, changed, unchanged, rejected, status FROM runs"
        tables["runs"] = connection.execute(counts).fetchall()
        tables["info"] = connection.execute("SELECT * EXCLUDE (built_at) FROM snapshot_info").fetchall()
    return tables


def test_publishing_the_folder_equals_loading_the_documents(
    releases: Path, facts: Path, run: Run, tmp_path: Path
) -> None:
    assert run("load", releases, "--data-dir", tmp_path / "loaded").exit_code == 3
    published = run("publish", "--facts", facts, "--data-dir", tmp_path / "published")
    assert published.exit_code == 0
    loaded, read = read_snapshot(tmp_path / "loaded"), read_snapshot(tmp_path / "published")
    assert loaded.keys() == read.keys()
    for table, rows in loaded.items():
        assert read[table] == rows, table
    assert len(read["releases"]) > 200
    assert any("came before with another text" in str(row) for row in read["issues"])
    assert any("no UTF-8" in str(row) for row in read["issues"])
    assert "unchanged" in run("publish", "--facts", facts, "--data-dir", tmp_path / "published").output
    assert not (tmp_path / "published" / "store" / "facts").exists()


def test_cut_otherwise_it_holds_the_same_rows(
    releases: Path, facts: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_WORKERS", "1")
    one_part_a_file = run("extract", releases, "--engine", "local", "-o", tmp_path / "whole")
    assert one_part_a_file.exit_code == 3
    for table in ("releases", "theme_mentions", "appearances", "event_sizes", "issues", "pages"):
        cut, whole = (pq.read_table(folder / table).to_pylist() for folder in (facts, tmp_path / "whole"))
        distinct = {repr(row) for row in cut}  # repeated documents meet in a part, or do not
        assert distinct == {repr(row) for row in whole}, table


def test_columns_are_those_of_the_store(facts: Path, run: Run, tmp_path: Path) -> None:
    run("status", "--data-dir", tmp_path)
    with open_facts(facts, Settings(data_dir=tmp_path)) as store:
        for table in ("releases", "theme_mentions", "appearances", "event_sizes", "issues", "pages"):
            columns = [name for name, *_ in store.connection.execute(f"DESCRIBE {table}").fetchall()]
            assert pq.read_schema(facts / table / "part-000000.parquet").names == columns


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda folder: (folder / "_SUCCESS").unlink(), "no whole folder of facts"),
        (lambda folder: (folder / "_SUCCESS").write_text("{}"), "no whole folder of facts"),
        (lambda folder: (folder / "appearances" / "part-000001.parquet").unlink(), "cannot be read"),
        (lambda folder: (folder / "releases" / "part-000001.parquet").write_bytes(b"PAR1"), "cannot be read"),
        (lambda folder: change_manifest(folder, documents=1), "other documents than were extracted"),
        (lambda folder: change_manifest(folder, facts_version="older"), "another version of extraction"),
    ],
    ids=["unmarked", "mark", "missing", "torn", "counts", "version"],
)
def test_what_is_not_whole_is_not_published(damage: Any, says: str, facts: Path, tmp_path: Path) -> None:
    shutil.copytree(facts, tmp_path / "facts")
    damage(tmp_path / "facts")
    with pytest.raises(FolderError, match=says), open_facts(tmp_path / "facts", Settings(data_dir=tmp_path)):
        pass


def change_manifest(folder: Path, **values: object) -> None:
    mark = folder / "_SUCCESS"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | values))


def test_invented_releases_are_not_mixed_with_real_ones(run: Run, tmp_path: Path) -> None:
    rows = [release(1), release(2, id="DEMO2025040300001")]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    run("extract", tmp_path / "a.parquet", "--engine", "local", "-o", tmp_path / "facts")
    result = etl("publish", "--facts", tmp_path / "facts", "--data-dir", tmp_path)
    assert result.returncode == 1
    assert "extract them apart" in result.stderr


def test_wrong_usage_is_told_in_a_line(facts: Path, releases: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source, output, status, says in (
        (releases, facts, 1, "exists already"),
        (tmp_path / "empty", tmp_path / "out", 2, "holds no files"),
        (releases.parent / "nothing", tmp_path / "out", 2, "does not exist"),
    ):
        result = etl("extract", source, "--engine", "local", "-o", output)
        assert (result.returncode, says in result.stderr) == (status, True), result.stderr
    assert not (tmp_path / "out").exists()


def test_a_machine_with_another_version_does_no_work(tmp_path: Path, reference: Path) -> None:
    work = Work(tmp_path, reference, "another", "run")
    with pytest.raises(WorkError, match="install the same on each machine"):
        work(Part(0, tmp_path / "a.parquet", 0, 1))
