"""The real releases beside the project: what must come out of them. Skipped, with a word, where they are absent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.etl.conftest import Run
from tests.etl.tables import query, read_tables

SEED = "lang = 'en' AND title LIKE 'HKSAR Government holds seminar on learning spirit%'"


@pytest.fixture(scope="module")
def loaded(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    load_real(shared, folder)
    return folder


def load_real(shared: Path, folder: Path) -> str:
    corpus = shared / "corpus"
    sources = [corpus / "seed", corpus / "releases.jsonl", corpus / "ce_speeches.jsonl"]
    command = [sys.executable, "-m", "etl", "load", *map(str, sources), "--data-dir", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_none_is_lost(loaded: Path) -> None:
    assert query(loaded, "SELECT count(*) FROM releases") == [(407,)]
    assert query(loaded, "SELECT count(*) FROM issues WHERE field = 'document'") == [(0,)]


def test_loading_again_gives_identical_tables(loaded: Path, shared: Path) -> None:
    store = loaded / "store" / "store.duckdb"
    before, snapshot = read_tables(store, "runs"), (loaded / "snapshots" / "current").resolve()
    assert "0 new, 0 changed, 407 unchanged, 0 rejected" in load_real(shared, loaded)
    assert read_tables(store, "runs") == before
    assert (loaded / "snapshots" / "current").resolve() == snapshot


class TestSeed:
    """A release as another site republished it: plain text, no date line, repeats and source lines."""

    def facts(self, loaded: Path, table: str, columns: str) -> list[tuple[object, ...]]:
        joined = f"SELECT {columns} FROM {table} JOIN releases USING (release_id, lang) WHERE {SEED}"
        return query(loaded, joined)

    def test_is_one_release_of_3_april_2025(self, loaded: Path) -> None:
        ((title, body, day, basis),) = query(
            loaded, f"SELECT title, body, published_on::VARCHAR, date_basis FROM releases WHERE {SEED}"
        )
        assert title == 'HKSAR Government holds seminar on learning spirit of "two sessions"'
        assert (day, basis) == ("2025-04-03", "anchor")
        assert title not in str(body)
        assert "Source:" not in str(body)
        assert str(body).endswith("a better future for Hong Kong.")

    def test_event_size(self, loaded: Path) -> None:
        found = self.facts(loaded, "event_sizes", "value, qualifier, unit, subject, event_type")
        assert found == [(320, "more-than", "people", "participants", "seminar")]

    def test_people(self, loaded: Path) -> None:
        found = {str(name): role for name, role in self.facts(loaded, "appearances", "name, role")}
        assert found.keys() <= {"John Lee", "Zheng Yanxiong", "Xi Jinping"}
        assert found["John Lee"] in {"officiated", "spoke"}
        assert found["Zheng Yanxiong"] == "spoke"
        assert found.get("Xi Jinping", "named") == "named"

    def test_themes(self, loaded: Path) -> None:
        found = {theme for (theme,) in self.facts(loaded, "theme_mentions", "DISTINCT theme_id")}
        assert found >= {
            "two-sessions", "greater-bay-area", "belt-and-road", "northern-metropolis", "hetao", "trade-agreements",
            "asean",
        }  # fmt: skip


def test_every_fact_is_where_it_says(run: Run, shared: Path, tmp_path: Path) -> None:
    assert run("extract", shared / "corpus" / "releases.jsonl", "-o", tmp_path / "facts.jsonl").exit_code == 0
    for record in map(json.loads, (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()):
        for item in record["appearances"] + record["event_sizes"]:
            text = record["title" if item["in_title"] else "body"]
            assert item["sentence"] in text
            assert item["text"] in item["sentence"]
            assert text[item["start_char"] : item["end_char"]] == item["text"] != ""
        for theme in record["themes"]:
            for item in theme["mentions"]:
                text = record["title" if item["in_title"] else "body"]
                assert text[item["start_char"] : item["end_char"]] == item["phrase"]
                assert item["phrase"] in item["sentence"]
