"""The releases themselves; those that say what is looked for over time, and listed with the sentence that says it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.chart_card import Chart, describe_states, guard_card, render_chart, render_panel
from dashboard.components.filter_bar import CONTROLS
from dashboard.components.message import say
from dashboard.components.table import PAGE_ROWS, Column, find_offset, read_sort, render_pager, render_table
from dashboard.figures import draw_volume
from dashboard.pages.page import Page
from dashboard.pages.points import add_evidence, link_count
from dashboard.periods import label_period
from dashboard.queries import SORT_COLUMNS, SortColumn, phrase_frequency, phrase_proofs, releases_count, releases_table
from dashboard.rows import rows_of
from dashboard.search.proofs import PhraseProof
from dashboard.view import View, join_address
from dashboard.wording import (
    DOCUMENT_LANG,
    EACH,
    LANGUAGES,
    STATES,
    count_of,
    format_day,
    format_number,
    format_share,
    format_time,
)

Proofs = Mapping[int, Sequence[PhraseProof]]

_CONTROLS = ("q", *CONTROLS, "role")
_HEIGHT = 260
_HOW = (
    "Words side by side must all occur, OR takes either, a minus leaves out, quotes keep words together. "
    "Words are whole; capitals, punctuation and Traditional or Simplified do not matter."
)


def render_body(view: View) -> list[Component]:
    """Render the page: what is looked for over time, and the table."""
    cards = (_render_frequency, _render_table) if view.filters.q else (_render_table,)
    return [guard_card(view, card) for card in cards]


def _render_frequency(view: View) -> Component:
    frame = add_evidence(view, phrase_frequency(view.snapshot, view.filters), lambda row: {})
    by = view.filters.by
    found, asked = int(frame["releases"].sum()), int(frame["denominator"].sum())
    share = f" ({format_share(found / asked)})" if asked else ""
    chart = Chart(
        name="phrase",
        title=f"{format_number(found)} of {count_of(asked, 'release')}{share} say {view.filters.q}",
        unit=f"Releases that say what is looked for, {EACH[by]}",
        figure=draw_volume(frame, by, view.look, _HEIGHT),
        dataset="phrase-frequency",
        rows=frame,
        table=[
            Column("Period", lambda row: label_period(row.period_start, by)),
            Column("Releases", lambda row: link_count(view, row.open, row.releases), number=True),
            Column("Share", lambda row: format_share(row.share) if row.open else "–", number=True),
            Column("Of releases", lambda row: format_number(row.denominator), number=True),
            Column("State", lambda row: STATES[row.completeness]),
        ],
        notes=[*describe_states(view, frame), _HOW],
        hint="Click a bar for the releases behind it.",
    )
    return render_chart(view, chart)


def _render_table(view: View) -> Component:
    sort, descending = read_sort(view, SORT_COLUMNS, "-published_at")
    count = releases_count(view.snapshot, view.filters)
    if count.documents == 0:
        return _say_empty(view)
    offset = find_offset(view, count.documents)
    frame = releases_table(
        view.snapshot,
        view.filters,
        sort=cast(SortColumn, sort),
        descending=descending,
        limit=PAGE_ROWS,
        offset=offset,
    )
    order = f"{'-' if descending else ''}{sort}"
    proofs = phrase_proofs(view.snapshot, view.filters, frame["doc_no"].tolist()) if view.filters.q else {}
    table = render_table("Releases", _columns(view, proofs), rows_of(frame), view, order)
    pager = render_pager(
        view.page, count.documents, "documents", lambda page: view.href(page=str(page) if page > 1 else "")
    )
    title = f"{count_of(count.units, 'release')}{f' that say {view.filters.q}' if view.filters.q else ''}"
    unit = f"{count_of(count.documents, 'document')}: each language version is listed; a title leads to its evidence"
    return render_panel("releases", title, unit, table, pager, _render_download(view))


def _render_download(view: View) -> Component:
    link = html.A("Download", href=view.download("releases"), download="", **aria(label="Download CSV: releases"))
    return html.P([link], className="actions")


def _columns(view: View, proofs: Proofs) -> list[Column]:
    return [
        Column("Published", lambda row: format_time(row.published_at, row.time_known), sort="published_at"),
        Column("Title", lambda row: _render_title(view, row, proofs.get(row.doc_no, ())), sort="title"),
        Column("Language", lambda row: LANGUAGES[row.lang], sort="lang"),
        Column("Kind", lambda row: row.kind.replace("-", " ") + (" (routine)" if row.routine else ""), sort="kind"),
        Column("Issued by", lambda row: row.bureau, sort="bureau"),
        Column("Original", _render_original),
    ]


def _render_title(view: View, row: Any, proofs: Sequence[PhraseProof]) -> list[Component | str]:
    """Render the title, and the first sentence that says what is looked for, unless the title does."""
    opened = f"?{view.narrowed({'release': row.release_id})}"
    words = _mark(proofs[0]) if proofs and proofs[0].in_title else row.title
    shown: list[Component | str] = [
        html.A(words, href=view.href(open=opened, page=_page_of(view)), lang=DOCUMENT_LANG[row.lang])
    ]
    if not pd.isna(row.vanished_at):
        said = f"The source lists it no more, noticed on {format_day(row.vanished_at)}"
        shown += [" ", html.Span("vanished", className="vanished", title=said)]
    if proofs and not proofs[0].in_title:
        shown.append(html.P(_mark(proofs[0]), className="snippet", lang=DOCUMENT_LANG[row.lang]))
    return shown


def _mark(proof: PhraseProof) -> list[Component | str]:
    sentence = proof.sentence
    return [sentence[: proof.start], html.Mark(sentence[proof.start : proof.end]), sentence[proof.end :]]


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
    drop = ("Drop all filters", view.path)
    if not view.filters.q:
        words = say("All releases were looked at.", "None is under these filters.", links=(drop,))
        return render_panel("releases", "No release found", "Documents", words)
    without = ("Search without these words", join_address(view.path, view.query(q="")))
    asked = f"{view.filters.q} was looked for in titles and texts."
    words = say(asked, "No release under these filters says it.", _HOW, links=(without, drop))
    return render_panel("releases", "No release found", "Documents", words)


PAGE = Page("/releases", "Releases", "Releases", render_body, _CONTROLS, charted=False)
