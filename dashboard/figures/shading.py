"""Bands behind a time axis: where a number is provisional, and, darker, where nothing is loaded."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from dashboard.figures.look import Look
from dashboard.periods import Period
from dashboard.snapshot import Runs

Shape = dict[str, Any]

_DAYS: dict[Period, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_DAY = timedelta(days=1)
_MOST_BANDS = 200
"""So many bands beside each other can be told apart: closer ones are drawn as one."""


def shade_periods(frame: pd.DataFrame, by: Period, look: Look, xref: str = "x", yref: str = "y domain") -> list[Shape]:
    """Shade the periods of a date axis that are provisional or not loaded.

    Columns: period_start, completeness. A mark stands at the start of its period and its band around it, up to
    where that of the next period begins.
    """
    half = pd.Timedelta(days=_DAYS[by]) / 2
    starts = sorted(frame["period_start"].drop_duplicates())
    ends = {start: following - half for start, following in pairwise(starts)} | {starts[-1]: starts[-1] + half}
    return [
        {**_band(look, state), "xref": xref, "yref": yref, "x0": f"{first - half}", "x1": f"{ends[last]}"}
        for state, first, last in _runs_of(frame)
    ]


def shade_columns(frame: pd.DataFrame, look: Look) -> list[Shape]:
    """Shade periods as `shade_periods` does, where the axis counts them: under the cells, and as a strip below."""
    places = {start: place for place, start in enumerate(sorted(frame["period_start"].drop_duplicates()))}
    shapes: list[Shape] = []
    for state, first, last in _runs_of(frame):
        band = {**_band(look, state), "xref": "x", "x0": places[first] - 0.5, "x1": places[last] + 0.5}
        strip = {"yref": "paper", "ysizemode": "pixel", "yanchor": 0, "y0": -1, "y1": -6}
        shapes += [{**band, "yref": "y domain"}, {**band, **strip, "fillcolor": look.short["missing"]}]
    return shapes


def shade_days(gaps: Runs, incomplete: Runs, look: Look) -> list[Shape]:
    """Shade days of a day axis, on which a mark stands at the day itself; one day among years is seen by its edge."""
    return [
        {
            **_band(look, state),
            "line": {"width": 1, "color": look.short["missing"]},
            "xref": "x",
            "yref": "y domain",
            "x0": f"{first - _DAY:%Y-%m-%d} 12:00",
            "x1": f"{last:%Y-%m-%d} 12:00",
        }
        for state, runs in (("provisional", incomplete), ("missing", gaps))
        for first, last in _join_close(runs)
    ]


def _band(look: Look, state: str) -> Shape:
    return {
        "type": "rect",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": look.short[state],
        "y0": 0,
        "y1": 1,
        "name": state,
    }


def _runs_of(frame: pd.DataFrame) -> Iterable[tuple[str, Any, Any]]:
    """Go through the runs of periods in the same state that is to be shaded: state, first start, last start."""
    states = frame.drop_duplicates("period_start").sort_values("period_start")
    pairs = zip(states["completeness"], states["period_start"], strict=True)
    for state, run in groupby(pairs, key=lambda pair: pair[0]):
        starts = [start for _, start in run]
        if state in {"provisional", "missing"}:
            yield state, starts[0], starts[-1]


def _join_close(runs: Runs) -> Runs:
    if len(runs) <= _MOST_BANDS:
        return runs
    near = (runs[-1][1] - runs[0][0]) / _MOST_BANDS
    joined: list[tuple[date, date]] = [runs[0]]
    for first, last in runs[1:]:
        if first - joined[-1][1] <= near:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)
