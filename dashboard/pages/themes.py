"""What is being talked about: frequency of themes over time, theme by period, and their ranking."""

from functools import partial

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import (
    Chart,
    describe_states,
    guard_card,
    render_chart,
    render_panel,
)
from dashboard.components.filter_bar import CONTROLS, MOST_THEMES
from dashboard.components.message import say
from dashboard.components.table import Column, cut_page, render_pager, render_table, sort_frame
from dashboard.figures import draw_heatmap, draw_lines, draw_panels, draw_ranking, theme_colours
from dashboard.filters import change_filters
from dashboard.pages.page import Page
from dashboard.pages.points import add_evidence, link_count
from dashboard.periods import label_period
from dashboard.queries import theme_frequency, theme_options, theme_ranking
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import EACH, MEASURE_NAMES, STATES, format_measure, format_number, format_share

_LINES = 6
_HEATMAP_ROWS = 20
_RANKED = 15
_HEIGHT = 380
_UNITS = {
    "releases": "Releases that speak of the theme",
    "mentions": "Mentions of the theme's phrases",
    "share": "Share of all releases in the period that speak of the theme",
}


def render_body(view: View) -> list[Component]:
    """Render the page: lines, heatmap, ranking as bars and as a table."""
    ranking = theme_ranking(view.snapshot, view.filters)
    if ranking.empty or int(ranking["denominator"].iloc[0]) == 0:
        return [say_empty(view)]
    frame = _frequency(view, _top(view, ranking, _HEATMAP_ROWS))
    cards = (
        partial(_render_frequency, ranking=ranking, frame=frame),
        partial(_render_heatmap, frame=frame),
        partial(_render_ranking, ranking=ranking),
        partial(_render_table, ranking=ranking),
    )
    return [guard_card(view, card) for card in cards]


def say_empty(view: View) -> Component:
    """Say that no release is under the filters, and offer the two steps that widen them."""
    wider = (("Drop all filters", view.path),)
    restricted = "Fewer themes, no speaker or a longer range of dates would find some."
    return say(
        "No release matches these filters.", "The dates are covered, but nothing in them fits.", restricted, links=wider
    )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={"theme_id": "id", "theme": "label"})


def _top(view: View, ranking: pd.DataFrame, count: int) -> tuple[str, ...]:
    """The chosen themes, or the first of the ranking that occur at all."""
    if view.filters.themes:
        return view.filters.themes
    return tuple(ranking.loc[ranking["releases"] > 0, "theme_id"].head(count))


def _colours(view: View, ranking: pd.DataFrame) -> dict[str, str]:
    """Colours of the themes drawn as lines; none where there are too many of them."""
    shown = _top(view, ranking, _LINES)
    return theme_colours(shown, view.snapshot.theme_ids, view.look.marks) if len(shown) <= _LINES else {}


def _frequency(view: View, themes: tuple[str, ...]) -> pd.DataFrame:
    """The frequency of these themes with evidence, in their order."""
    frame = theme_frequency(view.snapshot, change_filters(view.filters, themes=themes))
    frame = add_evidence(view, frame, lambda row: {"theme": row.theme_id})
    order = {theme: place for place, theme in enumerate(themes)}
    return _named(frame.sort_values("theme_id", key=lambda ids: ids.map(order), kind="stable"))


def _render_frequency(view: View, ranking: pd.DataFrame, frame: pd.DataFrame) -> Component:
    filters, look = view.filters, view.look
    themes = _top(view, ranking, _LINES)
    shown = themes[:MOST_THEMES]
    frame = frame[frame["id"].isin(shown)]
    colours = _colours(view, ranking)
    if colours:
        figure = draw_lines(frame, filters.measure, filters.by, colours, look=look, height=_HEIGHT)
    else:
        figure = draw_panels(frame, filters.measure, filters.by, look)
    names = [str(name) for name in frame["label"].unique()]
    chosen = f"{len(shown)} themes chosen" if len(shown) > 3 else " and ".join(names)
    if not filters.themes:
        chosen = f"The {len(shown)} themes spoken of most"
    notes = describe_states(view, frame)
    if len(themes) > len(shown):
        notes.append(f"{len(shown)} of the {len(themes)} themes chosen are drawn.")
    title = f"{chosen}, {EACH[filters.by]}"
    chart = Chart(
        name="frequency",
        title=title,
        unit=_UNITS[filters.measure],
        figure=figure,
        dataset="theme-frequency",
        changes={"themes": shown},
        rows=frame,
        table=_frequency_columns(view),
        notes=notes,
        hint="Click a point for the releases behind it.",
    )
    return render_chart(view, chart)


def _frequency_columns(view: View) -> list[Column]:
    return [
        Column("Period", lambda row: label_period(row.period_start, view.filters.by)),
        Column("Theme", lambda row: row.label),
        Column("Releases", lambda row: link_count(view, row.open, row.releases), number=True),
        Column("Mentions", lambda row: format_number(row.mentions), number=True),
        Column("Share", lambda row: format_share(row.share) if row.open else "–", number=True),
        Column("Of releases", lambda row: format_number(row.denominator), number=True),
        Column("State", lambda row: STATES[row.completeness]),
    ]


def _render_heatmap(view: View, frame: pd.DataFrame) -> Component:
    filters = view.filters
    count = frame["id"].nunique()
    chart = Chart(
        name="heatmap",
        title=f"When each of {count} themes was spoken of" if count > 1 else "When the theme was spoken of",
        unit=f"{_UNITS[filters.measure]}, the darker the more"
        if not view.look.dark
        else f"{_UNITS[filters.measure]}, the lighter the more",
        figure=draw_heatmap(frame, filters.measure, filters.by, view.look),
        dataset="theme-frequency",
        changes={"themes": tuple(frame["id"].unique())},
        rows=frame,
        table=_frequency_columns(view),
        notes=describe_states(view, frame, mark="* "),
        hint="Click a cell for the releases behind it.",
    )
    return render_chart(view, chart)


def _render_ranking(view: View, ranking: pd.DataFrame) -> Component:
    measure = view.filters.measure
    shown = set(_top(view, ranking, _RANKED))
    rows = ranking[ranking["theme_id"].isin(shown)].head(_RANKED)
    rows = _named(add_evidence(view, rows, lambda row: {"theme": row.theme_id}))
    rows = rows.assign(value=rows["mentions" if measure == "mentions" else "releases"])
    first = rows.iloc[0]
    noun = "mentions" if measure == "mentions" else "releases"
    share = f"{format_number(first['releases'])} of {format_number(first['denominator'])} releases"
    chart = Chart(
        name="ranking",
        title=f"{first['label']} leads: {share} ({format_share(first['share'])})",
        unit=f"{MEASURE_NAMES['mentions' if measure == 'mentions' else 'releases']} in the whole range",
        figure=draw_ranking(rows, noun, view.look, _colours(view, ranking) or None),
        dataset="theme-frequency",
        changes={"themes": tuple(rows["id"])},
        rows=rows,
        table=_ranking_columns(view)[:-1],
        hint="Click a bar for the releases behind it.",
    )
    return render_chart(view, chart)


def _ranking_columns(view: View) -> list[Column]:
    return [
        Column("Theme", lambda row: html.A(row.label, href=view.href(open=row.open)), sort="label"),
        Column("Releases", lambda row: format_number(row.releases), number=True, sort="releases"),
        Column("Mentions", lambda row: format_number(row.mentions), number=True, sort="mentions"),
        Column("Share", lambda row: format_measure(row.share, "share"), number=True, sort="share"),
        Column("Of releases", lambda row: format_number(row.denominator), number=True),
        Column("Domain", lambda row: row.domain, sort="domain"),
    ]


def _render_table(view: View, ranking: pd.DataFrame) -> Component:
    domains = theme_options(view.snapshot).set_index("theme_id")["domain_en"]
    rows = _named(ranking.assign(domain=ranking["theme_id"].map(domains)))
    if view.filters.themes:
        rows = rows[rows["id"].isin(view.filters.themes)]
    columns = ("label", "releases", "mentions", "share", "domain")
    rows, sort = sort_frame(rows, view, columns, f"-{view.filters.measure}")
    page = cut_page(rows, view)
    page = add_evidence(view, page, lambda row: {"theme": row.id})
    table = render_table("All themes over the whole range", _ranking_columns(view), rows_of(page), view, sort)
    pager = render_pager(view.page, len(rows), "themes", lambda target: view.href(page=str(target)))
    unit = "Releases, mentions and share over the whole range; a theme leads to its releases"
    return render_panel("themes", f"{len(rows)} themes, ranked", unit, table, pager)


PAGE = Page("/themes", "Themes", "Themes", render_body, (*CONTROLS, "measure"))
