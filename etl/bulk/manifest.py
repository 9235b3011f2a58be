"""The mark of a whole facts folder, `_SUCCESS`: what was asked, by which version, and how much came of it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from etl.bulk.tables import TABLES, table_files
from etl.model import Issue

_NAME = "_SUCCESS"


class FolderError(Exception):
    """A facts folder cannot be written or read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run of `etl extract`; times are Hong Kong time in ISO format."""

    run_id: str
    command: str
    facts_version: str
    started_at: str
    finished_at: str
    parts: int
    documents: int
    releases: int
    repeated: int
    rejected: int


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Declare a folder whole. Raises FolderError where a part is missing."""
    missing = [file for table in TABLES for file in table_files(folder, table, manifest.parts) if not file.exists()]
    if missing:
        raise FolderError(f"{missing[0]}: not there: is {folder} the same folder on all machines?")
    (folder / _NAME).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder holds. Raises FolderError where it is not whole."""
    try:
        return Manifest(**json.loads((folder / _NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise FolderError(
            f"{folder}: no whole folder of facts: expected what etl extract --engine has ended"
        ) from error


def read_rejected(folder: Path, limit: int) -> list[Issue]:
    """Return the first documents of a folder that were rejected."""
    files = [str(file) for file in table_files(folder, "issues", read_manifest(folder).parts)]
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT origin, field, reason, '' FROM read_parquet(?) WHERE field = 'document' LIMIT ?", [files, limit]
        ).fetchall()
    return [Issue(*row) for row in rows]
