"""Opens the current snapshot read-only, notices a new one, and runs queries on it within limits.

A snapshot file never changes, so whoever holds a `Snapshot` sees one state of the data from the first
query to the last. A new one is noticed by where the link `snapshots/current` points. The old connection
closes when the last request that holds it lets go.

    SnapshotUnavailable   there is no snapshot that can be read
    QueryFailed           a query took too long or could not be answered
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd

from dashboard.answers import Answers
from dashboard.search.index import Found, NoTextIndex, TextIndex
from dashboard.search.words import Words
from dashboard.settings import load_settings
from dashboard.stopper import Stopper

_log = logging.getLogger(__name__)
pd.set_option("mode.string_storage", "python")  # Arrow's takes longer for the few rows and names that pages go through
_stopper = Stopper()
_Kept = TypeVar("_Kept")
_BATCH_ROWS = 2000
CHECKED = "checked"
GAP_DAYS = 14
"""So many days in a row without a release are not a quiet time: nothing was loaded."""
SCOPES = ("all", "en", "tc")
_SHORTFALLS = """
WITH days AS (
    SELECT unnest(generate_series(oldest_on, newest_on, INTERVAL 1 DAY))::DATE AS day FROM snapshot_info
),
quiet AS (
    SELECT day, count(*) OVER (PARTITION BY run) >= $days AS is_long
    FROM (
        SELECT day, day - row_number() OVER (ORDER BY day)::INTEGER AS run
        FROM days
        WHERE day NOT IN (SELECT day FROM coverage WHERE loaded > 0 OR complete)
    )
),
scopes AS (SELECT unnest($scopes) AS scope),
judged AS (
    SELECT
        s.scope,
        d.day,
        CASE
            WHEN any_value(q.is_long) OR (sum(c.loaded) = 0 AND NOT bool_or(c.complete)) THEN 'missing'
            WHEN bool_or(NOT c.complete) THEN 'incomplete'
        END AS state
    FROM days AS d
    CROSS JOIN scopes AS s
    LEFT JOIN quiet AS q ON q.day = d.day
    LEFT JOIN coverage AS c ON c.day = d.day AND s.scope IN ('all', c.lang)
    GROUP BY s.scope, d.day
)
SELECT scope, state, min(day) AS first, max(day) AS last
FROM (
    SELECT *, day - row_number() OVER (PARTITION BY scope, state ORDER BY day)::INTEGER AS run
    FROM judged
    WHERE state IS NOT NULL
)
GROUP BY scope, state, run
ORDER BY first
"""
Runs = tuple[tuple[date, date], ...]
"""Runs of days, each from its first day to its last, oldest first and apart from each other."""


class SnapshotUnavailable(Exception):  # noqa: N818 - it is a state that pages show, not a fault of the code
    """There is no snapshot that can be read; the message says what happened and what to do."""


class QueryFailed(Exception):  # noqa: N818 - likewise
    """A query could not be answered; the message says so in plain words."""


@dataclass(frozen=True, slots=True, eq=False)
class SnapshotInfo:
    """What a snapshot is; days and times are those of Hong Kong.

    By scope (all, en, tc): `incomplete` are days on which more was published than is loaded, or may have been;
    `gaps` are days of which nothing is loaded: those that a crawl should have loaded, and runs of GAP_DAYS days
    or more without a release in any language.
    """

    built_at: datetime
    facts_version: str
    oldest_on: date
    newest_on: date
    demonstration: bool
    incomplete: Mapping[str, Runs]
    gaps: Mapping[str, Runs]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query in batches of rows, read as they are asked for."""

    columns: tuple[str, ...]
    batches: Iterator[list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One open snapshot: `name` is the file's stem in its folder, `theme_ids` are in the order of lists.

    `answers` are those given from it.
    """

    folder: Path
    name: str
    info: SnapshotInfo
    theme_ids: tuple[str, ...]
    _connection: duckdb.DuckDBPyConnection
    _text: TextIndex
    answers: Answers = field(default_factory=Answers, compare=False, repr=False)
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def read_checked(self) -> datetime | None:
        """Read when the source was last asked for news, in Hong Kong time; None where it never was.

        It stands beside the snapshots: where nothing is new, no snapshot is made.
        """
        try:
            with (self.folder / CHECKED).open(encoding="ascii") as file:
                return datetime.fromisoformat(file.read(40).strip()).replace(tzinfo=None)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.warning("cannot read %s: %s", self.folder / CHECKED, error)
            return None

    def find_phrases(self, text: str) -> Found:
        """Find the releases that say what a reader asks for (`dashboard/search`). Raises QueryFailed."""
        try:
            return self._text.find(text)
        except NoTextIndex as error:
            raise QueryFailed(str(error)) from error

    def read_words(self) -> Words:
        """Return what a word of the releases is. Raises QueryFailed."""
        try:
            return self._text.words
        except NoTextIndex as error:
            raise QueryFailed(str(error)) from error

    def frame(self, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Return the whole answer; parameters that the statement does not name are left out.

        Text is kept as Python's own, and whole numbers with gaps as floats: pages go through them one by one,
        which takes twice as long or more with the types that pandas would choose.
        """
        with self._connection.cursor() as cursor, self._limits(cursor):
            columns = cursor.execute(sql, _named_in(sql, params or {})).fetchnumpy()
        frame = pd.DataFrame({name: _plain(values) for name, values in columns.items()}, copy=False)
        frame.columns = pd.Index(list(columns), dtype=object)
        return frame

    def keep(self, name: tuple[object, ...], work: Callable[[], _Kept]) -> _Kept:
        """Return what `work` makes, made once for as long as the snapshot lives; it is not to be changed."""
        if name not in self._kept:
            self._kept[name] = work()
        kept: _Kept = self._kept[name]
        return kept

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """Start a query and return its rows in batches; the time limit holds for each batch."""
        cursor = self._connection.cursor()
        with self._limits(cursor):
            cursor.execute(sql, _named_in(sql, params or {}))
            first = cursor.fetchmany(_BATCH_ROWS)
        columns = tuple(column[0] for column in cursor.description or ())
        return Rows(columns, self._read_on(cursor, first))

    def _read_on(
        self, cursor: duckdb.DuckDBPyConnection, batch: list[tuple[Any, ...]]
    ) -> Iterator[list[tuple[Any, ...]]]:
        with cursor:
            while batch:
                yield batch
                with self._limits(cursor):
                    batch = cursor.fetchmany(_BATCH_ROWS)

    @contextmanager
    def _limits(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        seconds = load_settings().query_seconds
        try:
            with _stopper.limit(seconds, cursor.interrupt):
                yield
        except duckdb.InterruptException as error:
            raise QueryFailed(
                f"The answer took longer than {seconds:g} seconds and was stopped: ask for fewer days."
            ) from error
        except duckdb.Error as error:
            _log.exception("query failed on snapshot %s", self.name)
            raise QueryFailed(
                f"Snapshot {self.name} could not answer: try again, and tell whoever runs this service."
            ) from error


class _CurrentSnapshot:
    """Holds the snapshot that one data folder's link points to, and reopens when the link moves."""

    def __init__(self, data_dir: Path) -> None:
        self._link = data_dir / "snapshots" / "current"
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._snapshot: Snapshot | None = None

    def open(self) -> Snapshot:
        """Return the current snapshot."""
        with self._lock:
            path = self._resolve()
            if self._snapshot is None or path != self._path:
                self._snapshot = None
                self._snapshot = _open_file(path)
                self._path = path
            return self._snapshot

    def _resolve(self) -> Path:
        try:
            return self._link.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            self._snapshot = None
            raise SnapshotUnavailable(
                f"There is no snapshot at {self._link}: load and publish releases, and they appear here."
            ) from error


@cache
def _holder(data_dir: Path) -> _CurrentSnapshot:
    return _CurrentSnapshot(data_dir)


def open_current(data_dir: Path) -> Snapshot:
    """Return the current snapshot of a data folder.

    Cheap when nothing has changed: one look at the link. Raises SnapshotUnavailable.
    """
    return _holder(data_dir.absolute()).open()


def _open_file(path: Path) -> Snapshot:
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_hardened())
        info = _read_info(connection)
        themes = connection.execute("SELECT theme_id FROM themes ORDER BY position").fetchall()
    except duckdb.Error as error:
        _log.warning("cannot read %s: %s", path, error)
        raise SnapshotUnavailable(
            f"The file {path.name} is not a snapshot that can be read: publish again, or roll back."
        ) from error
    if info is None:
        raise SnapshotUnavailable(f"The snapshot {path.name} holds no releases: load some and publish again.")
    text = TextIndex(path.with_suffix(".text"), partial(_read_units, connection))
    return Snapshot(path.parent, path.stem, info, tuple(row[0] for row in themes), connection, text)


def _read_units(connection: duckdb.DuckDBPyConnection) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Read the unit_no of each doc_no where the versions of a release count together."""
    with connection.cursor() as cursor:
        columns = cursor.execute("SELECT doc_no, unit_no FROM unit_releases WHERE scope = 'all'").fetchnumpy()
    documents = np.asarray(columns["doc_no"])
    units = np.zeros(documents.max(initial=0) + 1, np.int32)
    units[documents] = columns["unit_no"]
    return units


def _hardened() -> dict[str, str | bool | int | float | list[str]]:
    """Settings under which a query can reach neither files, network nor other settings."""
    settings = load_settings()
    return {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "memory_limit": settings.memory_limit,
        "threads": str(settings.query_threads),
        "lock_configuration": "true",
    }


def _read_info(connection: duckdb.DuckDBPyConnection) -> SnapshotInfo | None:
    row = connection.execute(
        "SELECT built_at, facts_version, oldest_on, newest_on, demonstration FROM snapshot_info"
    ).fetchone()
    if row is None or row[2] is None:
        return None
    short = connection.execute(_SHORTFALLS, {"days": GAP_DAYS, "scopes": list(SCOPES)}).fetchall()
    return SnapshotInfo(
        built_at=row[0],
        facts_version=row[1],
        oldest_on=row[2],
        newest_on=row[3],
        demonstration=row[4],
        incomplete=_runs_of(short, "incomplete"),
        gaps=_runs_of(short, "missing"),
    )


def _runs_of(short: list[tuple[Any, ...]], state: str) -> dict[str, Runs]:
    return {
        scope: tuple((first, last) for at, found, first, last in short if (at, found) == (scope, state))
        for scope in SCOPES
    }


def _plain(values: Any) -> pd.Series:
    """Make a column of one of DuckDB's arrays, which are masked where there are nulls."""
    if isinstance(values, np.ma.MaskedArray):
        kind, gaps = values.dtype.kind, np.ma.getmaskarray(values)
        values = values.data.astype({"i": "float64", "u": "float64", "b": "object"}.get(kind, values.dtype))
        values[gaps] = np.datetime64("NaT") if kind == "M" else None if kind in "bO" else np.nan
    return pd.Series(values, dtype=object) if values.dtype == object else pd.Series(values)


def _named_in(sql: str, params: Mapping[str, object]) -> dict[str, object]:
    """Keep the parameters that the statement names: DuckDB refuses any other."""
    return {name: params[name] for name in _find_parameters(sql)}


@lru_cache(maxsize=1024)
def _find_parameters(sql: str) -> frozenset[str]:
    (statement,) = duckdb.extract_statements(sql)
    return frozenset(statement.named_parameters)
