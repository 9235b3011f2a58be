"""A table rendered on the server, whose sort order and page are links in the address."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.filters import FilterError
from dashboard.view import View
from dashboard.wording import format_number

PAGE_ROWS = 25
Cell = Component | str | list[Component | str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, how a row's cell reads, and the frame's column that it sorts by, if any."""

    heading: str
    cell: Callable[[Any], Cell]
    number: bool = False
    sort: str = ""


def render_table(
    caption: str, columns: Sequence[Column], rows: Sequence[Any], view: View | None = None, sort: str = ""
) -> Component:
    """Render rows (as of `rows_of`); with a view, headings of sortable columns are links."""
    head = html.Tr([_heading(column, view, sort) for column in columns])
    body = [html.Tr([_cell(column, row, first=column is columns[0]) for column in columns]) for row in rows]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **aria(label=caption))


def _cell(column: Column, row: Any, first: bool) -> Component:
    name = "number" if column.number else ""
    if first:
        return html.Th(column.cell(row), scope="row", className=name)
    return html.Td(column.cell(row), className=name)


def _heading(column: Column, view: View | None, sort: str) -> Component:
    name = "number" if column.number else ""
    if view is None or not column.sort:
        return html.Th(column.heading, scope="col", className=name)
    state = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(sort, "none")
    first = column.sort if not column.number else f"-{column.sort}"
    following = {f"-{column.sort}": column.sort, column.sort: f"-{column.sort}"}.get(sort, first)
    mark = {"ascending": " ▲", "descending": " ▼", "none": ""}[state]
    link = html.A([column.heading, html.Span(mark, **aria(hidden="true"))], href=view.href(sort=following, page=""))
    return html.Th(link, scope="col", className=name, **aria(sort=state))


def read_sort(view: View, columns: Sequence[str], default: str) -> tuple[str, bool]:
    """Read the sort column and whether it is descending from the address. Raises FilterError."""
    asked = view.sort or default
    if asked.removeprefix("-") not in columns:
        raise FilterError("sort", asked, f"{', '.join(columns)}, with - before it for descending", columns)
    return asked.removeprefix("-"), asked.startswith("-")


def sort_frame(frame: pd.DataFrame, view: View, columns: Sequence[str], default: str) -> tuple[pd.DataFrame, str]:
    """Sort a frame as the address asks; also return that order as written in addresses."""
    column, descending = read_sort(view, columns, default)
    key = frame[column].str.casefold() if frame[column].dtype == "object" else frame[column]
    order = key.sort_values(ascending=not descending, kind="stable").index
    return frame.loc[order], f"{'-' if descending else ''}{column}"


def find_offset(view: View, count: int) -> int:
    """Return how many rows stand before the page asked for. Raises FilterError where there are fewer."""
    pages = max(1, math.ceil(count / PAGE_ROWS))
    if view.page > pages:
        raise FilterError("page", str(view.page), f"a page from 1 to {pages}")
    return (view.page - 1) * PAGE_ROWS


def cut_page(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """Return the rows of the page asked for. Raises FilterError."""
    start = find_offset(view, len(frame))
    return frame.iloc[start : start + PAGE_ROWS]


def render_pager(page: int, count: int, noun: str, href: Callable[[int], str], rows: int = PAGE_ROWS) -> Component:
    """Render where the reader is in `count` rows, with links to the neighbouring pages; nothing for one page."""
    pages = max(1, math.ceil(count / rows))
    if pages == 1:
        return html.Div()
    first, last = (page - 1) * rows + 1, min(page * rows, count)
    where = f"{format_number(first)}–{format_number(last)} of {format_number(count)} {noun}"
    links = [
        html.A(words, href=href(target), rel=rel, className="button")
        for words, target, rel in (("Previous", page - 1, "prev"), ("Next", page + 1, "next"))
        if 1 <= target <= pages
    ]
    return html.Nav([html.Span(where), *links], className="pager", **aria(label=f"Pages of {noun}"))
