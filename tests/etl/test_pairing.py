"""English and Chinese versions of one release find each other, and nobody else."""

import json
from datetime import datetime
from pathlib import Path

from etl.normalise import normalise
from etl.pairing import Version, pair_day


def version(number: int, lang: str, minute: int, title: str, body: str) -> Version:
    return Version(f"P20250403{number:05d}", lang, datetime(2025, 4, 3, 10, minute), title, body)


FAIR_EN = version(
    100, "en", 0, "Fair opens (with photos)", "The fair (www.fair.example) opens on April 5 with 320 stalls."
)
FAIR_TC = version(101, "tc", 0, "展覽開幕（附圖）", "展覽（www.fair.example）四月五日開幕，設有320個攤位。")
TALK_EN = version(102, "en", 0, "Talk on health", "A talk is held on April 9. Call 2468 1357 for seats.")
TALK_TC = version(103, "tc", 0, "健康講座", "講座四月九日舉行，查詢請致電2468 1357。")


def pairs(*versions: Version) -> set[tuple[str, str]]:
    return {(pair.en[-3:], pair.tc[-3:]) for pair in pair_day(versions)}


def test_versions_of_one_minute_are_told_apart() -> None:
    assert pairs(FAIR_EN, FAIR_TC, TALK_EN, TALK_TC) == {("100", "101"), ("102", "103")}
    assert pairs(TALK_TC, FAIR_TC, TALK_EN, FAIR_EN) == {("100", "101"), ("102", "103")}


def test_neighbours_without_a_shared_word_stay_alone() -> None:
    assert pairs(FAIR_EN, TALK_TC) == set()


def test_a_later_version_is_found_by_its_numbers() -> None:
    late = version(160, "tc", 55, FAIR_TC.title, FAIR_TC.body)
    assert pairs(FAIR_EN, TALK_EN, TALK_TC, late) == {("100", "160"), ("102", "103")}


def certainty(*versions: Version) -> dict[str, float]:
    return {pair.en[-3:]: pair.certainty for pair in pair_day(versions)}


def test_a_pair_is_sure_where_nothing_else_comes_close() -> None:
    alone = certainty(FAIR_EN, FAIR_TC, TALK_EN, TALK_TC)
    assert min(alone.values()) > 1
    twin = version(104, "en", 0, FAIR_EN.title, FAIR_EN.body)
    assert certainty(FAIR_EN, FAIR_TC, TALK_EN, TALK_TC, twin)["100"] < 0.3
    assert certainty(FAIR_EN, FAIR_TC, twin)["100"] < min(alone.values())


def test_the_day_itself_is_no_mark() -> None:
    speech = version(301, "en", 0, "Speech on finance", "Following is the speech today (April 3): markets did well.")
    notice = version(990, "tc", 50, "失蹤女子尋回", "一名女子今日（四月三日）尋回。")
    assert pairs(speech, notice) == set()


def test_versions_without_a_mark_are_joined_where_they_were_filed_together() -> None:
    tide_en = version(301, "en", 0, "Red tide sighted", "A red tide was sighted today (April 3).")
    tide_tc = version(302, "tc", 0, "發現紅潮", "今日（四月三日）發現紅潮。")
    assert pairs(tide_en, tide_tc) == {("301", "302")}
    assert pairs(tide_en, version(302, "tc", 1, tide_tc.title, tide_tc.body)) == set()
    assert pairs(tide_en, version(340, "tc", 0, tide_tc.title, tide_tc.body)) == set()


def test_releases_in_one_language_only_say_so() -> None:
    only = version(104, "en", 0, "Fair opens (English only)", FAIR_EN.body)
    assert pairs(only, FAIR_TC) == set()


def test_real_releases(shared: Path) -> None:
    """All 19 Chinese releases have an English version; a reader joined them by title and text."""
    lines = (shared / "corpus" / "releases.jsonl").read_text(encoding="utf-8").splitlines()
    days: dict[str, list[Version]] = {}
    for row in map(json.loads, lines):
        at = datetime.fromisoformat(row["published_at"])
        one = Version(row["id"], row["lang"], at, row["title"], normalise(row["text"]))
        days.setdefault(row["published_at"][:10], []).append(one)
    found = {(pair.en[1:], pair.tc[1:]) for versions in days.values() for pair in pair_day(versions)}
    assert found == {tuple(line.split()) for line in REAL_PAIRS.splitlines()}


REAL_PAIRS = """2025111300525 2025111300524
2025111300950 2025111300951
2025111300785 2025111300787
2025111200741 2025111200739
2025111200563 2025111200562
2025111300293 2025111300291
2025111300394 2025111300390
2025111300308 2025111300311
2025111300694 2025111300617
2026051100488 2026051100487
2026051100545 2026051100544
2026051100684 2026051100595
2026051100735 2026051100649
2026051200012 2026051200013
2026051200293 2026051200291
2026051200313 2026051200312
2026051200107 2026051200108
2026051200228 2026051200225
2026051100533 2026051100506"""
