"""A folder of Parquet files with releases, among them what other programs get wrong."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tests.etl.conftest import SEMINAR, release

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo" / "releases.jsonl"
_DEMO_AS_REAL = """
SELECT replace(id, 'DEMO', 'P') AS id, lang, published_at::VARCHAR AS published_at, title, '' AS url, text
FROM read_json($source, convert_strings_to_integers = false, auto_detect = true) LIMIT $releases
"""


def write_odd_folder(folder: Path, releases: int) -> Path:
    """Write so many invented releases as if they were real, and some of every kind that is odd."""
    folder.mkdir()
    with duckdb.connect() as connection:
        plain = connection.sql(_DEMO_AS_REAL, params={"source": str(DEMO), "releases": releases}).to_arrow_table()
    pq.write_table(plain, folder / "a-plain.parquet", row_group_size=90)
    pq.write_table(_broken(), folder / "b-broken.parquet")
    pq.write_table(_rows(release(1), release(1), release(1, text=SEMINAR * 2), release(2)), folder / "c.parquet")
    pq.write_table(_rows(release(2, text="Another was held."), release(1), release(3)), folder / "d.parquet")
    pq.write_table(_typed(), folder / "e-types.parquet")
    pq.write_table(pa.table({"ID": ["P202504030004"], "TEXT": [[1, 2]], "Title": ["A list"]}), folder / "f.parquet")
    pq.write_table(pa.table({"title": ["No text"], "more": [1.5]}), folder / "g.parquet")
    pq.write_table(_damaged_text(), folder / "h.parquet")
    pq.write_table(_rows(release(20, text=(SEMINAR + "\n\n") * 1000)), folder / "huge.parquet")
    whole = (folder / "c.parquet").read_bytes()
    (folder / "i-torn.parquet").write_bytes(whole[: len(whole) // 2])
    return folder


def _rows(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))


def _broken() -> pa.Table:
    broken: list[dict[str, Any]] = [
        {"text": None},
        {"text": ""},
        {"title": ""},
        {"title": None},
        {"lang": "fr"},
        {"lang": None},
        {"published_at": "soon"},
        {"published_at": None},
        {"id": None},
        {"id": "two words"},
        {"url": None},
        {"text": "\ufeff\x00 \u200b"},
    ]
    rows = [{**release(number), **changed} for number, changed in enumerate(broken, 100)]
    return _rows(*rows, dict.fromkeys(release(1)))


def _typed() -> pa.Table:
    """Columns of other types than text, as programs write them."""
    noon = datetime(2025, 4, 3, 12, tzinfo=timezone(timedelta(hours=8)))
    return pa.table(
        {
            "id": pa.array([202504030005, 202504030006]),
            "lang": pa.array(["en", "tc"]).dictionary_encode(),
            "published_at": pa.array([noon, None], pa.timestamp("ms", "Asia/Hong_Kong")),
            "title": pa.array(["One", "其二"], pa.large_string()),
            "url": pa.nulls(2),
            "text": pa.array(["The seminar was held.", "研討會有300人出席。"], pa.string_view()),
        }
    )


def _damaged_text() -> pa.Table:
    """Text that is no UTF-8 between two rows that are whole."""
    table = _rows(release(30), release(31), release(32))
    text = pa.array([SEMINAR.encode(), b"Held \xff\xfe today", SEMINAR.encode()], pa.binary()).view(pa.string())
    return table.set_column(table.schema.get_field_index("text"), "text", text)
