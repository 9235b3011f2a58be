"""Prepares a query's frame for a figure: each row gets the evidence query that its mark opens."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.view import View


def add_evidence(view: View, frame: pd.DataFrame, point: Callable[[Any], dict[str, str]]) -> pd.DataFrame:
    """Add the column `open`; `point` gives what a row narrows to besides its period, if it has one."""
    periods = "period_start" in frame
    opens = []
    for row in _rows(frame):
        span = {"start": row.period_start.date(), "end": row.period_end.date()} if periods else {}
        opens.append(f"?{view.narrowed(point(row), **span)}")
    return frame.assign(open=opens)


def _rows(frame: pd.DataFrame) -> Any:
    return frame.itertuples()
