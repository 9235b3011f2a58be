"""Any phrase, counted by period like a theme, against a plain scan of all texts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import httpx

from tests.bench.processes import serve
from tests.bench.table import Row, make_row, print_rows
from tests.bench.timing import time_alternating

_TIMES, _SECONDS = 12, 15.0
_MOST = 300.0
# From what stands in a document in twenty to what stands in one; words of the corpus's own sentences.
_ASKED = {
    "two words, seldom": ('"enquiry counters"', ("enquiry counters",)),
    "words that stand everywhere": ('"of the year"', ("of the year",)),
    "either of two": ('"steady pace" OR "third year in a row"', ("steady pace", "third year in a row")),
    "Chinese": ("投放更多人手", ("投放更多人手",)),
}
_SCAN = """
SELECT date_trunc('year', published_on) AS period, lang, count(*) FROM releases
WHERE NOT routine AND ({}) GROUP BY ALL
"""


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Measure some phrases, each turn over other days; the scan once, as it takes seconds."""
    data_dir = folder / str(documents)
    with serve(data_dir, workers=1) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        for name, (query, words) in _ASKED.items():

            def ask(turn: int, query: str = query) -> None:
                asked = urlencode({"q": query, "from": f"19{98 + turn % 2}-{turn // 2 + 1:02}-01"})
                client.get(f"/data/phrase-frequency.csv?{asked}").raise_for_status()

            (taken,) = time_alternating((ask,), _TIMES, _SECONDS)
            yield make_row(f"phrase: {name}", "ms", taken, _scan(data_dir, words), "a plain scan", _MOST)


def _scan(data_dir: Path, words: tuple[str, ...]) -> list[float]:
    held = " OR ".join(["contains(lower(title || ' ' || body), lower(?))"] * len(words))
    with duckdb.connect(str(data_dir / "snapshots" / "current"), read_only=True) as connection:
        (taken,) = time_alternating((lambda _: connection.execute(_SCAN.format(held), words).fetchall(),), 1, 1.0)
    return taken


if __name__ == "__main__":
    print_rows(measure)
