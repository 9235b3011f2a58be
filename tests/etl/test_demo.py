"""The embedded demonstration goes through the same load as everything else, and fills every chart."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from tests.etl.tables import query


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(app, ["demo", "--data-dir", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def test_all_is_labelled_as_demonstration(demo: Path) -> None:
    assert query(demo, "SELECT DISTINCT source FROM releases") == [("demo",)]
    assert query(demo, "SELECT demonstration FROM snapshot_info") == [(True,)]


def test_about_600_releases_of_two_years_half_of_them_in_both_languages(demo: Path) -> None:
    ((releases, both),) = query(
        demo, "SELECT count(*), count(*) FILTER (n = 2) FROM (SELECT count(*) AS n FROM releases GROUP BY pair_id)"
    )
    assert 550 <= releases <= 700
    assert both >= releases / 2
    ((months,),) = query(demo, "SELECT count(DISTINCT date_trunc('month', published_on)) FROM releases")
    assert 24 <= months <= 25


def test_every_theme_and_every_kind_of_fact_occurs(demo: Path) -> None:
    assert query(demo, "SELECT theme_id FROM themes ANTI JOIN theme_units USING (theme_id)") == []
    assert query(demo, "SELECT count(DISTINCT role) FROM speaker_units") == [(4,)]
    assert query(demo, "SELECT count(DISTINCT qualifier) FROM size_units") == [(7,)]
    assert query(demo, "SELECT count(DISTINCT unit) FROM size_units") == [(4,)]
    ((months,),) = query(demo, "SELECT count(DISTINCT date_trunc('month', day)) FROM size_units WHERE scope = 'all'")
    assert months >= 24


def test_nobody_real_is_drawn_in(demo: Path) -> None:
    assert (
        query(demo, "SELECT DISTINCT name_en FROM appearances JOIN people USING (person_id) WHERE in_reference") == []
    )


def test_both_versions_state_the_same_sizes(demo: Path) -> None:
    """The cheapest check of extraction there is: versions say the same, so their facts agree but for a few."""
    ((agree, differ),) = query(
        demo,
        "WITH stated AS (SELECT pair_id, value, unit, count(DISTINCT lang) AS versions FROM event_sizes"
        " JOIN releases USING (release_id, lang) WHERE pair_id IN"
        " (SELECT pair_id FROM releases GROUP BY pair_id HAVING count(*) = 2) GROUP BY ALL)"
        " SELECT count(*) FILTER (versions = 2), count(*) FILTER (versions = 1) FROM stated",
    )
    assert agree >= 100
    assert differ <= agree * 0.05
