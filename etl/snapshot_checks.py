"""What every snapshot must satisfy before readers see it."""

from pathlib import Path

import duckdb

# Each statement counts rows that break the expectation named; none may.
_EXPECTATIONS = {
    "releases with the same key": ("SELECT count(*) - count(DISTINCT (release_id, lang)) FROM releases"),
    "releases without title, body, kind or pair": (
        "SELECT count(*) FROM releases WHERE '' IN (title, body, kind, pair_id, run_id)"
    ),
    "releases of an unknown kind": "SELECT count(*) FROM releases ANTI JOIN kinds USING (kind)",
    "releases of an unknown bureau": (
        "SELECT count(*) FROM (FROM releases WHERE bureau_id <> '') ANTI JOIN bureaux USING (bureau_id)"
    ),
    "releases of an unknown run": "SELECT count(*) FROM releases ANTI JOIN runs USING (run_id)",
    "theme mentions without a release": (
        "SELECT count(*) FROM theme_mentions ANTI JOIN releases USING (release_id, lang)"
    ),
    "appearances without a release": "SELECT count(*) FROM appearances ANTI JOIN releases USING (release_id, lang)",
    "event sizes without a release": "SELECT count(*) FROM event_sizes ANTI JOIN releases USING (release_id, lang)",
    "mentions of an unknown theme": "SELECT count(*) FROM theme_mentions ANTI JOIN themes USING (theme_id)",
    "appearances of an unknown person": "SELECT count(*) FROM appearances ANTI JOIN people USING (person_id)",
    "appearances in an unknown office": (
        "SELECT count(*) FROM (FROM appearances WHERE office_id <> '') ANTI JOIN offices USING (office_id)"
    ),
    "people twice": "SELECT count(*) - count(DISTINCT person_id) FROM people",
    "persons twice in a release": ("SELECT count(*) - count(DISTINCT (release_id, lang, person_id)) FROM appearances"),
    "theme mentions whose offsets miss their phrase": (
        "SELECT count(*) FROM theme_mentions AS m JOIN releases AS r USING (release_id, lang)"
        " WHERE m.phrase <> substring("
        "CASE WHEN m.in_title THEN r.title ELSE r.body END, m.start_char + 1, m.end_char - m.start_char)"
    ),
    "facts without a proving sentence": (
        "SELECT (SELECT count(*) FROM theme_mentions WHERE NOT contains(sentence, phrase))"
        " + (SELECT count(*) FROM appearances WHERE sentence = '')"
        " + (SELECT count(*) FROM event_sizes WHERE sentence = '')"
    ),
    "pairs of more than two versions": (
        "SELECT count(*) FROM (SELECT pair_id FROM releases GROUP BY pair_id HAVING count(*) > 2"
        " OR count(DISTINCT lang) < count(*))"
    ),
    "days covered twice": "SELECT count(*) - count(DISTINCT (day, lang)) FROM coverage",
    "days of releases without coverage": (
        "SELECT count(*) FROM (SELECT published_on AS day, lang FROM releases) ANTI JOIN coverage USING (day, lang)"
    ),
    "days called complete without all that was listed": (
        "SELECT count(*) FROM coverage WHERE complete AND (failed > 0 OR listed IS DISTINCT FROM loaded)"
    ),
    "units other than the releases": (
        "SELECT abs((SELECT count(*) FROM unit_releases) - 2 * (SELECT count(*) FROM releases))"
    ),
}


def check_snapshot(built: Path, previous: Path | None, largest_fall: float) -> list[str]:
    """Return what is wrong with a built snapshot, in words; nothing where it may be published."""
    with duckdb.connect(str(built), read_only=True) as connection:
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
