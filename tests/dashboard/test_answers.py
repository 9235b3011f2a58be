"""Kept answers: made once, the same as when made anew, and never one that belongs to another state of the data."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from plotly.io.json import to_json_plotly

from dashboard.answers import Answer, Answers
from dashboard.pages import PAGES
from dashboard.pages.answer import answer_evidence, answer_page
from dashboard.pages.render import render_page
from dashboard.snapshot import CHECKED, QueryFailed
from tests.dashboard.snapshot_builder import SnapshotBuilder, fill_varied

ASKED = {"path": "/", "search": "", "dark": False, "narrow": False, "attempts": 0}


def build(data_dir: Path, name: str, days: int) -> None:
    fill_varied(SnapshotBuilder(), date(2025, 1, 1), days).publish(data_dir, name)


def text_of(parts: Any) -> str:
    return orjson.dumps(parts, default=lambda _: None).decode()


def test_those_who_ask_the_same_at_once_share_one_answer() -> None:
    answers, made, together = Answers(), [], threading.Barrier(6)

    def work() -> Answer:
        made.append(threading.get_ident())
        threading.Event().wait(0.05)
        return Answer((b"1",))

    def ask() -> None:
        together.wait()
        assert answers.get(("a",), work).parts == (b"1",)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_what_failed_is_made_again() -> None:
    answers, outcomes = Answers(), iter(["raise", "in part", "well"])

    def work() -> Answer:
        outcome = next(outcomes)
        if outcome == "raise":
            raise QueryFailed("It took too long.")
        return Answer((outcome.encode(),), final=outcome == "well")

    with pytest.raises(QueryFailed):
        answers.get(("a",), work)
    assert [answers.get(("a",), work).parts[0] for _ in range(3)] == [b"in part", b"well", b"well"]


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    answers, made = Answers(), []

    def ask(number: int) -> None:
        answers.get((number,), lambda: made.append(number) or Answer((bytes(10_000_000),)))  # type: ignore[func-returns-value]

    for number in (*range(10), 9, 8, 0):
        ask(number)
    assert made == [*range(10), 0]


@pytest.mark.parametrize("path", list(PAGES))
def test_a_kept_page_is_the_page_as_it_was_made(varied_dir: Path, path: str) -> None:
    asked = {**ASKED, "path": path, "search": "lang=en"}
    rendered = render_page(varied_dir, asked)
    first, kept = (answer_page(varied_dir, asked, "") for _ in range(2))
    assert orjson.loads(to_json_plotly(first)) == orjson.loads(to_json_plotly(kept))
    for name, place in (("heading", 1), ("state", 5), ("bar", 6)):
        assert orjson.loads(to_json_plotly(kept[place])) == orjson.loads(to_json_plotly(getattr(rendered, name)))


def test_address_and_screen_and_controls_make_another_answer(tmp_path: Path) -> None:
    build(tmp_path, "20250601T000000Z-aa", 60)
    asked = [ASKED, {**ASKED, "search": "lang=tc"}, {**ASKED, "dark": True}, {**ASKED, "narrow": True}]
    assert len({text_of(answer_page(tmp_path, one, "")) for one in asked}) == 4
    bar = render_page(tmp_path, ASKED).bar
    assert '"type":"filter"' in text_of(answer_page(tmp_path, ASKED, ""))
    assert '"type":"filter"' not in text_of(answer_page(tmp_path, ASKED, bar))


def test_a_new_snapshot_and_a_new_look_at_the_source_are_seen_at_once(tmp_path: Path) -> None:
    build(tmp_path, "20250601T000000Z-aa", 60)
    data = {**ASKED, "path": "/data"}
    assert "has not been asked" in text_of(answer_page(tmp_path, data, ""))
    (tmp_path / "snapshots" / CHECKED).write_text("2026-02-03T04:05:06+08:00", encoding="ascii")
    assert "3 Feb 2026, 04:05" in text_of(answer_page(tmp_path, data, ""))
    build(tmp_path, "20250602T000000Z-bb", 90)
    assert "20250602T000000Z-bb" in text_of(answer_page(tmp_path, data, ""))


def test_evidence_is_kept_and_trouble_is_said(tmp_path: Path) -> None:
    assert "could not be read" in words_of(answer_evidence(tmp_path, "?theme=budget"))
    build(tmp_path, "20250601T000000Z-aa", 60)
    first, kept = (text_of(answer_evidence(tmp_path, "?theme=budget")) for _ in range(2))
    assert first == kept
    assert "Budget" in first


def words_of(part: Any) -> str:
    return str(to_json_plotly(part))
