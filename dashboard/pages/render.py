"""Makes a page from an address: reads it strictly, builds all parts on one snapshot, says what is wrong."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.filter_bar import (
    describe_state,
    render_controls,
    render_hidden_filters,
    render_presets,
)
from dashboard.components.message import say
from dashboard.components.shell import render_header
from dashboard.figures import Look
from dashboard.filters import FilterError, Filters, read_filters
from dashboard.pages import PAGES
from dashboard.pages.page import Page
from dashboard.periods import choose_period, judge_completeness, list_periods
from dashboard.snapshot import QueryFailed, Snapshot, SnapshotUnavailable, open_current
from dashboard.view import VIEW_PARAMETERS, Params, View, join_address, read_address
from dashboard.wording import format_day, format_span

_log = logging.getLogger(__name__)
_MOST_PERIODS = 800
_NAMES = [(page.path, page.name) for page in PAGES.values()]


@dataclass(frozen=True, slots=True)
class Rendered:
    """All parts of a page; `bar` names the controls, which stay as they are while it stays the same.

    It is `final` unless something failed that may go well another time.
    """

    header: list[Component]
    heading: list[Component]
    controls: Component | None
    presets: list[Component]
    body: list[Component]
    state: dict[str, Any] | None
    bar: str
    final: bool = True


def render_page(data_dir: Path, asked: dict[str, Any], bar: str = "") -> Rendered:
    """Make the page of an address: `path`, `search`, and `dark` and `narrow` of the reader's screen.

    `bar` names the controls that are there already; where they stay, none are made."""
    try:
        snapshot = open_current(data_dir)
    except SnapshotUnavailable as error:
        return render_without_data(asked, str(error))
    return render_on(snapshot, asked, bar)


def render_on(snapshot: Snapshot, asked: dict[str, Any], bar: str = "") -> Rendered:
    """Make the page of an address on a snapshot, as `render_page` does on the current one."""
    path, search = str(asked["path"]), str(asked["search"])
    look = Look(dark=bool(asked["dark"]), narrow=bool(asked["narrow"]))
    page = PAGES.get(path.rstrip("/") or "/")
    if page is None:
        return _render_refusal(snapshot, path, search, f"There is no page {path}.", "/")
    params = read_address(search)
    try:
        filters = read_filters(params, snapshot, VIEW_PARAMETERS)
        if page.charted or filters.q:
            _check_periods(filters, snapshot)
        return _render_view(page, View(page.path, params, filters, snapshot, look), search, bar)
    except FilterError as error:
        return _render_refusal(snapshot, path, search, str(error), path, error.parameter)
    except QueryFailed as error:
        return replace(_render_refusal(snapshot, path, search, str(error), path), final=False)


def _render_view(page: Page, view: View, search: str, bar: str) -> Rendered:
    title = page.title(view.filters)
    bar_here = f"{view.snapshot.name} {page.path}"
    hidden = render_hidden_filters(view, page.controls)
    body = _say_not_loaded(view) if _is_missing(view) and page.charted else page.body(view)
    return Rendered(
        header=render_header(_NAMES, page.path, view.query(), view.snapshot),
        heading=[html.H1(title, tabIndex="-1")],
        controls=None if bar == bar_here else _render_controls(page, view),
        presets=[render_presets(view), *([hidden] if hidden else [])],
        body=body,
        state={**describe_state(view), "search": search, "title": title},
        bar=bar_here,
        final=not view.failures,
    )


def _is_missing(view: View) -> bool:
    asked = (view.filters.since, view.filters.until)
    return judge_completeness(*asked, *asked, view.snapshot.info, view.filters.lang) == "missing"


def _say_not_loaded(view: View) -> list[Component]:
    """Say that of the dates asked nothing is known, which is not the same as nothing found."""
    span = format_span(view.filters.since, view.filters.until)
    links = (("Drop all filters", view.path), ("What is loaded", "/data"))
    return [say("No releases loaded.", f"Of {span} nothing is loaded: that is not zero.", links=links)]


def _check_periods(filters: Filters, snapshot: Snapshot) -> None:
    """Refuse what no chart can show and no reader could see."""
    count = len(list_periods(filters.since, filters.until, filters.by, snapshot.info))
    if count > _MOST_PERIODS:
        fits = f"a longer period, or fewer days: this is {count} periods and at most {_MOST_PERIODS} can be drawn"
        raise FilterError("by", filters.by_asked, fits)


def _render_controls(page: Page, view: View) -> Component:
    return render_controls(view.snapshot, view.filters, page.controls)


def _render_refusal(
    snapshot: Snapshot, path: str, search: str, problem: str, reset: str, parameter: str = ""
) -> Rendered:
    """Say what the address asks for that cannot be had; no numbers are shown beside it."""
    info = snapshot.info
    page = PAGES.get(path.rstrip("/") or "/", PAGES["/"])
    rest = {name: values for name, values in read_address(search).items() if name != parameter}
    filters = _read_rest(rest, snapshot)
    links = [("Start over with all releases", reset)]
    if parameter and rest:
        links.append(("Leave that out, keep the rest", join_address(page.path, urlencode(rest, doseq=True))))
    covered = f"Releases from {format_day(info.oldest_on)} to {format_day(info.newest_on)} are covered."
    message = say("This cannot be shown as asked.", problem, covered, links=tuple(links), alert=True)
    state = {
        **describe_state(View(page.path, rest, filters, snapshot)),
        "invalid": [parameter] if parameter else [],
        "search": search,
        "title": "Not as asked",
    }
    return Rendered(
        header=render_header(_NAMES, path, "", snapshot),
        heading=[html.H1("Not as asked", tabIndex="-1")],
        controls=render_controls(snapshot, filters, page.controls),
        presets=[],
        body=[message],
        state=state,
        bar=f"{snapshot.name} {page.path}",
    )


def _read_rest(rest: Params, snapshot: Snapshot) -> Filters:
    """Read what else the address asks for, so that mending one part keeps the others."""
    try:
        return read_filters(rest, snapshot, VIEW_PARAMETERS)
    except FilterError:
        info = snapshot.info
        return Filters(info.oldest_on, info.newest_on, by=choose_period(info.oldest_on, info.newest_on))


def render_without_data(asked: dict[str, Any], problem: str) -> Rendered:
    """Say why there is nothing to show yet."""
    path = str(asked["path"])
    again = join_address(path, str(asked["search"]))
    message = say("There is nothing to show yet.", problem, links=(("Look again", again),), alert=True)
    return Rendered(
        header=render_header(_NAMES, path, "", None),
        heading=[html.H1("No releases", tabIndex="-1")],
        controls=None,
        presets=[],
        body=[message],
        state=None,
        bar="",
        final=False,
    )
