"""Every query of the dashboard: alone, against a statement by hand, and as the whole callback of a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs

import duckdb
import httpx
import yaml

from dashboard import queries
from dashboard.filters import Filters, read_filters
from dashboard.snapshot import Snapshot, open_current
from tests.bench.asking import Asker, ask
from tests.bench.corpus.parts import FIRST, LAST
from tests.bench.processes import serve
from tests.bench.table import Row, make_row, print_rows
from tests.bench.timing import time_alternating

_TIMES, _SECONDS = 30, 6.0
_CALLBACK = 60.0
THEMES = ("housing-supply", "innovation-technology", "elderly-care", "tourism", "climate")
FIVE = "by=month&" + "&".join(f"theme={theme}" for theme in THEMES)
PERSON = "by=month&speaker=carrie-lam"

Ask = Callable[[Snapshot, Filters], object]
_CASES: dict[str, tuple[str, Ask]] = {
    "theme_frequency": ("", queries.theme_frequency),
    "theme_frequency of five themes": (FIVE, queries.theme_frequency),
    "theme_frequency of one person": (PERSON, queries.theme_frequency),
    "theme_ranking": ("", queries.theme_ranking),
    "releases_over_time": ("", queries.releases_over_time),
    "releases_over_time of five themes": (FIVE, queries.releases_over_time),
    "appearances_by_role": ("", queries.appearances_by_role),
    "appearances_by_role of one person": (PERSON, queries.appearances_by_role),
    "speaker_ranking": ("", queries.speaker_ranking),
    "speaker_ranking of five themes": (FIVE, queries.speaker_ranking),
    "event_size_summary": ("", queries.event_size_summary),
    "event_size_summary of five themes": (FIVE, queries.event_size_summary),
    "event_sizes": ("", queries.event_sizes),
    "releases_table": ("", queries.releases_table),
    "releases_table of words": ("q=figures+tuen", queries.releases_table),
    "releases_count": ("", queries.releases_count),
    "speaker_options": ("", lambda s, _: queries.speaker_options(s, "lam")),
    "evidence of a theme in a month": ("theme=housing-supply&from=2019-03-01&to=2019-03-31", queries.evidence),
}
# Pages with what they ask the database for at least: the floor of the callback is the sum of theirs.
_PAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "/": ("/", "", ("releases_over_time", "theme_ranking", "speaker_ranking", "event_sizes", "appearances_by_role")),
    "/themes": ("/themes", "", ("theme_frequency", "theme_ranking", "releases_over_time")),
    "/themes, five themes": ("/themes", FIVE, ("theme_frequency of five themes", "releases_over_time")),
    "/themes, one person": ("/themes", PERSON, ("theme_frequency of one person",)),
    "/speakers": ("/speakers", "", ("appearances_by_role", "speaker_ranking")),
    "/speakers, five themes": ("/speakers", FIVE, ("speaker_ranking of five themes",)),
    "/events": ("/events", "", ("event_sizes", "event_size_summary")),
    "/releases": ("/releases", "", ("releases_table", "releases_count", "releases_over_time")),
    "/releases, words": ("/releases", "q=figures+tuen", ("releases_table of words",)),
    "/data": ("/data", "", ()),
}


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Measure all queries, then all pages; no turn asks what an earlier one asked."""
    data_dir = folder / str(documents)
    floors: dict[str, list[float]] = {}
    for name in _CASES:
        taken, floors[name] = _measure_query(data_dir, name)
        yield make_row(f"SQL of {name}", "ms", taken, floors[name], "by hand", most_ratio=2)
    yield from _measure_callbacks(data_dir, floors)


def write_search(turn: int, choice: str = "") -> str:
    """Return the address parameters of the whole time; each turn asks for other days."""
    days = "" if "from=" in choice else f"from={FIRST + timedelta(days=turn)}&to={LAST}"
    return "&".join(part for part in (days, choice) if part)


def sum_queries(data_dir: Path, seconds: float) -> float:
    """Return the sum of the medians of all queries, in milliseconds; `seconds` bounds each."""
    return sum(median(_measure_query(data_dir, name, seconds)[0]) for name in _CASES)


def _measure_query(data_dir: Path, name: str, seconds: float = _SECONDS) -> tuple[list[float], list[float]]:
    """Time a query and its floor in turns, in milliseconds."""
    choice, run = _CASES[name]
    snapshot = open_current(data_dir)
    floor_sql = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))[name]
    with _open_again(data_dir) as connection:

        def run_query(turn: int) -> None:
            run(snapshot, read_filters(parse_qs(write_search(turn, choice)), snapshot))

        def run_floor(turn: int) -> None:
            days = {"since": FIRST + timedelta(days=turn), "until": LAST}
            connection.execute(
                floor_sql, {name: day for name, day in days.items() if f"${name}" in floor_sql}
            ).fetchall()

        taken, floor = time_alternating((run_query, run_floor), _TIMES, seconds)
    return taken, floor


@contextmanager
def _open_again(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the current snapshot without the dashboard's limits: under another name, as DuckDB opens a file once."""
    link = data_dir / "floor.duckdb"
    link.unlink(missing_ok=True)
    link.hardlink_to((data_dir / "snapshots" / "current").resolve())
    try:
        with duckdb.connect(str(link), read_only=True) as connection:
            yield connection
    finally:
        link.unlink()


def _measure_callbacks(data_dir: Path, floors: dict[str, list[float]]) -> Iterator[Row]:
    with serve(data_dir, workers=1) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        asker = Asker(client, sorted({path for path, _, _ in _PAGES.values()}))
        for name, (path, choice, least) in _PAGES.items():
            sizes: list[int] = []

            def ask_page(turn: int, path: str = path, choice: str = choice, sizes: list[int] = sizes) -> None:
                sizes.append(ask(client, asker.page(path, write_search(turn, choice))))

            (taken,) = time_alternating((ask_page,), _TIMES, _SECONDS)
            floor = [sum(median(floors[query]) for query in least)]
            yield make_row(f"callback {name}", "ms", taken, floor, "SQL by hand", _CALLBACK, 2 if least else None)
            yield make_row(f"callback {name}: sent", "kB", [size / 1000 for size in sizes[1:]])
        yield from _measure_drawer(client, asker)


def _measure_drawer(client: httpx.Client, asker: Asker) -> Iterator[Row]:
    def ask_evidence(turn: int) -> None:
        month = f"{2000 + turn % 20}-{turn // 20 + 3:02}"
        ask(client, asker.evidence(f"theme=housing-supply&from={month}-01&to={month}-28"))

    (taken,) = time_alternating((ask_evidence,), _TIMES, _SECONDS)
    yield make_row("callback of the evidence drawer", "ms", taken, most=_CALLBACK)
    (taken,) = time_alternating((lambda _: ask(client, asker.page("/themes", FIVE)),), _TIMES, _SECONDS)
    yield make_row("callback /themes, asked before", "ms", taken, most=_CALLBACK)


if __name__ == "__main__":
    print_rows(measure)
