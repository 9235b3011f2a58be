"""The releases themselves: how many in each period, and a table of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal, get_args

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query, list_years
from dashboard.snapshot import Snapshot

SortColumn = Literal["published_at", "title", "kind", "bureau", "lang", "release_id"]
SORT_COLUMNS: tuple[SortColumn, ...] = get_args(SortColumn)

_ORDERS: dict[SortColumn, str] = {
    "published_at": "d.published_at",
    "title": "lower(r.title)",
    "kind": "r.kind",
    "bureau": "coalesce(b.name_en, r.bureau_id)",
    "lang": "d.lang",
    "release_id": "d.release_id",
}
_RELEASE = "JOIN releases AS r ON r.doc_no = d.doc_no"
_BUREAU = "LEFT JOIN bureaux AS b ON b.bureau_id = r.bureau_id"
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class ReleaseCount:
    """How many documents a table lists, and how many releases they count as."""

    documents: int
    units: int


def releases_over_time(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period: period_start, period_end, completeness, releases (null where `missing`)."""
    return build_query("releases_over_time", snapshot, filters).frame(snapshot)


def build_releases_table(
    snapshot: Snapshot,
    filters: Filters,
    search: str = "",
    *,
    sort: SortColumn = "published_at",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """Build the query of `releases_table`; without a limit it lists all, newest first, and a file reads it by years."""
    words = _split_words(search)
    places = {
        "searched": _join_searched(words, _ORDERS[sort]),
        "order": _ORDERS[sort],
        "direction": "DESC" if descending else "ASC",
    }
    times = {"after": datetime.min, "before": datetime.max}
    query = build_query("releases_table", snapshot, filters, places, limit=limit, offset=offset, **times, **words)
    return query if limit is not None else replace(query, parts=_split_years(list_years(snapshot, filters)))


def releases_table(
    snapshot: Snapshot,
    filters: Filters,
    search: str = "",
    *,
    sort: SortColumn = "published_at",
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> pd.DataFrame:
    """Return one row a document, all versions of a release in the scope listed.

    `search` keeps documents whose title holds each of its words, in any case. Columns: unit_id,
    release_id, lang, published_at, published_on, time_known, date_basis, title, url, kind, bureau_id,
    bureau, routine, source, vanished_at (null while the source lists it).
    """
    return build_releases_table(
        snapshot, filters, search, sort=sort, descending=descending, limit=limit, offset=offset
    ).frame(snapshot)


def releases_count(snapshot: Snapshot, filters: Filters, search: str = "") -> ReleaseCount:
    """Return how much `releases_table` lists in all."""
    words = _split_words(search)
    places = {"searched": _join_searched(words)}
    frame = build_query("releases_found" if words else "releases_count", snapshot, filters, places, **words).frame(
        snapshot
    )
    return ReleaseCount(int(frame["documents"][0]), int(frame["units"][0]))


def _split_years(years: list[int]) -> tuple[Mapping[str, object], ...]:
    """Split all time at the starts of years, newest first: versions may be published before or after the year."""
    ends = [datetime.min, *(datetime(year, 1, 1) for year in years[1:]), datetime.max]
    return tuple({"after": after, "before": before} for after, before in pairwise(ends))[::-1]


def _split_words(search: str) -> dict[str, str]:
    return {f"word{place}": word for place, word in enumerate(search[:_LONGEST_SEARCH].lower().split())}


def _join_searched(words: dict[str, str], order: str = "") -> str:
    """Join what a search or an order needs besides the keys: mostly nothing, and then a large table is left alone."""
    joins = [join for join, alias in ((_RELEASE, "r."), (_BUREAU, "b.")) if alias in order or (alias == "r." and words)]
    conditions = " AND ".join(f"contains(lower(r.title), ${name})" for name in words)
    return " ".join([*joins, f"WHERE {conditions}" if conditions else ""])
