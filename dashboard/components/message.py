"""Plain words where numbers would be: nothing found, nothing readable, something failed."""

from dash import html
from dash.development.base_component import Component


def say(heading: str, *sentences: str, links: tuple[tuple[str, str], ...] = (), alert: bool = False) -> Component:
    """Say what was asked, why nothing is there, and one step that helps (`links`: words and address)."""
    steps = [html.A(words, href=href, className="button") for words, href in links]
    return html.Div(
        [
            html.P(heading, className="message-heading"),
            *(html.P(sentence) for sentence in sentences),
            *([html.P(steps, className="message-steps")] if steps else []),
        ],
        className="message",
        role="alert" if alert else "status",
    )
