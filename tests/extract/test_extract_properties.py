"""Whatever the text, extraction gives facts that stand where they say, no exception, in time linear in the length."""

from datetime import datetime
from functools import cache
from time import process_time
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.extract.facts import Extractor
from etl.model import Appearance, EventSize, Facts, Lang, Qualifier, Release, Role, Unit
from etl.normalise import normalise
from etl.settings import EMBEDDED

# Words that extractors look for, signs that bound them, and signs that have led extractors astray elsewhere.
PIECES = (
    "Mr ", "Mrs ", "Dr ", "Professor ", "the Hon ", "Ms Wong", "Chan Tai-man", "John KC Lee", ", GBM", "JP", "Acting ",
    "Secretary for Health", "Chief Executive", "Director of ", "Chairman ", "the ", "of ", "and ", "by ", "said",
    "met ", "attended ", "officiated at ", "He ", "She ", "They ", "Following is the speech by ",
    "(", ")", "[", '"', "“", "”",
    "'", "’s", "-", "–", "‑", "/", ".", ". ", ", ", "; ", ":", "\n", "\n\n", " ", "\t", "\u00a0", "\u3000", "\u200b",
    "more than ", "some ", "nearly ", "up to ", "between ", "1", "320 ", "2,500 ", "14 000 ", "1.2 million ",
    "dozens of ", "participants", "guests", "organisations from 40 countries", "took part in the seminar",
    "US$", "per cent", "2025",
    "No. 5", "housing", "Greater Bay Area", " (GBA)", "AI", "ai", "low-altitude economy", "www.gov.hk", "@", "_", "#",
    "行政長官", "李家超", "局長", "署理", "教授", "陳大明", "、", "，", "。", "；", "「", "」", "（", "）", "《", "》",
    "和", "及",
    "表示", "出席", "會見", "致辭", "約", "超過", "三百", "二十", "多", "名", "人", "人次", "萬", "數", "間",
    "機構", "嘉賓", "今日",
    "粵港澳大灣區", "大湾区", "房屋", "１２３", "Ａ", "İ", "ß", "ﬁ", "é", "Ø", "\U0001f600",
    "\U00020000", "\ud800", "\x00",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
LANGS = get_args(Lang)


@cache
def extractor() -> Extractor:
    return Extractor(EMBEDDED / "reference")


def extract(title: str, body: str, lang: Lang) -> tuple[Release, Facts]:
    at = datetime(2025, 4, 3, 10)
    release = Release("P2025040300001", lang, at, True, "stated", title, body, "", "file")
    return release, extractor().extract(release)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=TEXTS, body=TEXTS, lang=st.sampled_from(LANGS), clean=st.booleans())
def test_facts_stand_where_they_say(title: str, body: str, lang: Lang, clean: bool) -> None:
    release, facts = extract(normalise(title) if clean else title, normalise(body) if clean else body, lang)
    texts = {True: release.title, False: release.body}
    for mention in facts.themes:
        text = texts[mention.in_title]
        assert text[mention.start_char : mention.end_char] == mention.phrase != ""
        assert mention.phrase in mention.sentence
        assert mention.sentence in text
    assert set(facts.primary_themes) <= {mention.theme_id for mention in facts.themes}
    placed: list[Appearance | EventSize] = [*facts.appearances, *facts.event_sizes]
    for fact in placed:
        text = texts[fact.in_title]
        assert 0 <= fact.start_char < fact.end_char <= len(text)
        assert text[fact.start_char : fact.end_char] in fact.sentence
        assert fact.sentence in text
    for person in facts.appearances:
        assert person.role in get_args(Role)
        assert person.person_id
        assert person.name or person.office
        assert person.name in release.title + release.body
        # 保安局署理局長 acts as the 保安局局長.
        written = release.title + release.body
        assert person.office.replace("署理", "") in written.replace("署理", "")
    for size in facts.event_sizes:
        assert size.qualifier in get_args(Qualifier)
        assert size.unit in get_args(Unit)
        assert size.value >= 1
        assert (size.value_high is not None) == (size.qualifier == "range")
        assert size.value_high is None or size.value_high > size.value
    assert extract(release.title, release.body, lang)[1] == facts


def seconds(text: str, lang: Lang) -> float:
    """CPU seconds for one extraction."""
    start = process_time()
    extract("", text, lang)
    return process_time() - start


def check_linear(fragment: str, lang: Lang) -> None:
    """Eight times the text may cost eight times the time, and three times that for noise; not the square, 64."""
    text = fragment * (4_000 // len(fragment) + 1)
    short = long = 0.0
    for _ in range(4):  # once, as a rule; again where the machine was busy with something else
        short, long = seconds(text, lang), seconds(text * 8, lang)
        if long < 24 * short + 0.1:
            return
    pytest.fail(f"{short:.4f} s for {len(text)} characters, {long:.4f} s for eight times as many")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fragment", PIECES)
def test_a_repeated_piece_costs_linear_time(fragment: str, lang: Lang) -> None:
    check_linear(fragment, lang)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=6), lang=st.sampled_from(LANGS))
@example(pieces=["and ", "320 "], lang="en")
@example(pieces=["教授", "Ø"], lang="tc")
@example(pieces=["Chan Tai-man", "[", "Mrs ", "No. 5"], lang="en")
def test_repeated_pieces_cost_linear_time(pieces: list[str], lang: Lang) -> None:
    check_linear("".join(pieces), lang)
