"""Writes what is only read as HTML: one component in the browser for a whole table, instead of one for each cell."""

from html import escape
from typing import Any

from dash.development.base_component import Component

_HTML = "dash_html_components"
_NAMES = {"className": "class", "htmlFor": "for"}
_VOID = frozenset({"br", "hr", "img", "wbr"})
_ADDRESSES = frozenset({"href", "src"})
_SCHEMES = ("/", "?", "#", "https://", "http://")


class _NotPlainError(Exception):
    """Something in there is more than HTML."""


def fold_component(part: Component) -> dict[str, Any]:
    """Give a component as Dash writes it, or, where it holds nothing but HTML elements, as one `Markup` component.

    `assets/markup.js` is that component. An element that holds no other is left to Dash.
    """
    written: dict[str, Any] = part.to_plotly_json()  # type: ignore[no-untyped-call]
    if written["namespace"] != _HTML or not _holds_elements(written["props"].get("children")):
        return written
    try:
        html = _write(written["props"]["children"])
    except _NotPlainError:
        return written
    attributes = {
        name: value for name, value in written["props"].items() if name != "children" and not _is_program(name, value)
    }
    props = {"tag": _tag_of(written), "attributes": attributes, "html": html}
    return {"namespace": "communique", "type": "Markup", "props": props}


def _holds_elements(children: Any) -> bool:
    return any(
        isinstance(child, Component) for child in (children if isinstance(children, list | tuple) else [children])
    )


def _write(part: Any) -> str:
    if isinstance(part, list | tuple):
        return "".join(map(_write, part))
    if isinstance(part, Component):
        return _write_element(part)
    return "" if part is None else escape(str(part), quote=False)


def _write_element(part: Component) -> str:
    written: dict[str, Any] = part.to_plotly_json()  # type: ignore[no-untyped-call]
    if written["namespace"] != _HTML:
        raise _NotPlainError
    tag, props = _tag_of(written), written["props"]
    opened = "".join(_write_attribute(name, value) for name, value in props.items() if name != "children")
    if tag in _VOID:
        return f"<{tag}{opened}>"
    return f"<{tag}{opened}>{_write(props.get('children'))}</{tag}>"


def _tag_of(written: dict[str, Any]) -> str:
    return str(written["type"]).lower()


def _write_attribute(name: str, value: Any) -> str:
    """Write one attribute as React would: none where there is no value, and no address that is a program."""
    if isinstance(value, dict) and name != "style":
        raise _NotPlainError
    if value is None or value is False or _is_program(name, value):
        return ""
    if name == "style":
        value = ";".join(f"{_dash(key)}:{one}" for key, one in value.items())
    return f' {_NAMES.get(name, name.lower())}="{"" if value is True else escape(str(value))}"'


def _is_program(name: str, value: Any) -> bool:
    """Whether an address is none that leads to a page."""
    return name in _ADDRESSES and not str(value).startswith(_SCHEMES)


def _dash(name: str) -> str:
    """Name a property of a style as style sheets do: `fontSize` is `font-size`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
