"""Builds the corpus: most of it as facts straight into the store, the newest part as text through the real pipeline."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.extract.facts import facts_version
from etl.load import Request, load
from etl.publish import publish
from etl.settings import Settings
from etl.store import Counts, Store, open_store
from tests.bench.corpus.parts import FOLDER, add_parts

# Documents composed together, which lie in memory meanwhile. Versions of one release are never apart.
_BATCH = 50_000
# Of more documents than this, texts hold little but the sentences that prove a fact.
_MOST_FILLED = 2_000_000

Report = Callable[[str], None]


def build_store(data_dir: Path, documents: int, texts: int, report: Report) -> None:
    """Fill an empty data folder with so many documents, the newest `texts` of them loaded as text."""
    settings = Settings(data_dir=data_dir)
    version = facts_version(settings.reference)
    with open_store(data_dir, settings.memory_limit) as store:
        planted = (documents - texts) // 10 * 10
        fill_store(store, documents, planted, version, report)
        if planted < documents:
            file = write_texts(data_dir / "corpus.jsonl", documents, planted, documents)
            counts = load(store, Request("corpus as text", (file,)), settings, lambda _: None).counts
            report(f"{counts.added:,} loaded as text, {counts.rejected:,} rejected")


def publish_store(data_dir: Path, report: Report) -> None:
    """Publish what a folder holds."""
    settings = Settings(data_dir=data_dir)
    with open_store(data_dir, settings.memory_limit) as store:
        name, _ = publish(store, settings, facts_version(settings.reference))
    report(f"published {name}")


def fill_store(store: Store, documents: int, planted: int, version: str, report: Report) -> None:
    """Write the first `planted` of so many documents with their facts, as a load would have left them."""
    connection, counts = store.connection, Counts()
    add_parts(connection, documents)
    connection.execute("SET VARIABLE run_id = 'corpus'")
    connection.execute("SET VARIABLE facts_version = ?", [version])
    with store.record_run("corpus", "corpus as facts", counts):
        for first in range(0, planted, _BATCH):
            last = min(first + _BATCH, planted)
            _compose(connection, documents, first, last)
            connection.execute("BEGIN; " + _read_sql("fill.sql") + "; COMMIT")
            counts.documents = counts.added = last
            report(f"{last:,} of {planted:,} written as facts")


def write_texts(file: Path, documents: int, first: int, last: int) -> Path:
    """Write some documents of a corpus as JSON lines; those from `documents` on are of the days that follow it."""
    with duckdb.connect() as connection, file.open("w", encoding="utf-8") as lines:
        add_parts(connection, documents)
        for start in range(first, last, _BATCH):
            _compose(connection, documents, start, min(start + _BATCH, last))
            rows = connection.sql(_read_sql("texts.sql")).to_arrow_table().to_pylist()
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return file


def _compose(connection: duckdb.DuckDBPyConnection, documents: int, first: int, last: int) -> None:
    connection.execute("SET VARIABLE first = ?", [first])
    connection.execute("SET VARIABLE last = ?", [last])
    connection.execute("SET VARIABLE filled = ?", [documents <= _MOST_FILLED])
    connection.execute(_read_sql("compose.sql"))


def _read_sql(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
