"""Markup: what is only read is written as HTML that says the same, and can neither break out nor run anything."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orjson
import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from dashboard.components.evidence_drawer import render_evidence
from dashboard.markup import fold_component
from dashboard.pages import PAGES
from dashboard.pages.answer import answer_evidence, answer_page
from dashboard.pages.render import render_page
from dashboard.snapshot import open_current
from tests.dashboard.test_answers import ASKED

NAMES = {"className": "class", "htmlFor": "for"}
VOID = {"br", "hr", "img"}
Tree = list[Any]


class Reader(HTMLParser):
    """Reads HTML as nested lists: text, or tag, attributes and children."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Tree] = [[]]
        self.feed(text)
        self.close()
        assert len(self.open) == 1, "an element was not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        children: Tree = []
        self.open[-1].append([tag, dict(attrs), children])
        if tag not in VOID:
            self.open.append(children)

    def handle_endtag(self, tag: str) -> None:
        """End the last element."""
        self.open.pop()
        assert self.open[-1][-1][0] == tag

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.open[-1].append(data)


def tree_of(part: Any) -> Tree:
    """What Dash, or Markup within it, puts on the page, as `Reader` reads it; text that touches is one."""
    if part is None:
        return []
    if isinstance(part, list):
        return join(child for one in part for child in tree_of(one))
    if not isinstance(part, dict):
        return [str(part)]
    props = part["props"]
    if part["type"] == "Markup":
        return [[props["tag"], attributes_of(props["attributes"]), join(Reader(props["html"]).open[0])]]
    if part["namespace"] != "dash_html_components":
        return [part]
    rest = {name: value for name, value in props.items() if name != "children"}
    return [[part["type"].lower(), attributes_of(rest), tree_of(props.get("children"))]]


def attributes_of(props: dict[str, Any]) -> dict[str, str]:
    return {
        NAMES.get(name, name if name == "style" else name.lower()): "" if value is True else write_style(value)
        for name, value in props.items()
        if value is not None and value is not False
    }


def write_style(value: Any) -> str:
    return ";".join(f"{name}:{one}" for name, one in value.items()) if isinstance(value, dict) else str(value)


def join(parts: Any) -> Tree:
    joined: Tree = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append([part[0], part[1], join(part[2])] if isinstance(part, list) else part)
    return joined


def read(part: Any) -> Any:
    return orjson.loads(to_json_plotly(part))


@pytest.mark.parametrize("search", ["lang=en", "table=frequency", "from=2025-02-01&by=week"])
@pytest.mark.parametrize("path", list(PAGES))
def test_a_page_says_the_same_as_components(varied_dir: Path, path: str, search: str) -> None:
    asked = {**ASKED, "path": path, "search": search}
    rendered = render_page(varied_dir, asked)
    parts = dict(
        zip(("header", "heading", "controls", "presets", "body"), answer_page(varied_dir, asked, ""), strict=False)
    )
    for name, part in parts.items():
        assert tree_of(read(part)) == tree_of(read(getattr(rendered, name))), name


def test_evidence_says_the_same_as_components(varied_dir: Path) -> None:
    opened = "?from=2025-01-01&to=2025-03-31"
    written = read(answer_evidence(varied_dir, opened))
    assert any(part["type"] == "Markup" for part in written)
    assert tree_of(written) == tree_of(read(render_evidence(open_current(varied_dir), opened)))


def test_a_table_is_one_component(varied_dir: Path) -> None:
    body = read(answer_page(varied_dir, {**ASKED, "path": "/themes"}, "")[4])
    table = next(part for part in body if part["props"].get("attributes", {}).get("id") == "card-themes")
    assert table["type"] == "Markup"
    assert table["props"]["html"].count("<tr>") > 2


def test_what_is_more_than_html_stays_a_component() -> None:
    section = html.Section([html.H2("One"), html.Div(html.Div(dcc.Graph(id="graph")))])
    assert fold_component(section)["type"] == "Section"
    assert fold_component(html.P("only words"))["type"] == "P"
    assert fold_component(html.P([html.Span("by pattern", id={"type": "a", "name": "b"}), html.B()]))["type"] == "P"


def test_words_are_words_whatever_they_look_like() -> None:
    text = """<script>alert("1")</script> & '2' &amp; < > 政府"""
    written = fold_component(html.Div([html.P(text, title=text), text]))["props"]["html"]
    assert Reader(written).open[0] == [["p", {"title": text}, [text]], text]


@pytest.mark.parametrize("address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_is_a_program_is_left_out(address: str) -> None:
    assert "href" not in fold_component(html.P([html.A("x", href=address)]))["props"]["html"]
    assert (
        'href="https://a.example/?b=1&amp;c=2"'
        in fold_component(html.P(html.A("x", href="https://a.example/?b=1&c=2")))["props"]["html"]
    )
