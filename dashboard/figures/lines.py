"""Several series over time: up to six lines labelled at their ends, or small multiples beyond."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.figures.look import (
    NOT_LOADED,
    Figure,
    Look,
    count_axis,
    note_of,
    numbers_of,
    period_axis,
    start_layout,
    value_axis,
    wrap_label,
)
from dashboard.figures.shading import shade_periods
from dashboard.periods import Period, label_period
from dashboard.rows import days_of, rows_of
from dashboard.wording import format_measure, format_number

_LABEL_ROW = 16
_KEY_ROW = 20
_PANEL = 150
"""Height in pixels of one small multiple with its heading."""


def theme_colours(chosen: Iterable[str], order: Iterable[str], colours: tuple[str, ...]) -> dict[str, str]:
    """Give each chosen theme a colour that follows from its place among all themes, not from the filters.

    Of two themes with the same colour, the later one takes the next free colour.
    """
    places = {theme: place for place, theme in enumerate(order)}
    taken: dict[str, str] = {}
    for theme in sorted(chosen, key=lambda theme: places.get(theme, 0)):
        preferred = [colours[(places.get(theme, 0) + step) % len(colours)] for step in range(len(colours))]
        free = [colour for colour in preferred if colour not in taken.values()]
        taken[theme] = (free or preferred)[0]
    return taken


def draw_lines(
    frame: pd.DataFrame, measure: str, by: Period, colours: Mapping[str, str], *, look: Look, height: int
) -> Figure:
    """Draw one line a series, dashed where a period is not whole, interrupted where none is loaded.

    Columns: period_start, completeness, id, label, releases, mentions, share, denominator, open;
    `colours` gives each id its colour among `look.marks`.
    """
    layout = start_layout(look, height, yaxis=_measure_axis(frame, measure, look))
    first, last = frame["period_start"].min(), frame["period_start"].max()
    pad = max(last - first, pd.Timedelta(days=1)) / 60
    span = [f"{first - pad:%Y-%m-%d %H:%M}", f"{last + pad:%Y-%m-%d %H:%M}"]
    layout["xaxis"] = {**period_axis(look, frame["period_start"].drop_duplicates().tolist(), by), "range": span}
    layout["shapes"] = shade_periods(frame, by, look)
    traces = [
        trace
        for theme, rows in frame.groupby("id", sort=False)
        for trace in _line(rows, measure, by, colours[str(theme)], look)
    ]
    if look.narrow:
        key = {"orientation": "v", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0}
        layout.update(showlegend=True, legend=key, height=height + len(colours) * _KEY_ROW)
        layout["margin"] = {"l": 44, "r": 12, "t": 12, "b": 44 + len(colours) * _KEY_ROW}
        names = dict(zip(frame["id"], frame["label"], strict=True))
        traces += [_key(str(name), colours[str(series)]) for series, name in names.items()]
    else:
        layout["margin"] = {"l": 48, "r": 196, "t": 12, "b": 36}
        layout["annotations"] = _label_ends(frame, measure, colours, look, layout)
    return {"data": traces, "layout": layout}


def panels_height(count: int, look: Look) -> int:
    """Height in pixels that so many small multiples take."""
    columns = 1 if look.narrow else 3
    return -(-count // columns) * _PANEL + 24


def draw_panels(frame: pd.DataFrame, measure: str, by: Period, look: Look) -> Figure:
    """Draw one small panel a series on one common scale, the others grey behind it.

    Columns as for `draw_lines`.
    """
    columns = 1 if look.narrow else 3
    groups = list(frame.groupby("id", sort=False))
    rows_count = -(-len(groups) // columns)
    layout = start_layout(look, panels_height(len(groups), look))
    layout.update(margin={"l": 48, "r": 16, "t": 8, "b": 32}, annotations=[], shapes=[])
    traces: list[dict[str, Any]] = []
    for index, (_, rows) in enumerate(groups):
        suffix = "" if index == 0 else str(index + 1)
        row, column = divmod(index, columns)
        top, left = 1 - row / rows_count, column / columns
        x_domain = [left, left + 1 / columns - (0.03 if columns > 1 else 0)]
        y_domain = [top - 0.68 / rows_count, top - 0.2 / rows_count]
        layout[f"xaxis{suffix}"] = {
            **period_axis(look, rows["period_start"].drop_duplicates().tolist(), by, most=4),
            "domain": x_domain,
            "anchor": f"y{suffix}",
        }
        axis = _measure_axis(frame, measure, look)
        layout[f"yaxis{suffix}"] = {
            **axis,
            "domain": y_domain,
            "anchor": f"x{suffix}",
            "nticks": 3,
            "showticklabels": column == 0,
        }
        layout["shapes"] += shade_periods(rows, by, look, f"x{suffix}", f"y{suffix} domain")
        layout["annotations"].append(_panel_heading(str(rows["label"].iloc[0]), x_domain[0], top, look))
        others = _grey([other for number, (_, other) in enumerate(groups) if number != index], measure, look)
        lines = [others, *_line(rows, measure, by, look.marks[0], look)]
        traces += [{**line, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} for line in lines]
    return {"data": traces, "layout": layout}


def _measure_axis(frame: pd.DataFrame, measure: str, look: Look) -> dict[str, Any]:
    values = [float(value) for value in frame[measure].dropna()]
    if measure != "share":
        return count_axis(look, values)
    top = max(values, default=0.0) * 1.08 or 1.0
    return value_axis(look, tickformat=".0%" if top > 0.05 else ".1%", range=[0, top])


def _panel_heading(name: str, left: float, top: float, look: Look) -> dict[str, Any]:
    heading = {"text": f"<b>{wrap_label(name, 40, lines=1)}</b>", "x": left, "y": top, "showarrow": False}
    anchors = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return {**heading, **anchors, "font": {"size": 13, "color": look.ink}}


def _grey(others: Iterable[pd.DataFrame], measure: str, look: Look) -> dict[str, Any]:
    """The other series of a panel, as one trace: each trace costs the browser more than its points."""
    days: list[str | None] = []
    values: list[float | None] = []
    for rows in others:
        days += [*days_of(rows["period_start"]), None]
        values += [*numbers_of(rows[measure]), None]
    line = {"color": look.grid, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": days, "y": values, "line": line, "hoverinfo": "skip"}


def _line(rows: pd.DataFrame, measure: str, by: Period, colour: str, look: Look) -> list[dict[str, Any]]:
    """One series as traces: its points, joined between whole periods, under them dashed steps to and from others."""
    days, values = days_of(rows["period_start"]), numbers_of(rows[measure].astype(float))
    whole = (rows["completeness"] == "whole").tolist()
    dashed = [not (one and next_one) for one, next_one in pairwise(whole)]
    name = str(rows["label"].iloc[0])
    marker = {"color": colour if all(whole) else _gapped([colour if state else look.card for state in whole], dashed)}
    points = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "legendgroup": name,
        "x": _gapped(days, dashed),
        "y": _gapped(values, dashed, None),
        "customdata": _gapped(rows["open"].tolist(), dashed, ""),
        "text": _gapped(_hovers(rows, measure, by), dashed, ""),
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 2},
        "marker": {**marker, "size": 6 if len(values) <= 60 else 4, "line": {"color": colour, "width": 1.5}},
        "showlegend": False,
    }
    return [*([_dashes(days, values, dashed, colour, name)] if any(dashed) else []), points]


def _gapped(items: list[Any], dashed: list[bool], *filler: Any) -> list[Any]:
    """Put one item more, the filler or the same again, behind each point from which no solid step goes on."""
    return [
        given
        for item, gap in zip(items, [*dashed, False], strict=True)
        for given in ([item, *(filler or (item,))] if gap else [item])
    ]


def _key(name: str, colour: str) -> dict[str, Any]:
    """An entry of the legend by itself: that of the points would be hollow where their first one is."""
    line = {"color": colour, "width": 3}
    return {"type": "scatter", "mode": "lines", "x": [None], "y": [None], "name": name, "line": line}


def _dashes(days: list[str], values: list[float | None], dashed: list[bool], colour: str, name: str) -> dict[str, Any]:
    """The steps of a line of which an end is not whole."""
    steps = [place for place, gap in enumerate(dashed) if gap]
    return {
        "type": "scatter",
        "mode": "lines",
        "legendgroup": name,
        "showlegend": False,
        "hoverinfo": "skip",
        "x": [day for place in steps for day in (days[place], days[place + 1], None)],
        "y": [value for place in steps for value in (values[place], values[place + 1], None)],
        "line": {"color": colour, "width": 2, "dash": "dot"},
    }


def _hovers(rows: pd.DataFrame, measure: str, by: Period) -> list[str]:
    texts = []
    for row in rows_of(rows):
        head = f"{row.label}<br>{label_period(row.period_start, by)}: "
        if row.completeness == "missing":
            texts.append(f"{head}{NOT_LOADED}")
            continue
        mentions = f"{format_number(row.mentions)} mentions in " if measure == "mentions" else ""
        share = f" ({format_measure(row.share, 'share')})" if row.denominator else ""
        body = f"{mentions}{format_number(row.releases)} of {format_number(row.denominator)} releases{share}"
        texts.append(f"{head}{body}{note_of(row.completeness)}")
    return texts


def _label_ends(
    frame: pd.DataFrame, measure: str, colours: Mapping[str, str], look: Look, layout: dict[str, Any]
) -> list[dict[str, Any]]:
    """Names right of the last points, moved apart where they would touch."""
    low, high = layout["yaxis"]["range"]
    pixels = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    ends = frame.groupby("id", sort=False).last()
    ends = ends.assign(at=(ends[measure].fillna(0) - low) / (high - low) * pixels).sort_values("at")
    texts = [wrap_label(str(name), 26) for name in ends["label"]]
    places = spread_labels(ends["at"].tolist(), [_LABEL_ROW * (text.count("<br>") + 1) + 2 for text in texts])
    words = dict(zip(look.marks, look.words, strict=True))
    shared = {"xref": "paper", "x": 1, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "middle"}
    return [
        {
            **shared,
            "xshift": 4,
            "yshift": place,
            "showarrow": False,
            "align": "left",
            "text": text,
            "font": {"size": 13, "color": words[colours[str(key)]]},
        }
        for place, text, key in zip(places, texts, ends.index, strict=True)
    ]


def spread_labels(places: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move labels at ascending places apart until none overlap, each group staying around its own middle."""
    groups: list[list[tuple[float, float]]] = []
    for label in zip(places, heights, strict=True):
        groups.append([label])
        while len(groups) > 1 and _bottom(groups[-1]) < _bottom(groups[-2]) + _height(groups[-2]):
            groups[-2:] = [groups[-2] + groups[-1]]
    spread = []
    for group in groups:
        edge = _bottom(group)
        for _, height in group:
            spread.append(edge + height / 2)
            edge += height
    return spread


def _height(group: list[tuple[float, float]]) -> float:
    return sum(height for _, height in group)


def _bottom(group: list[tuple[float, float]]) -> float:
    """Lower edge of a group that is centred on its labels' own places, but not below the axis."""
    return max(sum(place for place, _ in group) / len(group) - _height(group) / 2, -8)
