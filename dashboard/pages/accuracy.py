"""The card that says how good extraction was measured to be, on the data page."""

from collections import defaultdict
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import render_panel
from dashboard.components.table import Cell, Column, render_table
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import LANGUAGES, format_number

_SQL = "SELECT facts_version, gold, lang, layer, releases, hit, missed, precision, recall, f1 FROM accuracy"
_LAYERS = {
    "themes": "Themes",
    "primary-themes": "Main themes (share found)",
    "appearances": "People",
    "appearance-roles": "People with their role",
    "event-sizes": "Event sizes",
    "size-qualifiers": "Event sizes with qualifier and unit",
}
_SETS = {"held-back": "held back", "own": "used in tuning", "dev": "given, used in tuning"}
_METHOD = (
    "Large figures are F1, which weighs what was missed against what was wrongly found; 1.00 is perfect. Small ones "
    "are precision, recall and annotated items. Two careful readers of the same releases agree at 0.95 on themes, "
    "0.99 on people, 0.97 on roles and 0.95 on event sizes. Rules were tuned with the other releases in view; the "
    "held-back ones were not looked at: expect their figures on other releases. Figures on few items say little."
)


class _Figure(NamedTuple):
    facts_version: str
    gold: str
    lang: str
    layer: str
    releases: int
    hit: int
    missed: int
    precision: float
    recall: float
    f1: float


def render_accuracy(view: View) -> Component:
    """Render one row a layer, one column a set of annotated releases and language."""
    figures = [_Figure(*row) for row in rows_of(view.snapshot.frame(_SQL))]
    title, unit = "How good extraction is", "Compared with releases annotated by hand"
    if not figures:
        return render_panel("accuracy", title, unit, html.P("Not measured."))
    sets = {(figure.gold, figure.lang): figure.releases for figure in figures if figure.lang in LANGUAGES}
    columns = [Column("Layer", lambda layer: _LAYERS[layer])]
    for gold, lang in sorted(sets, key=lambda key: (list(_SETS).index(key[0]), key[1])):
        cells: dict[str, Cell] = defaultdict(lambda: "–")
        cells |= {f.layer: _write_cell(f) for f in figures if (f.gold, f.lang) == (gold, lang)}
        heading = f"{LANGUAGES[lang]}: {format_number(sets[gold, lang])} releases, {_SETS[gold]}"
        columns.append(Column(heading, cells.__getitem__, number=True))
    table = render_table("F1 by layer and set of releases", columns, list(_LAYERS))
    measured, read = figures[0].facts_version, view.snapshot.info.facts_version
    version = (
        f"Measured with version {measured} of extraction, which read this snapshot."
        if measured == read
        else f"Measured with version {measured}. This snapshot was read by version {read}, which has not been measured."
    )
    return render_panel("accuracy", title, unit, table, html.P(version), html.P(_METHOD))


def _write_cell(figure: _Figure) -> Cell:
    items = figure.hit + figure.missed
    if not items:
        return "–"
    small = f"{format_number(items)} items"
    if figure.layer == "primary-themes":
        return [html.B(f"{figure.recall:.2f}"), html.Br(), html.Small(small)]
    return [
        html.B(f"{figure.f1:.2f}"),
        html.Br(),
        html.Small(f"{figure.precision:.2f} · {figure.recall:.2f} · {small}"),
    ]
