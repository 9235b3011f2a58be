"""The filter bar: one row of controls that wraps, and the ranges offered beside the dates.

Every control has the id `{"type": "filter", "name": <address parameter>}`. `assets/address.js` writes a
changed control into the address; the address is what the page is made from.
"""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.filters import Filters
from dashboard.periods import Period, list_presets
from dashboard.queries import speaker_options, theme_options
from dashboard.rows import rows_of
from dashboard.snapshot import Snapshot
from dashboard.view import View, join_address
from dashboard.wording import (
    LANGUAGE_SCOPES,
    MEASURE_NAMES,
    PERIOD_NAMES,
    PRESETS,
    ROLE_NAMES,
    ROUTINE_NAMES,
    format_day,
)

CONTROLS = ("from", "to", "by", "theme", "speaker", "lang", "routine")
"""Controls that stand on every page; pages add `role`, `measure` or `q`."""
MOST_THEMES = 12


def render_controls(snapshot: Snapshot, filters: Filters, controls: tuple[str, ...]) -> Component:
    """Render the controls of a page, holding what the address asks for."""
    values = control_values(filters)
    return html.Div(
        [html.Div(_render_control(name, snapshot, values, filters), className=f"control-{name}") for name in controls],
        className="controls",
    )


def control_values(filters: Filters) -> dict[str, str | list[str]]:
    """Give the value that each control holds, by address parameter."""
    return {
        "from": filters.since.isoformat(),
        "to": filters.until.isoformat(),
        "by": filters.by_asked,
        "theme": list(filters.themes),
        "speaker": filters.speaker,
        "role": list(filters.roles),
        "lang": filters.lang,
        "routine": filters.routine,
        "measure": filters.measure,
        "q": filters.q,
    }


def default_values(snapshot: Snapshot) -> dict[str, str | list[str]]:
    """Give the values that an address without parameters asks for."""
    return control_values(Filters(snapshot.info.oldest_on, snapshot.info.newest_on, by="month"))


def period_choices(by: Period) -> list[dict[str, str]]:
    """List the periods to choose from; auto names what it has come to."""
    named: dict[str, str] = {"auto": f"Auto ({PERIOD_NAMES[by].lower()})", **PERIOD_NAMES}
    return _choices(named)


def speaker_choices(snapshot: Snapshot, text: str, person_id: str) -> list[dict[str, str]]:
    """List the people whose name holds a text, the chosen one always among them."""
    frames = [speaker_options(snapshot, person_id=person_id)] if person_id else []
    frames.append(speaker_options(snapshot, text=text))
    return _choices({row.person_id: row.label for frame in frames for row in rows_of(frame)})


def _choices(names: dict[Any, Any]) -> list[dict[str, str]]:
    return [{"value": str(value), "label": str(label)} for value, label in names.items()]


def _render_control(name: str, snapshot: Snapshot, values: dict[str, Any], filters: Filters) -> Any:
    shared = {"id": {"type": "filter", "name": name}, "value": values[name]}
    if name in {"from", "to"}:
        return _date_control(name, shared)
    if name == "q":
        hint = 'such as: "national security" OR 國家安全'
        return dmc.TextInput(label='Words or "phrases"', debounce=500, placeholder=hint, **shared)
    if name in {"theme", "role"}:
        return _many_control(name, snapshot, values[name], shared)
    if name == "speaker":
        choices = speaker_choices(snapshot, "", filters.speaker)
        return dmc.Select(
            label="Speaker", data=choices, searchable=True, clearable=True, placeholder="Anyone", limit=60,
            nothingFoundMessage="No such name", clearButtonProps={"aria-label": "Any speaker"}, **shared
        )  # fmt: skip
    labels = {"by": "Period", "lang": "Language", "routine": "Routine notices", "measure": "Measure"}
    names = {"lang": LANGUAGE_SCOPES, "routine": ROUTINE_NAMES, "measure": MEASURE_NAMES}
    data = period_choices(filters.by) if name == "by" else _choices(names[name])
    return dmc.Select(label=labels[name], data=data, allowDeselect=False, **shared)


def _date_control(name: str, shared: dict[str, Any]) -> Any:
    label = {"from": "From", "to": "To"}[name]
    button = html.Button(
        "▾", type="button", className="pick-date", tabIndex="-1", **aria(label=f"Choose {label} in a calendar")
    )
    return dmc.TextInput(
        label=label,
        debounce=True,
        placeholder="2025-04-03",
        rightSection=button,
        rightSectionWidth=28,
        **shared,
    )


def _many_control(name: str, snapshot: Snapshot, chosen: list[str], shared: dict[str, Any]) -> Any:
    if name == "role":
        return dmc.MultiSelect(
            label="Role", data=_choices(ROLE_NAMES), placeholder="" if chosen else "Any role", clearable=True,
            clearButtonProps={"aria-label": "Any role"}, **shared
        )  # fmt: skip
    return dmc.MultiSelect(
        label="Themes",
        data=_themes_by_domain(snapshot),
        placeholder=f"All, or up to {MOST_THEMES}",
        searchable=True,
        clearable=True,
        hidePickedOptions=True,
        maxValues=max(MOST_THEMES, len(chosen)),
        nothingFoundMessage="No such theme",
        clearButtonProps={"aria-label": "All themes"},
        **shared,
    )


def _themes_by_domain(snapshot: Snapshot) -> list[dict[str, Any]]:
    themes = theme_options(snapshot)
    return [
        {"group": str(group), "items": _choices(dict(zip(rows["theme_id"], rows["name_en"], strict=True)))}
        for group, rows in themes.groupby("domain_en", sort=False)
    ]


def render_presets(view: View) -> Component:
    """Render the ranges counted back from the newest day covered, as links, and filters without a control."""
    newest = view.snapshot.info.newest_on
    links = []
    for preset in list_presets(view.snapshot.info):
        current = (preset.since, preset.until) == (view.filters.since, view.filters.until)
        query = view.query(since=preset.since, until=preset.until)
        links.append(
            html.A(
                PRESETS[preset.key],
                href=join_address(view.path, query),
                className="chip chosen" if current else "chip",
                **aria(current="true" if current else ""),
            )
        )
    return html.Div(
        [*links, html.Span(f"back from {format_day(newest)}, the newest day covered", className="quiet")],
        className="presets",
    )


def render_hidden_filters(view: View, controls: tuple[str, ...]) -> Component | None:
    """Name the filters that hold on this page without a control here, each with a link that lifts it."""
    filters = view.filters
    held = {
        "q": ("q", filters.q, f"releases that say {filters.q}"),
        "release": ("release", filters.release, f"release {filters.release}"),
        "role": ("roles", filters.roles, f"role {', '.join(ROLE_NAMES[role].lower() for role in filters.roles)}"),
    }
    active = {name: part for name, part in held.items() if part[1] and name not in controls}
    if not active:
        return None
    lifted = [
        html.A(
            f"{words} ✕",
            href=join_address(view.path, view.query(**{field: type(value)()})),
            className="chip",
            **aria(label=f"Lift: {words}"),
        )
        for field, value, words in active.values()
    ]
    return html.Div([html.Span("Also only", className="quiet"), *lifted], className="presets")


def describe_state(view: View) -> dict[str, Any]:
    """Give `assets/address.js` what it needs to keep controls and address in step."""
    return {
        "values": control_values(view.filters),
        "defaults": default_values(view.snapshot),
        "periods": period_choices(view.filters.by),
        "speakers": speaker_choices(view.snapshot, "", view.filters.speaker) if view.filters.speaker else [],
        "invalid": [],
    }
