"""The working database: one writer; documents, releases, facts, runs and issues."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.model import Issue, Release
from etl.rows import FACT_TABLES, SQL, Parsed, ReadTables, insert_rows, insert_table, issue_row, page_row

Key = tuple[str, str]
# At the 16 MB it is by default, the last texts would be written again and again as every other chunk comes.
_CONFIG = {"checkpoint_threshold": "512MB"}
_RELEASE = attrgetter(*(field.name for field in fields(Release)))


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


@dataclass(slots=True)
class Counts:
    """What a run did, in documents."""

    documents: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(slots=True)
class RunRecord:
    """One attempt of a run; `status` is how it is to end unless it raises."""

    run_id: str
    attempt: int
    status: str = "done"


def digest_release(release: Release) -> str:
    """Digest of a release as parsed: equal for documents that say the same."""
    return hashlib.sha256(repr(_RELEASE(release)).encode()).hexdigest()[:32]


def hong_kong_now() -> datetime:
    """The present Hong Kong time without a zone, to the second."""
    return datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None, microsecond=0)


@contextmanager
def open_store(data_dir: Path, memory_limit: str = "2GB") -> Iterator["Store"]:
    """Open `store/store.duckdb` for writing, made on first use. Raises StoreError."""
    path = data_dir / "store" / "store.duckdb"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path), config={"memory_limit": memory_limit, **_CONFIG})
        connection.execute(f"ATTACH '{str(path.with_name('crawl.duckdb')).replace(chr(39), chr(39) * 2)}' AS crawl")
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be written ({error.strerror}): choose another --data-dir") from error
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise StoreError(f"{path}: another etl command is writing: wait until it has ended") from error
        raise StoreError(f"{path}: no readable store ({_first_line(error)}): move it away to start anew") from error
    except duckdb.Error as error:
        raise StoreError(f"{path}: no readable store ({_first_line(error)}): move it away to start anew") from error
    try:
        yield Store(connection, path)
    finally:
        connection.close()


class Store:
    """All reading and writing of the working database."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self._prepare(path)

    def _prepare(self, path: Path) -> None:
        self._prepare_tables("crawl", ("crawl.sql",), path.with_name("crawl.duckdb"), "crawl again")
        self._prepare_tables(
            "store", ("facts.sql", "store.sql"), path, "load again; etl reparse loads what was crawled"
        )
        self.connection.execute(
            "UPDATE runs SET status = 'killed' WHERE status = 'running'"
        )  # a second writer cannot be here, so whoever left them running is gone

    def _prepare_tables(self, name: str, files: Sequence[str], path: Path, remedy: str) -> None:
        """Make the tables of a database that has none; raises StoreError where they are another version's."""
        schema = "".join((SQL / file).read_text(encoding="utf-8") for file in files)
        version = hashlib.sha256(schema.encode()).hexdigest()[:12]
        self.connection.execute(f"USE {name}")
        found = self.connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = ?", [name]
        ).fetchall()
        if not found:
            self.connection.execute(f"BEGIN; {schema}; INSERT INTO {name}_info VALUES ('{version}'); COMMIT")  # noqa: S608 — our own digest
        elif (f"{name}_info",) not in found or self._value(f"SELECT schema_version FROM {name}_info") != version:  # noqa: S608
            raise StoreError(f"{path}: made by another version of Communiqué: move it away and {remedy}")

    def _value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    @contextmanager
    def record_run(self, run_id: str, command: str, counts: Counts) -> Iterator[RunRecord]:
        """Record a run from its start to its end with what it has counted by then; one that raises has failed."""
        attempt = int(self._value("SELECT count(*) + 1 FROM runs WHERE run_id = ?", [run_id]))
        self.connection.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 'running', 0, 0, 0, 0, 0)",
            [run_id, attempt, command, hong_kong_now()],
        )
        run = RunRecord(run_id, attempt)
        try:
            yield run
        except BaseException:
            run.status = "failed"
            raise
        finally:
            self.note_counts(run, counts)
            self.connection.execute(
                "UPDATE runs SET finished_at = ?, status = ? WHERE run_id = ? AND attempt = ?",
                [hong_kong_now(), run.status, run_id, attempt],
            )

    def note_counts(self, run: RunRecord, counts: Counts) -> None:
        """Record what a run has done so far."""
        self.connection.execute(
            "UPDATE runs SET documents = ?, added = ?, changed = ?, unchanged = ?, rejected = ?"
            " WHERE run_id = ? AND attempt = ?",
            [*astuple(counts), run.run_id, run.attempt],
        )

    def known_digests(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Return the digests of those documents that the store holds."""
        asked = pa.table(dict(zip(("release_id", "lang"), zip(*keys, strict=True), strict=True)))
        found = self.connection.execute(
            "SELECT release_id, lang, digest FROM pages JOIN asked USING (release_id, lang)"
        ).fetchall()
        del asked
        return {(release_id, lang): digest for release_id, lang, digest in found}

    def write(self, parsed: Sequence[Parsed], read: Sequence[ReadTables], known: Sequence[Key], version: str) -> None:
        """Put documents, releases and facts in place of what there was of the `known` ones, all or nothing."""
        with self.transaction():
            self.note_revisions(known, "changed")
            self._remove(known, ("pages", "releases"))
            insert_rows(self.connection, "pages", [page_row(item, version) for item in parsed])
            for table in ("releases", *FACT_TABLES):
                insert_table(self.connection, table, pa.concat_tables([part.tables[table] for part in read]))
            self._note_issues(read)

    def note_revisions(self, keys: Sequence[Key], what: str) -> None:
        """Record of those releases that the store holds what they said, before they are changed or gone."""
        if not keys:
            return
        noted = pa.table({"release_id": [key[0] for key in keys], "lang": [key[1] for key in keys]})
        self.connection.execute(
            "INSERT INTO revisions SELECT release_id, lang, ?, ?, title, body"
            " FROM releases JOIN noted USING (release_id, lang) WHERE source <> 'demo'",
            [hong_kong_now(), what],
        )
        del noted

    def note_vanished(self, keys: Sequence[Key]) -> None:
        """Record that the source lists releases no more, unless that is what was recorded of them last."""
        known = set(
            self.connection.execute(
                "SELECT release_id, lang FROM revisions GROUP BY ALL HAVING arg_max(what, rowid) = 'vanished'"
            ).fetchall()
        )
        self.note_revisions([key for key in keys if key not in known], "vanished")

    def rewrite_facts(self, read: Sequence[ReadTables], version: str) -> None:
        """Put facts of a newer extraction in place of the old ones, all or nothing; pairs are to be found anew."""
        renewed = pa.concat_tables([part.tables["releases"] for part in read])
        keys = list(zip(renewed["release_id"].to_pylist(), renewed["lang"].to_pylist(), strict=True))
        same = "t.release_id = renewed.release_id AND t.lang = renewed.lang"
        with self.transaction():
            self._remove(keys, ())
            for table in FACT_TABLES:
                insert_table(self.connection, table, pa.concat_tables([part.tables[table] for part in read]))
            self.connection.execute(
                "UPDATE releases AS t SET kind = renewed.kind, routine = renewed.routine,"  # noqa: S608 — fixed text
                f" bureau_id = renewed.bureau_id, pair_id = '', pair_certainty = NULL FROM renewed WHERE {same}"
            )
            self.connection.execute(  # most texts stay as they are, and are most of the store
                "UPDATE releases AS t SET title = renewed.title, body = renewed.body"  # noqa: S608 — fixed text
                f" FROM renewed WHERE {same} AND (t.title <> renewed.title OR t.body <> renewed.body)"
            )
            self.connection.execute(
                f"UPDATE pages AS t SET facts_version = ? FROM renewed WHERE {same}",  # noqa: S608 — fixed text
                [version],
            )
            self._note_issues(read)

    def _note_issues(self, read: Sequence[ReadTables]) -> None:
        for part in read:
            self.add_issues(part.issues, part.run_id)

    def count_stale(self, version: str) -> int:
        """Return of how many releases another version of extraction made the facts."""
        return int(self._value("SELECT count(*) FROM pages WHERE facts_version <> ?", [version]))

    def read_stale(self, version: str, limit: int) -> Iterator[list[Release]]:
        """Yield releases whose facts another version of extraction made, as they stand now, some at a time."""
        names = ", ".join("r." + field.name for field in fields(Release))
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM releases AS r JOIN pages AS p USING (release_id, lang)"  # noqa: S608 — field names
                " WHERE p.facts_version <> ?",
                [version],
            )
            while rows := cursor.fetchmany(limit):
                yield [Release(*row) for row in rows]

    def add_issues(self, issues: Iterable[Issue], run_id: str) -> None:
        """Record issues; one that is there already stays as it is."""
        rows = {row[0]: row for row in (issue_row(issue, run_id) for issue in issues)}
        if not rows:
            return
        asked = pa.table({"issue_id": list(rows)})
        known = self.connection.execute("SELECT issue_id FROM issues SEMI JOIN asked USING (issue_id)").fetchall()
        del asked
        for (name,) in known:
            del rows[name]
        insert_rows(self.connection, "issues", list(rows.values()))

    def settle_documents(self, files: Sequence[str], issues: Sequence[Issue]) -> None:
        """Remove issues of documents in `files` that this run did not meet again."""
        kept = [issue_row(issue, "")[0] for issue in issues]
        self.connection.execute(
            "DELETE FROM issues WHERE field = 'document' AND NOT list_contains(?::VARCHAR[], issue_id) AND"
            " list_contains(?::VARCHAR[], regexp_replace(origin, ':[0-9]+$', ''))",
            [kept, list(files)],
        )

    def remove_source(self, source: str) -> int:
        """Remove all releases of a source with their facts; returns how many."""
        keys = self.connection.execute("SELECT release_id, lang FROM releases WHERE source = ?", [source]).fetchall()
        with self.transaction():
            self._remove(keys, ("pages", "releases"))
        return len(keys)

    def find_reissued(self, keys: Sequence[Key]) -> list[Key]:
        """Return releases that one of `keys` repeats, of the same day and text, under a later number.

        Titles may differ in the notes at their end: "(with photos)".
        """
        later = pa.table({"release_id": [key[0] for key in keys], "lang": [key[1] for key in keys]})
        plain = "trim(regexp_replace({}.title, '( ?[(（][^()（）]*[)）])+$', ''))"
        found = self.connection.execute(
            "SELECT DISTINCT r.release_id, r.lang FROM releases AS n JOIN later USING (release_id, lang)"  # noqa: S608
            " JOIN releases AS r ON r.lang = n.lang AND r.published_on = n.published_on AND r.body = n.body"
            f" AND r.release_id < n.release_id AND {plain.format('r')} = {plain.format('n')}"
            " WHERE r.source = 'infogov' AND n.source = 'infogov'"
        ).fetchall()
        del later
        return found

    def remove_releases(self, keys: Sequence[Key]) -> None:
        """Remove releases with their facts; what they said is kept as that of a changed one."""
        with self.transaction():
            self.note_revisions(keys, "changed")
            self._remove(keys, ("pages", "releases"))

    def count_sources(self) -> dict[str, int]:
        """Return how many releases the store holds of each source."""
        return dict(self.connection.execute("SELECT source, count(*) FROM releases GROUP BY source").fetchall())

    def _remove(self, keys: Sequence[Key], tables: tuple[str, ...]) -> None:
        if not keys:
            return
        gone = pa.table({"release_id": [key[0] for key in keys], "lang": [key[1] for key in keys]})
        if "releases" in tables:  # those that were paired with them look for another
            self.connection.execute(
                "UPDATE releases SET pair_id = '', pair_certainty = NULL"
                " WHERE pair_id IN (SELECT pair_id FROM releases JOIN gone USING (release_id, lang))"
            )
        for table in (*tables, *FACT_TABLES, "issues"):
            self.connection.execute(
                f"DELETE FROM {table} USING gone"  # noqa: S608 — table names
                f" WHERE {table}.release_id = gone.release_id AND {table}.lang = gone.lang"
            )
        del gone

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written inside one step: all of it, or nothing."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
