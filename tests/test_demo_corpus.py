"""The demonstration corpus: reproducible, paired, invented."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "data" / "demo"
SHARED = Path(__file__).resolve().parents[2] / "shared"

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMERAL = "一二三四五六七八九"
# What both languages write in their own way and what is no quantity: dates, times, names of things.
EN_NOISE = re.compile(rf"\b(?:{MONTHS}) \d+|15th Five-Year|COVID-19|No\. \d\b|the end of 2022|^\s*\(\d\)", re.MULTILINE)
TC_NOISE = re.compile(
    r"[一二三四五六七八九十]+月[一二三四五六七八九十]+日(?:（星期.）)?|二○二二年|星期[一二三四五六日]|「十五五」|2019冠狀病毒病|[一三八]號"
)
CLOSING = re.compile(r"\n+(?:Ends/|完\n).*", re.DOTALL)
# Names and forms of address that releases of any year share; runs of words do not reach across them.
FORMULAE = re.compile(
    r"Following is the (?:speech|question)|distinguished guests|ladies and gentlemen|Legislative Council|"
    r"members of the public|Greater Bay Area|Guangdong-Hong Kong-Macao|Belt and Road Initiative|"
    r"Hetao Shenzhen-Hong Kong Science and Technology Innovation Co-operation Zone|"
    r"Hong Kong Convention and Exhibition Centre|international financial centre|"
    r"international health and medical innovation hub|Leisure and Cultural Services Department"
)


def read_releases() -> list[dict[str, str]]:
    lines = (DEMO / "releases.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


RELEASES = read_releases()


def number(chinese: str) -> float:
    """Read digits or one Chinese numeral, with 百, 千, 萬 or 億 behind it."""
    plain = chinese.rstrip("百千萬億")
    value = float(NUMERAL.index(plain) + 1 if plain in NUMERAL else plain.replace(" ", ""))
    for unit in chinese[len(plain) :]:
        value *= {"百": 1e2, "千": 1e3, "萬": 1e4, "億": 1e8}[unit]
    return value


def english_numbers(text: str) -> Counter[float]:
    text = EN_NOISE.sub(" ", CLOSING.sub("", text))
    found = re.findall(r"(\d{1,3}(?: \d{3})+|\d+(?:\.\d+)?)( billion| million| trillion)?", text)
    scale = {"": 1.0, " million": 1e6, " billion": 1e9, " trillion": 1e12}
    return Counter(round(float(n.replace(" ", "")) * scale[unit], 4) for n, unit in found)


def chinese_numbers(text: str) -> Counter[float]:
    text = TC_NOISE.sub("、", CLOSING.sub("", text))
    found = re.findall(
        r"\d{1,3}(?: \d{3})+[萬億]*|\d+(?:\.\d+)?[萬億]*|[一二三四五六七八九][百千](?=[名家個人多支所])", text
    )
    return Counter(round(number(n), 4) for n in found)


def serial(release: dict[str, str]) -> int:
    return int(release["id"][12:])


def pairs() -> list[tuple[dict[str, str], dict[str, str]]]:
    by_serial = {r["id"]: r for r in RELEASES if r["lang"] == "en"}
    found = []
    for chinese in (r for r in RELEASES if r["lang"] == "tc"):
        ids = [f"{chinese['id'][:12]}{serial(chinese) + step:05}" for step in (-1, 1)]
        [english] = [by_serial[i] for i in ids if i in by_serial]
        found.append((english, chinese))
    return found


def test_composing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("releases.jsonl", "__pycache__"))
    subprocess.run([sys.executable, str(folder / "compose.py")], check=True)
    assert (folder / "releases.jsonl").read_bytes() == (DEMO / "releases.jsonl").read_bytes()


def test_corpus_has_its_size() -> None:
    langs = Counter(r["lang"] for r in RELEASES)
    assert 580 <= langs["en"] <= 640
    assert langs["tc"] >= langs["en"] / 2
    assert (DEMO / "releases.jsonl").stat().st_size < 3_000_000


def test_rows_have_the_columns_and_unique_ids() -> None:
    assert {tuple(r) for r in RELEASES} == {("id", "lang", "published_at", "title", "url", "text")}
    assert len({r["id"] for r in RELEASES}) == len(RELEASES)
    assert all(all(r.values()) for r in RELEASES)


def test_address_and_date_follow_from_the_id() -> None:
    for release in RELEASES:
        at = datetime.fromisoformat(release["published_at"])
        assert release["id"][:12] == f"DEMO{at:%Y%m%d}"
        assert release["url"] == f"https://press.example/general/{at:%Y%m/%d}/{release['id']}.htm"
        assert "2024-11-24" <= f"{at:%Y-%m-%d}" <= "2026-11-21"
        assert release["published_at"].endswith("+08:00")
        assert "{" not in release["title"] + release["text"]


def test_all_texts_differ() -> None:
    texts = Counter((r["lang"], CLOSING.sub("", r["text"])) for r in RELEASES)
    assert [text for text, times in texts.items() if times > 1] == []


def test_both_versions_state_the_same_numbers() -> None:
    for english, chinese in pairs():
        for part in ("title", "text"):
            assert english_numbers(english[part]) == chinese_numbers(chinese[part]), english["id"]


def test_versions_share_a_minute_but_for_a_few() -> None:
    apart = [en for en, tc in pairs() if en["published_at"] != tc["published_at"]]
    assert 0 < len(apart) < 0.1 * len(pairs())


def test_both_versions_name_the_same_office_holders() -> None:
    people = [person["name"] for person in yaml.safe_load((DEMO / "parts" / "people.yaml").read_text("utf-8"))]
    for english, chinese in pairs():
        named = {name for name, _ in people if name in english["text"]}
        assert named == {name for name, tc in people if tc in chinese["text"]}, english["id"]


def test_every_theme_has_a_part() -> None:
    tables = [yaml.safe_load(path.read_text("utf-8")) for path in (DEMO / "parts" / "themes").glob("*.yaml")]
    parts = [theme for table in tables for theme in table]
    assert len(parts) == len(set(parts)) == 100
    known = SHARED / "contract" / "themes.csv"
    if known.exists():
        assert set(parts) == {row["theme_id"] for row in csv.DictReader(known.open(encoding="utf-8"))}


def shared_lines(*names: str) -> list[Any]:
    paths = [SHARED / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip("no real releases beside this checkout to compare with")
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def test_no_real_name_occurs() -> None:
    rows = shared_lines("gold/dev.jsonl")
    # Names of one word are painters and the like: Monet stands in "Monetary".
    names = {person["name"] for row in rows for person in row["appearances"]}
    whole = {name for name in names if " " in name or (len(name) > 2 and not name.isascii())}
    everything = "\n".join(r["title"] + "\n" + r["text"] for r in RELEASES)
    assert [name for name in whole if name in everything] == []


def test_no_sentence_of_real_releases_occurs() -> None:
    real = shared_lines("corpus/releases.jsonl", "corpus/ce_speeches.jsonl")
    offices = yaml.safe_load((DEMO / "parts" / "offices.yaml").read_text("utf-8")).values()
    names = re.compile("|".join([FORMULAE.pattern, *(re.escape(office[0]) for office in offices)]))
    theirs = {run for row in real for run in runs(row["text"])}
    ours = {run for r in RELEASES for part in names.split(CLOSING.sub("", r["text"])) for run in runs(part)}
    assert sorted(ours & theirs) == []


def runs(text: str) -> set[str]:
    """Runs of 8 English words, and of 14 Chinese characters."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    found = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
    for stretch in re.findall(r"[一-鿿]{14,}", text):
        found |= {stretch[i : i + 14] for i in range(len(stretch) - 13)}
    return found
