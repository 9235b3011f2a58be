"""Event sizes: every stated number as a point on a logarithmic axis, and their median and spread."""

from typing import Any

import pandas as pd

from dashboard.figures.look import Figure, Look, note_of, period_axis, start_layout, value_axis
from dashboard.figures.shading import shade_days, shade_periods
from dashboard.periods import Period, label_period
from dashboard.rows import days_of, rows_of
from dashboard.snapshot import Runs
from dashboard.wording import format_day, format_number, format_size, name_counted

_SHAPES = {
    "Exact": (("exact",), "circle"),
    "More than, at least": (("more-than", "at-least"), "triangle-up"),
    "Up to, nearly": (("up-to", "nearly"), "triangle-down"),
    "About": (("about",), "diamond"),
    "Range": (("range",), "line-ns"),
}
"""Legend name to qualifiers and marker: a mark never says more than the release did."""


def draw_size_points(frame: pd.DataFrame, look: Look, height: int, gaps: Runs = (), incomplete: Runs = ()) -> Figure:
    """Draw each stated size by its day; the shape says how exactly it was stated.

    Days of `gaps` and `incomplete` are shaded.
    Columns: day, value, value_high, qualifier, unit, subject, title, expected, open. Expected sizes are
    hollow. Ranges are drawn from their lower to their upper number.
    """
    traces = []
    for position, (name, (qualifiers, symbol)) in enumerate(_SHAPES.items()):
        rows = frame[frame["qualifier"].isin(qualifiers)]
        if not rows.empty:
            traces.append({**_points(rows, symbol, look.marks[position], look), "name": name})
    first, last = frame["day"].min(), frame["day"].max()
    pad = pd.Timedelta(days=max(2, (last - first).days // 40))
    layout = start_layout(
        look,
        height,
        margin={"l": 64, "r": 16, "t": 64 if look.narrow else 40, "b": 36},
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis={
            **period_axis(look, [], "day"),
            "tickvals": None,
            "ticktext": None,
            "range": [f"{first - pad:%Y-%m-%d}", f"{last + pad:%Y-%m-%d}"],
            "tickformat": "%b %Y" if (last - first).days > 90 else "%-d %b %Y",
            "nticks": 4 if look.narrow else 9,
        },
        yaxis=log_axis(look),
        shapes=shade_days(gaps, incomplete, look),
    )
    return {"data": traces, "layout": layout}


def log_axis(look: Look) -> dict[str, Any]:
    """Give a logarithmic axis that names itself and labels powers of ten only."""
    return {
        **value_axis(look),
        "type": "log",
        "rangemode": "normal",
        "dtick": 1,
        "tickformat": ",~r",
        "title": {"text": "Logarithmic scale", "font": {"size": 13, "color": look.quiet}, "standoff": 4},
    }


def _points(rows: pd.DataFrame, symbol: str, colour: str, look: Look) -> dict[str, Any]:
    listed = rows_of(rows)
    hover = [
        f"{format_day(row.day)}: {format_size(row.value, row.value_high, row.qualifier)} "
        f"{name_counted(row.subject, row.unit)}"
        f"{' (expected)' if row.expected else ''}<br>{row.title[:80]}"
        for row in listed
    ]
    upper = [0 if pd.isna(row.value_high) else row.value_high - row.value for row in listed]
    points: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": days_of(rows["day"]),
        "y": rows["value"].tolist(),
        "customdata": rows["open"].tolist(),
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": symbol,
            "size": 9,
            "color": [look.card if expected else colour for expected in rows["expected"]],
            "line": {"color": colour, "width": 2 if symbol == "line-ns" else 1.5},
        },
    }
    if any(upper):
        points["error_y"] = {
            "symmetric": False,
            "array": upper,
            "arrayminus": [0] * len(upper),
            "color": colour,
        }
        points["error_y"].update(thickness=3, width=0)
    return points


def draw_size_spread(frame: pd.DataFrame, by: Period, look: Look, height: int) -> Figure:
    """Draw the median of each period with a bar from the lower to the upper quartile.

    Columns: period_start, completeness, sizes, q1, median, q3, largest, unit, open; periods without a
    size are left blank. The number of stated sizes is written under each period's bar.
    """
    rows = frame[frame["sizes"] > 0]
    hover = [
        f"{label_period(row.period_start, by)}: median {format_number(row.median)} {row.unit}"
        f"<br>half of them between {format_number(row.q1)} and {format_number(row.q3)}"
        f"<br>largest {format_number(row.largest)}"
        f"<br>n = {format_number(row.sizes)} stated sizes{note_of(row.completeness)}"
        for row in rows_of(rows)
    ]
    whole = rows["completeness"] == "whole"
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": days_of(rows["period_start"]),
        "y": rows["median"].tolist(),
        "customdata": rows["open"].tolist(),
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
        "error_y": {
            "symmetric": False,
            "array": (rows["q3"] - rows["median"]).tolist(),
            "arrayminus": (rows["median"] - rows["q1"]).tolist(),
            "color": look.marks[1],
            "thickness": 6,
            "width": 0,
        },
        "marker": {
            "symbol": "circle",
            "size": 9,
            "color": [look.marks[0] if state else look.card for state in whole],
            "line": {"color": look.marks[0], "width": 2},
        },
    }
    axis = period_axis(look, frame["period_start"].drop_duplicates().tolist(), by)
    counts = dict(zip(days_of(frame["period_start"]), frame["sizes"].tolist(), strict=True))
    axis["ticktext"] = [
        f"{text}<br>n={format_number(counts[day])}"
        for day, text in zip(axis["tickvals"], axis["ticktext"], strict=True)
    ]
    layout = start_layout(look, height, margin={"l": 64, "r": 16, "t": 12, "b": 52}, xaxis=axis, yaxis=log_axis(look))
    layout["shapes"] = shade_periods(frame, by, look)
    return {"data": [points], "layout": layout}
