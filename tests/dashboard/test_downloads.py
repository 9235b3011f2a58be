"""Downloads over real HTTP: the same numbers as the charts, and plain words where there are none."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qs

import duckdb
import httpx
import pytest

from dashboard.datasets import DATASETS
from dashboard.filters import Filters, read_filters
from dashboard.queries import event_sizes, releases_count, releases_table, speaker_appearances, theme_frequency
from dashboard.snapshot import Snapshot
from tests.dashboard.conftest import serve_routes
from tests.dashboard.snapshot_builder import THEMES, SnapshotBuilder

QUERIES = ("", "lang=tc&routine=include", "theme=budget&theme=sport&by=quarter", "speaker=Ada+Lam&from=2025-03-05")
WORDS = {"phrase-frequency": "q=fair"}
NAME = "20260101T000000Z-varied"


def fetch(address: str, name: str, query: str = "") -> list[dict[str, str]]:
    response = httpx.get(f"{address}/data/{name}.csv?{query}")
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def filters_of(query: str, snapshot: Snapshot) -> Filters:
    return read_filters(parse_qs(query), snapshot)


@pytest.fixture
def small_address(tmp_path: Path) -> Iterator[str]:
    """A server over releases that are not for demonstration, with titles a spreadsheet might compute."""
    builder = SnapshotBuilder()
    for number, title in enumerate(('=HYPERLINK("x")', "+1", "-1", "@a", "\tb", 'A, "b"\nc', "預算")):
        builder.add_release(f"R{number}", date(2025, 1, 1), title=title, time_known=number > 0)
    builder.add_size("R5", 320, qualifier="more-than")
    builder.add_size("R6", 1.5, qualifier="range", high=2.0)
    builder.publish(tmp_path, "20250201T000000Z-small", datetime(2025, 2, 1))
    yield from serve_routes(tmp_path)


@pytest.mark.parametrize("query", QUERIES)
def test_theme_frequency_holds_the_numbers_of_the_chart(varied_address: str, varied: Snapshot, query: str) -> None:
    frame = theme_frequency(varied, filters_of(query, varied))
    rows = fetch(varied_address, "theme-frequency", query)
    assert [(r["period_start"], r["theme_id"], r["completeness"]) for r in rows] == [
        (str(start.date()), theme, state)
        for start, theme, state in zip(frame["period_start"], frame["theme_id"], frame["completeness"], strict=True)
    ]
    assert [int(r["releases"]) for r in rows] == list(frame["releases"])
    assert [float(r["share"] or "nan") for r in rows] == pytest.approx(list(frame["share"]), nan_ok=True)
    assert all(r["value"] == r["releases"] for r in rows)


@pytest.mark.parametrize("measure", ["releases", "mentions", "share"])
def test_the_value_is_that_of_the_measure(varied_address: str, measure: str) -> None:
    rows = fetch(varied_address, "theme-frequency", f"measure={measure}&by=year")
    assert {(r["measure"], r["value"] == r[measure]) for r in rows} == {(measure, True)}
    assert {r["period"] for r in rows} == {"2024", "2025", "2026"}


@pytest.mark.parametrize("query", QUERIES)
def test_speaker_appearances_and_event_sizes_hold_the_numbers_of_the_charts(
    varied_address: str, varied: Snapshot, query: str
) -> None:
    filters = filters_of(query, varied)
    people = speaker_appearances(varied, filters)
    rows = fetch(varied_address, "speaker-appearances", query)
    assert [(r["person_id"], r["role"], int(r["appearances"]), int(r["denominator"])) for r in rows] == list(
        people[["person_id", "role", "appearances", "denominator"]].itertuples(index=False, name=None)
    )
    sizes = event_sizes(varied, filters)
    rows = fetch(varied_address, "event-sizes", query)
    assert [(r["release_id"], float(r["value"]), r["sentence"]) for r in rows] == list(
        sizes[["release_id", "value", "sentence"]].itertuples(index=False, name=None)
    )
    assert len(rows) > 0


@pytest.mark.parametrize("query", QUERIES)
def test_releases_are_those_that_are_counted(varied_address: str, varied: Snapshot, query: str) -> None:
    rows = fetch(varied_address, "releases", query)
    count = releases_count(varied, filters_of(query, varied))
    assert (len(rows), len({r["unit_id"] for r in rows})) == (count.documents, count.units)
    assert {r["source"] for r in rows} == {"demo", "file"}
    listed = releases_table(varied, filters_of(query, varied), limit=10_000)
    assert [(r["release_id"], r["lang"]) for r in rows] == list(zip(listed["release_id"], listed["lang"], strict=True))
    assert [r["published_at"][:10] for r in rows] == sorted((r["published_at"][:10] for r in rows), reverse=True)


def test_releases_can_be_searched_by_words(varied_address: str) -> None:
    assert {r["title"] for r in fetch(varied_address, "releases", "q=talk+BUDGET&lang=en")} == {"Budget talk held"}


@pytest.mark.parametrize("name", DATASETS)
def test_a_file_says_what_it_is(varied_address: str, name: str) -> None:
    response = httpx.get(f"{varied_address}/data/{name}.csv?from=2025-01-01&to=2025-03-31&{WORDS.get(name, '')}")
    file_name = f"communique-DEMONSTRATION-{name}-2025-01-01-2025-03-31.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file_name}"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["X-Snapshot"] == NAME
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(DATASETS[name].columns)
    assert len(lines) > 2
    assert lines[-1] == ""


@pytest.mark.parametrize("name", DATASETS)
def test_a_file_that_has_not_changed_is_not_sent_again(varied_address: str, name: str) -> None:
    address = f"{varied_address}/data/{name}.csv?{WORDS.get(name, '')}"
    tag = httpx.get(f"{address}&lang=en&by=year").headers["ETag"]
    assert httpx.get(f"{address}&by=year&lang=en&routine=exclude").headers["ETag"] == tag
    assert httpx.get(f"{address}&by=year&lang=tc").headers["ETag"] != tag
    again = httpx.get(f"{address}&lang=en&by=year", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", DATASETS)
def test_head_is_answered_like_get_without_the_file(varied_address: str, name: str) -> None:
    head, get = (
        httpx.request(method, f"{varied_address}/data/{name}.csv?{WORDS.get(name, '')}") for method in ("HEAD", "GET")
    )
    assert (head.status_code, head.content) == (200, b"")
    for header in ("ETag", "Content-Disposition", "X-Snapshot", "Content-Type"):
        assert head.headers[header] == get.headers[header]


def test_files_of_different_searches_have_different_tags(varied_address: str) -> None:
    tags = {httpx.head(f"{varied_address}/data/releases.csv?q={words}").headers["ETag"] for words in ("fair", "talk")}
    assert len(tags) == 2


def test_no_cell_is_computed_by_a_spreadsheet(small_address: str) -> None:
    rows = {r["release_id"]: r for r in fetch(small_address, "releases")}
    titles = [rows[f"R{number}"]["title"] for number in range(7)]
    assert titles == ['\'=HYPERLINK("x")', "'+1", "'-1", "'@a", "'\tb", 'A, "b"\nc', "預算"]


def test_cells_are_plain(small_address: str) -> None:
    rows = {r["release_id"]: r for r in fetch(small_address, "releases")}
    assert rows["R0"]["published_at"] == "2025-01-01"
    assert rows["R1"]["published_at"] == "2025-01-01T09:30:00"
    assert (rows["R1"]["routine"], rows["R1"]["bureau"]) == ("false", "Harbour Bureau")
    sizes = {r["release_id"]: r for r in fetch(small_address, "event-sizes")}
    assert [sizes["R5"][c] for c in ("value", "value_high", "qualifier")] == ["320", "", "more-than"]
    assert [sizes["R6"][c] for c in ("value", "value_high")] == ["1.5", "2"]


def test_a_file_of_real_releases_is_not_called_a_demonstration(small_address: str) -> None:
    response = httpx.head(f"{small_address}/data/releases.csv")
    assert "communique-releases-2025-01-01-2025-01-01.csv" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("page=2", ("page", "2", "theme")),
        ("lang=fr", ("lang", "fr", "all, en, tc")),
        ("theme=budgte", ("theme", "budgte", "budget")),
        ("from=2025-01-01&from=2025-01-02", ("from", "once")),
        ("to=", ("to", "1 to 200")),
        ("lang=%0d%0aSet-Cookie:x", ("lang", "all, en, tc")),
    ],
)
def test_what_cannot_be_understood_is_400_in_plain_text(
    varied_address: str, name: str, query: str, words: tuple[str, ...]
) -> None:
    response = httpx.get(f"{varied_address}/data/{name}.csv?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert all(word in response.text for word in words)


def test_how_often_a_phrase_occurs_is_refused_without_a_phrase(varied_address: str) -> None:
    response = httpx.get(f"{varied_address}/data/phrase-frequency.csv")
    assert (response.status_code, response.text.count("\n")) == (400, 1)
    assert "quoted phrase" in response.text


@pytest.mark.parametrize("path", ["themes.csv", "releases", "releases.xlsx", "a/b.csv", "..%2Freleases.csv"])
def test_an_unknown_file_is_404_with_the_list(varied_address: str, path: str) -> None:
    response = httpx.get(f"{varied_address}/data/{path}")
    assert response.status_code == 404
    assert all(f"/data/{name}.csv" in response.text for name in DATASETS)


def test_without_a_snapshot_files_are_503_and_come_once_there_is_one(tmp_path: Path) -> None:
    for address in serve_routes(tmp_path):
        response = httpx.get(f"{address}/data/releases.csv")
        assert (response.status_code, "no snapshot" in response.text) == (503, True)
        health = httpx.get(f"{address}/healthz")
        assert (health.status_code, "no snapshot" in health.json()["reason"]) == (503, True)
        builder = SnapshotBuilder()
        builder.add_release("R1", date(2025, 1, 1))
        builder.publish(tmp_path, "20250201T000000Z-late", datetime(2025, 2, 1))
        assert len(fetch(address, "releases")) == 1
        assert httpx.get(f"{address}/healthz").json() == {
            "status": "ok",
            "snapshot": "20250201T000000Z-late",
            "built_at": "2025-02-01T00:00:00",
            "oldest_on": "2025-01-01",
            "newest_on": "2025-01-01",
            "demonstration": False,
        }


def test_a_failed_query_is_500_in_plain_words(tmp_path: Path) -> None:
    builder = SnapshotBuilder()
    builder.add_release("R1", date(2025, 1, 1))
    path = builder.publish(tmp_path, "20250201T000000Z-torn", datetime(2025, 2, 1))
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE size_units")
    for address in serve_routes(tmp_path):
        response = httpx.get(f"{address}/data/event-sizes.csv")
        assert response.status_code == 500
        assert "20250201T000000Z-torn could not answer" in response.text
        assert "size_units" not in response.text
        assert fetch(address, "theme-frequency")[0]["theme_id"] == THEMES[0]


def test_a_new_snapshot_changes_the_tag_of_the_same_question(tmp_path: Path) -> None:
    builder = SnapshotBuilder()
    builder.add_release("R1", date(2025, 1, 1))
    for address in serve_routes(tmp_path):
        tags = set()
        for name in ("20250201T000000Z-one", "20250202T000000Z-two"):
            builder.publish(tmp_path, name, datetime(2025, 2, 1))
            tags.add(httpx.head(f"{address}/data/releases.csv").headers["ETag"])
        assert len(tags) == 2


@pytest.mark.parametrize(
    "query", ["from=2031-01-01&to=2031-12-31", "to=1999-12-31", "from=2031-01-01", "by=day&to=1999-01-01"]
)
@pytest.mark.parametrize("name", sorted(DATASETS))
def test_days_that_are_not_covered_give_an_empty_file(varied_address: str, name: str, query: str) -> None:
    assert fetch(varied_address, name, f"{query}&{WORDS.get(name, '')}") == []
