"""Prepares a query's frame for a figure: each row gets the evidence query that its mark opens."""

from collections.abc import Callable
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
    periods = "period_start" in frame
    opens = []
    for row in rows_of(frame):
        span = {"start": row.period_start.date(), "end": row.period_end.date()} if periods else {}
        missing = periods and row.completeness == "missing"
        opens.append("" if missing else f"?{view.narrowed(point(row), **span)}")
    return frame.assign(open=pd.Series(opens, frame.index, dtype=object))


def link_count(view: View, opened: str, count: float) -> Cell:
    """Write a count as a link to its evidence, if there is any."""
    written = format_number(count)
    return html.A(written, href=view.href(open=opened, table=view.table)) if opened else written
