"""How many came: each stated size over time, median and spread by period, the largest as a table."""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple, cast

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.chart_card import Chart, describe_states, guard_card, render_chart, render_panel, say_short
from dashboard.components.message import say
from dashboard.components.table import PAGE_ROWS, Column, find_offset, read_sort, render_pager, render_table
from dashboard.figures import draw_size_points, draw_size_spread
from dashboard.filters import FilterError
from dashboard.pages.page import Page
from dashboard.pages.points import add_evidence, link_count
from dashboard.periods import cut_runs, label_period, list_short
from dashboard.queries import SIZE_COLUMNS, SizeColumn, event_size_counts, event_size_page, event_size_summary
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import (
    DOCUMENT_LANG,
    EACH,
    STATES,
    count_of,
    format_day,
    format_number,
    format_size,
    name_counted,
)

UNITS = ("people", "person-times", "organisations", "countries")
_MOST_POINTS = 1000
"""More points than this cover each other, and the small ones tell less than the spread does."""
_HEIGHT = 400
_SPREAD_HEIGHT = 340


class Total(NamedTuple):
    """How many sizes are stated in one unit of count, and the greatest number among them."""

    sizes: int
    largest: float


def render_body(view: View) -> list[Component]:
    """Render the page for one unit of count: points, spread, table."""
    if view.unit not in UNITS:
        raise FilterError("unit", view.unit, ", ".join(UNITS), UNITS)
    counts = {str(row.unit): Total(row.sizes, row.largest) for row in _read_counts(view)}
    choice = _render_units(view, {unit: counts[unit].sizes if unit in counts else 0 for unit in UNITS})
    if view.unit not in counts:
        reason = f"None of the releases under these filters states a number of {view.unit} at an event."
        links = (("Drop all filters", view.path),)
        return [choice, say("No event size to show.", reason, "Longer dates or another unit may help.", links=links)]
    total = counts[view.unit]
    cards = (partial(_render_points, total=total), _render_spread, partial(_render_table, count=total.sizes))
    return [choice, *(guard_card(view, card) for card in cards)]


def _read_counts(view: View) -> Iterable[Any]:
    return rows_of(event_size_counts(view.snapshot, view.filters))


def _render_units(view: View, counts: dict[str, int]) -> Component:
    """Offer the units of count as links, with how many sizes each has."""
    links = [
        html.A(
            f"{unit} ({format_number(count)})",
            href=view.href(unit="" if unit == "people" else unit, page=""),
            className="chip chosen" if unit == view.unit else "chip",
            **aria(current="true" if unit == view.unit else ""),
        )
        for unit, count in counts.items()
    ]
    return html.Div([html.Span("Counted in", className="quiet"), *links], className="presets")


def _render_points(view: View, total: Total) -> Component:
    sizes = event_size_page(view.snapshot, view.filters, view.unit, limit=_MOST_POINTS).sort_values(
        "day", kind="stable"
    )
    sizes = add_evidence(view, sizes, lambda row: {"release": row.release_id})
    drawn = [f"The {format_number(len(sizes))} largest are drawn."] if len(sizes) < total.sizes else []
    asked, info = (view.filters.since, view.filters.until), view.snapshot.info
    gaps, incomplete = (cut_runs(runs[view.filters.lang], *asked) for runs in (info.gaps, info.incomplete))
    short = say_short(list_short(*asked, info, view.filters.lang), "sizes of these shaded days may be missing")
    chart = Chart(
        name="sizes",
        title=f"{count_of(total.sizes, 'stated size')}, the largest {format_number(total.largest)}",
        unit=f"Number of {view.unit} as stated, logarithmic scale; the shape says how exactly, hollow is expected",
        figure=draw_size_points(sizes, view.look, _HEIGHT, gaps, incomplete),
        dataset="event-sizes",
        rows=sizes,
        table=_columns(view)[:-1],
        notes=[*drawn, "The download has all sizes, in all units.", *short],
        hint="Click a point for the release behind it.",
    )
    return render_chart(view, chart)


def _render_spread(view: View) -> Component:
    by = view.filters.by
    frame = event_size_summary(view.snapshot, view.filters, view.unit)
    total = int(frame["sizes"].sum())
    if total == 0:
        return render_panel("spread", "No size of a past event", view.unit, say("All sizes here are expected ones."))
    frame = add_evidence(view, frame, lambda _: {"size": view.unit})
    chart = Chart(
        name="spread",
        title=f"Median event size, {EACH[by]}, from {count_of(total, 'stated size')}",
        unit=f"Median number of {view.unit} and the middle half of sizes, logarithmic scale; n sizes of past events",
        figure=draw_size_spread(frame, by, view.look, _SPREAD_HEIGHT),
        dataset="event-sizes",
        rows=frame,
        table=[
            Column("Period", lambda row: label_period(row.period_start, by)),
            Column("Sizes (n)", lambda row: link_count(view, row.open, row.sizes), number=True),
            *[
                Column(words, lambda row, name=name: format_number(getattr(row, name)), number=True)  # type: ignore[misc]
                for words, name in (
                    ("Lower quartile", "q1"),
                    ("Median", "median"),
                    ("Upper quartile", "q3"),
                    ("Largest", "largest"),
                )
            ],
            Column("State", lambda row: STATES[row.completeness]),
        ],
        notes=describe_states(view, frame),
        hint="Click a point for the sizes behind it.",
    )
    return render_chart(view, chart)


def _columns(view: View) -> list[Column]:
    return [
        Column("Day", lambda row: format_day(row.day), sort="day"),
        Column(
            "Stated size", lambda row: format_size(row.value, row.value_high, row.qualifier), number=True, sort="value"
        ),
        Column("Of", lambda row: html.Span(name_counted(row.subject, row.unit), lang=DOCUMENT_LANG[row.lang])),
        Column("Event", lambda row: row.event_type.replace("-", " "), sort="event_type"),
        Column("Held on", lambda row: "" if pd.isna(row.held_on) else format_day(row.held_on).replace(" ", "\u00a0")),
        Column("Expected", lambda row: "expected" if row.expected else ""),
        Column("Release", lambda row: html.A(row.title, href=view.href(open=row.open), lang=DOCUMENT_LANG[row.lang])),
    ]


def _render_table(view: View, count: int) -> Component:
    column, descending = read_sort(view, SIZE_COLUMNS, "-value")
    sort = f"{'-' if descending else ''}{column}"
    shown = event_size_page(
        view.snapshot,
        view.filters,
        view.unit,
        sort=cast(SizeColumn, column),
        descending=descending,
        limit=PAGE_ROWS,
        offset=find_offset(view, count),
    )
    shown = add_evidence(view, shown, lambda row: {"release": row.release_id})
    table = render_table("Stated event sizes", _columns(view), rows_of(shown), view, sort)
    pager = render_pager(view.page, count, "sizes", lambda target: view.href(page=str(target)))
    return render_panel(
        "table",
        "The stated sizes, largest first" if sort == "-value" else "The stated sizes",
        f"Number of {view.unit}; a title leads to its proof",
        table,
        pager,
    )


PAGE = Page("/events", "Events", "Event sizes", render_body)
