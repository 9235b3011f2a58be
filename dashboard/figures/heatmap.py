"""Themes against periods, one hue from light to dark."""

from typing import Any

import pandas as pd

from dashboard.figures.look import (
    NOT_LOADED,
    Figure,
    Look,
    note_of,
    numbers_of,
    period_axis,
    start_layout,
    wrap_label,
)
from dashboard.figures.shading import shade_columns
from dashboard.periods import Period, label_period
from dashboard.rows import rows_of
from dashboard.wording import format_measure, format_number

_ROW = 24


def heatmap_height(rows: int) -> int:
    """Height in pixels that a heatmap of so many themes takes."""
    return rows * _ROW + 96


def draw_heatmap(frame: pd.DataFrame, measure: str, by: Period, look: Look) -> Figure:
    """Draw one row a theme in the frame's order from the top, one column a period.

    Columns: period_start, completeness, id, label, releases, mentions, share, denominator, open.
    Periods cut or provisional carry an asterisk under the axis and say so in the hover; under those provisional
    or not loaded there is a strip, and the latter have no cells.
    """
    rows = rows_of(frame)
    names = {row.id: row.label for row in rows}
    order = list(names)[::-1]
    states = {row.period_start: row.completeness for row in rows}
    starts = sorted(states)
    cells = {(row.id, row.period_start): row for row in rows}
    grid = [[cells[theme, start] for start in starts] for theme in order]
    hover = [[_hover(row, measure, by) for row in line] for line in grid]
    top = float(frame[measure].max() or 1)
    heatmap = {
        "type": "heatmap",
        "x": list(range(len(starts))),
        "y": list(range(len(order))),
        "z": [numbers_of(getattr(row, measure) for row in line) for line in grid],
        "customdata": [[row.open for row in line] for line in grid],
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
        "colorscale": look.scale,
        "zmin": 0,
        "zmax": top,
        "xgap": 1,
        "ygap": 1,
        "colorbar": {
            "orientation": "h",
            "x": 1,
            "xanchor": "right",
            "y": 1,
            "yanchor": "bottom",
            "len": 180,
            "lenmode": "pixels",
            "thickness": 8,
            "outlinewidth": 0,
            "nticks": 4,
            "tickformat": ".0%" if measure == "share" else ",~r",
            "tickfont": {"color": look.quiet, "size": 13},
        },
    }
    axis = period_axis(look, starts, by, most=2 if look.narrow else 9)
    positions = {f"{start:%Y-%m-%d}": index for index, start in enumerate(starts)}
    partial = {f"{start:%Y-%m-%d}" for start in starts if states[start] in {"cut", "provisional"}}
    axis.update(
        type="linear",
        showline=False,
        tickvals=[positions[day] for day in axis["tickvals"]],
        ticktext=[
            f"{text}*" if day in partial else text for day, text in zip(axis["tickvals"], axis["ticktext"], strict=True)
        ],
    )
    rows_axis = {
        "tickvals": list(range(len(order))),
        "ticktext": [wrap_label(names[theme], 20 if look.narrow else 32, lines=1) for theme in order],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": "rgba(0,0,0,0)",
        "fixedrange": True,
        "tickfont": {"color": look.ink, "size": 13},
    }
    layout = start_layout(
        look,
        heatmap_height(len(order)),
        margin={"l": 150 if look.narrow else 240, "r": 16, "t": 48, "b": 40},
        xaxis=axis,
        yaxis=rows_axis,
        shapes=shade_columns(frame, look),
    )
    return {"data": [heatmap], "layout": layout}


def _hover(row: Any, measure: str, by: Period) -> str:
    if row.completeness == "missing":
        return f"{row.label}<br>{label_period(row.period_start, by)}: {NOT_LOADED}"
    value = format_measure(getattr(row, measure), measure)
    noun = " mentions" if measure == "mentions" else ""
    of = f"<br>{format_number(row.releases)} of {format_number(row.denominator)} releases"
    return f"{row.label}<br>{label_period(row.period_start, by)}: {value}{noun}{of}{note_of(row.completeness)}"
