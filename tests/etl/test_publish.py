"""Snapshots: checked, switched atomically, rolled back, documented."""

import threading
from pathlib import Path

import duckdb
import pytest

from etl.publish import PublishError, current_name, list_snapshots, publish, rollback
from etl.settings import Settings
from etl.snapshot_checks import check_snapshot
from etl.store import open_store
from tests.etl.conftest import Run, release, write_jsonl
from tests.etl.tables import query

DICTIONARY = Path(__file__).resolve().parents[2] / "data" / "README.md"


def load(run: Run, folder: Path, *numbers: int) -> str:
    source = write_jsonl(folder / "a.jsonl", *(release(number) for number in numbers))
    run("load", source, "--data-dir", folder)
    return current_name(folder / "snapshots") or ""


def test_rollback_goes_back_one_by_one(run: Run, tmp_path: Path) -> None:
    first, second, third = (load(run, tmp_path, *range(1, n)) for n in (2, 3, 4))
    assert first < second < third
    assert rollback(tmp_path / "snapshots") == second
    assert rollback(tmp_path / "snapshots") == first
    assert query(tmp_path, "SELECT count(*) FROM releases") == [(1,)]
    with pytest.raises(PublishError, match="no snapshot before"):
        rollback(tmp_path / "snapshots")


def test_what_a_rollback_withdrew_is_not_kept_twice(run: Run, tmp_path: Path) -> None:
    first, second = (load(run, tmp_path, *range(1, n)) for n in (2, 3))
    assert rollback(tmp_path / "snapshots") == first
    assert load(run, tmp_path, 1, 2) == second
    assert rollback(tmp_path / "snapshots") == first
    assert list_snapshots(tmp_path / "snapshots") == [first, second]


def test_readers_see_one_snapshot_or_the_next(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)
    stop = threading.Event()
    seen: set[tuple[int, int]] = set()
    failures: list[Exception] = []

    def read() -> None:
        while not stop.is_set():
            try:
                ((releases, units),) = query(
                    tmp_path, "SELECT (SELECT count(*) FROM releases), (SELECT count(*) FROM units WHERE scope = 'en')"
                )
                seen.add((releases, units))
            except Exception as error:
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for last in range(3, 7):
        load(run, tmp_path, *range(1, last))
    stop.set()
    reader.join()
    assert failures == []
    assert all(releases == units for releases, units in seen)


def test_what_a_killed_publish_left_is_swept(run: Run, tmp_path: Path) -> None:
    name = load(run, tmp_path, 1)
    snapshots = tmp_path / "snapshots"
    (snapshots / "20200101T000000Z-x.building").write_bytes(b"half")
    (snapshots / "20200101T000000Z-x.building.wal").write_bytes(b"half")
    (snapshots / "20200101T000000Z-x.text").mkdir()
    (snapshots / "current.20200101T000000Z-x").symlink_to("nowhere")
    assert current_name(snapshots) == name
    newer = load(run, tmp_path, 1, 2)
    left = [f"{snapshot}{kind}" for snapshot in (name, newer) for kind in (".duckdb", ".text")]
    assert sorted(path.name for path in snapshots.iterdir()) == sorted([*left, "current"])


def test_a_great_fall_is_not_published_unless_meant(run: Run, tmp_path: Path) -> None:
    before = load(run, tmp_path, *range(1, 11))
    settings = Settings(data_dir=tmp_path)
    with open_store(tmp_path) as store:
        store.connection.execute("DELETE FROM releases WHERE release_id > ?", [release(5)["id"]])
        for table in ("theme_mentions", "appearances", "event_sizes"):
            store.connection.execute(f"DELETE FROM {table} WHERE release_id > ?", [release(5)["id"]])
        with pytest.raises(PublishError, match="fall from 10 to 5"):
            publish(store, settings, "x")
        assert current_name(tmp_path / "snapshots") == before
        name, new = publish(store, settings, "x", accept_fall=True)
    assert new
    assert current_name(tmp_path / "snapshots") == name


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE theme_mentions SET start_char = start_char + 1", "offsets miss"),
        ("UPDATE theme_mentions SET theme_id = 'nonsense'", "unknown theme"),
        ("UPDATE appearances SET person_id = 'nobody'", "unknown person"),
        ("DELETE FROM releases", "without a release"),
        ("INSERT INTO releases FROM releases", "same key"),
        ("UPDATE releases SET title = ''", "without title"),
        ("UPDATE releases SET kind = 'nonsense'", "unknown kind"),
        ("UPDATE event_sizes SET sentence = ''", "proving sentence"),
        ("DELETE FROM unit_releases", "units other than"),
        ("DELETE FROM coverage", "without coverage"),
        ("INSERT INTO coverage FROM coverage", "covered twice"),
        ("UPDATE coverage SET complete = true", "called complete"),
    ],
)
def test_damage_is_found_before_readers_see_it(damage: str, says: str, run: Run, tmp_path: Path) -> None:
    name = load(run, tmp_path, 1, 2)
    built = tmp_path / "snapshots" / f"{name}.duckdb"
    assert check_snapshot(built, None, None, 0.2) == []
    with duckdb.connect(str(built)) as connection:
        connection.execute(damage)
    assert says in "; ".join(check_snapshot(built, None, None, 0.2))


def test_old_snapshots_are_removed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_KEEP_SNAPSHOTS", "2")
    names = [load(run, tmp_path, *range(1, n)) for n in (2, 3, 4)]
    assert list_snapshots(tmp_path / "snapshots") == names[1:]
    assert sorted(index.stem for index in (tmp_path / "snapshots").glob("*.text")) == names[1:]


def test_every_table_and_column_is_explained_here_and_in_the_dictionary(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)
    dictionary = DICTIONARY.read_text(encoding="utf-8")
    columns = query(
        tmp_path, "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
    )
    tables = query(tmp_path, "SELECT table_name, comment FROM duckdb_tables()")
    assert len(columns) > 100
    for name, comment in tables:
        assert f"### {name}\n\n{comment}\n" in dictionary
    for _, name, kind, comment in columns:
        assert f"| `{name}` | {kind} | {comment} |" in dictionary
    assert dictionary.count("\n| `") == len(columns) + dictionary.split("## Data dictionary")[0].count("\n| `")


def test_readers_are_told_what_the_snapshot_is(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1, 2)
    ((oldest, newest, demonstration),) = query(
        tmp_path, "SELECT oldest_on::VARCHAR, newest_on::VARCHAR, demonstration FROM snapshot_info"
    )
    assert (oldest, newest, demonstration) == ("2025-04-03", "2025-04-03", False)


def publish_crawled(folder: Path, *statements: str) -> tuple[str, bool]:
    with open_store(folder) as store:
        for statement in statements:
            store.connection.execute(statement)
        return publish(store, Settings(data_dir=folder), "x")


def listed_on(day: str, checked_at: str, lang: str = "en", problem: str = "") -> str:
    return (
        "INSERT INTO crawl.lists BY NAME SELECT"
        f" 'https://press.example/{lang}/{day}' AS url, DATE '{day}' AS day, '{lang}' AS lang,"
        f" TIMESTAMP '{checked_at}' AS checked_at, '{problem}' AS problem,"
        " '' AS etag, '' AS last_modified, '' AS digest"
    )


def test_coverage_says_what_was_listed_loaded_and_never_asked_for(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)  # a file's release of 3 April
    publish_crawled(
        tmp_path,
        listed_on("2025-04-01", "2025-04-02 00:00:00"),
        listed_on("2025-04-02", "2025-04-05 10:00:00", problem="no list in it"),
        listed_on("2025-04-05", "2025-04-05 10:00:00"),
        listed_on("2025-04-04", "2025-04-05 10:00:00", "tc"),
    )
    sql = "SELECT day(day), listed, loaded, complete FROM coverage WHERE lang = '{}' ORDER BY day"
    english = [(1, 0, 0, True), (2, None, 0, False), (3, None, 1, False), (4, None, 0, False), (5, 0, 0, False)]
    assert query(tmp_path, sql.format("en")) == english
    chinese = [(day, None, 0, False) for day in (1, 2, 3)] + [(4, 0, 0, True), (5, None, 0, False)]
    assert query(tmp_path, sql.format("tc")) == chinese


def test_days_known_from_files_alone_are_neither_complete_nor_incomplete(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)
    publish_crawled(tmp_path, listed_on("2025-04-04", "2025-04-05 10:00:00"))
    found = query(tmp_path, "SELECT day(day), listed, loaded, complete FROM coverage ORDER BY day")
    assert found == [(3, None, 1, None), (4, 0, 0, True)]
    moved = "UPDATE releases SET source = 'infogov'"  # listed on another day than it was published
    publish_crawled(tmp_path, moved)
    assert query(tmp_path, "SELECT complete FROM coverage ORDER BY day") == [(False,), (True,)]


def test_a_later_look_that_finds_nothing_new_publishes_nothing(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)
    name, new = publish_crawled(tmp_path, listed_on("2025-04-04", "2025-04-05 10:00:00"))
    assert new
    later = "UPDATE crawl.lists SET checked_at = TIMESTAMP '2025-04-06 10:00:00'"
    assert publish_crawled(tmp_path, later) == (name, False)
    earlier = "UPDATE crawl.lists SET checked_at = TIMESTAMP '2025-04-04 10:00:00'"  # the day was not over
    assert publish_crawled(tmp_path, earlier)[1]


def test_revisions_are_published_and_what_vanished_is_marked_until_it_is_back(run: Run, tmp_path: Path) -> None:
    load(run, tmp_path, 1)
    values = "release_id, lang, TIMESTAMP '2025-04-0{} 10:00:00', '{}', title, body"
    note = f"INSERT INTO revisions SELECT {values} FROM releases"
    assert publish_crawled(tmp_path, note.format(5, "changed"), note.format(6, "vanished"))[1]
    assert query(tmp_path, "SELECT what FROM revisions") == [("changed",), ("vanished",)]
    assert query(tmp_path, "SELECT release_id, day(noticed_at) FROM vanished") == [(release(1)["id"], 6)]
    assert publish_crawled(tmp_path, note.format(6, "back"))[1]  # in the same second
    assert query(tmp_path, "SELECT * FROM vanished") == []
    assert query(tmp_path, "SELECT count(*) FROM releases") == [(1,)]
