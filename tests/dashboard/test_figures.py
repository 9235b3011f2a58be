"""Figures: what is drawn is what the frame says, and what is not whole never looks whole."""

import itertools
import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.figures import (
    Look,
    draw_heatmap,
    draw_lines,
    draw_panels,
    draw_ranking,
    draw_roles,
    draw_size_points,
    draw_size_spread,
    draw_volume,
    theme_colours,
)
from dashboard.figures.lines import spread_labels
from dashboard.figures.look import period_axis, wrap_label

LIGHT = Look()
STATES = ("cut", "whole", "whole", "provisional")


def months(count: int = 4) -> list[pd.Timestamp]:
    return [pd.Timestamp(2025, month + 1, 1) for month in range(count)]


def theme_frame(themes: int = 2) -> pd.DataFrame:
    rows = [
        {
            "period_start": month,
            "completeness": STATES[place],
            "id": f"t{theme}",
            "label": f"Theme {theme}",
            "releases": place + theme,
            "mentions": 2 * (place + theme),
            "share": (place + theme) / 10,
            "denominator": 10,
            "open": f"?theme=t{theme}&from={month:%Y-%m-%d}",
        }
        for theme in range(themes)
        for place, month in enumerate(months())
    ]
    return pd.DataFrame(rows)


def draw_two_lines(look: Look = LIGHT, measure: str = "releases") -> dict[str, Any]:
    colours = dict(zip(("t0", "t1"), look.marks, strict=False))
    return draw_lines(theme_frame(), measure, "month", colours, look=look, height=380)


def points_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if "customdata" in trace]


def marks_of(trace: dict[str, Any]) -> list[dict[str, Any]]:
    """The points of a line: what only interrupts it has no evidence and no hover."""
    columns = {name: trace[name] for name in ("x", "y", "customdata", "text")} | {"marker": trace["marker"]["color"]}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return [row for row in rows if row["text"]]


def test_a_line_has_a_point_for_each_value_and_leads_to_its_evidence() -> None:
    first, second = (marks_of(trace) for trace in points_of(draw_two_lines()))
    days = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]
    assert [(mark["x"], mark["y"]) for mark in first] == list(zip(days, [0, 1, 2, 3], strict=True))
    assert [mark["y"] for mark in second] == [1, 2, 3, 4]
    assert second[2]["customdata"] == "?theme=t1&from=2025-03-01"


def test_the_steps_to_periods_that_are_not_whole_are_dashed_and_their_points_hollow() -> None:
    figure = draw_two_lines()
    (dashed,) = (
        trace for trace in figure["data"] if trace.get("legendgroup") == "Theme 0" and trace["mode"] == "lines"
    )
    assert dashed["line"]["dash"] == "dot"
    assert dashed["x"] == ["2025-01-01", "2025-02-01", None, "2025-03-01", "2025-04-01", None]
    points = points_of(figure)[0]
    assert points["y"] == [0, None, 1, 2, None, 3], "the solid line is interrupted where it is dashed"
    colours = [mark["marker"] for mark in marks_of(points)]
    assert colours == [LIGHT.card, LIGHT.marks[0], LIGHT.marks[0], LIGHT.card]


def test_a_line_of_whole_periods_is_one_trace() -> None:
    frame = theme_frame().assign(completeness="whole")
    colours = {"t0": LIGHT.marks[0], "t1": LIGHT.marks[1]}
    first, second = draw_lines(frame, "releases", "month", colours, look=LIGHT, height=380)["data"]
    assert (first["y"], second["y"]) == ([0, 1, 2, 3], [1, 2, 3, 4])
    assert (first["marker"]["color"], second["line"]["color"]) == LIGHT.marks[:2]


def test_a_hover_tells_period_value_denominator_and_what_is_not_final() -> None:
    hovers = [mark["text"] for mark in marks_of(points_of(draw_two_lines())[1])]
    assert hovers[1] == "Theme 1<br>Feb 2025: 2 of 10 releases (20.0%)"
    assert hovers[0].endswith("cut by the dates asked")
    assert hovers[3].endswith("provisional: more may come")


def test_a_share_without_a_denominator_is_a_gap_and_not_zero() -> None:
    frame = theme_frame(1).astype({"share": float})
    frame.loc[1, ["share", "denominator"]] = [float("nan"), 0]
    figure = draw_lines(frame, "share", "month", {"t0": LIGHT.marks[0]}, look=LIGHT, height=300)
    mark = marks_of(points_of(figure)[0])[1]
    assert (mark["y"], mark["text"]) == (None, "Theme 0<br>Feb 2025: 1 of 0 releases")


def test_lines_are_named_at_their_ends_and_in_a_key_where_there_is_no_room() -> None:
    wide, narrow = draw_two_lines(), draw_two_lines(Look(narrow=True))
    assert [label["text"] for label in wide["layout"]["annotations"]] == ["Theme 0", "Theme 1"]
    assert wide["layout"]["showlegend"] is False
    assert narrow["layout"]["showlegend"] is True
    assert "annotations" not in narrow["layout"]


@pytest.mark.parametrize("places", [[0, 0, 0], [5, 6, 200], [0, 100, 101, 102], [50]])
def test_labels_never_overlap_and_keep_their_order(places: list[float]) -> None:
    spread = spread_labels(places, [18] * len(places))
    assert all(upper - lower >= 18 - 1e-9 for lower, upper in itertools.pairwise(spread))


def test_a_label_alone_stays_where_its_line_ends() -> None:
    assert spread_labels([40, 200], [18, 34]) == [40, 200]


def test_each_panel_shows_all_themes_and_lifts_one_on_a_common_scale() -> None:
    figure = draw_panels(theme_frame(7), "releases", "month", LIGHT)
    ranges = {tuple(axis["range"]) for name, axis in figure["layout"].items() if name.startswith("yaxis")}
    assert len(ranges) == 1
    assert len(points_of(figure)) == 7
    grey = [trace for trace in figure["data"] if trace["line"]["color"] == LIGHT.grid]
    assert len(grey) == 7
    assert all(trace["y"].count(None) == 6 for trace in grey), "the six others, each a line by itself"


def test_a_theme_keeps_its_colour_whatever_else_is_chosen() -> None:
    order = [f"t{number}" for number in range(100)]
    alone = theme_colours(["t3"], order, LIGHT.marks)
    among = theme_colours(["t0", "t3", "t7"], order, LIGHT.marks)
    assert among["t3"] == alone["t3"]
    assert len(set(theme_colours(["t0", "t6", "t12", "t18"], order, LIGHT.marks).values())) == 4


def test_bars_of_periods_that_are_not_whole_are_hatched() -> None:
    frame = theme_frame(1)
    (bars,) = draw_volume(frame, "month", LIGHT, 300)["data"]
    assert bars["marker"]["pattern"]["shape"] == ["/", "", "", "/"]
    assert bars["y"] == [0, 1, 2, 3]
    assert bars["text"][3] == "Apr 2025<br>3 releases<br>provisional: more may come"


def test_few_releases_are_counted_in_whole_numbers_on_the_axis() -> None:
    axis = draw_volume(theme_frame(1), "month", LIGHT, 300)["layout"]["yaxis"]
    assert (axis["dtick"], axis["range"][0]) == (1, 0)


def test_roles_are_stacked_in_their_order_each_in_its_own_colour() -> None:
    frame = pd.DataFrame(
        [
            {"period_start": month, "completeness": "whole", "role": role, "appearances": 2, "open": "?"}
            for month in months(2)
            for role in ("named", "spoke")
        ]
    )
    figure = draw_roles(frame, "month", LIGHT, 300)
    spoke, named = points_of(figure)
    assert figure["layout"]["barmode"] == "stack"
    assert (spoke["marker"]["color"], named["marker"]["color"]) == (LIGHT.marks[0], LIGHT.marks[3])
    assert spoke["text"][0] == "Jan 2025<br>Spoke: 2 of 4 appearances"


def test_a_ranking_has_the_largest_on_top_and_its_value_beside_it() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "label": ["First", "Second"], "value": [1200, 3], "open": ["?a", "?b"]})
    (bars,) = draw_ranking(frame, "releases", LIGHT, {"b": "#111111"})["data"]
    assert (bars["x"], bars["text"]) == ([3, 1200], ["3", "1\u202f200"])
    assert bars["customdata"] == ["?b", "?a"]
    assert bars["marker"]["color"] == ["#111111", LIGHT.other]


def test_a_heatmap_has_a_cell_for_each_theme_and_period_the_first_theme_on_top() -> None:
    figure = draw_heatmap(theme_frame(3), "mentions", "month", LIGHT)
    (cells,) = figure["data"]
    assert cells["z"] == [[4, 6, 8, 10], [2, 4, 6, 8], [0, 2, 4, 6]]
    assert cells["zmin"] == 0
    assert figure["layout"]["yaxis"]["ticktext"] == ["Theme 2", "Theme 1", "Theme 0"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["Jan 2025*", "Feb 2025", "Mar 2025", "Apr 2025*"]
    assert cells["customdata"][0][3] == "?theme=t2&from=2025-04-01"


def size_frame() -> pd.DataFrame:
    qualifiers = ("exact", "about", "more-than", "at-least", "nearly", "up-to", "range")
    return pd.DataFrame(
        {
            "day": months(4) + months(3),
            "value": [320.0] * 7,
            "value_high": [None] * 6 + [400.0],
            "qualifier": qualifiers,
            "unit": "people",
            "subject": "guests",
            "title": "Kite fair",
            "expected": [False, True] + [False] * 5,
            "open": "?release=x",
        }
    )


def test_the_shape_of_a_size_says_how_exactly_it_was_stated() -> None:
    figure = draw_size_points(size_frame(), LIGHT, 400)
    shapes = {trace["name"]: (trace["marker"]["symbol"], len(trace["y"])) for trace in figure["data"]}
    assert shapes == {
        "Exact": ("circle", 1),
        "More than, at least": ("triangle-up", 2),
        "Up to, nearly": ("triangle-down", 2),
        "About": ("diamond", 1),
        "Range": ("line-ns", 1),
    }
    texts = {text.partition("<br>")[0] for trace in figure["data"] for text in trace["text"]}
    assert "1 Mar 2025: more than 320 guests" in texts
    assert "1 Feb 2025: about 320 guests (expected)" in texts
    assert "1 Mar 2025: 320–400 guests" in texts


def test_a_range_reaches_to_its_upper_number_and_an_expected_size_is_hollow() -> None:
    traces = {trace["name"]: trace for trace in draw_size_points(size_frame(), LIGHT, 400)["data"]}
    assert traces["Range"]["error_y"]["array"] == [80]
    assert traces["About"]["marker"]["color"] == [LIGHT.card]


def test_sizes_stand_on_a_logarithmic_axis_that_says_so() -> None:
    axis = draw_size_points(size_frame(), LIGHT, 400)["layout"]["yaxis"]
    assert (axis["type"], axis["title"]["text"]) == ("log", "Logarithmic scale")


def test_a_median_says_how_many_sizes_it_rests_on_and_empty_periods_stay_blank() -> None:
    nothing = float("nan")
    frame = pd.DataFrame(
        {
            "period_start": months(2),
            "completeness": "whole",
            "unit": "people",
            "sizes": [5, 0],
            "q1": [10, nothing],
            "median": [20, nothing],
            "q3": [50, nothing],
            "largest": [900, nothing],
            "open": "",
        }
    )
    figure = draw_size_spread(frame, "month", LIGHT, 340)
    (points,) = figure["data"]
    assert (points["x"], points["y"]) == (["2025-01-01"], [20])
    assert (points["error_y"]["array"], points["error_y"]["arrayminus"]) == ([30], [10])
    assert "n = 5 stated sizes" in points["text"][0]
    assert figure["layout"]["xaxis"]["ticktext"] == ["Jan 2025<br>n=5", "Feb 2025<br>n=0"]


def test_ticks_are_named_periods_never_more_than_fit() -> None:
    starts = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(30)]
    assert len(period_axis(LIGHT, starts, "month")["tickvals"]) <= 9
    assert len(period_axis(Look(narrow=True), starts, "month")["tickvals"]) <= 4
    assert period_axis(LIGHT, starts, "quarter")["ticktext"][0] == "Q1 2024"


def test_long_labels_break_at_spaces_and_are_cut_with_an_ellipsis() -> None:
    assert wrap_label("Guangdong Hong Kong Macao Greater Bay Area", 20) == "Guangdong Hong Kong<br>Macao Greater Bay…"
    assert wrap_label("Short", 20) == "Short"


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [Look(), Look(dark=True)])
def test_marks_and_words_stand_out_from_the_card_in_both_schemes(look: Look) -> None:
    assert all(contrast(mark, look.card) >= 3 for mark in (*look.marks, look.other))
    assert all(contrast(words, look.card) >= 4.5 for words in (*look.words, look.ink, look.quiet))


@pytest.mark.parametrize("look", [Look(), Look(dark=True, narrow=True)])
def test_every_figure_can_be_sent_as_json(look: Look) -> None:
    figures = [
        draw_two_lines(look),
        draw_panels(theme_frame(3), "share", "month", look),
        draw_heatmap(theme_frame(3), "share", "month", look),
        draw_volume(theme_frame(1), "month", look, 300),
        draw_size_points(size_frame(), look, 400),
    ]
    assert all(json.loads(json.dumps(figure))["data"] for figure in figures)
