"""The working database: one writer; documents, releases, facts, runs and issues."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.model import Facts, Issue, Release
from etl.rows import Loaded, insert_rows, page_row, release_row, theme_rows

SQL = Path(__file__).parent / "sql"
FACT_TABLES = ("theme_mentions", "appearances", "event_sizes")
Key = tuple[str, str]


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
    return hashlib.sha256(repr(astuple(release)).encode()).hexdigest()[:32]


def hong_kong_now() -> datetime:
    """The present Hong Kong time without a zone, to the second."""
    return datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None, microsecond=0)


@contextmanager
def open_store(data_dir: Path, memory_limit: str = "2GB") -> Iterator["Store"]:
    """Open `store/store.duckdb` for writing, made on first use. Raises StoreError."""
    path = data_dir / "store" / "store.duckdb"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path), config={"memory_limit": memory_limit})
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

    def known_digests(self, keys: Iterable[Key]) -> dict[Key, tuple[str, str]]:
        """Return (digest, facts_version) of those documents that the store holds."""
        asked = pa.table(dict(zip(("release_id", "lang"), zip(*keys, strict=True), strict=True)))
        found = self.connection.execute(
            "SELECT release_id, lang, digest, facts_version FROM pages JOIN asked USING (release_id, lang)"
        ).fetchall()
        del asked
        return {(release_id, lang): (digest, version) for release_id, lang, digest, version in found}

    def write(self, loaded: Sequence[Loaded], run_id: str, facts_version: str) -> None:
        """Put documents, releases and facts in place of what there was, all or nothing."""
        with self._transaction():
            keys = [(item.release.release_id, item.release.lang) for item in loaded]
            self.note_revisions(keys, "changed")
            self._remove(keys, ("pages", "releases"))
            insert_rows(self.connection, "pages", [page_row(item, facts_version) for item in loaded])
            insert_rows(self.connection, "releases", [release_row(item, run_id) for item in loaded])
            self._write_facts([(item.release, item.facts) for item in loaded], run_id)

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

    def rewrite_facts(self, renewed: Sequence[tuple[Release, Facts]], facts_version: str) -> None:
        """Put facts of a newer extraction in place of the old ones, all or nothing."""
        with self._transaction():
            self._remove([(release.release_id, release.lang) for release, _ in renewed], ())
            self._write_facts(renewed, f"facts-{facts_version}")
            for release, facts in renewed:
                key = [release.release_id, release.lang]
                self.connection.execute(
                    "UPDATE releases SET title = ?, body = ?, kind = ?, routine = ?, bureau_id = ?"
                    " WHERE release_id = ? AND lang = ?",
                    [release.title, release.body, facts.kind, facts.routine, facts.bureau_id, *key],
                )
                self.connection.execute(
                    "UPDATE pages SET facts_version = ? WHERE release_id = ? AND lang = ?",
                    [facts_version, *key],
                )

    def _write_facts(self, items: Sequence[tuple[Release, Facts]], run_id: str) -> None:
        for table, rows in (
            ("theme_mentions", [row for item in items for row in theme_rows(*item)]),
            ("appearances", [(r.release_id, r.lang, *astuple(a)) for r, f in items for a in f.appearances]),
            ("event_sizes", [(r.release_id, r.lang, *astuple(s)) for r, f in items for s in f.event_sizes]),
        ):
            insert_rows(self.connection, table, rows)
        self.add_issues([issue for _, facts in items for issue in facts.issues], run_id)

    def read_stale(self, facts_version: str, limit: int) -> list[Release]:
        """Return releases whose facts another version of extraction made, in order of their ids."""
        names = ", ".join("r." + field.name for field in fields(Release))
        rows = self.connection.execute(
            f"SELECT {names} FROM releases AS r JOIN pages AS p USING (release_id, lang)"  # noqa: S608 — field names
            " WHERE p.facts_version <> ? ORDER BY r.release_id, r.lang LIMIT ?",
            [facts_version, limit],
        ).fetchall()
        return [Release(*row) for row in rows]

    def add_issues(self, issues: Iterable[Issue], run_id: str) -> None:
        """Record issues; one that is there already stays as it is."""
        rows = {_issue_id(issue): issue for issue in issues}
        known = (
            {name for (name,) in self.connection.execute("SELECT issue_id FROM issues").fetchall()} if rows else set()
        )
        insert_rows(
            self.connection,
            "issues",
            [
                (name, run_id, i.origin, i.release_id, i.lang, i.field, i.reason, i.raw)
                for name, i in rows.items()
                if name not in known
            ],
        )

    def settle_documents(self, files: Sequence[str], issues: Sequence[Issue]) -> None:
        """Remove issues of documents in `files` that this run did not meet again."""
        kept = [_issue_id(issue) for issue in issues]
        self.connection.execute(
            "DELETE FROM issues WHERE field = 'document' AND NOT list_contains(?::VARCHAR[], issue_id) AND"
            " list_contains(?::VARCHAR[], regexp_replace(origin, ':[0-9]+$', ''))",
            [kept, list(files)],
        )

    def read_unpaired_days(self) -> Iterator[list[tuple[Any, ...]]]:
        """Yield, day by day, all releases of those days on which one is not paired yet.

        Days on which all are in one language have no pairs, and are settled here.
        """
        self.connection.execute(
            "UPDATE releases SET pair_id = release_id WHERE pair_id = '' AND published_on NOT IN"
            " (SELECT published_on FROM releases GROUP BY published_on HAVING count(DISTINCT lang) > 1)"
        )
        days = self.connection.execute("SELECT DISTINCT published_on FROM releases WHERE pair_id = ''").fetchall()
        for (day,) in sorted(days):
            yield self.connection.execute(
                "SELECT release_id, lang, published_at, title, body, routine, bureau_id FROM releases"
                " WHERE published_on = ? ORDER BY release_id, lang",
                [day],
            ).fetchall()

    def write_pairs(self, pairs: Mapping[Key, tuple[str, float | None]]) -> None:
        """Record which pair each release belongs to, and how sure that is; None for one that is alone."""
        if not pairs:
            return
        keys, found = zip(*pairs, strict=True), zip(*pairs.values(), strict=True)
        names = ("release_id", "lang", "pair", "certainty")
        paired = pa.table(dict(zip(names, (*keys, *found), strict=True)))
        self.connection.execute(
            "UPDATE releases SET pair_id = paired.pair, pair_certainty = paired.certainty FROM paired"
            " WHERE releases.release_id = paired.release_id AND releases.lang = paired.lang"
        )
        del paired

    def remove_source(self, source: str) -> int:
        """Remove all releases of a source with their facts; returns how many."""
        keys = self.connection.execute("SELECT release_id, lang FROM releases WHERE source = ?", [source]).fetchall()
        with self._transaction():
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
        with self._transaction():
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
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def _issue_id(issue: Issue) -> str:
    key = "\n".join((issue.origin, issue.field, issue.reason, issue.raw))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
