"""The benchmark corpus: it publishes, is the same each time, and is skewed as it promises."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.bench.corpus.build import build_store, publish_store, write_texts

DOCUMENTS = 300
TABLES = ("releases", "theme_mentions", "appearances", "event_sizes")


def build(data_dir: Path) -> Path:
    build_store(data_dir, DOCUMENTS, texts=20, report=lambda _: None)
    publish_store(data_dir, lambda _: None)
    return data_dir / "snapshots" / "current"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def corpus(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        yield connection


def read(corpus: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, ...]:
    row = corpus.execute(sql).fetchone()
    assert row
    return row


def test_it_is_published_and_the_same_each_time(snapshot: Path, tmp_path: Path) -> None:
    # A snapshot is only published when all its checks pass; its name ends with the digest of what it holds.
    assert build(tmp_path).resolve().stem.split("-")[1] == snapshot.resolve().stem.split("-")[1]


def test_every_table_has_rows_and_every_person_stands_where_it_is_said(corpus: duckdb.DuckDBPyConnection) -> None:
    assert read(corpus, "SELECT count(*) FROM releases") == (DOCUMENTS,)
    assert all(read(corpus, f"SELECT count(*) FROM {table}") > (0,) for table in TABLES)
    planted = "FROM {} AS f JOIN releases AS r USING (release_id, lang) WHERE r.run_id = 'corpus'"
    shown = "substring(r.body, f.start_char + 1, f.end_char - f.start_char)"
    people = planted.format("appearances")
    assert read(corpus, f"SELECT count(*) {people} AND {shown} <> f.name") == (0,)
    assert read(corpus, f"SELECT count(*) {people} AND NOT contains(r.body, f.sentence)") == (0,)
    sizes = planted.format("event_sizes")
    assert read(
        corpus, f"SELECT count(*) {sizes} AND NOT contains(replace({shown}, ',', ''), f.value::INT::VARCHAR)"
    ) == (0,)


def test_it_is_skewed_as_releases_are(corpus: duckdb.DuckDBPyConnection) -> None:
    routine, paired, english = read(
        corpus,
        "SELECT avg(routine::INT), count(pair_certainty) / count(*),"
        " avg(length(body)) FILTER (lang = 'en' AND NOT routine) FROM releases",
    )
    assert routine == pytest.approx(0.4, abs=0.1)
    assert paired == pytest.approx(0.8, abs=0.05)
    assert english == pytest.approx(2800, rel=0.3)
    first, last, weekend = read(
        corpus,
        "SELECT min(year(published_on)), max(year(published_on)), avg((isodow(published_on) > 5)::INT) FROM releases",
    )
    assert (first, last) == (1997, 2026)
    assert weekend < 2 / 7 / 2
    for table, named in (("theme_units", "theme_id"), ("speaker_units", "person_id")):
        counted = f"SELECT count(*) AS units FROM {table} WHERE scope = 'all' GROUP BY {named}"
        assert read(corpus, f"SELECT max(units) / median(units) FROM ({counted})") > (3,)


def test_texts_of_the_days_behind_it_are_new(tmp_path: Path) -> None:
    file = write_texts(tmp_path / "day.jsonl", DOCUMENTS, DOCUMENTS, DOCUMENTS + 200)
    days = [json.loads(line)["published_at"][:10] for line in file.read_text(encoding="utf-8").splitlines()]
    assert days == 200 * ["2026-07-01"]
