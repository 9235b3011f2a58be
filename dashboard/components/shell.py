"""What surrounds every page: product name, newest day covered, navigation, places for the rest."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.evidence_drawer import render_drawer
from dashboard.snapshot import Snapshot
from dashboard.view import join_address
from dashboard.wording import format_day

PRODUCT = "Communiqué"
_INPUTS = {"size": "sm"}
_THEME = {
    "fontFamily": "inherit",
    "primaryColor": "dark",
    "defaultRadius": "sm",
    "components": {name: {"defaultProps": _INPUTS} for name in ("Select", "MultiSelect", "TextInput")},
}


def render_shell(names: Sequence[tuple[str, str]]) -> Any:
    """Render the frame that stays while pages change; `names` are the pages' addresses and names."""
    return dmc.MantineProvider(
        [
            html.A("Skip to the content", href="#main", className="skip"),
            html.Header(render_header(names, "", "", None), id="top"),
            html.Div(id="offline", role="alert", hidden=True),
            html.Main(
                [
                    html.Div(html.H1("Reading the releases …", tabIndex="-1"), id="heading"),
                    html.Div([html.Div(id="controls"), html.Div(id="presets")], className="filters"),
                    html.Div(id="page"),
                ],
                id="main",
            ),
            render_drawer(),
            dcc.Store(id="asked"),
            dcc.Store(id="opened"),
            dcc.Store(id="state"),
            dcc.Store(id="bar"),
        ],
        id="shell",
        defaultColorScheme="auto",
        theme=_THEME,
    )


def render_header(
    names: Sequence[tuple[str, str]], path: str, query: str, snapshot: Snapshot | None
) -> list[Component]:
    """Render the head of every page; its links keep the filters."""
    newest = f"Newest day covered: {format_day(snapshot.info.newest_on)}" if snapshot else ""
    links = [
        html.Li(html.A(name, href=join_address(at, query), **aria(current="page" if at == path else "")))
        for at, name in names
    ]
    brand = html.P(
        [html.A(PRODUCT, href=join_address("/", query), className="brand"), html.Span(newest, className="quiet")]
    )
    head = html.Div([brand, html.Nav(html.Ul(links), **aria(label="Pages"))], className="bar")
    if snapshot is None or not snapshot.info.demonstration:
        return [head]
    words = "Demonstration data: people and events are invented."
    return [head, html.P(words, className="demonstration", role="note")]
