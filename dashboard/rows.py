"""The rows of a frame as plain named tuples: pages and figures go through thousands of them."""

from collections import namedtuple
from functools import cache
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """List a frame's rows by column name, days and times as Python's own, None where there is none.

    As `DataFrame.itertuples`, which makes a class for each frame and a Timestamp for each day.
    """
    make = _row_type(tuple(frame.columns))._make  # type: ignore[attr-defined]
    return list(map(make, zip(*(_values(frame[name]) for name in frame.columns), strict=True)))


def days_of(days: pd.Series) -> list[str]:
    """Write days as ISO, as figures want them."""
    written: list[str] = days.to_numpy(dtype="datetime64[D]").astype(str).tolist()
    return written


def _values(column: pd.Series) -> list[Any]:
    if column.dtype.kind != "M":
        return column.tolist()
    values: list[Any] = column.to_numpy(dtype="datetime64[us]").tolist()
    return values


@cache
def _row_type(columns: tuple[str, ...]) -> type:
    return namedtuple("Row", columns)
