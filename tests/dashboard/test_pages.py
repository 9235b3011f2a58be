"""Pages made from an address over a real snapshot: complete, counted as their downloads, plain about trouble."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import httpx
import pytest
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.app import create_app
from dashboard.components.evidence_drawer import render_evidence
from dashboard.components.filter_bar import speaker_choices
from dashboard.filters import read_filters
from dashboard.pages import PAGES
from dashboard.pages.overview import describe_change, span_before
from dashboard.pages.page import name_span
from dashboard.pages.render import Rendered, render_page
from dashboard.snapshot import Snapshot
from dashboard.view import View, read_address
from dashboard.wording import format_number, format_share, format_size, name_counted

SCREEN = {"dark": False, "narrow": False}


def show(data_dir: Path, address: str, **screen: bool) -> Rendered:
    parts = urlsplit(address)
    return render_page(data_dir, {"path": parts.path, "search": parts.query, **SCREEN, **screen})


def walk(part: Any) -> Iterator[Component]:
    """All components of a tree, in the order of the page."""
    if isinstance(part, (list, tuple)):
        for one in part:
            yield from walk(one)
    elif isinstance(part, Component):
        yield part
        yield from walk(getattr(part, "children", None))


def words_of(part: Any) -> str:
    if isinstance(part, (list, tuple)):
        return " ".join(words_of(one) for one in part)
    if isinstance(part, Component):
        return words_of(getattr(part, "children", None))
    return "" if part is None else str(part)


def figures_of(rendered: Rendered) -> dict[str, dict[str, Any]]:
    graphs: list[Any] = [part for part in walk(rendered.body) if getattr(part, "figure", None)]
    return {graph.id["name"]: graph.figure for graph in graphs}


def links_of(part: Any) -> list[str]:
    return [str(getattr(one, "href", "")) for one in walk(part) if getattr(one, "href", None)]


def read_rows(address: str, link: str) -> list[dict[str, str]]:
    answer = httpx.get(f"{address}{link}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("screen", [{}, {"dark": True, "narrow": True}])
@pytest.mark.parametrize("path", list(PAGES))
def test_every_page_can_be_shown_without_a_card_failing(varied_dir: Path, path: str, screen: dict[str, bool]) -> None:
    rendered = show(varied_dir, path, **screen)
    text = words_of(rendered.body)
    assert "could not be made" not in text
    assert "Newest day covered" in words_of(rendered.header)
    assert rendered.state is not None
    assert to_json_plotly(rendered.body)


@pytest.mark.parametrize("path", list(PAGES))
def test_every_link_of_a_page_is_understood(varied_dir: Path, varied_address: str, path: str) -> None:
    rendered = show(varied_dir, path)
    for link in {*links_of(rendered.body), *links_of(rendered.presets), *links_of(rendered.header)}:
        if link.startswith("/data/"):
            read_rows(varied_address, link)
        elif link.startswith("/"):
            assert "cannot be used" not in words_of(show(varied_dir, link).body), link
            opened = parse_qs(urlsplit(link).query).get("open", [])
            assert all("cannot" not in words_of(render_evidence(*of(varied_dir, query))) for query in opened)


def of(data_dir: Path, query: str) -> tuple[Snapshot, str]:
    from dashboard.snapshot import open_current

    return open_current(data_dir), query


def points_of(figure: dict[str, Any]) -> list[tuple[str, float]]:
    return [
        (opened, value)
        for trace in figure["data"]
        if "customdata" in trace
        for opened, value in zip(
            trace["customdata"], trace["x" if trace.get("orientation") == "h" else "y"], strict=True
        )
        if opened  # what only interrupts a line leads nowhere
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/?by=quarter&routine=include", "volume"),
        ("/?lang=tc", "themes"),
        ("/?theme=budget&theme=sport", "speakers"),
        ("/themes?by=quarter&lang=en", "frequency"),
        ("/themes?speaker=ada-lam", "ranking"),
        ("/speakers?speaker=ada-lam&by=quarter", "roles"),
        ("/speakers?by=quarter&role=spoke&role=named", "roles"),
        ("/speakers?role=officiated", "ranking"),
    ],
)
def test_the_releases_behind_a_point_are_as_many_as_it_says(
    varied_dir: Path, varied_address: str, address: str, name: str
) -> None:
    points = points_of(figures_of(show(varied_dir, address))[name])
    assert any(value for _, value in points)
    for opened, value in points[:12]:
        rows = read_rows(varied_address, f"/data/releases.csv{opened}")
        assert len({row["unit_id"] for row in rows}) == value, opened


def test_the_lines_and_their_download_are_the_same_numbers(varied_dir: Path, varied_address: str) -> None:
    rendered = show(varied_dir, "/themes?by=month&measure=mentions&theme=budget&theme=housing")
    lines = [trace for trace in figures_of(rendered)["frequency"]["data"] if "customdata" in trace]
    card = next(part for part in walk(rendered.body) if getattr(part, "id", "") == "card-frequency")
    (link,) = [link for link in links_of(card) if link.startswith("/data/")]
    rows = read_rows(varied_address, link)
    for theme, line in zip(("budget", "housing"), lines, strict=True):
        drawn = [value for value, opened in zip(line["y"], line["customdata"], strict=True) if opened]
        assert [float(row["value"]) for row in rows if row["theme_id"] == theme] == drawn


def test_the_table_of_a_card_holds_the_numbers_of_its_chart(varied_dir: Path) -> None:
    values = figures_of(show(varied_dir, "/?by=quarter"))["volume"]["data"][0]["y"]
    rendered = show(varied_dir, "/?by=quarter&table=volume")
    assert "volume" not in figures_of(rendered)
    card = next(part for part in walk(rendered.body) if getattr(part, "id", "") == "card-volume")
    numbers = [words_of(part) for part in walk(card) if getattr(part, "className", "") == "number"]
    assert numbers[1:] == [format_number(value) for value in values]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("/themes?from=2025-02-30", "a day of the calendar"),
        ("/themes?from=2025-03-01&to=2025-02-01", "not after the last day"),
        ("/speakers?speaker=Ada+Lamb", "ada-lam"),
        ("/themes?theme=", "1 to 200 characters"),
        ("/releases?page=0", "a whole number from 1"),
        ("/releases?page=99999", "a page from 1 to"),
        ("/releases?sort=body", "published_at"),
        ("/events?unit=dogs", "person-times"),
        ("/themes?colour=red", "the parameters from"),
        ("/nowhere", "There is no page /nowhere"),
    ],
)
def test_what_cannot_be_understood_is_refused_without_numbers(varied_dir: Path, address: str, part: str) -> None:
    rendered = show(varied_dir, address)
    assert part in words_of(rendered.body)
    assert not figures_of(rendered)
    assert links_of(rendered.body)[0] in {*PAGES, "/"}


def test_text_of_the_address_is_shown_as_text(varied_dir: Path) -> None:
    rendered = show(varied_dir, "/releases?q=%22%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert "<script>alert(1)</script>" in words_of(rendered.body)
    assert all(part.__class__.__name__ != "Script" for part in walk(rendered.body))


@pytest.mark.parametrize("path", ["/", "/speakers", "/events"])
def test_nothing_found_is_said_with_a_step_that_helps(varied_dir: Path, path: str) -> None:
    rendered = show(varied_dir, f"{path}?theme=tourism&speaker=dora-b&from=2025-01-01&to=2025-01-01")
    assert not figures_of(rendered)
    assert path in links_of(rendered.body)


def test_without_a_snapshot_it_says_what_to_do(tmp_path: Path) -> None:
    rendered = show(tmp_path, "/themes")
    assert "There is no snapshot at" in words_of(rendered.body)
    assert rendered.controls is None


def test_a_damaged_snapshot_is_said_and_not_raised(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    folder.mkdir()
    (folder / "current").write_bytes(b"not a database at all" * 50)
    assert "not a snapshot that can be read" in words_of(show(tmp_path, "/").body)


def test_one_card_that_fails_leaves_the_others(tmp_path: Path) -> None:
    """A snapshot whose runs table has lost a column: the card of the runs fails, the page stands."""
    from datetime import date

    from tests.dashboard.snapshot_builder import SnapshotBuilder

    builder = SnapshotBuilder()
    builder.add_release("P1", date(2025, 3, 1))
    path = builder.publish(tmp_path, "20250401T000000Z-broken")
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE issues")
    text = words_of(show(tmp_path, "/data").body)
    assert text.count("This card could not be made.") == 1
    assert "What is covered" in text


def test_filters_without_a_control_here_are_named_and_can_be_lifted(varied_dir: Path) -> None:
    rendered = show(varied_dir, "/themes?role=spoke&theme=budget")
    assert "role spoke" in words_of(rendered.presets)
    assert "/themes?theme=budget" in links_of(rendered.presets)


def test_the_links_of_the_navigation_keep_the_filters(varied_dir: Path) -> None:
    rendered = show(varied_dir, "/themes?theme=budget&lang=tc&table=heatmap")
    assert "/speakers?theme=budget&lang=tc" in links_of(rendered.header)


def test_evidence_marks_the_words_and_names_its_selection(varied: Snapshot) -> None:
    body = render_evidence(varied, "?theme=budget&speaker=ada-lam")
    text = words_of(body)
    assert text.startswith("Budget, Ada Lam 林雅達, 20 Nov 2024 to")
    links = [part for part in walk(body) if getattr(part, "target", "") == "_blank"]
    assert links
    assert all(getattr(part, "rel", "") == "noopener noreferrer" for part in links)


def test_evidence_that_cannot_be_understood_is_refused_in_place(varied: Snapshot) -> None:
    assert "cannot be used" in words_of(render_evidence(varied, "?theme=nothing"))
    assert "cannot be used" in words_of(render_evidence(varied, "?open=x"))


def test_speakers_are_found_by_a_part_of_either_name(varied: Snapshot) -> None:
    assert [choice["value"] for choice in speaker_choices(varied, "poon", "")] == ["en:Cy Poon"]
    chosen = speaker_choices(varied, "林雅", "ben-kwok")
    assert [choice["value"] for choice in chosen] == ["ben-kwok", "ada-lam"]


def view_of(snapshot: Snapshot, query: str) -> View:
    params = read_address(query)
    return View("/", params, read_filters(params, snapshot), snapshot)


def test_a_change_is_given_only_against_a_whole_span(varied: Snapshot) -> None:
    before = span_before(view_of(varied, "from=2025-03-01&to=2025-03-31"))
    assert before is not None
    assert (str(before.since), str(before.until)) == ("2025-01-29", "2025-02-28")
    assert span_before(view_of(varied, "")) is None
    assert span_before(view_of(varied, "from=2024-12-01&to=2025-11-30")) is None


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(90, 80, "+12.5% (from 80)"), (60, 80, "−25.0% (from 80)"), (80, 80, "±0.0% (from 80)"), (3, 0, "none before")],
)
def test_changes_are_written_with_what_they_rest_on(now: int, before: int, words: str) -> None:
    assert describe_change(now, before) == words


def test_numbers_are_written_as_readers_know_them() -> None:
    assert format_number(1234567) == "1\u202f234\u202f567"
    assert format_number(12.5) == "12.5"
    assert (format_share(0.125), format_share(float("nan"))) == ("12.5%", "n/a")
    assert format_size(320, None, "more-than") == "more than 320"
    assert format_size(300, 400, "range") == "300–400"
    assert name_counted("guests", "people") == "guests"
    assert name_counted("", "people") == "people"


def test_spans_of_whole_months_are_named_by_their_months() -> None:
    from datetime import date

    assert name_span(date(2024, 1, 1), date(2026, 3, 31)) == "January 2024 to March 2026"
    assert name_span(date(2024, 2, 1), date(2024, 2, 29)) == "February 2024"
    assert name_span(date(2024, 2, 2), date(2024, 2, 29)) == "2 Feb 2024 to 29 Feb 2024"


def test_the_application_is_served_compressed_and_asks_nothing_from_elsewhere(varied_dir: Path) -> None:
    client = create_app(varied_dir).server.test_client()
    index = client.get("/", headers={"Accept-Encoding": "br"})
    assert index.headers["Content-Encoding"] == "br"
    page = client.get("/").get_data(as_text=True)
    assert '<html lang="en">' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_a_wrong_part_can_be_left_out_and_the_rest_kept(varied_dir: Path) -> None:
    rendered = show(varied_dir, "/themes?theme=budget&from=yesterday&lang=tc")
    assert links_of(rendered.body) == ["/themes", "/themes?theme=budget&lang=tc"]
    assert rendered.state is not None
    assert (rendered.state["invalid"], rendered.state["values"]["theme"]) == (["from"], ["budget"])


def test_more_periods_than_a_chart_can_show_are_refused(tmp_path: Path) -> None:
    from datetime import date

    from tests.dashboard.snapshot_builder import SnapshotBuilder

    builder = SnapshotBuilder()
    builder.add_release("P1", date(2010, 3, 1))
    builder.add_release("P2", date(2025, 3, 1))
    builder.publish(tmp_path, "20250401T000000Z-long")
    assert "at most 800 can be drawn" in words_of(show(tmp_path, "/themes?by=day").body)
    assert "at most" not in words_of(show(tmp_path, "/releases?by=day").body)
