"""Prepares a query's frame for a figure: each row gets the evidence query that its mark opens."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.table import Cell
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import format_number


def add_evidence(view: View, frame: pd.DataFrame, point: Callable[[Any], dict[str, str]]) -> pd.DataFrame:
    """Add the column `open`; `point` gives what a row narrows to besides its period, if it has one.

    It is empty where nothing is loaded: there is no evidence to open.
    """
    points = [view.narrowed(point(row), *span) for row, span in zip(rows_of(frame), _spans_of(frame), strict=True)]
    missing = frame["completeness"] == "missing" if "completeness" in frame else [False] * len(frame)
    opens = ["" if gone else f"?{written}" for written, gone in zip(points, missing, strict=True)]
    return frame.assign(open=pd.Series(opens, frame.index, dtype=object))


def _spans_of(frame: pd.DataFrame) -> Iterable[tuple[date, ...]]:
    """First and last day of each row's period; nothing where rows have none."""
    if "period_start" not in frame:
        return [()] * len(frame)
    starts, ends = (frame[name].to_numpy(dtype="datetime64[D]").tolist() for name in ("period_start", "period_end"))
    return zip(starts, ends, strict=True)


def link_count(view: View, opened: str, count: float) -> Cell:
    """Write a count as a link to its evidence, if there is any."""
    written = format_number(count)
    return html.A(written, href=view.href(open=opened, table=view.table)) if opened else written
