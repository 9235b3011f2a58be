"""A calendar of coverage: one row a year, one cell a month, how many of its days are complete."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from dashboard.figures.look import Figure, Look, start_layout
from dashboard.rows import rows_of
from dashboard.wording import count_of

_ROW = 24
_MOST_RUNS = 6
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
STATES = {
    "complete": "complete",
    "incomplete": "not complete",
    "missing": "not loaded",
    "file": "known from files only",
    "none": "without a release",
}
"""States of a day, in the order in which they are told."""


def draw_calendar(frame: pd.DataFrame, look: Look) -> Figure:
    """Draw the months of one language, the newest year on top.

    Columns: month (its first day), and for each of STATES the list of its days, `<state>_days`.
    """
    years = sorted({row.month.year for row in rows_of(frame)})
    cells = {(row.month.year, row.month.month): row for row in rows_of(frame)}
    grid = [[cells.get((year, month)) for month in range(1, 13)] for year in years]
    kinds = [[_kind_of(row) for row in line] for line in grid]
    shares = [[_share_of(row) for row in line] for line in grid]
    hover = [["" if row is None else _hover(row) for row in line] for line in grid]
    data = []
    for kind, scale in _scales(look).items():
        trace = {
            "type": "heatmap",
            "x": list(range(12)),
            "y": list(range(len(years))),
            "z": [
                [share if found == kind else None for share, found in zip(*line, strict=True)]
                for line in zip(shares, kinds, strict=True)
            ],
            "text": [[_mark(*cell) for cell in zip(*line, strict=True)] for line in zip(kinds, shares, strict=True)],
            "texttemplate": "%{text}",
            "textfont": {"size": 13, "color": look.ink},
            "customdata": hover,
            "hovertemplate": "%{customdata}<extra></extra>",
            "colorscale": scale,
            "zmin": 0,
            "zmax": 1,
            "xgap": 2,
            "ygap": 2,
            "showscale": False,
        }
        data.append(trace)
    return {"data": data, "layout": _layout(years, look)}


def calendar_key(look: Look) -> list[tuple[str, str, str]]:
    """Name the kinds of cells: colour, mark and words of each."""
    scales = _scales(look)
    return [
        (str(scales["crawled"][-1][1]), "", "all days complete"),
        (str(scales["crawled"][1][1]), "96", "share of days complete, in per cent"),
        (str(scales["file"][0][1]), "F", "known from files only"),
        (str(scales["missing"][0][1]), "–", "not loaded"),
    ]


def _scales(look: Look) -> dict[str, list[list[float | str]]]:
    """Colours by kind of month: one whole month must not look like one that is nearly so."""
    low, middle, whole = ("#22303D", "#3A6C99", "#A9D3FA") if look.dark else ("#F1F5F9", "#A9C4DC", "#12436D")
    file = "#1F4A47" if look.dark else "#CFE9E6"
    missing = look.short["missing"]
    return {
        "crawled": [[0, low], [0.999, middle], [0.9999, whole], [1, whole]],
        "file": [[0, file], [1, file]],
        "missing": [[0, missing], [1, missing]],
    }


def _kind_of(row: Any) -> str:
    if row is None:
        return ""
    if len(row.complete_days) + len(row.incomplete_days):
        return "crawled"
    return "file" if len(row.file_days) else "missing"


def _share_of(row: Any) -> float:
    """Share of all days of the month that are complete, those before the first and after the last day covered too."""
    return 0.0 if row is None else len(row.complete_days) / _length_of(row.month)


def _length_of(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _mark(kind: str, share: float) -> str:
    if kind == "crawled":
        return "" if share == 1 else f"{int(share * 100)}"
    return {"file": "F", "missing": "–"}.get(kind, "")


def _hover(row: Any) -> str:
    """Say how many days of the month are in each state, and which where that matters."""
    lines = [f"<b>{row.month:%B %Y}</b>"]
    for state, words in STATES.items():
        days = list(getattr(row, f"{state}_days"))
        if not days:
            continue
        which = f": {_name_runs(days)}" if state in {"incomplete", "missing"} else ""
        lines.append(f"{count_of(len(days), 'day')} {words}{which}")
    beyond = _length_of(row.month) - sum(len(getattr(row, f"{state}_days")) for state in STATES)
    return "<br>".join([*lines, *([f"{count_of(beyond, 'day')} not covered"] if beyond else [])])


def _name_runs(days: list[date]) -> str:
    numbered = groupby(enumerate(days), key=lambda pair: pair[1] - timedelta(days=pair[0]))
    runs = [[day for _, day in run] for _, run in numbered]
    names = [f"{run[0].day}" if len(run) == 1 else f"{run[0].day}–{run[-1].day}" for run in runs[:_MOST_RUNS]]
    return ", ".join(names) + (" …" if len(runs) > _MOST_RUNS else "")


def _layout(years: list[int], look: Look) -> dict[str, Any]:
    bare = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": "rgba(0,0,0,0)",
        "tickfont": {"color": look.quiet},
    }
    names = [name[:1] for name in _MONTHS] if look.narrow else _MONTHS
    return start_layout(
        look,
        len(years) * _ROW + 56,
        margin={"l": 44, "r": 0, "t": 48, "b": 8},
        xaxis={**bare, "tickvals": list(range(12)), "ticktext": names, "side": "top", "range": [-0.5, 11.5]},
        yaxis={
            **bare,
            "tickvals": list(range(len(years))),
            "ticktext": [str(year) for year in years],
            "range": [-0.5, len(years) - 0.5],
        },
    )
