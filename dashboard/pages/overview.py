"""The first page: how much was released, what about, by whom, and the largest events."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.chart_card import Chart, describe_states, guard_card, render_chart, render_panel, say_short
from dashboard.components.message import say
from dashboard.components.table import Column, render_table
from dashboard.figures import draw_ranking, draw_volume
from dashboard.filters import Filters, change_filters
from dashboard.pages.page import Page
from dashboard.pages.points import add_evidence, link_count
from dashboard.periods import judge_completeness, label_period, list_short
from dashboard.queries import (
    appearances_by_role,
    event_size_page,
    event_size_summary,
    releases_over_time,
    speaker_ranking,
    theme_ranking,
)
from dashboard.rows import rows_of
from dashboard.view import View, join_address
from dashboard.wording import (
    DOCUMENT_LANG,
    EACH,
    STATES,
    count_of,
    format_day,
    format_number,
    format_share,
    format_size,
    format_span,
    name_counted,
)

_HEIGHT = 300
_RANKED = 8


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure that matters, and the same figure of the span before, where that is whole."""

    name: str
    value: int
    before: int | None


def render_body(view: View) -> list[Component]:
    """Render the page: headline figures, then one card for each question."""
    volume = releases_over_time(view.snapshot, view.filters)
    if volume["releases"].sum() == 0:
        links = (("Drop all filters", view.path),)
        return [
            say("No release matches these filters.", "Fewer filters or a longer range would find some.", links=links)
        ]
    cards = (
        partial(_render_headlines, volume=volume),
        partial(_render_volume, volume=volume),
        _render_themes,
        _render_speakers,
        _render_events,
    )
    return [guard_card(view, card) for card in cards]


def _count_spoken(view: View, filters: Filters) -> int:
    return int(appearances_by_role(view.snapshot, change_filters(filters, roles=("spoke",)))["appearances"].sum())


def _count_sizes(view: View, filters: Filters) -> int:
    return int(event_size_summary(view.snapshot, filters)["sizes"].sum())


def span_before(view: View) -> Filters | None:
    """Return the filters for as many days before, or None where either span is not wholly covered."""
    filters, info = view.filters, view.snapshot.info
    until = filters.since - timedelta(days=1)
    since = until - (filters.until - filters.since)
    spans = ((since, until), (filters.since, filters.until))
    whole = all(judge_completeness(*span, *span, info, filters.lang) == "whole" for span in spans)
    if since < info.oldest_on or not whole:
        return None
    return change_filters(filters, since=since, until=until)


def _render_headlines(view: View, volume: pd.DataFrame) -> Component:
    def count_releases(view: View, filters: Filters) -> int:
        counted = volume if filters is view.filters else releases_over_time(view.snapshot, filters)
        return int(counted["releases"].sum())

    before = span_before(view)
    counts = {
        "releases": count_releases,
        "releases in which someone spoke": _count_spoken,
        "stated numbers of people at events": _count_sizes,
    }
    headlines = [
        Headline(name, count(view, view.filters), count(view, before) if before else None)
        for name, count in counts.items()
    ]
    figures = html.Dl([_render_headline(headline) for headline in headlines], className="headlines")
    against = "No change is given: the same number of days before, or these days, are not wholly covered."
    if before:
        days = count_of((before.until - before.since).days + 1, "day")
        against = f"Change against the {days} before, {format_span(before.since, before.until)}."
    asked = (view.filters.since, view.filters.until)
    short = say_short(list_short(*asked, view.snapshot.info, view.filters.lang), "these numbers are provisional")
    words = html.P(" ".join([*short, against]), className="quiet")
    return html.Section([figures, words], className="summary", **aria(label="Headline figures"))


def _render_headline(headline: Headline) -> Component:
    value = html.Dd(format_number(headline.value), className="value")
    change = (
        []
        if headline.before is None
        else [html.Dd(describe_change(headline.value, headline.before), className="quiet")]
    )
    return html.Div([html.Dt(headline.name.capitalize()), value, *change])


def describe_change(now: int, before: int) -> str:
    """Say how a count compares with the one before: +12.5% (from 80)."""
    if before == 0:
        return "none before"
    change = (now - before) / before * 100
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{abs(change):.1f}% (from {format_number(before)})"


def _render_volume(view: View, volume: pd.DataFrame) -> Component:
    frame = add_evidence(view, volume, lambda row: {})
    by = view.filters.by
    total = count_of(int(frame["releases"].sum()), "release")
    chart = Chart(
        name="volume",
        title=f"{total} from {format_span(view.filters.since, view.filters.until)}",
        unit=f"Releases, {EACH[by]}",
        figure=draw_volume(frame, by, view.look, _HEIGHT),
        dataset="releases",
        rows=frame,
        table=[
            Column("Period", lambda row: label_period(row.period_start, by)),
            Column("Releases", lambda row: link_count(view, row.open, row.releases), number=True),
            Column("State", lambda row: STATES[row.completeness]),
        ],
        notes=describe_states(view, frame),
        hint="Click a bar for the releases behind it.",
    )
    return render_chart(view, chart)


def _render_themes(view: View) -> Component:
    frame = theme_ranking(view.snapshot, change_filters(view.filters, measure="releases"))
    frame = frame[frame["releases"] > 0].head(_RANKED).rename(columns={"theme_id": "id", "theme": "label"})
    frame = add_evidence(view, frame, lambda row: {"theme": row.id}).assign(value=frame["releases"])
    first = frame.iloc[0]
    chart = Chart(
        name="themes",
        title=f"{first['label']} is spoken of most: in {format_share(first['share'])} of releases",
        unit="Releases that speak of the theme",
        figure=draw_ranking(frame, "releases", view.look),
        dataset="theme-frequency",
        changes={"themes": tuple(frame["id"])},
        rows=frame,
        table=[
            Column("Theme", lambda row: html.A(row.label, href=view.href(open=row.open, table=view.table))),
            Column("Releases", lambda row: format_number(row.releases), number=True),
            Column("Share", lambda row: format_share(row.share), number=True),
        ],
    )
    return _with_lead(
        render_chart(view, chart, half=True), "All themes over time", join_address("/themes", view.query())
    )


def _render_speakers(view: View) -> Component:
    frame = speaker_ranking(view.snapshot, view.filters, limit=_RANKED)
    if frame.empty:
        return render_panel("speakers", "Nobody is named", "Appearances", say("No person appears in these releases."))
    frame = frame.rename(columns={"person_id": "id", "person": "label"}).assign(value=frame["appearances"])
    frame = add_evidence(view, frame, lambda row: {"speaker": row.id})
    first = frame.iloc[0]
    chart = Chart(
        name="speakers",
        title=f"{first['label']} appears in most: {count_of(int(first['value']), 'release')}",
        unit="Releases in which the person appears, in any role",
        figure=draw_ranking(frame, "releases", view.look),
        dataset="speaker-appearances",
        rows=frame,
        table=[
            Column("Person", lambda row: html.A(row.label, href=view.href(open=row.open, table=view.table))),
            Column("Releases", lambda row: format_number(row.value), number=True),
            Column("Office", lambda row: row.office),
        ],
        notes=["The download has everyone."],
    )
    return _with_lead(render_chart(view, chart, half=True), "All speakers", join_address("/speakers", view.query()))


def _render_events(view: View) -> Component:
    frame = event_size_page(view.snapshot, view.filters, "people", held=True, limit=_RANKED)
    if frame.empty:
        return render_panel("events", "No event size is stated", "People", say("No release here states how many came."))
    frame = add_evidence(view, frame, lambda row: {"release": row.release_id})
    columns = [
        Column("Day", lambda row: format_day(row.day)),
        Column("Stated size", lambda row: format_size(row.value, row.value_high, row.qualifier), number=True),
        Column("Of", lambda row: html.Span(name_counted(row.subject, row.unit), lang=DOCUMENT_LANG[row.lang])),
        Column("Release", lambda row: html.A(row.title, href=view.href(open=row.open), lang=DOCUMENT_LANG[row.lang])),
    ]
    title = f"The largest number of people stated: {format_number(frame['value'].iloc[0])}"
    table = render_table("Largest stated numbers of people", columns, rows_of(frame))
    panel = render_panel("events", title, "Largest stated numbers of people who took part", table)
    return _with_lead(panel, "All event sizes", join_address("/events", view.query()))


def _with_lead(card: Component, words: str, href: str) -> Component:
    """Add a card's link to the page that says more."""
    card.children = [*card.children, html.P(html.A(f"{words} →", href=href), className="lead")]
    return card


PAGE = Page("/", "Overview", "Overview", render_body)
