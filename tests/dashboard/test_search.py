"""Any phrase: the language of `q`, and counts exactly as a plain scan of all texts has them."""

import random
import unicodedata
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.filters import FilterError, Filters, change_filters, read_filters
from dashboard.queries import (
    evidence,
    phrase_frequency,
    phrase_proofs,
    releases_count,
    releases_table,
    theme_frequency,
)
from dashboard.search.query import PhraseError, PhraseQuery, parse_query
from dashboard.snapshot import QueryFailed, Snapshot, open_current
from tests.dashboard.snapshot_builder import SnapshotBuilder

FIRST = date(2025, 1, 1)
SIMPLIFIED = opencc.OpenCC("hk2s")
_WORDS = """
the The THE government Government’s housing plan plan, plan. low-altitude low altitude economy COVID-19 5G ５Ｇ U.S.
café cafe\u0301 Straße 人工智能 人工 工 計劃 计划 裏 里 香港 香港特別行政區 政府 房屋 𠀁 m² ΟΔΟΣ οδος
- & “the plan” 「計劃」
"""
WORDS = tuple(_WORDS.split())
GAPS = (" ", " ", " ", "\n", "\n\n", ", ", "，", "")
Text = tuple[str, str]


def make_texts(count: int, seed: int) -> list[Text]:
    rng = random.Random(seed)  # noqa: S311
    return [(_join(rng, rng.randint(1, 3)), _join(rng, rng.randint(2, 12))) for _ in range(count)]


def _join(rng: random.Random, length: int) -> str:
    return unicodedata.normalize("NFC", "".join(rng.choice(WORDS) + rng.choice(GAPS) for _ in range(length))) + "end"


TEXTS = make_texts(400, seed=7)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Two hundred releases in two versions of unlike words each, some of them routine, over four months."""
    builder = SnapshotBuilder()
    for at, (title, body) in enumerate(TEXTS):
        release, lang = f"R{at}", ("en", "tc")[at % 2]
        day = FIRST + timedelta(days=at // 2 % 120)
        builder.add_release(
            release, day, lang=lang, pair=f"R{at // 2 * 2}", title=title, body=body, routine=at % 14 < 2
        )
        if at % 3 == 0:
            builder.add_mention(release, "budget", "Budget.", lang=lang)
    data_dir = tmp_path_factory.mktemp("search")
    builder.publish(data_dir, "20260101T000000Z-search")
    return open_current(data_dir)


@cache
def scan_words(text: str) -> tuple[str, ...]:
    """The words of a text, found letter by letter: the definition again, by other means."""
    words = [""]
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char)[0] not in "LMN":
            words.append("")
        elif 0x3400 <= ord(char) < 0xA000 or ord(char) >= 0x20000:
            words += [SIMPLIFIED.convert(char), ""]
        else:
            plain = unicodedata.normalize("NFKC", char)
            folded = plain.casefold()
            words[-1] += folded if len(folded) == 1 else plain.lower()
    return tuple(word for word in words if word)


def scan_says(phrase: str, text: Text) -> bool:
    asked = scan_words(phrase)
    return any(words[at : at + len(asked)] == asked for words in map(scan_words, text) for at in range(len(words)))


def scan_matches(query: PhraseQuery, text: Text) -> bool:
    wanted = all(any(scan_says(phrase, text) for phrase in group) for group in query.all_of)
    return wanted and not any(scan_says(phrase, text) for phrase in query.none_of)


def filters_of(snapshot: Snapshot, **changes: object) -> Filters:
    return change_filters(
        Filters(snapshot.info.oldest_on, snapshot.info.newest_on, by="month", by_asked="month"), **changes
    )


PHRASES = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.sampled_from([text for pair in TEXTS for text in pair]).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 12)).map(lambda cut: text[cut[0] :][: cut[1]])
    ),
).filter(lambda phrase: any(map(str.isalnum, phrase)) and not set(phrase) & set('“”「」"'))
QUERIES = st.builds(
    PhraseQuery,
    st.lists(st.lists(PHRASES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
    st.lists(PHRASES, max_size=2).map(tuple),
).filter(lambda query: len(write(query)) <= 200)


def write(query: PhraseQuery) -> str:
    groups = [" OR ".join(f'"{phrase}"' for phrase in group) for group in query.all_of]
    return " ".join([*groups, *(f'-"{phrase}"' for phrase in query.none_of)])


@settings(max_examples=150, deadline=None)
@given(query=QUERIES, lang=st.sampled_from(["all", "en", "tc"]), routine=st.sampled_from(["exclude", "include"]))
def test_counts_are_those_of_a_plain_scan(snapshot: Snapshot, query: PhraseQuery, lang: str, routine: str) -> None:
    assert parse_query(write(query)).all_of == tuple(
        tuple(unicodedata.normalize("NFC", phrase) for phrase in group) for group in query.all_of
    )
    filters = filters_of(snapshot, q=write(query), lang=lang, routine=routine)
    months: dict[str, set[int]] = {f"2025-{month:02}": set() for month in range(1, 5)}
    for at, text in enumerate(TEXTS):
        in_scope = lang == "all" or lang == ("en", "tc")[at % 2]
        if in_scope and (routine == "include" or at % 14 >= 2) and scan_matches(query, text):
            months[f"{FIRST + timedelta(days=at // 2 % 120):%Y-%m}"].add(at // 2)
    frame = phrase_frequency(snapshot, filters)
    assert list(frame["releases"]) == [len(units) for units in months.values()]
    assert releases_count(snapshot, filters).units == sum(map(len, months.values()))


def test_every_document_of_the_evidence_shows_the_words(snapshot: Snapshot) -> None:
    for q in ("人工智能 OR 计划", '"low altitude"', "the plan", '"5g"', "café OR straße"):
        filters = filters_of(snapshot, q=q)
        query = parse_query(q)
        documents = evidence(snapshot, filters, limit=500)
        assert documents
        assert {int(one.release_id[1:]) for one in documents} == {
            at for at, text in enumerate(TEXTS) if at % 14 >= 2 and scan_matches(query, text)
        }
        for document in documents:
            assert document.proofs
            for proof in document.proofs:
                assert scan_words(proof.sentence[proof.start : proof.end]) == scan_words(proof.key)


def test_share_denominator_and_other_filters(snapshot: Snapshot) -> None:
    frame = phrase_frequency(snapshot, filters_of(snapshot, q="plan", themes=("budget",)))
    table = releases_table(snapshot, filters_of(snapshot, q="plan", themes=("budget",)), limit=500)
    assert frame["releases"].sum() == table["unit_id"].nunique()
    themes = theme_frequency(snapshot, filters_of(snapshot, themes=("budget",)))
    assert list(frame["denominator"]) == list(themes["releases"])
    assert list(frame["share"]) == list(frame["releases"] / frame["denominator"])
    within = theme_frequency(snapshot, filters_of(snapshot, q="plan", themes=("budget",)))
    assert list(within["releases"]) == list(frame["releases"])
    assert within["denominator"].sum() == releases_count(snapshot, filters_of(snapshot, q="plan")).units


def test_proofs_of_a_table_are_by_document(snapshot: Snapshot) -> None:
    filters = filters_of(snapshot, q="plan")
    rows = releases_table(snapshot, filters, limit=20)
    proofs = phrase_proofs(snapshot, filters, rows["doc_no"].tolist())
    for doc_no, release in zip(rows["doc_no"], rows["release_id"], strict=True):
        assert bool(proofs[doc_no]) == scan_says("plan", TEXTS[int(release[1:])])


@pytest.mark.parametrize(
    ("text", "all_of", "none_of"),
    [
        ("housing", [["housing"]], []),
        ("housing land", [["housing"], ["land"]], []),
        ("housing OR land supply", [["housing", "land"], ["supply"]], []),
        ("a OR b OR c -d", [["a", "b", "c"]], ["d"]),
        ("or 'and' not", [["or"], ["'and'"], ["not"]], []),
        ('"national security" -"not this"', [["national security"]], ["not this"]),
        ("“人工 智能”　ＯＲ　「大灣區」－『深圳』", [["人工 智能", "大灣區"]], ["深圳"]),
        ('"say “this”" x', [["say “this”"], ["x"]], []),
        ('-5 a"b"', [["a"], ["b"]], ["5"]),
        ("low-altitude", [["low-altitude"]], []),
        ("hous\u200bing ＂x＂", [["housing"], ["x"]], []),
        ('"AND" "OR" "(x)"', [["AND"], ["OR"], ["(x)"]], []),
    ],
)
def test_what_is_asked_is_understood(text: str, all_of: list[list[str]], none_of: list[str]) -> None:
    assert parse_query(text) == PhraseQuery(tuple(map(tuple, all_of)), tuple(none_of))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("-housing", "must occur"),
        ('"national security', "partner"),
        ("「大灣區", "partner"),
        ("security”", "partner"),
        ("OR housing", "OR between"),
        ("housing OR", "OR between"),
        ("a OR OR b", "OR between"),
        ("a OR -b", "OR between"),
        ("a -b OR c", "OR between"),
        ("a AND b", "side by side"),
        ("a -NOT", "side by side"),
        ("(a OR b) c", "brackets"),
        ("hous*", "asterisks"),
        ("health & safety", "letter or a digit"),
        ('""', "letter or a digit"),
        ("- housing", "letter or a digit"),
        ("x " * 21, "at most 20"),
        ("x" * 201, "at most 200"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(text: str, allowed: str) -> None:
    with pytest.raises(PhraseError, match=allowed) as caught:
        parse_query(text)
    assert "\n" not in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab人"“”「」 -ORANDT()*＂', max_size=30))
def test_any_text_is_understood_or_refused(snapshot: Snapshot, text: str) -> None:
    try:
        filters = read_filters({"q": [text]}, snapshot)
    except FilterError:
        return
    assert phrase_frequency(snapshot, filters)["releases"].sum() >= 0


def test_a_snapshot_without_an_index_says_so_only_when_words_are_looked_for(tmp_path: Path) -> None:
    builder = SnapshotBuilder()
    builder.add_release("A", FIRST)
    path = builder.publish(tmp_path, "20260101T000000Z-bare")
    path.with_suffix(".text").rename(tmp_path / "away")
    bare = open_current(tmp_path)
    assert releases_count(bare, filters_of(bare)).units == 1
    with pytest.raises(QueryFailed, match="publish again"):
        releases_count(bare, filters_of(bare, q="fair"))
    (tmp_path / "away").rename(path.with_suffix(".text"))
    assert releases_count(bare, filters_of(bare, q="fair")).units == 1


def test_an_index_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    builder = SnapshotBuilder()
    builder.add_release("A", FIRST)
    text = builder.publish(tmp_path, "20260101T000000Z-still").with_suffix(".text")
    before = {file.name: file.stat().st_mtime_ns for file in text.iterdir()}
    still = open_current(tmp_path)
    assert releases_count(still, filters_of(still, q="fair")).units == 1
    assert {file.name: file.stat().st_mtime_ns for file in text.iterdir()} == before
