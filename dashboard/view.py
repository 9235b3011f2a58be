"""What a page is asked to show: address, filters, snapshot and screen; and the addresses it links to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import parse_qs, quote_plus, urlencode

from dashboard.figures import Look
from dashboard.filters import FilterError, Filters, narrow_filters, write_query
from dashboard.snapshot import Snapshot

Params = Mapping[str, Sequence[str]]
VIEW_PARAMETERS = frozenset({"sort", "page", "open", "table", "unit"})
"""What only pages understand: `table` names the card that shows its numbers instead of its chart, `unit`
is what event sizes are counted in."""
_MOST_PAGES = 100_000


@dataclass(frozen=True)
class View:
    """One page as asked for. `params` are those of the address, without the open evidence.

    `failures` collects what went wrong while the page was made.
    """

    path: str
    params: Params
    filters: Filters
    snapshot: Snapshot
    look: Look = field(default_factory=Look)
    failures: list[str] = field(default_factory=list, compare=False, repr=False)
    _points: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict, compare=False, repr=False)
    _marked: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sort(self) -> str:
        """The column sorted by, behind a minus sign for descending."""
        return self._own("sort")

    @property
    def table(self) -> str:
        """The card that shows its numbers as a table."""
        return self._own("table")

    @property
    def unit(self) -> str:
        """What event sizes are counted in."""
        return self._own("unit") or "people"

    @property
    def page(self) -> int:
        """The page of a table, from 1. Raises FilterError."""
        return read_page(self.params)

    @cached_property
    def _own_query(self) -> str:
        return self.query()

    def _own(self, name: str) -> str:
        return next(iter(self.params.get(name, ())), "")

    def query(self, **changes: object) -> str:
        """Write the filters, changed, as an address query; the page's own parameters are left out."""
        return write_query(self.filters, self.snapshot, **changes)

    def href(self, **own: str) -> str:
        """Address this page with the same filters and its own parameters changed; empty ones are dropped."""
        kept = {name: self._own(name) for name in ("sort", "page", "table", "unit")}
        pairs = [(name, value) for name, value in {**kept, **own}.items() if value]
        return join_address(self.path, self._own_query, urlencode(pairs))

    def download(self, dataset: str, **changes: object) -> str:
        """Address the file that holds a card's numbers."""
        return join_address(f"/data/{dataset}.csv", self.query(**changes))

    def narrowed(self, point: Mapping[str, str], start: date | None = None, end: date | None = None) -> str:
        """Write the query whose releases are those behind a point of a chart (see `narrow_filters`).

        The days are always written, so that the evidence stays the same under a later snapshot.
        """
        since, until = max(self.filters.since, start or date.min), min(self.filters.until, end or date.max)
        rest = self._write_point(point)
        return f"from={since}&to={until}{rest and '&'}{rest}"

    def _write_point(self, point: Mapping[str, str]) -> str:
        """Write what a point narrows to besides its days: once for all points of a chart, values put in for marks."""
        key = tuple(point.items())
        if key not in self._points:
            written = self._write_marked(tuple(point))
            for name, value in key:
                written = written.replace(f"{name}=_{name}_", f"{name}={quote_plus(value)}")
            self._points[key] = written
        return self._points[key]

    def _write_marked(self, names: tuple[str, ...]) -> str:
        if names not in self._marked:
            info = self.snapshot.info
            narrowed = narrow_filters(self.filters, **{name: f"_{name}_" for name in names})  # type: ignore[arg-type]
            whole = {"since": info.oldest_on, "until": info.newest_on}
            self._marked[names] = write_query(narrowed, self.snapshot, **whole, by="auto", measure="releases")
        return self._marked[names]


def join_address(path: str, *queries: str) -> str:
    """Join a path and queries, without a question mark where there is nothing to ask."""
    query = "&".join(part for part in queries if part)
    return f"{path}?{query}" if query else path


def read_address(search: str) -> Params:
    """Read the query of an address, empty values included, so that they are refused and not ignored."""
    return parse_qs(search.removeprefix("?"), keep_blank_values=True)


def read_page(params: Params) -> int:
    """Read which page of a table is asked for, from 1. Raises FilterError."""
    text = next(iter(params.get("page", ())), "1")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= _MOST_PAGES):
        raise FilterError("page", text, f"a whole number from 1 to {_MOST_PAGES}")
    return int(text)
