"""Who speaks: appearances over time by role, ranking of people, their offices."""

from collections.abc import Callable
from functools import partial

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import Chart, describe_states, guard_card, render_chart, render_panel
from dashboard.components.filter_bar import CONTROLS
from dashboard.components.message import say
from dashboard.components.table import Column, cut_page, render_pager, render_table, sort_frame
from dashboard.figures import draw_lines, draw_ranking, draw_roles
from dashboard.filters import change_filters
from dashboard.pages.page import Page
from dashboard.pages.points import add_evidence, link_count
from dashboard.periods import label_period
from dashboard.queries import appearances_by_role, releases_over_time, speaker_options, speaker_ranking
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import EACH, ROLE_NAMES, STATES, count_of, format_number

_HEIGHT = 340
_RANKED = 15
_MOST_PEOPLE = 5000


def render_body(view: View) -> list[Component]:
    """Render the page: roles over time, ranking as bars and as a table."""
    ranking = speaker_ranking(view.snapshot, view.filters, limit=_MOST_PEOPLE)
    if ranking.empty:
        reason = "The releases are there, but nobody appears in them under these filters."
        links = (("Drop all filters", view.path),)
        return [
            say("No appearance matches these filters.", reason, "Another role or longer dates may help.", links=links)
        ]
    ranking = ranking.rename(columns={"person_id": "id", "person": "label"})
    cards: list[Callable[[View], Component]] = [_render_roles, partial(_render_table, ranking=ranking)]
    if not view.filters.speaker:
        cards.insert(1, partial(_render_ranking, ranking=ranking))
    return [guard_card(view, card) for card in cards]


def _render_roles(view: View) -> Component:
    by = view.filters.by
    frame = add_evidence(view, appearances_by_role(view.snapshot, view.filters), lambda row: {"role": row.role})
    if view.filters.speaker:
        figure, title = draw_roles(frame, by, view.look, _HEIGHT), f"{_name_of(view)}, {EACH[by]}"
        unit = "Releases in which the person appears, by strongest role"
    else:
        lines = _as_lines(view, frame)
        colours = dict(zip(ROLE_NAMES, view.look.marks, strict=False))
        figure = draw_lines(lines, "releases", by, colours, look=view.look, height=_HEIGHT)
        title = f"Roles of people in releases, {EACH[by]}"
        unit = "Releases in which anyone has the role; one release may count under several roles"
    chart = Chart(
        name="roles",
        title=title,
        unit=unit,
        figure=figure,
        dataset="speaker-appearances",
        rows=frame,
        table=[
            Column("Period", lambda row: label_period(row.period_start, by)),
            Column("Role", lambda row: ROLE_NAMES[row.role]),
            Column("Releases", lambda row: link_count(view, row.open, row.appearances), number=True),
            Column("State", lambda row: STATES[row.completeness]),
        ],
        notes=describe_states(view, frame),
        hint="Click a mark for the releases behind it.",
    )
    return render_chart(view, chart)


def _as_lines(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Appearances by role in the columns of a line chart, beside all releases of the period."""
    everything = change_filters(view.filters, roles=(), speaker="")
    released = releases_over_time(view.snapshot, everything).set_index("period_start")["releases"]
    denominator = frame["period_start"].map(released)
    return frame.assign(
        id=frame["role"],
        label=frame["role"].map(ROLE_NAMES),
        releases=frame["appearances"],
        mentions=0,
        denominator=denominator,
        share=frame["appearances"] / denominator,
    ).sort_values("id", key=lambda roles: roles.map(list(ROLE_NAMES).index), kind="stable")


def _name_of(view: View) -> str:
    return str(speaker_options(view.snapshot, person_id=view.filters.speaker)["label"].iloc[0])


def _render_ranking(view: View, ranking: pd.DataFrame) -> Component:
    frame = ranking.head(_RANKED)
    frame = frame.assign(value=frame["appearances"])
    frame = add_evidence(view, frame, lambda row: {"speaker": row.id})
    first = frame.iloc[0]
    roles = ", ".join(ROLE_NAMES[role].lower() for role in view.filters.roles) or "any role"
    chart = Chart(
        name="ranking",
        title=f"{first['label']} appears in {count_of(int(first['value']), 'release')}",
        unit=f"Releases in which the person appears: {roles}",
        figure=draw_ranking(frame, "releases", view.look),
        dataset="speaker-appearances",
        rows=frame,
        table=_columns(view)[:-1],
        notes=["The download has everyone, by period and role."],
        hint="Click a bar for the releases behind it.",
    )
    return render_chart(view, chart)


def _columns(view: View) -> list[Column]:
    roles = [
        Column(name, lambda row, role=role: format_number(getattr(row, role)), number=True, sort=role)  # type: ignore[misc]
        for role, name in ROLE_NAMES.items()
    ]
    return [
        Column("Person", lambda row: _render_person(view, row), sort="label"),
        Column("Releases", lambda row: format_number(row.appearances), number=True, sort="appearances"),
        *roles,
        Column("Office most often written", lambda row: row.office, sort="office"),
    ]


def _render_person(view: View, row: object) -> Component:
    other = row.name_tc if row.name_tc != row.label else ""  # type: ignore[attr-defined]
    name = html.A(row.label, href=view.href(open=row.open))  # type: ignore[attr-defined]
    return html.Span([name, " ", html.Span(other, lang="zh-Hant-HK", className="quiet")])


def _render_table(view: View, ranking: pd.DataFrame) -> Component:
    frame, sort = sort_frame(ranking, view, ("label", "appearances", *ROLE_NAMES, "office"), "-appearances")
    rows = add_evidence(view, cut_page(frame, view), lambda row: {"speaker": row.id})
    table = render_table("People by appearances", _columns(view), rows_of(rows), view, sort)
    pager = render_pager(view.page, len(frame), "people", lambda target: view.href(page=str(target)))
    unit = "Releases in which each person appears, by strongest role; a name leads to its releases"
    count = count_of(len(frame), "person", "people")
    title = f"The {count} who appear most" if len(frame) == _MOST_PEOPLE else f"{count} in these releases"
    return render_panel("people", title, unit, table, pager)


PAGE = Page("/speakers", "Speakers", "Speakers", render_body, (*CONTROLS, "role"))
