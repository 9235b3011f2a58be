"""The card around a chart: a sentence, a unit, the chart or its numbers, and where they come from."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.message import say
from dashboard.components.table import Column, render_table
from dashboard.figures import Figure
from dashboard.filters import FilterError
from dashboard.periods import Period, label_period
from dashboard.snapshot import QueryFailed
from dashboard.view import View
from dashboard.wording import PERIOD_NAMES

_log = logging.getLogger(__name__)
_MOST_ROWS = 200
_MOST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Chart:
    """All that a chart's card shows. `summary` is what the picture says, for those who cannot see it.

    `dataset` and `changes` make the download; `table` holds the columns of the numbers table over `rows`.
    """

    name: str
    title: str
    unit: str
    figure: Figure
    dataset: str
    rows: Sequence[Any]
    table: Sequence[Column]
    changes: dict[str, object] | None = None
    notes: Sequence[str] = ()
    hint: str = "Click a mark for the releases behind it."


def render_chart(view: View, chart: Chart, half: bool = False) -> Component:
    """Render a chart's card, `half` the page wide where there is room.

    Its height is the same with the numbers in place of the chart.
    """
    height = int(chart.figure["layout"]["height"])
    shows_table = view.table == chart.name
    return html.Section(
        [
            *_heading(chart.title, chart.unit),
            html.Div(
                _numbers(chart) if shows_table else _graph(chart),
                className="card-body",
                style={"height": f"{height}px"},
            ),
            _foot(view, chart, shows_table),
        ],
        className="card half" if half else "card",
        id=f"card-{chart.name}",
    )


def _heading(title: str, unit: str) -> list[Component]:
    return [html.H2(title), html.P(unit, className="unit")]


def _graph(chart: Chart) -> Component:
    graph = dcc.Graph(
        id={"type": "chart", "name": chart.name},
        figure=chart.figure,
        config=_configure(chart.name),
        style={"height": f"{chart.figure['layout']['height']}px"},
    )
    label = f"Chart: {chart.title}. {chart.unit}. The same numbers are under Data."
    return html.Div(graph, role="img", **aria(label=label))


def _configure(name: str) -> Any:
    """Keep what readers use: the image. Nothing is ever sent to plotly's cloud, which is its default."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "displayModeBar": "hover",
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d"],
        "responsive": True,
        "toImageButtonOptions": {"filename": f"communique-{name}", "scale": 2},
    }


def _numbers(chart: Chart) -> list[Component]:
    shown = list(chart.rows[:_MOST_ROWS])
    more = f"The first {len(shown)} of {len(chart.rows)} rows; the download has all."
    cut = [html.P(more, className="quiet")] if len(chart.rows) > len(shown) else []
    return [*cut, render_table(chart.title, chart.table, shown)]


def _foot(view: View, chart: Chart, shows_table: bool) -> Component:
    info = view.snapshot.info
    source = "Demonstration data" if info.demonstration else "Press releases of the HKSAR Government"
    toggle = html.A(
        "Chart" if shows_table else "Data",
        href=view.href(table="" if shows_table else chart.name),
        **aria(label=f"Show as {'chart' if shows_table else 'data table'}: {chart.title}"),
    )
    download = html.A(
        "Download",
        href=view.download(chart.dataset, **(chart.changes or {})),
        download="",
        **aria(label=f"Download CSV: {chart.title}"),
    )
    notes = [f"Source: {source}, snapshot {view.snapshot.name}.", *chart.notes]
    actions = html.P([toggle, download, html.Span(chart.hint, className="hint")], className="actions")
    return html.Footer([html.P(" ".join(notes), className="quiet"), actions])


def render_panel(name: str, title: str, unit: str, *content: Component) -> Component:
    """Render a card that holds something else than a chart."""
    return html.Section([*_heading(title, unit), *content], className="card", id=f"card-{name}")


def guard_card(view: View, build: Callable[[View], Component]) -> Component:
    """Build a card; where that fails, say so in its place, and let the other cards stand."""
    try:
        return build(view)
    except FilterError:
        raise
    except QueryFailed as error:
        message = str(error)
    except Exception:
        _log.exception("a card of %s failed: %s", view.path, build)
        message = "An error of the program; it is in the server's log. The other cards are not affected."
    words = say(
        "This card could not be made.", message, links=(("Try again", view.href(table=view.table)),), alert=True
    )
    return html.Section(words, className="card")


def describe_states(frame: pd.DataFrame, by: Period) -> list[str]:
    """Name the periods that are not whole, and those not loaded, in sentences for a card's foot."""
    return [*describe_partial(frame, by), *describe_missing(frame, by)]


def describe_partial(frame: pd.DataFrame, by: Period) -> list[str]:
    """Name the periods that are cut or provisional."""
    words = {"cut": "cut by the dates asked", "provisional": "provisional: more may come"}
    states = _states_of(frame)
    return [
        f"{' and '.join(label_period(day, by) for day in days)} {'is' if len(days) == 1 else 'are'} {said}."
        for state, said in words.items()
        if (days := states.index[states == state].tolist())
    ]


def describe_missing(frame: pd.DataFrame, by: Period) -> list[str]:
    """Name the runs of periods of which nothing is loaded; where there are many, how many and the longest."""
    states = _states_of(frame)
    missing = states == "missing"
    runs = [run.index for _, run in states[missing].groupby((~missing).cumsum()[missing])]
    if not runs:
        return []
    if len(runs) <= _MOST_RUNS:
        return [f"No releases loaded: {', '.join(_name_run(run, by) for run in runs)}."]
    count, longest = f"{missing.sum()} of {len(states)} {PERIOD_NAMES[by].lower()}s", _name_run(max(runs, key=len), by)
    return [f"No releases loaded: {count}, the longest run {longest}; the page Data lists all."]


def _states_of(frame: pd.DataFrame) -> pd.Series:
    """Completeness by period, oldest first."""
    return frame.drop_duplicates("period_start").set_index("period_start")["completeness"].sort_index()


def _name_run(days: pd.Index, by: Period) -> str:
    first, last = label_period(days[0], by), label_period(days[-1], by)
    return first if len(days) == 1 else f"{first} to {last}"
