"""Gaps: days of which nothing is loaded are never a zero, in frames, files, figures and words."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest

from dashboard.components.chart_card import describe_missing, describe_partial
from dashboard.figures import Look, draw_heatmap, draw_lines, draw_panels, draw_roles, draw_size_spread, draw_volume
from dashboard.filters import Filters, read_filters
from dashboard.pages.overview import span_before
from dashboard.periods import list_periods
from dashboard.queries import (
    appearances_by_role,
    event_size_summary,
    releases_over_time,
    speaker_appearances,
    theme_frequency,
)
from dashboard.snapshot import Snapshot, open_current
from dashboard.view import View
from tests.dashboard.conftest import serve_routes
from tests.dashboard.snapshot_builder import SnapshotBuilder
from tests.dashboard.test_pages import figures_of, show, walk, words_of

LOOK = Look()
FIRST, LAST = date(2025, 1, 1), date(2025, 8, 31)
NOT_LOADED = (date(2025, 3, 10), date(2025, 6, 12))
LONG_ENOUGH, TOO_SHORT = (date(2025, 8, 2), date(2025, 8, 15)), (date(2025, 7, 3), date(2025, 7, 15))
QUIET = (NOT_LOADED, TOO_SHORT, LONG_ENOUGH)
STATES = ["whole", "whole", "provisional", "missing", "missing", "provisional", "whole", "provisional"]


def fill_with_gap(builder: SnapshotBuilder) -> SnapshotBuilder:
    """Add a release a day, in turn English and Chinese, but on no day of the quiet spans."""
    for number in range((LAST - FIRST).days + 1):
        day, lang, name = FIRST + timedelta(days=number), ("en", "tc")[number % 2], f"P{number:03}"
        if not any(first <= day <= last for first, last in QUIET):
            builder.add_release(name, day, lang=lang)
            builder.add_mention(name, "sport", "All about sport.", at=10, lang=lang)
            builder.add_person(name, "ada-lam", "spoke", lang)
            builder.add_size(name, 100, lang=lang)
    return builder


@pytest.fixture(scope="module")
def gap_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data_dir = tmp_path_factory.mktemp("gap")
    fill_with_gap(SnapshotBuilder()).publish(data_dir, "20260101T000000Z-gap", datetime(2026, 1, 1))
    return data_dir


@pytest.fixture
def snapshot(gap_dir: Path) -> Snapshot:
    return open_current(gap_dir)


@pytest.fixture(scope="module")
def address(gap_dir: Path) -> Iterator[str]:
    yield from serve_routes(gap_dir)


def ask(snapshot: Snapshot, **params: str) -> Filters:
    return read_filters({"by": ["month"], **{name: [value] for name, value in params.items()}}, snapshot)


def test_a_gap_is_fourteen_days_in_a_row_without_a_release_in_any_language(snapshot: Snapshot) -> None:
    assert snapshot.info.gaps == dict.fromkeys(("all", "en", "tc"), (NOT_LOADED, LONG_ENOUGH))


def test_no_gap_is_seen_where_releases_are_merely_few(varied: Snapshot) -> None:
    assert varied.info.gaps["all"] == ()


def test_a_period_wholly_inside_a_gap_is_missing_and_one_partly_inside_is_provisional(snapshot: Snapshot) -> None:
    periods = list_periods(FIRST, LAST, "month", snapshot.info)
    assert [period.completeness for period in periods] == STATES


def test_what_is_asked_of_a_period_counts_not_its_other_days(snapshot: Snapshot) -> None:
    (march,) = list_periods(date(2025, 3, 10), date(2025, 3, 20), "month", snapshot.info)
    (wider,) = list_periods(date(2025, 3, 9), date(2025, 3, 20), "month", snapshot.info)
    assert (march.completeness, wider.completeness) == ("missing", "provisional")


@pytest.mark.parametrize("lang", ["all", "en", "tc"])
def test_the_numbers_of_a_missing_period_are_null_and_no_others(snapshot: Snapshot, lang: str) -> None:
    filters = ask(snapshot, lang=lang)
    frames = {
        "releases": releases_over_time(snapshot, filters),
        "mentions": theme_frequency(snapshot, filters),
        "denominator": theme_frequency(snapshot, filters),
        "appearances": appearances_by_role(snapshot, filters),
        "sizes": event_size_summary(snapshot, filters),
    }
    for column, frame in frames.items():
        assert list(frame.drop_duplicates("period_start")["completeness"]) == STATES
        assert (frame[column].isna() == (frame["completeness"] == "missing")).all(), column
    themes = frames["mentions"]
    missing = themes["completeness"] == "missing"
    assert themes.loc[missing, ["releases", "share"]].isna().all(axis=None)
    assert (themes.loc[~missing & (themes["theme_id"] == "budget"), "releases"] == 0).all()


def test_nobody_appears_in_a_missing_period(snapshot: Snapshot) -> None:
    assert "missing" not in set(speaker_appearances(snapshot, ask(snapshot))["completeness"])


@pytest.mark.parametrize("measure", ["releases", "mentions", "share"])
def test_the_file_has_empty_cells_there(address: str, measure: str) -> None:
    answer = httpx.get(f"{address}/data/theme-frequency.csv?by=month&theme=sport&measure={measure}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["completeness"] for row in rows] == STATES
    for column in ("releases", "mentions", "share", "denominator", "value"):
        assert [row[column] == "" for row in rows] == [state == "missing" for state in STATES], column
    assert rows[0]["releases"] == "31"


def drawn(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if "customdata" in trace]


@pytest.mark.parametrize("measure", ["releases", "mentions", "share"])
def test_lines_stop_at_a_gap_and_go_on_behind_it(snapshot: Snapshot, measure: str) -> None:
    frame = theme_frequency(snapshot, ask(snapshot, theme="sport"))
    frame = frame.rename(columns={"theme_id": "id", "theme": "label"}).assign(open="?")
    figure = draw_lines(frame, measure, "month", {"sport": LOOK.marks[0]}, look=LOOK, height=300)
    (points,) = drawn(figure)
    marks = [(value, text) for value, text in zip(points["y"], points["text"], strict=True) if text]
    assert [value is None for value, _ in marks] == [state == "missing" for state in STATES]
    assert marks[3][1] == "Sport<br>Apr 2025: no releases loaded"
    steps = [
        tuple(day for day, _ in ends)
        for trace in figure["data"]
        for ends in pairwise(zip(trace["x"], trace["y"], strict=True))
        if None not in {value for _, value in ends}
    ]
    assert ("2025-02-01", "2025-03-01") in steps
    assert not {"2025-04-01", "2025-05-01"} & {day for step in steps for day in step}
    (panel,) = drawn(draw_panels(frame, measure, "month", LOOK))
    assert panel["y"] == points["y"]


def test_cells_of_a_gap_are_blank_and_say_why(snapshot: Snapshot) -> None:
    frame = theme_frequency(snapshot, ask(snapshot)).rename(columns={"theme_id": "id", "theme": "label"})
    figure = draw_heatmap(frame.assign(open="?"), "releases", "month", LOOK)
    (cells,) = figure["data"]
    assert all([value is None for value in line] == [state == "missing" for state in STATES] for line in cells["z"])
    assert cells["text"][0][4] == f"{list(frame['label'].unique())[-1]}<br>May 2025: no releases loaded"
    assert not any(
        text.endswith("*") for text in figure["layout"]["xaxis"]["ticktext"] if text in ("Apr 2025", "May 2025")
    )


def test_bars_of_a_gap_are_absent(snapshot: Snapshot) -> None:
    volume = releases_over_time(snapshot, ask(snapshot)).assign(open="?")
    roles = appearances_by_role(snapshot, ask(snapshot, role="spoke")).assign(open="?")
    for figure in (draw_volume(volume, "month", LOOK, 300), draw_roles(roles, "month", LOOK, 300)):
        bars = drawn(figure)[0]
        assert [value is None for value in bars["y"]] == [state == "missing" for state in STATES]
        assert figure["layout"]["yaxis"]["range"][1] == pytest.approx(31 * 1.08)


def test_no_spread_of_sizes_is_drawn_in_a_gap(snapshot: Snapshot) -> None:
    frame = event_size_summary(snapshot, ask(snapshot)).assign(open="")
    (points,) = draw_size_spread(frame, "month", LOOK, 300)["data"]
    assert len(points["x"]) == len(STATES) - STATES.count("missing")


def test_the_foot_says_so_in_words(gap_dir: Path) -> None:
    words = "No releases loaded: Apr 2025 to May 2025."
    pages = {"/": ["volume"], "/themes": ["frequency", "heatmap"], "/speakers": ["roles"], "/events": ["spread"]}
    for path, names in pages.items():
        cards = {str(getattr(part, "id", "")): part for part in walk(show(gap_dir, f"{path}?by=month").body)}
        assert all(words in words_of(cards[f"card-{name}"]) for name in names), path
        assert all(f"* {words}" not in words_of(cards[f"card-{name}"]) for name in names), path


def states_frame(states: list[str]) -> pd.DataFrame:
    starts = [pd.Timestamp(2020 + place // 12, place % 12 + 1, 1) for place in range(len(states))]
    return pd.DataFrame({"period_start": starts, "completeness": states})


def test_many_gaps_are_counted_and_the_longest_is_named() -> None:
    frame = states_frame(["whole", "missing"] * 3 + ["missing", "whole", "missing", "whole", "missing", "provisional"])
    assert describe_missing(states_frame(["whole", "missing", "cut"]), "month") == ["No releases loaded: Feb 2020."]
    assert describe_missing(frame, "month") == [
        "No releases loaded: 6 of 12 months, the longest run Jun 2020 to Jul 2020, see the page Data."
    ]
    assert describe_partial(frame, "month") == ["Dec 2020 is provisional: more may come."]


def test_the_table_of_a_card_says_not_loaded_and_leads_nowhere(gap_dir: Path) -> None:
    for address, name in (("/?by=month", "volume"), ("/themes?by=month&theme=sport", "frequency")):
        rendered = show(gap_dir, f"{address}&table={name}")
        card = next(part for part in walk(rendered.body) if getattr(part, "id", "") == f"card-{name}")
        rows = [part for part in walk(card) if part.__class__.__name__ == "Tr" and "Apr 2025" in words_of(part)]
        assert len(rows) == 1
        assert words_of(rows[0]).endswith("not loaded")
        assert "–" in words_of(rows[0])
        assert not [part for part in walk(rows[0]) if getattr(part, "href", None)]


def test_a_mark_inside_a_gap_opens_nothing(gap_dir: Path) -> None:
    (cells,) = figures_of(show(gap_dir, "/themes?by=month"))["heatmap"]["data"]
    assert [bool(opened) for opened in cells["customdata"][0]] == [state != "missing" for state in STATES]


def test_no_change_is_given_against_days_not_loaded(snapshot: Snapshot) -> None:
    def before(since: str, until: str) -> Filters | None:
        return span_before(View("/", {}, ask(snapshot, **{"from": since, "to": until}), snapshot))

    assert before("2025-02-01", "2025-02-28") is not None
    assert before("2025-06-13", "2025-06-30") is None
    assert before("2025-03-01", "2025-03-31") is None


@pytest.mark.parametrize("path", ["/", "/themes", "/speakers", "/events"])
def test_dates_inside_a_gap_are_said_to_be_not_loaded(gap_dir: Path, path: str) -> None:
    rendered = show(gap_dir, f"{path}?from=2025-04-01&to=2025-04-30")
    assert words_of(rendered.body).startswith("No releases loaded. Of 1 Apr 2025 to 30 Apr 2025 nothing is loaded")
    assert not figures_of(rendered)


def test_the_data_page_lists_the_gaps_where_there_are_any(gap_dir: Path, varied_dir: Path) -> None:
    card = next(part for part in walk(show(gap_dir, "/data").body) if getattr(part, "id", "") == "card-coverage")
    text = words_of(card)
    assert text.index("2 Aug 2025 15 Aug 2025 14") < text.index("10 Mar 2025 12 Jun 2025 95")
    assert "not loaded or not" not in words_of(show(varied_dir, "/data").body)
