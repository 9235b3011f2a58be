"""Several series over time: up to six lines labelled at their ends, or small multiples beyond."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.figures.look import (
    Figure,
    Look,
    note_of,
    period_axis,
    rows_of,
    start_layout,
    value_axis,
    wrap_label,
)
from dashboard.periods import Period, label_period
from dashboard.wording import format_measure, format_number

_GAP = 34
"""Smallest distance in pixels between two labels of two lines each."""
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
    """Draw one line a series, dashed where a period is not whole, named at its end.

    Columns: period_start, completeness, id, label, releases, mentions, share, denominator, open;
    `colours` gives each id its colour among `look.marks`.
    """
    layout = start_layout(look, height, yaxis=_measure_axis(frame, measure, look))
    layout["xaxis"] = period_axis(look, frame["period_start"].tolist(), by)
    traces = [
        trace
        for theme, rows in frame.groupby("id", sort=False)
        for trace in _line(rows, measure, by, colours[str(theme)], look)
    ]
    if look.narrow:
        layout.update(showlegend=True, legend={"orientation": "h", "y": -0.12, "x": 0, "itemclick": False})
        layout["margin"] = {"l": 44, "r": 12, "t": 12, "b": 36}
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
    layout.update(margin={"l": 48, "r": 16, "t": 8, "b": 32}, annotations=[])
    traces: list[dict[str, Any]] = []
    for index, (_, rows) in enumerate(groups):
        suffix = "" if index == 0 else str(index + 1)
        row, column = divmod(index, columns)
        top, left = 1 - row / rows_count, column / columns
        x_domain = [left, left + 1 / columns - (0.03 if columns > 1 else 0)]
        y_domain = [top - 0.68 / rows_count, top - 0.2 / rows_count]
        layout[f"xaxis{suffix}"] = {
            **period_axis(look, rows["period_start"].tolist(), by, most=4),
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
        layout["annotations"].append(_panel_heading(str(rows["label"].iloc[0]), x_domain[0], top, look))
        others = [_grey(other, measure, look) for number, (_, other) in enumerate(groups) if number != index]
        lines = [*others, *_line(rows, measure, by, look.marks[0], look)]
        traces += [{**line, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} for line in lines]
    return {"data": traces, "layout": layout}


def _measure_axis(frame: pd.DataFrame, measure: str, look: Look) -> dict[str, Any]:
    top = float(frame[measure].max() or 0) * 1.08 or 1.0
    form = ".0%" if measure == "share" and top > 0.05 else ".1%" if measure == "share" else ",~r"
    return value_axis(look, tickformat=form, range=[0, top])


def _panel_heading(name: str, left: float, top: float, look: Look) -> dict[str, Any]:
    heading = {"text": f"<b>{wrap_label(name, 40, lines=1)}</b>", "x": left, "y": top, "showarrow": False}
    anchors = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return {**heading, **anchors, "font": {"size": 13, "color": look.ink}}


def _grey(rows: pd.DataFrame, measure: str, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": _days(rows),
        "y": rows[measure].tolist(),
        "line": {"color": look.grid, "width": 1},
        "hoverinfo": "skip",
    }


def _days(rows: pd.DataFrame) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in rows["period_start"]]


def _line(rows: pd.DataFrame, measure: str, by: Period, colour: str, look: Look) -> list[dict[str, Any]]:
    """One series as traces: steps between whole periods, and dashed steps to and from others."""
    values = [None if pd.isna(value) else float(value) for value in rows[measure]]
    whole = (rows["completeness"] == "whole").tolist()
    name = str(rows["label"].iloc[0])
    few = len(values) <= 60
    solid = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": wrap_label(name, 40, lines=1),
        "legendgroup": name,
        "x": _days(rows),
        "y": values,
        "customdata": rows["open"].tolist(),
        "text": _hovers(rows, measure, by),
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": "rgba(0,0,0,0)", "width": 2},
        "marker": {
            "size": 6 if few else 4,
            "color": [colour if state else look.card for state in whole],
            "line": {"color": colour, "width": 1.5},
        },
        "showlegend": True,
    }
    return [*_strokes(_days(rows), values, whole, colour, name), solid]


def _strokes(
    days: list[str], values: list[float | None], whole: list[bool], colour: str, name: str
) -> list[dict[str, Any]]:
    """The line without its points: solid between whole periods, dashed where an end is not whole."""
    parts: dict[str, tuple[list[str | None], list[float | None]]] = {"solid": ([], []), "dot": ([], [])}
    for index in range(len(days) - 1):
        xs, ys = parts["solid" if whole[index] and whole[index + 1] else "dot"]
        xs += [days[index], days[index + 1], None]
        ys += [values[index], values[index + 1], None]
    stroke = {
        "type": "scatter",
        "mode": "lines",
        "legendgroup": name,
        "showlegend": False,
        "hoverinfo": "skip",
    }
    return [
        {**stroke, "x": xs, "y": ys, "line": {"color": colour, "width": 2, "dash": dash}}
        for dash, (xs, ys) in parts.items()
        if xs
    ]


def _hovers(rows: pd.DataFrame, measure: str, by: Period) -> list[str]:
    texts = []
    for row in rows_of(rows):
        head = f"{row.label}<br>{label_period(row.period_start, by)}: "
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
    words = dict(zip(look.marks, look.words, strict=True))
    places = spread_labels(ends["at"].tolist(), min(_GAP, pixels / len(ends)), pixels)
    last = f"{frame['period_start'].max():%Y-%m-%d}"
    return [
        {
            "x": last,
            "y": float(row[measure]) if not pd.isna(row[measure]) else 0,
            "xanchor": "left",
            "showarrow": False,
            "xshift": 10,
            "yshift": place - row["at"],
            "align": "left",
            "text": wrap_label(str(row["label"]), 26),
            "font": {"size": 13, "color": words[colours[str(theme)]]},
        }
        for place, (theme, row) in zip(places, ends.iterrows(), strict=True)
    ]


def spread_labels(places: list[float], gap: float, top: float) -> list[float]:
    """Move ascending places at least `gap` apart, within 0 and `top`, as little as a single sweep can."""
    up: list[float] = []
    for place in places:
        up.append(max(place, up[-1] + gap if up else gap / 2))
    overflow = top - gap / 2
    for index in range(len(up) - 1, -1, -1):
        up[index] = min(up[index], overflow)
        overflow = up[index] - gap
    return up
