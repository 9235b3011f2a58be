"""What must hold under any filters: numbers add up, and the releases behind a point are as many as it says."""

from datetime import date

import pandas as pd
import pytest

from dashboard.filters import LANGS, ROLES, Filters, Size, change_filters, narrow_filters, read_filters
from dashboard.periods import PERIODS
from dashboard.queries import (
    appearances_by_role,
    event_size_summary,
    event_sizes,
    evidence,
    releases_count,
    releases_over_time,
    releases_table,
    speaker_appearances,
    speaker_ranking,
    theme_frequency,
    theme_ranking,
)
from dashboard.snapshot import Snapshot

ASKED: tuple[dict[str, list[str]], ...] = (
    {},
    {"routine": ["include"]},
    {"lang": ["en"]},
    {"lang": ["tc"], "from": ["2025-02-10"], "to": ["2025-08-20"]},
    {"theme": ["budget", "tourism"]},
    {"speaker": ["ada-lam"]},
    {"speaker": ["tc:潘賽"], "routine": ["include"]},
    {"role": ["spoke", "named"], "by": ["week"]},
    {"theme": ["sport"], "speaker": ["Ben Kwok"], "role": ["officiated"], "by": ["quarter"]},
    {"from": ["2025-05-07"], "to": ["2025-05-28"]},
)


@pytest.fixture(params=range(len(ASKED)), ids=str)
def filters(request: pytest.FixtureRequest, varied: Snapshot) -> Filters:
    return read_filters(ASKED[request.param], varied)


def count_behind(snapshot: Snapshot, filters: Filters, row: pd.Series, **point: str) -> int:
    """Count the distinct releases that the table lists under the filters narrowed to one row."""
    narrowed = narrow_filters(
        filters,
        start=row["period_start"].date(),
        end=row["period_end"].date(),
        **point,  # type: ignore[arg-type]
    )
    return int(releases_table(snapshot, narrowed, limit=10_000)["unit_id"].nunique())


def test_periods_add_up_to_the_total_whatever_the_period(varied: Snapshot, filters: Filters) -> None:
    total = releases_count(varied, filters).units
    assert total > 0
    for by in PERIODS:
        frame = releases_over_time(varied, change_filters(filters, by=by))
        assert frame["releases"].sum() == total
        assert frame["period_start"].is_monotonic_increasing
        assert frame["period_start"].is_unique


def test_each_theme_row_is_reproduced_by_the_releases_behind_it(varied: Snapshot, filters: Filters) -> None:
    frame = theme_frequency(varied, filters)
    for _, row in frame.sample(min(len(frame), 40), random_state=1).iterrows():
        assert count_behind(varied, filters, row, theme=row["theme_id"]) == row["releases"]


def test_theme_rows_add_up_to_the_ranking_and_share_is_a_part_of_the_denominator(
    varied: Snapshot, filters: Filters
) -> None:
    ranking = theme_ranking(varied, filters).set_index("theme_id")
    without_themes = change_filters(filters, themes=())
    whole = releases_count(varied, without_themes).units
    assert set(ranking["denominator"]) == {whole}
    for by in PERIODS:
        frame = theme_frequency(varied, change_filters(filters, by=by))
        sums = frame.groupby("theme_id")[["releases", "mentions"]].sum()
        assert sums.sort_index().equals(ranking[["releases", "mentions"]].sort_index())
        counted = frame[frame["denominator"] > 0]
        assert ((counted["share"] - counted["releases"] / counted["denominator"]).abs() < 1e-12).all()
        assert counted["share"].between(0, 1).all()
        assert (frame["mentions"] >= frame["releases"]).all()


def test_denominators_are_the_releases_over_time(varied: Snapshot, filters: Filters) -> None:
    volume = releases_over_time(varied, change_filters(filters, themes=()))
    themes = theme_frequency(varied, filters).drop_duplicates("period_start")
    assert list(themes["denominator"]) == list(volume["releases"])
    assert list(themes["completeness"]) == list(volume["completeness"])


def test_each_appearance_row_is_reproduced_by_the_releases_behind_it(varied: Snapshot, filters: Filters) -> None:
    for _, row in speaker_appearances(varied, filters).head(40).iterrows():
        point = {"speaker": row["person_id"], "role": row["role"]}
        assert count_behind(varied, filters, row, **point) == row["appearances"] > 0
        assert row["appearances"] <= row["denominator"]


def test_each_role_row_is_reproduced_by_the_releases_behind_it(varied: Snapshot, filters: Filters) -> None:
    for _, row in appearances_by_role(varied, filters).head(40).iterrows():
        assert count_behind(varied, filters, row, role=row["role"]) == row["appearances"]


def test_appearances_add_up_to_the_ranking(varied: Snapshot, filters: Filters) -> None:
    ranking = speaker_ranking(varied, filters).set_index("person_id")
    sums = speaker_appearances(varied, filters).groupby("person_id")["appearances"].sum()
    assert sums.to_dict() == ranking["appearances"].to_dict()
    assert (ranking[list(ROLES)].sum(axis=1) == ranking["appearances"]).all()


def test_sizes_in_the_summary_are_the_sizes_listed(varied: Snapshot, filters: Filters) -> None:
    listed = event_sizes(varied, filters)
    for unit in ("people", "countries"):
        values = listed[(listed["unit"] == unit) & ~listed["expected"]]["value"]
        summary = event_size_summary(varied, filters, unit)
        assert summary["sizes"].sum() == len(values)
        if len(values):
            assert summary["largest"].max() == values.max()


def test_evidence_covers_every_release_behind_a_number(varied: Snapshot, filters: Filters) -> None:
    documents = evidence(varied, filters, limit=10_000)
    assert {d.unit_id for d in documents} == set(releases_table(varied, filters, limit=10_000)["unit_id"])
    if filters.themes or filters.speaker or filters.roles:
        assert all(document.proofs for document in documents)


def test_both_languages_together_are_never_more_than_their_pages(varied: Snapshot) -> None:
    volume = {
        lang: releases_over_time(varied, read_filters({"lang": [lang], "routine": ["include"]}, varied))
        for lang in LANGS
    }
    total = {lang: int(frame["releases"].sum()) for lang, frame in volume.items()}
    assert max(total["en"], total["tc"]) < total["all"] < total["en"] + total["tc"]
    everything = read_filters({"routine": ["include"]}, varied)
    pairs = releases_table(varied, everything, limit=10_000).groupby("unit_id")["lang"].nunique()
    assert total["all"] == total["en"] + total["tc"] - int((pairs == 2).sum())
    assert releases_count(varied, everything).documents == total["en"] + total["tc"]


def test_adjoining_ranges_add_up(varied: Snapshot) -> None:
    first = read_filters({"to": ["2025-04-17"]}, varied)
    rest = change_filters(first, since=date(2025, 4, 18), until=varied.info.newest_on)
    whole = read_filters({}, varied)
    parts = [theme_ranking(varied, part).set_index("theme_id")["releases"] for part in (first, rest)]
    assert (parts[0] + parts[1]).to_dict() == theme_ranking(varied, whole).set_index("theme_id")["releases"].to_dict()


@pytest.mark.parametrize("size", ["people", "organisations"])
def test_the_sizes_behind_a_median_are_its_evidence(varied: Snapshot, filters: Filters, size: Size) -> None:
    frame = event_size_summary(varied, filters, size)
    for start, end, stated in frame[frame["sizes"] > 0][["period_start", "period_end", "sizes"]].to_numpy().tolist():
        point = narrow_filters(filters, start=start.date(), end=end.date(), size=size)
        listed = event_sizes(varied, point)
        assert len(listed[~listed["expected"]]) == stated
        assert set(listed["unit"]) == {size}
        proofs = [proof for document in evidence(varied, point, limit=500) for proof in document.proofs]
        sizes = [proof for proof in proofs if proof.kind == "size"]
        assert len(sizes) >= stated
        assert {proof.key for proof in sizes} == {size}
