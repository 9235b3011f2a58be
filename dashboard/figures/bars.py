"""Bars from zero: counts over time, roles stacked over time, rankings."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.figures.look import (
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
from dashboard.wording import ROLE_NAMES, format_number, format_share

_ROW = 30
"""Height of one row of a ranking, in pixels."""


def draw_volume(frame: pd.DataFrame, by: Period, look: Look, height: int) -> Figure:
    """Draw releases by period; periods that are not whole are hatched, those not loaded left blank.

    Columns: period_start, completeness, releases, open.
    """
    hover = [
        f"{label_period(row.period_start, by)}<br>{format_number(row.releases)} releases{note_of(row.completeness)}"
        for row in rows_of(frame)
    ]
    bars = _bars(frame, frame["releases"], hover, look.marks[0], look)
    return {"data": [bars], "layout": _time_layout(frame, frame["releases"], by, look, height)}


def draw_roles(frame: pd.DataFrame, by: Period, look: Look, height: int) -> Figure:
    """Draw appearances by period, stacked by role.

    Columns: period_start, completeness, role, appearances, open.
    """
    totals = frame.groupby("period_start")["appearances"].transform("sum")
    traces = []
    for position, role in enumerate(ROLE_NAMES):
        rows = frame[frame["role"] == role]
        if rows.empty:
            continue
        hover = [
            f"{label_period(row.period_start, by)}<br>{ROLE_NAMES[role]}: {format_number(row.appearances)} of "
            f"{format_number(total)} appearances{note_of(row.completeness)}"
            for row, total in zip(rows_of(rows), totals[rows.index].tolist(), strict=True)
        ]
        bars = _bars(rows, rows["appearances"], hover, look.marks[position], look)
        traces += [{**bars, "showlegend": False}, _key(ROLE_NAMES[role], look.marks[position])]
    layout = _time_layout(frame, totals, by, look, height)
    legend = {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal"}
    layout.update(barmode="stack", showlegend=True, legend={**legend, "itemclick": False, "itemdoubleclick": False})
    layout["margin"] = {**layout["margin"], "t": 40}
    return {"data": traces, "layout": layout}


def _key(name: str, colour: str) -> dict[str, Any]:
    """An entry of the legend by itself: that of the bars would be hatched where their first one is."""
    return {"type": "bar", "x": [None], "y": [None], "name": name, "marker": {"color": colour}}


def _bars(frame: pd.DataFrame, values: pd.Series, hover: list[str], colour: str, look: Look) -> dict[str, Any]:
    """Bars over time, hatched where the period is not whole."""
    hatched = ["" if state == "whole" else "/" for state in frame["completeness"]]
    return {
        "type": "bar",
        "x": days_of(frame["period_start"]),
        "y": numbers_of(values),
        "customdata": frame["open"].tolist(),
        "text": hover,
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": colour,
            "line": {"color": colour, "width": [0 if mark == "" else 1 for mark in hatched]},
            "pattern": {
                "shape": hatched,
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.35,
                "bgcolor": look.card,
            },
        },
    }


def _time_layout(frame: pd.DataFrame, totals: Iterable[float], by: Period, look: Look, height: int) -> dict[str, Any]:
    axis = period_axis(look, frame["period_start"].drop_duplicates().tolist(), by)
    shapes = shade_periods(frame, by, look)
    return start_layout(look, height, xaxis=axis, yaxis=count_axis(look, totals), shapes=shapes)


def ranking_height(rows: int) -> int:
    """Height in pixels that a ranking of so many rows takes."""
    return rows * _ROW + 24


def draw_ranking(frame: pd.DataFrame, noun: str, look: Look, colours: dict[str, str] | None = None) -> Figure:
    """Draw a ranking as horizontal bars, largest on top, the value at each bar's end.

    Columns: id, label, value, share (may be missing), denominator, open. `noun` names the value in the
    hover. With `colours` (id to colour), all others are grey.
    """
    rows = frame.iloc[::-1]
    shares = "share" in frame
    hover = [
        f"{row.label}<br>{format_number(row.value)} {noun}"
        + (f"<br>{format_share(row.share)} of {format_number(row.denominator)} releases" if shares else "")
        for row in rows_of(rows)
    ]
    labels = [wrap_label(str(label), 20 if look.narrow else 30) for label in rows["label"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": rows["value"].tolist(),
        "y": list(range(len(rows))),
        "customdata": rows["open"].tolist(),
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [format_number(value) for value in rows["value"]],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [(colours or {}).get(key, look.other if colours else look.marks[0]) for key in rows["id"]]},
    }
    layout = start_layout(
        look,
        ranking_height(len(rows)),
        margin={"l": 140 if look.narrow else 210, "r": 56, "t": 8, "b": 8},
        xaxis=value_axis(look, showticklabels=False, showgrid=False),
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": labels,
            "range": [-0.6, len(rows) - 0.4],
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": "rgba(0,0,0,0)",
            "tickfont": {"color": look.ink, "size": 13},
        },
    )
    return {"data": [bars], "layout": layout}
