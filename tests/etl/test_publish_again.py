"""A snapshot made from the one before it is the same as one made from nothing."""

import random
import shutil
from pathlib import Path

import duckdb
import pytest
import tantivy

from etl.publish import current_name, publish
from etl.settings import Settings
from etl.snapshot_build import Version, build_snapshot
from etl.snapshot_checks import check_snapshot
from etl.store import hong_kong_now, open_store
from etl.text_index import build_text_index
from tests.etl.conftest import Run, release, write_jsonl

# What differs by design: when and from what it was built, and the numbers that were handed out.
_OWN = {"snapshot_info": ("built_at", "sorted_releases")}
_NUMBERS = ("doc_no", "unit_no")


def read_table(path: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table, the numbers of releases and units replaced by what they stand for."""
    with duckdb.connect(str(path), read_only=True) as connection:
        named = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
        kept = ", ".join(f't."{name}"' for name in named if name not in (*_NUMBERS, *_OWN.get(table, ())))
        stands_for = []
        joins = ""
        if "doc_no" in named:
            stands_for.append("r.release_id || r.lang")
            joins += " LEFT JOIN releases AS r ON r.doc_no = t.doc_no"
        if "unit_no" in named:
            stands_for.append("u.unit_id")
            joins += " LEFT JOIN units AS u ON u.scope = t.scope AND u.unit_no = t.unit_no"
        columns = ", ".join([kept, *stands_for])
        return connection.execute(f"SELECT {columns} FROM {table} AS t {joins} ORDER BY ALL").fetchall()


def list_tables(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]


def assert_same(one: Path, other: Path) -> None:
    tables = list_tables(one)
    assert "theme_days" in tables
    for table in tables:
        assert read_table(one, table) == read_table(other, table), table


def make_rows(count: int, pick: random.Random) -> list[dict[str, str]]:
    days = [f"2025-{month:02d}-{day:02d}" for month in (1, 4, 9) for day in (3, 4)]
    rows = []
    for number in range(1, count + 1):
        day = pick.choice(days)
        at = f"{day}T10:{number % 60:02d}:00+08:00"
        guests = f"More than {number * 10} guests attended the seminar."
        text = f"The Chief Executive, Mr Chan Siu-ming, said today that ASEAN mattered. {guests}"
        rows.append(release(number, published_at=at, text=text))
        if pick.random() < 0.6:
            chinese = f"行政長官陳小明今日表示東盟重要。超過{number * 10}名嘉賓出席研討會。"
            title = f"第{number}次研討會舉行"
            rows.append(release(number + 1000, lang="tc", published_at=at, text=chinese, title=title))
    return rows


@pytest.mark.parametrize("seed", range(2))
def test_what_changed_put_in_place_gives_what_a_whole_build_gives(seed: int, run: Run, tmp_path: Path) -> None:
    pick = random.Random(seed)  # noqa: S311 — the same each time
    rows = make_rows(120, pick)
    load = ("load", tmp_path / "a.jsonl", "--data-dir", tmp_path)
    write_jsonl(tmp_path / "a.jsonl", *rows)
    assert run(*load).exit_code == 0
    for _ in range(2):
        before = current_name(tmp_path / "snapshots")
        changed = pick.sample(range(len(rows)), 4)
        for place in changed[:2]:
            rows[place]["text"] += " The Financial Secretary spoke of tourism."
        rows[changed[2]]["published_at"] = "2025-04-09T09:00:00+08:00"
        rows += [release(number, lang=lang) for number, lang in ((len(rows) + 500, "en"), (len(rows) + 3000, "tc"))]
        write_jsonl(tmp_path / "a.jsonl", *rows)
        with open_store(tmp_path) as store:
            store.remove_releases([(rows[changed[3]]["id"], rows[changed[3]]["lang"])])
            store.connection.execute("DELETE FROM revisions")
        rows.pop(changed[3])
        write_jsonl(tmp_path / "a.jsonl", *rows)
        assert run(*load).exit_code == 0
        after = current_name(tmp_path / "snapshots")
        assert after != before
        _compare_with_whole_build(tmp_path, after or "")


def _compare_with_whole_build(folder: Path, name: str) -> None:
    again, whole = folder / "snapshots" / f"{name}.duckdb", folder / "whole.duckdb"
    whole.unlink(missing_ok=True)
    with duckdb.connect(str(again), read_only=True) as connection:
        row = connection.execute("SELECT facts_version, schema_version, sorted_releases FROM snapshot_info").fetchone()
        count = connection.execute("SELECT count(*) FROM releases").fetchone()
    assert row is not None
    assert count is not None
    assert row[2] != count[0]  # it was not built from nothing
    settings = Settings(data_dir=folder)
    with open_store(folder) as store:
        version = Version(hong_kong_now(), row[0], row[1])
        changes = build_snapshot(store.connection, whole, None, settings.reference, version)
    assert changes.base is None
    assert check_snapshot(again, None, None, 1) == []
    assert_same(again, whole)
    _compare_words(again, whole)


def _compare_words(again: Path, whole: Path) -> None:
    """What the index made from the one before finds is what one made from nothing finds."""
    shutil.rmtree(whole.with_suffix(".text"), ignore_errors=True)
    build_text_index(whole, whole.with_suffix(".text"))
    for word in ("asean", "tourism", "seminar", "120", "席", "第"):
        found = [_find_releases(path, word) for path in (again, whole)]
        assert found[0] == found[1]
        assert found[0]


def _find_releases(path: Path, word: str) -> set[tuple[str, ...]]:
    index = tantivy.Index.open(str(path.with_suffix(".text")))
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.term_query(index.schema, "text", word), limit=1000).hits
    numbers = searcher.fast_field_values("doc_no", [address for _, address in hits])
    with duckdb.connect(str(path), read_only=True) as connection:
        asked = "SELECT release_id, lang FROM releases WHERE doc_no IN (SELECT unnest($numbers::INTEGER[]))"
        found = connection.execute(asked, {"numbers": numbers}).fetchall()
    assert len(found) == len(numbers)
    return set(found)


def test_a_snapshot_of_another_extraction_is_not_built_upon(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", *make_rows(40, random.Random(1)))  # noqa: S311 — likewise
    assert run("load", tmp_path / "a.jsonl", "--data-dir", tmp_path).exit_code == 0
    before = tmp_path / "snapshots" / f"{current_name(tmp_path / 'snapshots')}.duckdb"
    kept = tmp_path / "kept.duckdb"
    shutil.copyfile(before, kept)
    settings = Settings(data_dir=tmp_path)
    with open_store(tmp_path) as store:
        publish(store, settings, "another version")
        version = Version(hong_kong_now(), "another version", "x")
        assert build_snapshot(store.connection, tmp_path / "x.duckdb", kept, settings.reference, version).base is None
