"""The evidence drawer: the releases behind one number, each with the sentence that proves it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.message import say
from dashboard.filters import FilterError, Filters, read_filters, write_query
from dashboard.queries import EvidenceDocument, Proof, evidence, releases_count, speaker_options, theme_options
from dashboard.snapshot import Snapshot
from dashboard.view import join_address, read_address, read_page
from dashboard.wording import DOCUMENT_LANG, LANGUAGES, ROLE_NAMES, count_of, format_day, format_span, format_time

_PAGE_DOCUMENTS = 20


def render_drawer() -> Any:
    """Render the closed drawer; its content follows the address."""
    return dmc.Drawer(
        html.Div(id="evidence-body", className="evidence", **aria(live="polite")),
        id="evidence",
        title="Evidence",
        position="right",
        size="min(44rem, 100vw)",
        opened=False,
        closeButtonProps={"aria-label": "Close the evidence"},
        overlayProps={"backgroundOpacity": 0.25},
        transitionProps={"duration": 120},
    )


def render_evidence(snapshot: Snapshot, opened: str) -> list[Component]:
    """Render what an `open` parameter asks for; one that cannot be understood is said in place.

    Raises QueryFailed.
    """
    try:
        params = read_address(opened)
        filters = read_filters(params, snapshot, frozenset({"page"}))
        return _render_documents(snapshot, filters, read_page(params))
    except FilterError as error:
        return [say("This evidence cannot be shown.", str(error), "Close this panel and choose a mark.", alert=True)]


def _render_documents(snapshot: Snapshot, filters: Filters, page: int) -> list[Component]:
    count = releases_count(snapshot, filters)
    offset = (page - 1) * _PAGE_DOCUMENTS
    found = evidence(snapshot, filters, limit=_PAGE_DOCUMENTS + 1, offset=offset)
    query = write_query(filters, snapshot)
    download = html.A(
        "Download these releases (CSV)", href=join_address("/data/releases.csv", query), className="button", download=""
    )
    counted = f"{count_of(count.units, 'release')}, {count_of(count.documents, 'document')}"
    head = [
        html.P(describe_selection(snapshot, filters)),
        html.P(counted, className="evidence-count"),
        html.P(download),
    ]
    if not found:
        return [*head, say("No document to show here.", "No release matches this selection.")]
    items = [_render_document(document) for document in found[:_PAGE_DOCUMENTS]]
    pager = _render_pager(query, page, more=len(found) > _PAGE_DOCUMENTS)
    return [*head, html.Ol(items, className="documents", start=str(offset + 1)), *pager]


def _render_pager(query: str, page: int, more: bool) -> list[Component]:
    steps = [("Newer", page - 1)] if page > 1 else []
    steps += [("Older", page + 1)] if more else []
    links = [
        html.A(words, href="?" + urlencode({"open": f"?{query}&page={target}"}), className="button keep-address")
        for words, target in steps
    ]
    return [html.Nav(links, className="pager", **aria(label="Pages of evidence"))] if links else []


def describe_selection(snapshot: Snapshot, filters: Filters) -> str:
    """Say which selection this is: themes, person, roles, days."""
    parts: list[str] = []
    if filters.q:
        parts.append(f"releases that say {filters.q}")
    if filters.themes:
        names = theme_options(snapshot).set_index("theme_id")["name_en"]
        parts.append(" or ".join(str(names[theme]) for theme in filters.themes))
    if filters.speaker:
        parts += speaker_options(snapshot, person_id=filters.speaker)["label"].tolist()
    if filters.roles:
        parts.append(" or ".join(ROLE_NAMES[role].lower() for role in filters.roles))
    if filters.size:
        parts.append(f"stated numbers of {filters.size} at past events")
    if filters.release:
        parts.append(f"release {filters.release}")
    if filters.lang != "all":
        parts.append(f"{LANGUAGES[filters.lang]} pages")
    parts.append(format_span(filters.since, filters.until))
    return ", ".join(parts)


def _render_document(document: EvidenceDocument) -> Component:
    when = format_time(document.published_at, document.time_known)
    facts = f"{when} · {LANGUAGES[document.lang]} · {document.release_id}"
    return html.Li(
        [
            html.P(facts, className="quiet"),
            *_say_vanished(document.vanished_at),
            html.H3(document.title, lang=DOCUMENT_LANG[document.lang]),
            *[_render_proof(proof, document.lang) for proof in document.proofs],
            *_link_original(document.url, document.source),
        ],
        className="document",
    )


def _say_vanished(vanished_at: datetime | None) -> list[Component]:
    if vanished_at is None:
        return []
    words = f"Vanished: on {format_day(vanished_at)} the source listed it no more. It is kept and counted here."
    return [html.P(words, className="vanished")]


def _render_proof(proof: Proof, lang: str) -> Component:
    sentence = proof.sentence
    marked: list[Component | str] = [
        sentence[: proof.start],
        html.Mark(sentence[proof.start : proof.end]),
        sentence[proof.end :],
    ]
    words: list[Component | str] = marked if proof.end > proof.start else [sentence]
    place = " (in the title)" if proof.in_title else ""
    return html.Figure(
        [html.Figcaption(f"{proof.label}{place}"), html.Blockquote(words, lang=DOCUMENT_LANG[lang])], className="proof"
    )


def _link_original(url: str, source: str) -> list[Component]:
    if not url:
        return [html.P("No address of the original is known.", className="quiet")]
    words = "Original (invented, for demonstration; new tab)" if source == "demo" else "Original (opens in a new tab)"
    return [html.P(html.A(words, href=url, target="_blank", rel="noopener noreferrer"))]
