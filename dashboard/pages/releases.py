"""The releases themselves: searched, sorted, paged; each leads to its evidence and to the original."""

from typing import Any, cast

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.chart_card import guard_card, render_panel
from dashboard.components.filter_bar import CONTROLS
from dashboard.components.message import say
from dashboard.components.table import PAGE_ROWS, Column, find_offset, read_sort, render_pager, render_table
from dashboard.pages.page import Page
from dashboard.queries import SORT_COLUMNS, SortColumn, releases_count, releases_table
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import DOCUMENT_LANG, LANGUAGES, count_of, format_day, format_time

_CONTROLS = ("search", *(name for name in CONTROLS if name != "by"), "role")


def render_body(view: View) -> list[Component]:
    """Render the page: one table."""
    return [guard_card(view, _render_table)]


def _render_table(view: View) -> Component:
    sort, descending = read_sort(view, SORT_COLUMNS, "-published_at")
    count = releases_count(view.snapshot, view.filters, search=view.search)
    if count.documents == 0:
        return _say_empty(view)
    offset = find_offset(view, count.documents)
    frame = releases_table(
        view.snapshot,
        view.filters,
        search=view.search,
        sort=cast(SortColumn, sort),
        descending=descending,
        limit=PAGE_ROWS,
        offset=offset,
    )
    order = f"{'-' if descending else ''}{sort}"
    table = render_table("Releases", _columns(view), rows_of(frame), view, order)
    pager = render_pager(
        view.page, count.documents, "documents", lambda page: view.href(page=str(page) if page > 1 else "")
    )
    found = f" with “{view.search}” in the title" if view.search else ""
    title = f"{count_of(count.units, 'release')}{found}"
    unit = f"{count_of(count.documents, 'document')}: each language version is listed; a title leads to its evidence"
    return render_panel("releases", title, unit, table, pager, _render_download(view))


def _render_download(view: View) -> Component:
    changes: dict[str, object] = {"search": view.search} if view.search else {}
    link = html.A(
        "Download", href=view.download("releases", **changes), download="", **aria(label="Download CSV: releases")
    )
    return html.P([link], className="actions")


def _columns(view: View) -> list[Column]:
    return [
        Column("Published", lambda row: format_time(row.published_at, row.time_known), sort="published_at"),
        Column("Title", lambda row: _render_title(view, row), sort="title"),
        Column("Language", lambda row: LANGUAGES[row.lang], sort="lang"),
        Column("Kind", lambda row: row.kind.replace("-", " ") + (" (routine)" if row.routine else ""), sort="kind"),
        Column("Issued by", lambda row: row.bureau, sort="bureau"),
        Column("Original", _render_original),
    ]


def _render_title(view: View, row: Any) -> Component:
    opened = f"?{view.narrowed({'release': row.release_id})}"
    title = html.A(row.title, href=view.href(open=opened, page=_page_of(view)), lang=DOCUMENT_LANG[row.lang])
    if pd.isna(row.vanished_at):
        return title
    said = f"The source lists it no more, noticed on {format_day(row.vanished_at)}"
    return html.Span([title, " ", html.Span("vanished", className="vanished", title=said)])


def _page_of(view: View) -> str:
    return str(view.page) if view.page > 1 else ""


def _render_original(row: Any) -> Component | str:
    if not row.url:
        return "not known"
    label = f"Original of {row.release_id}, opens in a new tab"
    return html.A(
        "Original ↗",
        href=row.url,
        target="_blank",
        rel="noopener noreferrer",
        title="Opens in a new tab",
        **aria(label=label),
    )


def _say_empty(view: View) -> Component:
    asked = f"“{view.search}” was looked for in titles." if view.search else "All titles were looked at."
    links = ((("Search without these words", view.href(search="", page="", sort="")),) if view.search else ()) + (
        ("Drop all filters", view.path),
    )
    reason = "No release under these filters has it." if view.search else "No release is under these filters."
    return render_panel("releases", "No release found", "Documents", say(asked, reason, links=links))


PAGE = Page("/releases", "Releases", "Releases", render_body, _CONTROLS, charted=False)
