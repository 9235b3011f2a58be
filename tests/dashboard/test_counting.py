"""Counting: numbers worked out by hand on a few releases."""

from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.filters import Filters, change_filters, read_filters
from dashboard.queries import (
    appearances_by_role,
    event_size_summary,
    event_sizes,
    evidence,
    releases_count,
    releases_over_time,
    releases_table,
    speaker_appearances,
    speaker_options,
    speaker_ranking,
    theme_frequency,
    theme_options,
    theme_ranking,
)
from dashboard.queries.evidence import place_words
from dashboard.snapshot import Snapshot, open_current
from tests.dashboard.snapshot_builder import THEMES, SnapshotBuilder

JAN, FEB = date(2025, 1, 30), date(2025, 2, 3)


def fill_by_hand() -> SnapshotBuilder:
    """Three counted releases that are not routine: A in both languages, B in English, C in Chinese."""
    builder = SnapshotBuilder()
    body = "budget now. Later, budget now."
    builder.add_release("A", JAN, title="Budget fair", body=body)
    builder.add_release("Ac", FEB, lang="tc", pair="A", title="預算市集")
    builder.add_release("B", FEB, title="Sport day", time_known=False)
    builder.add_release("C", FEB, lang="tc", title="運動日")
    builder.add_release("W", FEB, routine=True, title="Rain")
    builder.add_mention("A", "budget", "budget now.")
    builder.add_mention("A", "budget", "Later, budget now.", at=body.rindex("budget"))
    builder.add_mention("Ac", "budget", "budget", lang="tc")
    for release_id, lang in (("B", "en"), ("C", "tc"), ("Ac", "tc"), ("W", "en")):
        builder.add_mention(release_id, "sport", "sport", lang=lang)
    builder.add_person("A", "ada-lam", "attended")
    builder.add_person("Ac", "ada-lam", "spoke", "tc", office="局長")
    builder.add_person("A", "en:Cy Poon", "named")
    builder.add_person("Ac", "tc:潘賽", "named", "tc")
    builder.add_person("B", "ada-lam", "spoke", office="Secretary")
    builder.add_person("B", "ben-kwok", "spoke")
    for value, expected in ((100, False), (300, False), (9000, True)):
        builder.add_size("B", value, expected=expected)
    builder.add_size("A", 50)
    builder.add_size("Ac", 50, lang="tc")
    builder.add_size("C", 7, lang="tc", unit="countries")
    return builder


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    data_dir: Path = tmp_path_factory.mktemp("by-hand")
    fill_by_hand().publish(data_dir, "20250301T000000Z-byhand", datetime(2025, 3, 1))
    return open_current(data_dir)


def ask(snapshot: Snapshot, **params: str) -> Filters:
    return read_filters({"by": ["month"], **{name: [value] for name, value in params.items()}}, snapshot)


def test_a_release_counts_once_on_the_day_of_its_first_version(snapshot: Snapshot) -> None:
    assert list(releases_over_time(snapshot, ask(snapshot))["releases"]) == [1, 2]
    assert list(releases_over_time(snapshot, ask(snapshot, routine="include"))["releases"]) == [1, 3]
    assert list(releases_over_time(snapshot, ask(snapshot, lang="tc"))["releases"]) == [0, 2]
    assert list(releases_over_time(snapshot, ask(snapshot, theme="sport"))["releases"]) == [1, 2]
    assert list(releases_over_time(snapshot, ask(snapshot, role="named"))["releases"]) == [1, 0]


def test_a_theme_is_counted_with_its_mentions_and_share(snapshot: Snapshot) -> None:
    frame = theme_frequency(snapshot, ask(snapshot)).set_index(["period_start", "theme_id"])
    shown = ["releases", "mentions", "share", "denominator"]
    assert len(frame) == 2 * len(THEMES)
    assert list(frame.loc[("2025-01-01", "budget"), shown]) == [1, 2, 1.0, 1]
    assert list(frame.loc[("2025-01-01", "sport"), shown]) == [1, 1, 1.0, 1]
    assert list(frame.loc[("2025-02-01", "sport"), shown]) == [2, 2, 1.0, 2]
    assert list(frame.loc[("2025-02-01", "budget"), shown]) == [0, 0, 0.0, 2]


def test_a_speaker_narrows_the_denominator_and_a_theme_does_not(snapshot: Snapshot) -> None:
    frame = theme_ranking(snapshot, ask(snapshot, speaker="Ada Lam")).set_index("theme_id")
    assert list(frame.loc["sport", ["releases", "denominator"]]) == [2, 2]
    frame = theme_ranking(snapshot, ask(snapshot, theme="budget")).set_index("theme_id")
    assert list(frame.index) == ["budget"]
    assert list(frame.loc["budget", ["releases", "denominator"]]) == [1, 3]


def test_the_ranking_follows_the_measure(snapshot: Snapshot) -> None:
    only_january = {"to": "2025-01-31", "measure": "mentions"}
    assert next(iter(theme_ranking(snapshot, ask(snapshot, **only_january))["theme_id"])) == "budget"


def test_share_of_nothing_is_unknown_not_zero(snapshot: Snapshot) -> None:
    frame = theme_frequency(snapshot, ask(snapshot, lang="tc", theme="sport"))
    assert list(frame["denominator"]) == [0, 2]
    assert frame["share"].isna().tolist() == [True, False]


def test_a_person_has_the_strongest_role_of_both_versions(snapshot: Snapshot) -> None:
    frame = speaker_appearances(snapshot, ask(snapshot, speaker="ada-lam"))
    rows = list(frame[["role", "appearances", "denominator"]].itertuples(index=False, name=None))
    assert rows == [("spoke", 1, 1), ("spoke", 1, 2)]
    english = speaker_appearances(snapshot, ask(snapshot, speaker="ada-lam", lang="en"))
    assert list(english["role"]) == ["attended", "spoke"]


def test_two_who_spoke_in_one_release_are_one_release_with_a_speech(snapshot: Snapshot) -> None:
    frame = appearances_by_role(snapshot, ask(snapshot)).set_index(["period_start", "role"])["appearances"]
    assert frame["2025-02-01"].to_dict() == {"spoke": 1, "officiated": 0, "attended": 0, "named": 0}
    assert frame[("2025-01-01", "named")] == 1


def test_people_are_ranked_with_the_office_most_often_written(snapshot: Snapshot) -> None:
    frame = speaker_ranking(snapshot, ask(snapshot)).set_index("person_id")
    assert list(frame.index) == ["ada-lam", "ben-kwok", "en:Cy Poon"]
    assert list(frame.loc["ada-lam", ["spoke", "attended", "appearances", "office"]]) == [2, 0, 2, "Director"]
    assert list(speaker_ranking(snapshot, ask(snapshot), limit=1)["person"]) == ["Ada Lam"]


def test_sizes_say_how_many_they_rest_on_and_leave_out_the_expected(snapshot: Snapshot) -> None:
    frame = event_size_summary(snapshot, ask(snapshot))
    assert list(frame["sizes"]) == [1, 2]
    assert list(frame.loc[1, ["q1", "median", "q3", "largest"]]) == [150, 200, 250, 300]
    empty = event_size_summary(snapshot, ask(snapshot), unit="countries")
    assert list(empty["sizes"]) == [0, 1]
    assert empty["median"].isna().tolist() == [True, False]


def test_a_size_stated_in_both_languages_is_listed_once_in_english(snapshot: Snapshot) -> None:
    frame = event_sizes(snapshot, ask(snapshot))
    assert list(frame["release_id"]) == ["A", "B", "B", "B", "C"]
    assert set(frame["expected"]) == {True, False}
    assert list(event_sizes(snapshot, ask(snapshot, lang="tc"))["release_id"]) == ["Ac", "C"]


def test_the_table_lists_all_versions_and_finds_words(snapshot: Snapshot) -> None:
    assert list(releases_table(snapshot, ask(snapshot), sort="release_id")["release_id"]) == ["C", "B", "Ac", "A"]
    found = releases_table(snapshot, ask(snapshot, q="FAIR budget"), sort="release_id")
    assert list(found["release_id"]) == ["Ac", "A"]
    count = releases_count(snapshot, ask(snapshot))
    assert (count.documents, count.units) == (4, 3)
    assert releases_count(snapshot, ask(snapshot, q="100%_")).documents == 0
    page = releases_table(snapshot, ask(snapshot), sort="title", descending=False, limit=1, offset=1)
    assert list(page["title"]) == ["Sport day"]


def test_evidence_marks_the_words_in_the_sentence_that_holds_them(snapshot: Snapshot) -> None:
    english, chinese = evidence(snapshot, ask(snapshot, theme="budget"))
    assert (english.release_id, chinese.release_id) == ("A", "Ac")
    assert [(p.sentence, p.start, p.end) for p in english.proofs] == [
        ("budget now.", 0, 6),
        ("Later, budget now.", 7, 13),
    ]
    assert {p.label for p in english.proofs} == {"Budget"}


def test_evidence_of_a_role_is_the_version_that_proves_it(snapshot: Snapshot) -> None:
    asked = ask(snapshot, speaker="ada-lam", role="spoke", to="2025-01-31")
    (document,) = evidence(snapshot, asked)
    assert (document.release_id, document.proofs[0].key) == ("Ac", "spoke")


def test_evidence_of_one_release_holds_its_sizes(snapshot: Snapshot) -> None:
    (document,) = evidence(snapshot, ask(snapshot, release="B"))
    assert [p.kind for p in document.proofs] == ["size"] * 3
    assert not document.time_known


def test_evidence_is_paged_newest_first(snapshot: Snapshot) -> None:
    everything = [d.release_id for d in evidence(snapshot, ask(snapshot))]
    assert everything == ["C", "B", "A", "Ac"]
    assert [d.release_id for d in evidence(snapshot, ask(snapshot), limit=2, offset=1)] == everything[1:3]


@pytest.mark.parametrize(
    ("sentence", "start", "end", "expected"),
    [("ab.", 0, 2, (0, 2)), ("ab.", 4, 6, (0, 2)), ("ab.", 3, 5, (0, 0)), ("zz", 0, 2, (0, 0))],
)
def test_words_are_placed_in_the_sentence_at_their_offsets(
    sentence: str, start: int, end: int, expected: tuple[int, int]
) -> None:
    assert place_words("ab. ab.", sentence, start, end) == expected


def test_options_offer_all_themes_and_the_people_who_appear(snapshot: Snapshot) -> None:
    assert list(theme_options(snapshot)["theme_id"]) == list(THEMES)
    assert list(speaker_options(snapshot, "lam")["label"]) == ["Ada Lam 林雅達"]
    assert list(speaker_options(snapshot, "雅")["appearances"]) == [2]
    assert list(speaker_options(snapshot, person_id="ben-kwok")["person_id"]) == ["ben-kwok"]


def test_every_answer_over_no_release_is_empty_and_not_an_error(snapshot: Snapshot) -> None:
    nothing = change_filters(ask(snapshot, theme="tourism"), lang="en")
    assert releases_over_time(snapshot, nothing)["releases"].sum() == 0
    assert speaker_ranking(snapshot, nothing).empty
    assert event_sizes(snapshot, nothing).empty
    assert evidence(snapshot, nothing) == ()


def test_an_office_is_named_in_english_where_there_is_english(tmp_path: Path) -> None:
    builder = SnapshotBuilder()
    for number, (lang, office) in enumerate((("en", "Zoo Director"), ("tc", "局長"), ("tc", "局長"))):
        builder.add_release(f"R{number}", JAN, lang=lang)
        builder.add_person(f"R{number}", "ada-lam", "spoke", lang, office)
    builder.publish(tmp_path, "20250301T000000Z-offices", datetime(2025, 3, 1))
    snapshot = open_current(tmp_path)
    assert list(speaker_ranking(snapshot, ask(snapshot))["office"]) == ["Zoo Director"]
    assert list(speaker_ranking(snapshot, ask(snapshot, lang="tc"))["office"]) == ["局長"]
