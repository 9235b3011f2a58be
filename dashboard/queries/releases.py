"""The releases themselves: how many in each period, and a table of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal, get_args

import pandas as pd

from dashboard.filters import FilterError, Filters
from dashboard.queries.base import Query, build_query, count_units, list_years
from dashboard.rows import rows_of
from dashboard.search.proofs import PhraseProof, find_proofs
from dashboard.search.query import parse_query
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
_JOINS = {
    "r.": "JOIN releases AS r ON r.doc_no = d.doc_no",
    "b.": "LEFT JOIN bureaux AS b ON b.bureau_id = r.bureau_id",
}
"""What an order needs besides the keys: mostly nothing, and then a large table is left alone."""
_TEXTS = "SELECT doc_no, title, body FROM releases WHERE doc_no IN (SELECT unnest($doc_nos::INTEGER[]))"


@dataclass(frozen=True, slots=True)
class ReleaseCount:
    """How many documents a table lists, and how many releases they count as."""

    documents: int
    units: int


def releases_over_time(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period: period_start, period_end, completeness, releases (null where `missing`)."""
    return build_query("releases_over_time", snapshot, filters).frame(snapshot)


def build_phrase_frequency(snapshot: Snapshot, filters: Filters) -> Query:
    """Build the query of `phrase_frequency`. Raises FilterError where nothing is looked for."""
    if not filters.q:
        raise FilterError("q", "", 'words or a "quoted phrase" to look for')
    denominator = count_units(snapshot, filters, release=False, words=False)
    return build_query("phrase_frequency", snapshot, filters, {"denominator": denominator})


def phrase_frequency(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return one row a period, zeros included, oldest first; numbers are null where `missing`.

    Columns: period_start, period_end, completeness, q, releases (that say what is looked for), share (0 to 1,
    null where nothing was released), denominator (releases).
    """
    return build_phrase_frequency(snapshot, filters).frame(snapshot)


def build_releases_table(
    snapshot: Snapshot,
    filters: Filters,
    *,
    sort: SortColumn = "published_at",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """Build the query of `releases_table`; without a limit it lists all, newest first, and a file reads it by years."""
    order = _ORDERS[sort]
    places = {
        "joined": " ".join(join for alias, join in _JOINS.items() if alias in order),
        "order": order,
        "direction": "DESC" if descending else "ASC",
    }
    times = {"after": datetime.min, "before": datetime.max}
    query = build_query("releases_table", snapshot, filters, places, limit=limit, offset=offset, **times)
    return query if limit is not None else replace(query, parts=_split_years(list_years(snapshot, filters)))


def releases_table(
    snapshot: Snapshot,
    filters: Filters,
    *,
    sort: SortColumn = "published_at",
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> pd.DataFrame:
    """Return one row a document, all versions of a release in the scope listed.

    Columns: doc_no, unit_id, release_id, lang, published_at, published_on, time_known, date_basis, title, url, kind,
    bureau_id, bureau, routine, source, vanished_at (null while the source lists it).
    """
    query = build_releases_table(snapshot, filters, sort=sort, descending=descending, limit=limit, offset=offset)
    return query.frame(snapshot)


def releases_count(snapshot: Snapshot, filters: Filters) -> ReleaseCount:
    """Return how much `releases_table` lists in all."""
    frame = build_query("releases_count", snapshot, filters).frame(snapshot)
    return ReleaseCount(int(frame["documents"][0]), int(frame["units"][0]))


def phrase_proofs(snapshot: Snapshot, filters: Filters, doc_nos: Sequence[int]) -> dict[int, tuple[PhraseProof, ...]]:
    """Return the sentences of documents that say what is looked for, by doc_no; none for those that do not."""
    frame = snapshot.frame(_TEXTS, {"doc_nos": list(doc_nos)})
    words, phrases = snapshot.read_words(), parse_query(filters.q).wanted
    return {row.doc_no: find_proofs(words, phrases, row.title, row.body) for row in rows_of(frame)}


def _split_years(years: list[int]) -> tuple[Mapping[str, object], ...]:
    """Split all time at the starts of years, newest first: versions may be published before or after the year."""
    ends = [datetime.min, *(datetime(year, 1, 1) for year in years[1:]), datetime.max]
    return tuple({"after": after, "before": before} for after, before in pairwise(ends))[::-1]
