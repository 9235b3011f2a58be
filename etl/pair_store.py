"""Pairs the releases of the store, day by day, and reports what the versions of a pair say otherwise."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pyarrow as pa

from etl.disagreements import report_disagreements
from etl.engines.local import LocalEngine
from etl.pairing import Version, pair_day
from etl.store import Key, Store

_DAYS_AT_ONCE = 32
_WRITTEN_AT_ONCE = 100_000
Found = Mapping[Key, tuple[str, float | None]]
"""Which pair each release belongs to, and how sure that is; None for one that is alone."""


def pair_store(store: Store, engine: LocalEngine) -> None:
    """Pair the releases of every day on which one is not paired yet, and report what their versions say otherwise."""
    found: dict[Key, tuple[str, float | None]] = {}
    for rows in _read_unpaired_days(store):
        versions = [Version(*row) for row in rows]
        found |= {(version.release_id, version.lang): (version.release_id, None) for version in versions}
        days = [list(day) for _, day in groupby(versions, key=lambda version: version.published_at.date())]
        for pairs in engine.map(pair_day, days, len(versions)):
            for pair in pairs:
                found |= dict.fromkeys(((pair.en, "en"), (pair.tc, "tc")), (pair.en, pair.certainty))
        if len(found) >= _WRITTEN_AT_ONCE:
            _write(store, found)
            found = {}
    _write(store, found)


def _read_unpaired_days(store: Store) -> Iterator[list[tuple[Any, ...]]]:
    """Yield, a month or so at a time, all releases of those days on which one is not paired yet, in order of days.

    Days on which all are in one language have no pairs, and are settled here.
    """
    store.connection.execute(
        "UPDATE releases SET pair_id = release_id WHERE pair_id = '' AND published_on NOT IN"
        " (SELECT published_on FROM releases GROUP BY published_on HAVING count(DISTINCT lang) > 1)"
    )
    found = store.connection.execute("SELECT DISTINCT published_on FROM releases WHERE pair_id = ''").fetchall()
    days = sorted(day for (day,) in found)
    for start in range(0, len(days), _DAYS_AT_ONCE):
        some = days[start : start + _DAYS_AT_ONCE]
        yield store.connection.execute(
            "SELECT release_id, lang, published_at, title, body, routine, bureau_id FROM releases"
            " WHERE published_on BETWEEN ? AND ? AND list_contains(?::DATE[], published_on)"
            " ORDER BY published_on, release_id, lang",
            [some[0], some[-1], some],
        ).fetchall()


def _write(store: Store, found: Found) -> None:
    with store.transaction():
        _write_pairs(store, found)
        report_disagreements(store, {pair_id for pair_id, _ in found.values()})


def _write_pairs(store: Store, found: Found) -> None:
    if not found:
        return
    keys, pairs = zip(*found, strict=True), zip(*found.values(), strict=True)
    paired = pa.table(dict(zip(("release_id", "lang", "pair", "certainty"), (*keys, *pairs), strict=True)))
    store.connection.execute(
        "UPDATE releases SET pair_id = paired.pair, pair_certainty = paired.certainty FROM paired"
        " WHERE releases.release_id = paired.release_id AND releases.lang = paired.lang"
    )
    del paired
