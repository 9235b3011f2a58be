"""The card around a chart: a sentence, a unit, the chart or its numbers, and where they come from."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.message import say
from dashboard.components.table import Column, render_table
from dashboard.figures import Figure
from dashboard.filters import FilterError
from dashboard.periods import Period, count_days, cut_runs, end_of, label_period, list_short
from dashboard.rows import rows_of
from dashboard.snapshot import QueryFailed, Runs
from dashboard.view import View
from dashboard.wording import PERIOD_NAMES, count_of, format_span

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
    rows: pd.DataFrame
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
    label = f"Chart: {chart.title}. {chart.unit}. The same numbers are under Data."
    return render_graph({"type": "chart", "name": chart.name}, chart.name, chart.figure, label)


def render_graph(graph_id: str | dict[str, str], name: str, figure: Figure, label: str) -> Component:
    """Render a figure with its label for those who cannot see it; `name` is that of its image file."""
    graph = dcc.Graph(
        id=graph_id, figure=figure, config=_configure(name), style={"height": f"{figure['layout']['height']}px"}
    )
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
    shown = rows_of(chart.rows.head(_MOST_ROWS))
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
    view.failures.append(message)
    words = say(
        "This card could not be made.", message, links=(("Try again", view.href(table=view.table)),), alert=True
    )
    return html.Section(words, className="card")


def describe_states(view: View, frame: pd.DataFrame, mark: str = "") -> list[str]:
    """Say in sentences for a card's foot which periods are not whole, why, and which are not loaded.

    `mark` stands before what is marked in the chart by the same sign.
    """
    filters = view.filters
    short = list_short(filters.since, filters.until, view.snapshot.info, filters.lang)
    partial = [*describe_partial(frame, filters.by, short), *describe_short(frame, filters.by, short)]
    missing = describe_missing(frame, filters.by)
    shaded = (
        ["Shaded: provisional or not loaded."] if frame["completeness"].isin(["provisional", "missing"]).any() else []
    )
    return [*(f"{mark}{sentence}" for sentence in partial), *missing, *shaded]


def describe_partial(frame: pd.DataFrame, by: Period, short: Runs = ()) -> list[str]:
    """Name the periods that are cut, or provisional for another reason than days that are not complete."""
    words = {"cut": "cut by the dates asked", "provisional": "provisional: more may come"}
    sentences = []
    for state, said in words.items():
        days = [day for day, found in _states_of(frame) if found == state and not cut_runs(short, day, end_of(day, by))]
        if days:
            sentences.append(f"{_name_all(days, by)} {'is' if len(days) == 1 else 'are'} {said}.")
    return sentences


def describe_short(frame: pd.DataFrame, by: Period, short: Runs) -> list[str]:
    """Name the days that make periods provisional, because not all of them, or nothing of them, is loaded."""
    blocks = _runs_where(frame, missing=False)
    runs = [run for block in blocks for run in cut_runs(short, block[0], end_of(block[-1], by))]
    whose = "their numbers" if by == "day" else f"numbers of their {PERIOD_NAMES[by].lower()}s"
    return say_short(tuple(runs), f"{whose} are provisional")


def say_short(runs: Runs, then: str) -> list[str]:
    """Say how many days are not complete, which, and what follows."""
    if not runs:
        return []
    days = count_days(runs)
    which = f": {', '.join(format_span(*run) for run in runs)}"
    if len(runs) > _MOST_RUNS:
        longest = max(runs, key=lambda run: run[1] - run[0])
        which = f", the longest run {format_span(*longest)}, see the page Data"
    return [f"{count_of(days, 'day')} {'is' if days == 1 else 'are'} not complete{which}; {then}."]


def describe_missing(frame: pd.DataFrame, by: Period) -> list[str]:
    """Name the runs of periods of which nothing is loaded; where there are many, how many and the longest."""
    runs = _runs_where(frame, missing=True)
    if not runs:
        return []
    if len(runs) <= _MOST_RUNS:
        return [f"No releases loaded: {', '.join(_name_run(run, by) for run in runs)}."]
    count = f"{sum(map(len, runs))} of {len(_states_of(frame))} {PERIOD_NAMES[by].lower()}s"
    return [f"No releases loaded: {count}, the longest run {_name_run(max(runs, key=len), by)}, see the page Data."]


def _states_of(frame: pd.DataFrame) -> list[tuple[date, str]]:
    """Starts of periods and their completeness, oldest first."""
    days = frame["period_start"].to_numpy(dtype="datetime64[D]").tolist()
    return sorted(dict(zip(days, frame["completeness"].tolist(), strict=True)).items())


def _runs_where(frame: pd.DataFrame, missing: bool) -> list[list[date]]:
    """Runs of periods that are all not loaded, or all loaded at least in part."""
    runs = groupby(_states_of(frame), key=lambda pair: pair[1] == "missing")
    return [[day for day, _ in run] for found, run in runs if found is missing]


def _name_all(days: list[date], by: Period) -> str:
    if len(days) <= _MOST_RUNS:
        return " and ".join(label_period(day, by) for day in days)
    return f"{len(days)} {PERIOD_NAMES[by].lower()}s, {label_period(days[0], by)} to {label_period(days[-1], by)},"


def _name_run(days: list[date], by: Period) -> str:
    first, last = label_period(days[0], by), label_period(days[-1], by)
    return first if len(days) == 1 else f"{first} to {last}"
