"""What a page is: an address, a name, its controls, a title and a body made from a view."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dash.development.base_component import Component

from dashboard.components.filter_bar import CONTROLS
from dashboard.filters import Filters
from dashboard.view import View
from dashboard.wording import EACH, format_day


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `subject` opens its title; `charted` says whether the title names the period."""

    path: str
    name: str
    subject: str
    body: Callable[[View], list[Component]]
    controls: tuple[str, ...] = CONTROLS
    charted: bool = True

    def title(self, filters: Filters) -> str:
        """Say what the page shows: Themes, monthly, January 2024 to March 2026."""
        each = f", {EACH[filters.by]}" if self.charted else ""
        return f"{self.subject}{each}, {name_span(filters.since, filters.until)}"


def name_span(since: date, until: date) -> str:
    """Name a span by its months where it is made of whole ones, by its days otherwise."""
    whole = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if not whole:
        return format_day(since) if since == until else f"{format_day(since)} to {format_day(until)}"
    if (since.year, since.month) == (until.year, until.month):
        return f"{since:%B %Y}"
    return f"{since:%B %Y} to {until:%B %Y}"
