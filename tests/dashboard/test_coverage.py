"""Coverage: days that a crawl left incomplete or never asked for, in numbers, charts, words and on the page Data."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.components.evidence_drawer import render_evidence
from dashboard.figures import Look, draw_heatmap, draw_lines, draw_panels, draw_size_points, draw_volume
from dashboard.figures.calendar import draw_calendar
from dashboard.figures.look import numbers_of
from dashboard.filters import read_filters
from dashboard.pages.overview import span_before
from dashboard.periods import list_periods
from dashboard.queries import event_sizes, releases_over_time, theme_frequency
from dashboard.snapshot import Snapshot, open_current
from dashboard.view import View
from tests.dashboard.snapshot_builder import SnapshotBuilder
from tests.dashboard.test_pages import figures_of, links_of, show, walk, words_of

LOOK = Look()
FIRST, CRAWLED, LAST = date(2025, 1, 1), date(2025, 2, 1), date(2025, 4, 30)
QUIET = (date(2025, 3, 3), date(2025, 3, 22))  # complete, and nothing was published
FAILED, NEVER, CHINESE = date(2025, 4, 2), date(2025, 4, 3), date(2025, 4, 4)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
SHORT = "3 days are not complete: 2 Apr 2025 to 4 Apr 2025; numbers of their months are provisional."


def fill_crawled(builder: SnapshotBuilder) -> SnapshotBuilder:
    """Add January from files, then crawled days: one fails, one was never asked for, one lacks its Chinese release."""
    for number, day in enumerate(DAYS):
        is_empty = QUIET[0] <= day <= QUIET[1]
        for lang in ("en", "tc"):
            lacks = day == NEVER or (lang == "tc" and day == CHINESE)
            if not is_empty and not lacks:
                _add_release(builder, number, day, lang)
            if day >= CRAWLED:
                listed = None if day == NEVER else 0 if is_empty else 2 if day == FAILED else 1
                builder.add_crawled_day(day, listed, int(not is_empty and not lacks), not lacks and day != FAILED, lang)
    builder.add_revision("P005", "vanished", datetime(2025, 5, 1, 9))
    builder.add_revision("P005", "back", datetime(2025, 5, 2, 9))
    builder.add_revision("P006", "changed", datetime(2025, 5, 3, 9))
    builder.add_revision("P006", "vanished", datetime(2025, 5, 4, 9))
    builder.add_revision("P000-withdrawn", "changed", datetime(2025, 5, 5, 9))
    return builder


def _add_release(builder: SnapshotBuilder, number: int, day: date, lang: str) -> None:
    name = f"P{number:03}{'' if lang == 'en' else 'c'}"
    source = "infogov" if day >= CRAWLED else "file"
    builder.add_release(name, day, lang=lang, pair=f"P{number:03}", source=source)
    builder.add_mention(name, "sport", "All about sport.", at=10, lang=lang)
    builder.add_person(name, "ada-lam", "spoke", lang)
    builder.add_size(name, 100, lang=lang)


@pytest.fixture(scope="module")
def crawled_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data_dir = tmp_path_factory.mktemp("crawled")
    fill_crawled(SnapshotBuilder()).publish(data_dir, "20250510T000000Z-crawled", datetime(2025, 5, 10))
    return data_dir


@pytest.fixture
def snapshot(crawled_dir: Path) -> Snapshot:
    return open_current(crawled_dir)


def view_of(snapshot: Snapshot, **params: str) -> View:
    return View("/", {}, read_filters({name: [value] for name, value in params.items()}, snapshot), snapshot)


def test_days_fall_short_in_the_languages_in_which_they_do(snapshot: Snapshot) -> None:
    info = snapshot.info
    assert info.incomplete == {
        "all": ((FAILED, FAILED), (CHINESE, CHINESE)),
        "en": ((FAILED, FAILED),),
        "tc": ((FAILED, FAILED),),
    }
    assert info.gaps == {"all": ((NEVER, NEVER),), "en": ((NEVER, NEVER),), "tc": ((NEVER, CHINESE),)}


def test_a_period_with_such_a_day_is_provisional_and_the_day_itself_is_missing(snapshot: Snapshot) -> None:
    months = list_periods(FIRST, LAST, "month", snapshot.info)
    assert [period.completeness for period in months] == ["whole", "whole", "whole", "provisional"]
    days = {
        scope: [p.completeness for p in list_periods(date(2025, 4, 1), date(2025, 4, 5), "day", snapshot.info, scope)]
        for scope in ("all", "en", "tc")
    }
    assert days == {
        "all": ["whole", "provisional", "missing", "provisional", "whole"],
        "en": ["whole", "provisional", "missing", "whole", "whole"],
        "tc": ["whole", "provisional", "missing", "missing", "whole"],
    }


def test_the_language_asked_for_decides_in_the_numbers_too(snapshot: Snapshot) -> None:
    asked = {"from": "2025-04-03", "to": "2025-04-05", "by": "day"}
    for lang, expected in (("all", [None, 1, 1]), ("en", [None, 1, 1]), ("tc", [None, None, 1])):
        frame = releases_over_time(snapshot, view_of(snapshot, lang=lang, **asked).filters)
        assert numbers_of(frame["releases"]) == expected, lang


def test_complete_days_without_a_release_are_a_zero_and_no_gap(snapshot: Snapshot) -> None:
    frame = releases_over_time(
        snapshot, view_of(snapshot, **{"from": "2025-03-03", "to": "2025-03-22", "by": "week"}).filters
    )
    assert list(frame["releases"]) == [0, 0, 0]
    assert "missing" not in set(frame["completeness"])


def test_no_change_is_given_against_days_not_complete(snapshot: Snapshot) -> None:
    assert span_before(view_of(snapshot, **{"from": "2025-04-05", "to": "2025-04-06"})) is None
    assert span_before(view_of(snapshot, **{"from": "2025-04-02", "to": "2025-04-02", "lang": "en"})) is None
    assert span_before(view_of(snapshot, **{"from": "2025-04-07", "to": "2025-04-08"})) is not None


def bands(figure: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(shape["name"], shape["x0"][:10], shape["x1"][:10]) for shape in figure["layout"]["shapes"]]


def test_every_time_axis_is_shaded(snapshot: Snapshot) -> None:
    view = view_of(snapshot, **{"from": "2025-04-01", "to": "2025-04-06", "by": "day"})
    frame = (
        theme_frequency(snapshot, view.filters).rename(columns={"theme_id": "id", "theme": "label"}).assign(open="?")
    )
    expected = [
        ("provisional", "2025-04-01", "2025-04-02"),
        ("missing", "2025-04-02", "2025-04-03"),
        ("provisional", "2025-04-03", "2025-04-04"),
    ]
    volume = releases_over_time(snapshot, view.filters).assign(open="?")
    assert bands(draw_volume(volume, "day", LOOK, 300)) == expected
    sport = frame[frame["id"] == "sport"]
    assert bands(draw_lines(sport, "releases", "day", {"sport": LOOK.marks[0]}, look=LOOK, height=300)) == expected
    panels = draw_panels(frame, "releases", "day", LOOK)
    assert bands(panels) == expected * frame["id"].nunique()
    assert {shape["xref"] for shape in panels["layout"]["shapes"]} >= {"x", "x2", "x5"}
    cells = draw_heatmap(frame, "releases", "day", LOOK)["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in cells[::2]] == [(0.5, 1.5), (1.5, 2.5), (2.5, 3.5)]
    sizes = event_sizes(snapshot, view.filters).assign(open="?")
    points = draw_size_points(sizes, LOOK, 300, snapshot.info.gaps["all"], snapshot.info.incomplete["all"])
    assert sorted(bands(points), key=lambda band: band[1]) == expected


def test_bands_of_neighbouring_months_meet(snapshot: Snapshot) -> None:
    frame = releases_over_time(snapshot, view_of(snapshot, by="month").filters).assign(open="?")
    frame["completeness"] = ["provisional", "missing", "missing", "provisional"]
    first, second, third = draw_volume(frame, "month", LOOK, 300)["layout"]["shapes"]
    assert (first["x1"], second["x1"]) == (second["x0"], third["x0"])


def test_many_days_are_drawn_as_few_bands(snapshot: Snapshot) -> None:
    runs = tuple((day, day) for day in (date(2000, 1, 1) + timedelta(days=2 * number) for number in range(4000)))
    sizes = event_sizes(snapshot, view_of(snapshot).filters).assign(open="?")
    assert len(draw_size_points(sizes, LOOK, 300, runs)["layout"]["shapes"]) <= 200


def card_of(data_dir: Path, address: str, name: str) -> str:
    return words_of(
        next(part for part in walk(show(data_dir, address).body) if getattr(part, "id", "") == f"card-{name}")
    )


@pytest.mark.parametrize(
    ("path", "name"), [("/", "volume"), ("/themes", "frequency"), ("/speakers", "roles"), ("/events", "spread")]
)
def test_the_foot_names_the_days(crawled_dir: Path, path: str, name: str) -> None:
    text = card_of(crawled_dir, f"{path}?by=month", name)
    assert f"{SHORT} Shaded: provisional or not loaded." in text
    assert "more may come" not in text
    assert "not complete" not in card_of(crawled_dir, f"{path}?by=month&to=2025-03-31", name)


def test_the_foot_follows_period_and_language(crawled_dir: Path) -> None:
    days = card_of(crawled_dir, "/?by=day&from=2025-04-01&to=2025-04-06", "volume")
    assert (
        "2 days are not complete: 2 Apr 2025, 4 Apr 2025; their numbers are provisional. No releases loaded: 3 Apr 2025"
        in days
    )
    assert "2 days are not complete: 2 Apr 2025 to 3 Apr 2025;" in card_of(crawled_dir, "/?by=month&lang=en", "volume")
    assert f"* {SHORT}" in card_of(crawled_dir, "/themes?by=month", "heatmap")
    sizes = "3 days are not complete: 2 Apr 2025 to 4 Apr 2025; sizes of these shaded days may be missing."
    assert sizes in card_of(crawled_dir, "/events?by=month", "sizes")


def test_headline_figures_say_that_they_are_provisional(crawled_dir: Path) -> None:
    words = "3 days are not complete: 2 Apr 2025 to 4 Apr 2025; these numbers are provisional."
    assert words in words_of(show(crawled_dir, "/").body)
    assert "these numbers are provisional" not in words_of(show(crawled_dir, "/?to=2025-03-31").body)


def calendar_cells(figure: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind and mark of the drawn cells of a calendar's one year."""
    kinds = zip(("crawled", "file", "missing"), figure["data"], strict=True)
    drawn = [
        (place, kind, trace["text"][0][place])
        for kind, trace in kinds
        for place in range(12)
        if trace["z"][0][place] is not None
    ]
    return [(kind, mark) for _, kind, mark in sorted(drawn)]


def test_the_calendar_tells_complete_months_from_others(crawled_dir: Path) -> None:
    graphs: list[Any] = [part for part in walk(show(crawled_dir, "/data").body) if getattr(part, "figure", None)]
    figures = {graph.id: graph.figure for graph in graphs}
    english, chinese = figures["calendar-en"], figures["calendar-tc"]
    assert calendar_cells(english) == [("file", "F"), ("crawled", ""), ("crawled", ""), ("crawled", "93")]
    assert calendar_cells(chinese)[-1] == ("crawled", "90")
    hover = english["data"][0]["customdata"][0]
    assert hover[0] == "<b>January 2025</b><br>31 days known from files only"
    assert hover[2] == "<b>March 2025</b><br>31 days complete"
    assert hover[3] == "<b>April 2025</b><br>28 days complete<br>1 day not complete: 2<br>1 day not loaded: 3"


def test_a_month_nearly_complete_does_not_look_complete() -> None:
    days: dict[str, list[list[date]]] = {
        f"{state}_days": [[]] for state in ("complete", "incomplete", "missing", "file", "none")
    }
    frame = pd.DataFrame({"month": [date(2025, 1, 1)], **days})
    scale = draw_calendar(frame, LOOK)["data"][0]["colorscale"]
    stops = [at for at, colour in scale if colour == scale[-1][1]]
    assert 30 / 31 < max(at for at, colour in scale if colour != scale[-1][1]) < min(stops)


def test_a_month_of_which_only_some_days_are_covered_is_not_complete() -> None:
    days: dict[str, list[list[date]]] = {f"{state}_days": [[]] for state in ("incomplete", "missing", "file", "none")}
    complete = [[date(2024, 2, 27), date(2024, 2, 28), date(2024, 2, 29)]]
    frame = pd.DataFrame({"month": [date(2024, 2, 1)], "complete_days": complete, **days})
    figure = draw_calendar(frame, LOOK)
    assert calendar_cells(figure) == [("crawled", "10")]
    assert figure["data"][0]["customdata"][0][1] == "<b>February 2024</b><br>3 days complete<br>26 days not covered"


def test_the_data_page_lists_the_days_by_language(crawled_dir: Path) -> None:
    text = card_of(crawled_dir, "/data", "coverage")
    assert "English: 87 of 89 days complete, 31 days known from files only" in text
    assert "Chinese: 86 of 89 days complete" in text
    assert "3 days not loaded or not complete" in text
    assert "2 Apr 2025 2 Apr 2025 1 not complete English and Chinese" in text
    assert "3 Apr 2025 4 Apr 2025 2 not loaded Chinese" in text


def test_the_data_page_says_when_the_source_was_last_checked(crawled_dir: Path) -> None:
    checked = crawled_dir / "snapshots" / "checked"
    assert "Last checked The source has not been asked" in card_of(crawled_dir, "/data", "snapshot")
    for content, said in (
        ("2025-05-11T08:15:30\n", "11 May 2025, 08:15, Hong Kong time"),
        ("nonsense", "has not been asked"),
    ):
        checked.write_text(content, encoding="utf-8")
        assert said in card_of(crawled_dir, "/data", "snapshot")
    checked.unlink()


def test_revisions_are_listed_newest_first_and_lead_to_the_release(crawled_dir: Path, varied_dir: Path) -> None:
    body = show(crawled_dir, "/data").body
    card = next(part for part in walk(body) if getattr(part, "id", "") == "card-revisions")
    rows = [part for part in walk(card) if part.__class__.__name__ == "Tr"][1:]
    said = ["changed", "vanished", "changed", "back", "vanished"]
    assert all(f"{word}:" in words_of(row) for word, row in zip(said, rows, strict=True))
    links = [links_of(row) for row in rows]
    assert links[0] == []  # it is not there any more
    assert "release%3DP006" in links[1][0]
    assert links[1][1] == "https://press.example/P006.htm"
    assert "No change is recorded." in card_of(varied_dir, "/data", "revisions")


def test_what_vanished_is_marked_where_it_is_listed(crawled_dir: Path, snapshot: Snapshot) -> None:
    text = words_of(show(crawled_dir, "/releases?from=2025-01-06&to=2025-01-07&lang=en").body)
    assert text.count("vanished") == 1
    marked = words_of(render_evidence(snapshot, "?release=P006"))
    assert marked.count("Vanished: on 4 May 2025 the source listed it no more. It is kept and counted here.") == 1
    assert "anished" not in words_of(render_evidence(snapshot, "?release=P005"))


def test_nothing_is_shaded_where_all_is_complete(varied_dir: Path) -> None:
    figures = figures_of(show(varied_dir, "/?by=month&from=2024-12-01&to=2025-11-30"))
    assert figures["volume"]["layout"]["shapes"] == []
