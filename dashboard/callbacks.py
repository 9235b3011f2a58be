"""What happens when the address changes: the page is made anew, on one snapshot, from the address alone."""

from pathlib import Path
from typing import Any

import dash
from dash import ALL, MATCH, ClientsideFunction, Input, Output, State

from dashboard.pages.answer import answer_evidence, answer_page, answer_speakers

_FILTERS = {"type": "filter", "name": ALL}
_SPEAKER = {"type": "filter", "name": "speaker"}


def register_callbacks(app: dash.Dash, data_dir: Path) -> None:
    """Wire the application to the snapshots of a data folder."""
    _register_address(app)

    @app.callback(
        Output("top", "children"),
        Output("heading", "children"),
        Output("controls", "children"),
        Output("presets", "children"),
        Output("page", "children"),
        Output("state", "data"),
        Output("bar", "data"),
        Input("asked", "data"),
        State("bar", "data"),
        prevent_initial_call=True,
    )
    def show_page(asked: dict[str, Any], bar: str | None) -> tuple[Any, ...]:
        return answer_page(data_dir, asked, bar or "")

    @app.callback(Output("evidence-body", "children"), Input("opened", "data"), prevent_initial_call=True)
    def show_evidence(opened: str) -> Any:
        return answer_evidence(data_dir, opened)

    @app.callback(
        Output(_SPEAKER, "data"), Input(_SPEAKER, "searchValue"), State(_SPEAKER, "value"), prevent_initial_call=True
    )
    def offer_speakers(text: str | None, chosen: str | None) -> Any:
        return answer_speakers(data_dir, text or "", chosen or "")


def _register_address(app: dash.Dash) -> None:
    """Keep address, controls, marks and drawer in step, in the browser (`assets/address.js`)."""

    register: Any = app.clientside_callback

    def run(name: str) -> ClientsideFunction:
        return ClientsideFunction(namespace="communique", function_name=name)

    register(run("start"), Output("asked", "data"), Output("opened", "data"), Input("shell", "id"))
    register(run("write"), Input(_FILTERS, "value"), State("state", "data"), prevent_initial_call=True)
    register(
        run("follow"),
        Input("state", "data"),
        State(_FILTERS, "value"),
        prevent_initial_call=True,
    )
    register(
        run("periods"),
        Output({"type": "filter", "name": "by"}, "data"),
        Input("state", "data"),
        prevent_initial_call=True,
    )
    chart = {"type": "chart", "name": MATCH}
    register(run("open"), Output(chart, "clickData"), Input(chart, "clickData"), prevent_initial_call=True)
    register(run("show"), Output("evidence", "opened"), Input("opened", "data"))
    register(run("close"), Input("evidence", "opened"), prevent_initial_call=True)
    register(run("name"), Input("state", "data"), prevent_initial_call=True)
