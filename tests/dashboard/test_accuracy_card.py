"""The data page says how good extraction was measured to be, and for which version."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.snapshot_builder import SnapshotBuilder
from tests.dashboard.test_pages import show, walk, words_of

LAYERS = ("themes", "primary-themes", "appearances", "appearance-roles", "event-sizes", "size-qualifiers")


def figure(version: str, gold: str, lang: str, layer: str, hit: int, missed: int) -> tuple[Any, ...]:
    recall = hit / (hit + missed) if hit + missed else 1.0
    return (version, gold, 73, layer, lang, hit, missed, 2, 0.81, recall, 0.92)


def read_card(data_dir: Path, *rows: tuple[Any, ...]) -> str:
    """Return the words of the card in a snapshot of version v1 with these figures."""
    builder = SnapshotBuilder()
    builder.add_release("P1", date(2025, 4, 3))
    builder.tables["accuracy"] = list(rows)
    builder.publish(data_dir, "20260101T000000Z-accuracy")
    card = next(part for part in walk(show(data_dir, "/data").body) if getattr(part, "id", "") == "card-accuracy")
    return words_of(card)


def test_figures_stand_by_layer_set_and_language(tmp_path: Path) -> None:
    rows = [
        figure("v1", gold, lang, layer, 90, 10)
        for gold in ("dev", "held-back")
        for lang in ("en", "all")
        for layer in LAYERS
    ]
    words = read_card(tmp_path, *rows)
    assert "English: 73 releases, held back" in words
    assert "English: 73 releases, given, used in tuning" in words
    assert words.index("held back") < words.index("given, used in tuning")
    assert "all" not in words.split()[:40]
    assert words.count("0.92") == 10  # two sets, five layers with F1 …
    assert words.count("0.90") == 2 + 10  # … and recall, of which main themes have nothing else
    assert "Measured with version v1 of extraction, which read this snapshot." in words


def test_figures_of_another_version_say_so(tmp_path: Path) -> None:
    words = read_card(tmp_path, figure("v0", "dev", "en", "themes", 9, 1))
    assert "Measured with version v0. This snapshot was read by version v1, which has not been measured." in words


@pytest.mark.parametrize("rows", [(), (figure("v1", "dev", "en", "event-sizes", 0, 0),)])
def test_nothing_measured_is_no_figure(tmp_path: Path, rows: tuple[tuple[Any, ...], ...]) -> None:
    words = read_card(tmp_path, *rows)
    assert "0.92" not in words
    assert ("Not measured." in words) == (not rows)
