"""Builds small real snapshots from the project's own SQL, filled with invented releases."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl.rows import SQL
from etl.snapshot_build import make_tables, run_script
from etl.text_index import build_text_index

_CRAWLED = (
    "CREATE TEMP TABLE crawled"
    " (day DATE, lang VARCHAR, listed INTEGER, loaded INTEGER, failed INTEGER, complete BOOLEAN)"
)
THEMES = ("budget", "sport", "health-care", "tourism", "housing")
PEOPLE = {
    "ada-lam": ("Ada Lam", "林雅達", True),
    "ben-kwok": ("Ben Kwok", "郭本", True),
    "en:Cy Poon": ("Cy Poon", "", False),
    "tc:潘賽": ("", "潘賽", False),
    "dora-a": ("Dora Yip", "葉多", True),
    "dora-b": ("Dora Yip", "葉朵", True),
}
ROLES = ("spoke", "officiated", "attended", "named")
ODD_TITLES = ("=1+2", "+852 opens", "-5 degrees", "@home week", "\tIndented", 'Plain, "quoted"')


@dataclass
class SnapshotBuilder:
    """Collects rows, then writes them as a snapshot and makes it current."""

    tables: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {
            name: [] for name in ("releases", "theme_mentions", "appearances", "event_sizes", "revisions", "crawled")
        }
    )

    def add_release(
        self,
        release_id: str,
        day: date,
        *,
        lang: str = "en",
        pair: str = "",
        title: str = "Harbour fair opens",
        body: str = "",
        routine: bool = False,
        source: str = "file",
        time_known: bool = True,
    ) -> None:
        at = datetime.combine(day, time(9, 30) if time_known else time())
        url = f"https://press.example/{release_id}.htm"
        kind = "weather" if routine else "event"
        row = (release_id, lang, pair or release_id, None, at, day, time_known, "stated", title, body)
        self.tables["releases"].append((*row, url, kind, routine, "hb", source, "run-1"))

    def add_mention(self, release_id: str, theme: str, sentence: str, at: int = 0, lang: str = "en") -> None:
        end = at + len(theme)
        row = (release_id, lang, theme, True, theme, at, end, False, sentence)
        self.tables["theme_mentions"].append(row)

    def add_person(self, release_id: str, person: str, role: str, lang: str = "en", office: str = "Director") -> None:
        english, chinese, _ = PEOPLE[person]
        name = english if lang == "en" else chinese
        sentence = f"{name} came."
        row = (release_id, lang, person, name, office, "", False, role, 0, len(name), False, sentence)
        self.tables["appearances"].append(row)

    def add_size(
        self,
        release_id: str,
        value: float,
        *,
        lang: str = "en",
        unit: str = "people",
        qualifier: str = "exact",
        high: float | None = None,
        expected: bool = False,
        held_on: date | None = None,
    ) -> None:
        sentence = f"It drew {value:g} guests."
        row = (release_id, lang, "fair", value, high, qualifier, unit, "guests", expected, held_on, 8, 12, False)
        self.tables["event_sizes"].append((*row, sentence))

    def add_crawled_day(self, day: date, listed: int | None, loaded: int, complete: bool, lang: str = "en") -> None:
        """Say what became of the releases that the index of a day lists."""
        self.tables["crawled"].append((day, lang, listed, loaded, (listed or loaded) - loaded, complete))

    def add_revision(self, release_id: str, what: str, noticed_at: datetime, lang: str = "en") -> None:
        self.tables["revisions"].append((release_id, lang, noticed_at, what, "Harbour fare opens", "Until then."))

    def publish(self, data_dir: Path, name: str, built_at: datetime = datetime(2026, 1, 1)) -> Path:
        """Write `<data_dir>/snapshots/<name>.duckdb` and make it current."""
        folder = data_dir / "snapshots"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.duckdb"
        with duckdb.connect(str(path)) as connection:
            self._fill(connection, name, built_at)
        build_text_index(path, path.with_suffix(".text"))
        make_current(path)
        return path

    def _fill(self, connection: duckdb.DuckDBPyConnection, name: str, built_at: datetime) -> None:
        connection.execute("ATTACH ':memory:' AS store; USE store")
        for script in ("facts.sql", "store.sql"):
            connection.execute((SQL / script).read_text(encoding="utf-8"))
        connection.execute(f'USE "{name}"')
        make_tables(connection)
        connection.execute(_CRAWLED)
        _add_reference(connection)
        for table, rows in self.tables.items():
            _insert(connection, table if table in {"accuracy", "crawled"} else f"store.{table}", rows)
        told = {"built_at": built_at, "facts_version": "v1", "schema_version": "v1", "sorted_releases": None}
        run_script(connection, "changes.sql")
        run_script(connection, "fill.sql", told)


def make_current(path: Path) -> None:
    """Point the link at a snapshot in one atomic step."""
    link = path.parent / "next"
    link.symlink_to(path.name)
    link.replace(path.parent / "current")


def fill_varied(builder: SnapshotBuilder, first: date, days: int, seed: int = 7) -> SnapshotBuilder:
    """Add releases of many shapes: pairs, routine notices, people of both kinds, sizes, odd titles."""
    pick = random.Random(seed)  # noqa: S311 - the same releases each time
    for number in range(days):
        for serial in range(pick.randint(0, 3)):
            _add_one(builder, pick, f"P{number:04}{serial}", first + timedelta(days=number))
    return builder


def _add_one(builder: SnapshotBuilder, pick: random.Random, release_id: str, day: date) -> None:
    langs = pick.choice((["en"], ["tc"], ["en", "tc"], ["en", "tc"]))
    pair = release_id if "en" in langs else f"{release_id}c"
    routine, demo = pick.random() < 0.2, pick.random() < 0.5
    themes = [theme for place, theme in enumerate(THEMES) if pick.random() < 0.6 / (place + 1)]
    people = [person for person in PEOPLE if pick.random() < 0.2]
    for lang in langs:
        name = release_id if lang == "en" else f"{release_id}c"
        late = timedelta(days=1 if lang == "tc" and pick.random() < 0.1 else 0)
        _add_document(builder, pick, (name, lang, pair), day + late, routine, demo)
        for theme in themes:
            for _ in range(pick.randint(0, 3)):
                builder.add_mention(name, theme, f"{theme} was the talk.", lang=lang)
        for person in people:
            if not person.startswith(("en:", "tc:")) or person.startswith(lang):
                builder.add_person(name, person, pick.choice(ROLES), lang)
        if pick.random() < 0.3:
            builder.add_size(name, pick.choice((50, 120, 320)), lang=lang, unit=pick.choice(("people", "countries")))


def _add_document(
    builder: SnapshotBuilder,
    pick: random.Random,
    key: tuple[str, str, str],
    day: date,
    routine: bool,
    demo: bool,
) -> None:
    title = pick.choice(("Harbour fair opens", "Budget talk held", *ODD_TITLES)) if key[1] == "en" else "海濱市集開幕"
    builder.add_release(
        key[0],
        day,
        lang=key[1],
        pair=key[2],
        title=title,
        routine=routine,
        source="demo" if demo else "file",
        time_known=pick.random() < 0.9,
    )


def _add_reference(connection: duckdb.DuckDBPyConnection) -> None:
    _insert(connection, "domains", [("society", "Society", "社會", "社会", 1)])
    themes = [
        (theme, "society", theme.capitalize(), f"{theme}中", f"{theme}简", "", place + 1)
        for place, theme in enumerate(THEMES)
    ]
    _insert(connection, "themes", themes)
    _insert(connection, "people", [(person, *row) for person, row in PEOPLE.items()])
    _insert(connection, "kinds", [("event", "Event", "活動", False), ("weather", "Weather", "天氣", True)])
    _insert(connection, "bureaux", [("hb", "Harbour Bureau", "海港局")])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    frame = pd.DataFrame(rows, columns=names)
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    connection.unregister("incoming")
