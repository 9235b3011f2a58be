"""What the store and the snapshots hold, for a person at a terminal."""

from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from etl.publish import current_name, list_snapshots
from etl.settings import Settings
from etl.store import open_store

_RUNS = (
    "SELECT strftime(started_at, '%Y-%m-%d %H:%M'), status, documents, added, changed, unchanged, rejected, command"
    " FROM runs ORDER BY started_at DESC, attempt DESC LIMIT 10"
)
_COUNTS = (
    "SELECT source, lang, count(*), min(published_on)::VARCHAR, max(published_on)::VARCHAR, count(DISTINCT pair_id)"
    " FROM releases GROUP BY source, lang ORDER BY source, lang"
)
_CRAWLED = (
    "SELECT lang, min(day)::VARCHAR, max(day)::VARCHAR, count(*), count_if(complete), sum(listed), sum(loaded),"
    " sum(failed), strftime(max(checked_at), '%Y-%m-%d %H:%M') FROM crawl.crawled_days GROUP BY lang ORDER BY lang"
)
_FACTS = (
    "SELECT (SELECT count(*) FROM theme_mentions), (SELECT count(*) FROM appearances),"
    " (SELECT count(*) FROM event_sizes)"
)
_SHOWN = 50
_ISSUES = (
    "SELECT origin, field, reason, CASE field WHEN 'document' THEN '' ELSE left(raw, 80) END FROM issues"
    " ORDER BY field <> 'document', origin, issue_id"
)


def print_status(data_dir: Path, console: Console) -> None:
    """Print the last runs, counts, issues and snapshots of a data folder."""
    if not (data_dir / "store" / "store.duckdb").exists():
        console.print(f"{data_dir}: nothing loaded yet; start with: etl demo, or: etl load PATH…", markup=False)
        return
    with open_store(data_dir, Settings().memory_limit) as store:
        _print_table(console, "Last runs", _RUNS, store.connection, ("started", "status", "documents", "new", "changed",
            "unchanged", "rejected", "command"))  # fmt: skip
        _print_table(
            console,
            "Documents",
            _COUNTS,
            store.connection,
            ("source", "lang", "documents", "from", "to", "unique"),
        )
        _print_table(console, "Crawled", _CRAWLED, store.connection, ("lang", "from", "to", "days", "complete",
            "listed", "loaded", "failed", "last checked"))  # fmt: skip
        _print_table(console, "Facts", _FACTS, store.connection, ("theme mentions", "appearances", "event sizes"))
        _print_table(console, "Issues", _ISSUES, store.connection, ("where", "field", "reason", "what"))
    snapshots = data_dir / "snapshots"
    kept = len(list_snapshots(snapshots)) if snapshots.is_dir() else 0
    console.print(
        f"Current snapshot: {current_name(snapshots) or 'none; run: etl publish'} ({kept} kept)", markup=False
    )


def _print_table(
    console: Console, title: str, sql: str, connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]
) -> None:
    rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
    table = Table(title=f"{title}{'' if rows else ': none'}", title_justify="left", box=None, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows[:_SHOWN]:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table, markup=False)
    if len(rows) > _SHOWN:
        console.print(f"… and {len(rows) - _SHOWN} more, in the table `issues` of the snapshot")
