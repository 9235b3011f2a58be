"""What every snapshot must satisfy before readers see it."""

from pathlib import Path

import duckdb
import pyarrow as pa

# All phrases are compared with all texts, which are most of the snapshot: the rest waits on the disk.
_MEMORY = "1GB"
# Each statement counts rows that break the expectation named; none may. What only new rows can break is asked of them.
_EXPECTATIONS = {
    "releases with the same key": "SELECT count(*) - count(DISTINCT (release_id, lang)) FROM releases",
    "releases with the same number": "SELECT count(*) - count(DISTINCT doc_no) FROM releases",
    "releases without title, body, kind or pair": (
        "SELECT count(*) FROM releases JOIN fresh USING (doc_no) WHERE '' IN (title, body, kind, pair_id, run_id)"
    ),
    "releases of an unknown kind": "SELECT count(*) FROM releases ANTI JOIN kinds USING (kind)",
    "releases of an unknown bureau": (
        "SELECT count(*) FROM (FROM releases WHERE bureau_id <> '') ANTI JOIN bureaux USING (bureau_id)"
    ),
    "releases of an unknown run": "SELECT count(*) FROM releases ANTI JOIN runs USING (run_id)",
    "theme mentions without a release": "SELECT count(*) FROM theme_mentions ANTI JOIN releases USING (doc_no)",
    "appearances without a release": "SELECT count(*) FROM appearances ANTI JOIN releases USING (doc_no)",
    "event sizes without a release": "SELECT count(*) FROM event_sizes ANTI JOIN releases USING (doc_no)",
    "facts under another release's number": (
        "SELECT count(*) FROM (SELECT release_id, lang, doc_no FROM theme_mentions"
        " UNION SELECT release_id, lang, doc_no FROM appearances"
        " UNION SELECT release_id, lang, doc_no FROM event_sizes)"
        " JOIN fresh USING (doc_no) ANTI JOIN releases USING (release_id, lang, doc_no)"
    ),
    "mentions of an unknown theme": "SELECT count(*) FROM theme_mentions ANTI JOIN themes USING (theme_id)",
    "appearances of an unknown person": "SELECT count(*) FROM appearances ANTI JOIN people USING (person_id)",
    "appearances in an unknown office": (
        "SELECT count(*) FROM (FROM appearances WHERE office_id <> '') ANTI JOIN offices USING (office_id)"
    ),
    "people twice": "SELECT count(*) - count(DISTINCT person_id) FROM people",
    "persons twice in a release": (
        "SELECT count(*) - count(DISTINCT (doc_no, person_id)) FROM appearances JOIN fresh USING (doc_no)"
    ),
    "theme mentions whose offsets miss their phrase": (
        "SELECT count(*) FROM theme_mentions AS m JOIN fresh USING (doc_no) JOIN releases AS r USING (doc_no)"
        " WHERE m.phrase <> substring("
        "CASE WHEN m.in_title THEN r.title ELSE r.body END, m.start_char + 1, m.end_char - m.start_char)"
    ),
    "facts without a proving sentence": (
        "SELECT (SELECT count(*) FROM theme_mentions JOIN fresh USING (doc_no) WHERE NOT contains(sentence, phrase))"
        " + (SELECT count(*) FROM appearances JOIN fresh USING (doc_no) WHERE sentence = '')"
        " + (SELECT count(*) FROM event_sizes JOIN fresh USING (doc_no) WHERE sentence = '')"
    ),
    "pairs of more than two versions": (
        "SELECT count(*) FROM (SELECT pair_id FROM releases GROUP BY pair_id HAVING count(*) > 2"
        " OR count(*) > 1 AND min(lang) = max(lang))"
    ),
    "days covered twice": "SELECT count(*) - count(DISTINCT (day, lang)) FROM coverage",
    "days of releases without coverage": (
        "SELECT count(*) FROM (SELECT DISTINCT published_on AS day, lang FROM releases)"
        " ANTI JOIN coverage USING (day, lang)"
    ),
    "days called complete without all that was listed": (
        "SELECT count(*) FROM coverage WHERE complete AND (failed > 0 OR listed IS DISTINCT FROM loaded)"
    ),
    "units other than the releases": (
        "SELECT abs((SELECT count(*) FROM unit_releases) - 2 * (SELECT count(*) FROM releases))"
        " + (SELECT count(*) FROM unit_releases ANTI JOIN releases USING (doc_no, release_id, lang))"
    ),
    "units counted twice": "SELECT count(*) - count(DISTINCT (scope, unit_no)) FROM units",
    "days counted otherwise than their units": (
        "SELECT abs((SELECT sum(releases) FROM unit_days) - (SELECT count(*) FROM units))"
        " + abs((SELECT sum(releases) FROM theme_days) - (SELECT count(*) FROM theme_units))"
        " + abs((SELECT sum(documents) FROM unit_days) - (SELECT count(*) FROM unit_releases))"
        " + abs((SELECT sum(mentions) FROM theme_days) - (SELECT sum(mentions) FROM theme_units))"
    ),
    "months and years counted otherwise than their days": (
        "SELECT abs((SELECT sum(releases) FROM unit_months) - (SELECT sum(releases) FROM unit_days))"
        " + abs((SELECT sum(documents) FROM unit_months) - (SELECT sum(documents) FROM unit_days))"
        " + abs((SELECT sum(releases) FROM theme_months) - (SELECT sum(releases) FROM theme_days))"
        " + abs((SELECT sum(mentions) FROM theme_months) - (SELECT sum(mentions) FROM theme_days))"
        " + coalesce(abs((SELECT sum(appearances) FROM role_months) - (SELECT sum(appearances) FROM role_days)), 0)"
        " + coalesce(abs((SELECT sum(spoke + officiated + attended + named) FROM person_years)"
        " - (SELECT count(*) FROM speaker_units)), 0)"
    ),
}


def check_snapshot(built: Path, fresh: pa.Table | None, previous: Path | None, largest_fall: float) -> list[str]:
    """Return what is wrong with a built snapshot, in words; nothing where it may be published.

    Only rows of the releases whose doc_no is in `fresh` are looked at one by one; all are where it is None.
    """
    with duckdb.connect(str(built), read_only=True, config={"memory_limit": _MEMORY}) as connection:
        if fresh is None:
            fresh = connection.sql("SELECT doc_no FROM releases").to_arrow_table()
        connection.register("fresh", fresh)
        problems = [f"{count} {what}" for what, sql in _EXPECTATIONS.items() if (count := _count(connection, sql))]
        releases = _count(connection, "SELECT count(*) FROM releases WHERE source <> 'demo'")
    if previous is not None and previous.exists():
        with duckdb.connect(str(previous), read_only=True) as connection:
            before = _count(connection, "SELECT count(*) FROM releases WHERE source <> 'demo'")
        if releases < before * (1 - largest_fall):
            problems.append(
                f"releases fall from {before} to {releases}, more than {largest_fall:.0%}: "
                "publish with --accept-fall if that is meant"
            )
    return problems


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0] or 0) if row else 0
