"""What a database holds, for comparison."""

from pathlib import Path
from typing import Any

import duckdb


def read_tables(path: Path, *left_out: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables of a database file, sorted."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if name not in left_out
        }


def query(data_dir: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the current snapshot."""
    with duckdb.connect(str((data_dir / "snapshots" / "current").resolve()), read_only=True) as connection:
        return connection.execute(sql).fetchall()
