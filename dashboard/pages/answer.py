"""Answers what the browser asks: from what is kept of the current snapshot, or made anew and kept."""

from pathlib import Path
from typing import Any

import orjson
from dash import no_update
from dash.development.base_component import Component

from dashboard.answers import Answer
from dashboard.components.evidence_drawer import render_evidence
from dashboard.components.filter_bar import speaker_choices
from dashboard.components.message import say
from dashboard.markup import fold_component
from dashboard.pages.render import Rendered, render_on, render_without_data
from dashboard.snapshot import QueryFailed, SnapshotUnavailable, open_current

Asked = dict[str, Any]


def answer_page(data_dir: Path, asked: Asked, bar: str) -> tuple[Any, ...]:
    """Return the parts of the page of an address, controls only where `bar` does not name them."""
    try:
        snapshot = open_current(data_dir)
    except SnapshotUnavailable as error:
        return _parts(_write_page(render_without_data(asked, str(error)), bar))
    screen = (asked["path"], asked["search"], bool(asked["dark"]), bool(asked["narrow"]))
    # The one thing on a page that changes while the snapshot stays is when the source was last asked for news.
    question = ("page", *screen, bar, snapshot.read_checked())
    return _parts(snapshot.answers.get(question, lambda: _write_page(render_on(snapshot, asked, bar), bar)))


def answer_evidence(data_dir: Path, opened: str) -> Any:
    """Return what the drawer shows of an `open` parameter."""
    if not opened:
        return []
    try:
        snapshot = open_current(data_dir)
        answer = snapshot.answers.get(
            ("evidence", opened), lambda: Answer((_write(render_evidence(snapshot, opened)),))
        )
    except (SnapshotUnavailable, QueryFailed) as error:
        return [say("The evidence could not be read.", str(error), "Close this panel and try again.", alert=True)]
    return _parts(answer)[0]


def answer_speakers(data_dir: Path, text: str, chosen: str) -> Any:
    """List the people whose name holds a text, behind the chosen one; nobody while there is no snapshot."""
    try:
        snapshot = open_current(data_dir)
        answer = snapshot.answers.get(
            ("speakers", text, chosen), lambda: Answer((_write(speaker_choices(snapshot, text, chosen)),))
        )
    except (SnapshotUnavailable, QueryFailed):
        return []
    return _parts(answer)[0]


def _write_page(rendered: Rendered, bar: str) -> Answer:
    controls = None if rendered.bar == bar else _write(rendered.controls)
    return Answer(
        (
            _write(rendered.header),
            _write(rendered.heading),
            controls,
            _write(rendered.presets),
            _write(rendered.body),
            _write(rendered.state),
            _write(rendered.bar),
        ),
        rendered.final,
    )


def _parts(answer: Answer) -> tuple[Any, ...]:
    """Hand Dash what is written already; what stays as it is, it leaves out."""
    return tuple(no_update if part is None else orjson.Fragment(part) for part in answer.parts)


def _write(part: Any) -> bytes:
    """Write JSON without the search for exotic values that Dash makes in every one of thousands of points."""
    return orjson.dumps(part, default=_write_component, option=orjson.OPT_SERIALIZE_NUMPY)


def _write_component(part: Any) -> Any:
    if isinstance(part, Component):
        return fold_component(part)
    raise TypeError(f"{type(part).__name__} is not written as JSON: give text, a number, a list or a component")
