"""What holds for every text: privacy, exact evidence, the annotated releases, the seed release."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.speakers import find_appearances
from etl.extract.text import read_text
from etl.model import Appearance, Lang, Release
from etl.normalise import normalise, normalise_line
from tests.extract.speakers import people, read, roles

CLOSING = re.compile(r"^(?:Ends/.*|完)$", re.MULTILINE)
PIECES = st.lists(
    st.sampled_from(
        [
            "Mr ",
            "Dr the Hon ",
            "the Secretary for Health, ",
            "John Lee",
            "Wong",
            " Kwok-ki",
            "said ",
            "They ",
            "(",
            ")",
            ", ",
            " and ",
            ". ",
            "\n",
            '"',
            "Chairman of X",
            "局長",
            "盧寵茂",
            "陳大明",
            "表示",
            "・",
            "和",
            "、",
            "。",
            "以下是",
            "：",
            "行政長官",
            "署理",
            "Following is the speech by ",
            "Østby",
            "of the ",
            "led by ",
            "他們",
            "，",
            "aged 5",
        ]
    )
    | st.text(max_size=6),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Wong Tai-man, aged 71, went missing in Sha Tin. Mr Wong left home.", "en", "missing-person"),
        ("Chan Siu-ming, 45, was sentenced to three months' imprisonment.", "en", "announcement"),
        ("The Director of a company, Mr Lee Siu-ming, was convicted and fined.", "en", "court"),
        ("A 52-year-old man, Cheung Wai-keung, was arrested.", "en", "announcement"),
        ("七十一歲男子王大文昨日在屯門失蹤。", "tc", "missing-person"),
        ("被告陳大文，45歲，承認控罪。", "tc", "court"),
    ],
)
def test_private_people_give_no_record(text: str, lang: Lang, kind: str) -> None:
    assert roles(text, lang=lang, kind=kind) == {}


def test_officials_in_such_notices_are_kept() -> None:
    text = "Lee Siu-ming, 45, was convicted. The Director of Health, Dr Ronald Lam, urged the public to be careful."
    assert roles(text, kind="court") == {"Ronald Lam": "spoke"}


@settings(max_examples=300, deadline=None)
@given(PIECES, PIECES, st.sampled_from(["en", "tc"]))
def test_evidence_is_exact_for_any_text(title: list[str], body: list[str], lang: Lang) -> None:
    line, text = normalise_line("".join(title)), normalise("".join(body))
    found, _ = read(text, line, lang)
    for a in found:
        assert (line if a.in_title else text)[a.start_char : a.end_char] == (a.name or a.office)
        assert a.sentence in line or a.sentence in text
    assert len({(a.start_char, a.in_title) for a in found}) == len(found)


@settings(max_examples=50, deadline=2000)
@given(st.sampled_from(["Mr A", "A B ", "(", "局長陳", "、", "of the ", "Director of ", ", and the ", "和與"]))
def test_long_repetitions_stay_fast(piece: str) -> None:
    read(piece * 2000, lang="tc" if piece[0] > "\u3000" else "en")


def _extract(record: dict[str, str]) -> tuple[Appearance, ...]:
    body = normalise(record["text"])
    closing = CLOSING.search(body)
    body = body[: closing.start()].strip() if closing else body
    lang: Lang = "tc" if record["lang"] == "tc" else "en"
    day = datetime.fromisoformat(record["published_at"][:10])
    title = normalise_line(record["title"])
    release = Release(record["id"], lang, day, False, "stated", title, body, "", "file")
    texts = read_text(title, lang, in_title=True), read_text(body, lang)
    return find_appearances(release, *texts, "announcement", people())[0]


def test_annotated_releases_reach_the_floor(shared: Path, tmp_path: Path) -> None:
    facts = []
    for name in ("releases", "ce_speeches"):
        for line in (shared / "corpus" / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            found = [{"name": a.name, "role": a.role} for a in _extract(record)]
            facts.append({"id": record["id"], "lang": record["lang"], "appearances": found})
    path = tmp_path / "facts.jsonl"
    path.write_text("".join(json.dumps(f) + "\n" for f in facts), encoding="utf-8")
    command = [
        sys.executable,
        str(shared / "contract" / "score_facts.py"),
        str(shared / "gold" / "dev.jsonl"),
        str(path),
    ]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = {
        tuple(row.split()[:2]): float(row.split()[-1])
        for row in table.splitlines()
        if row[:11] == "appearances" or row[:16] == "appearance-roles"
    }
    for lang in ("en", "tc"):
        assert scores["appearances", lang] >= 0.93
        assert scores["appearance-roles", lang] >= 0.88


def test_seed_release(shared: Path) -> None:
    (path,) = (shared / "corpus" / "seed").glob("*.txt")
    title, text = path.read_text("utf-8").split("\n", 1)
    record = {"id": "P2025040300000", "lang": "en", "published_at": "2025-04-03", "title": title, "text": text}
    found = {a.person_id: a.role for a in _extract(record)}
    assert found.pop("john-lee") in {"spoke", "officiated"}
    assert found.pop("zheng-yanxiong") == "spoke"
    assert found.pop("xi-jinping", "named") == "named"
    assert found == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Ann Stone, who led the work of the Kite Group, has resigned.", {"Ann Stone": "named"}),
        ("Mr Tom Moore will lead the department from May 1.", {"Tom Moore": "named"}),
        ("Mr Tom Moore led the Hong Kong, China delegation to the fair.", {"Tom Moore": "officiated"}),
        ("Mr Tom Moore will lead a trade mission to Kiteland.", {"Tom Moore": "officiated"}),
        ("Under the leadership of Ms Ann Stone, the club won a prize.", {"Ann Stone": "named"}),
        ("Mr Tom Moore chairs the Kite Board.", {"Tom Moore": "named"}),
        ("Mr Tom Moore will chair the summit today.", {"Tom Moore": "officiated"}),
        ("Mr Tom Moore kicked off the show.", {"Tom Moore": "officiated"}),
        ("Mr Tom Moore attended activities organised by the club.", {"Tom Moore": "attended"}),
        ("The Mayor, Mr Tom Moore, receives delegation led by Ms Ann Stone.", {"Tom Moore": "attended"}),
        ("The piece is played live by Ms Ann Stone.", {"Ann Stone": "attended"}),
        ("Mr Tom Moore was among the guests.", {"Tom Moore": "attended"}),
        ("Among the guests were Mr Tom Moore and Ms Ann Stone.", {"Tom Moore": "attended", "Ann Stone": "attended"}),
        ("The delegation includes Mr Tom Moore and Ms Ann Stone.", {"Tom Moore": "attended", "Ann Stone": "attended"}),
        ("Mr Tom Moore represented the Government at the rite.", {"Tom Moore": "attended"}),
        ("Mr Tom Moore met Ms Ann Stone, who said she was glad.", {"Tom Moore": "attended", "Ann Stone": "spoke"}),
        (
            "Mr Tom Moore met Ms Ann Stone, who is in town, and said so.",
            {"Tom Moore": "spoke", "Ann Stone": "attended"},
        ),
        ("The winner is Professor Ann Stone, who said she was glad.", {"Ann Stone": "spoke"}),
        ("The lecture will be given by Dr Ann Stone.", {"Ann Stone": "spoke"}),
        ("The panel, moderated by Ms Ann Stone, featured Mr Tom Moore.", {"Ann Stone": "officiated"}),
        ("The panel, moderated by Ms Ann Stone, featured Mr Tom Moore.", {"Tom Moore": "attended"}),
        ("Mr Tom Moore met with Chairman of kite maker Yido Holdings Ms Ann Stone.", {"Ann Stone": "attended"}),
        ("Mr Tom Moore hosted a lunch for Ms Ann Stone.", {"Ann Stone": "attended"}),
        ("The show has paintings by Tom Moore and works by the late Niki de Stone.", {"Niki de Stone": "named"}),
        ("The show has paintings by Tom Moore.", {"Tom Moore": "named"}),
        ("Mr Tom Moore, noted for his kites, won a medal.", {"Tom Moore": "named"}),
        ("Mr Tom Moore, described as the father of kites, won a medal.", {"Tom Moore": "named"}),
        ("Mr Tom Moore has refined the rules and addressed the backlog.", {"Tom Moore": "named"}),
        ("Mr Tom Moore will call on the Mayor of Kite Town.", {"Tom Moore": "attended"}),
        ("Mr Tom Moore called on the public to stay at home.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore calls on Members to support the bill.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore called on the Minister of Kites, Ms Ann Stone.", {"Tom Moore": "attended"}),
        ("Mr Tom Moore will proceed on leave.", {"Tom Moore": "named"}),
        ("It drew speakers such as Mr Tom Moore.", {"Tom Moore": "spoke"}),
        ("As Mr Tom Moore mentioned in his letter, kites fly.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore addressed the forum.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore met those urged to help and said he was glad.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore made it clear that kites fly.", {"Tom Moore": "spoke"}),
        ("As mentioned by Mr Tom Moore, kites fly.", {"Tom Moore": "spoke"}),
        ("Mr Tom Moore will talk in more detail of kites.", {"Tom Moore": "spoke"}),
        ("A vase of the late Qing Dynasty and the late Edo Period was sold.", {}),
    ],
)
def test_what_one_leads_and_who_is_there(text: str, expected: dict[str, str]) -> None:
    shown = roles(text)
    assert shown.items() >= expected.items()
    assert bool(shown) == bool(expected)
