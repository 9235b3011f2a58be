"""Declared corrections: applied where what they expect is there, loud where it is not."""

import shutil
from pathlib import Path

import pytest

from etl.reference import ReferenceError
from etl.reference.corrections import load_corrections
from tests.etl.conftest import Run, release, write_jsonl
from tests.etl.tables import query

ENTRY = """
- release: P2025040300001
  lang: en
  field: {field}
  expect: {expect}
  becomes: {becomes}
  reason: an invented mistake
  source: unverified
"""


def correct(data_dir: Path, reference: Path, *entries: tuple[str, str, str]) -> None:
    """Give a data folder a reference of its own with these corrections: (field, expect, becomes)."""
    shutil.copytree(reference, data_dir / "reference", dirs_exist_ok=True)
    rows = [ENTRY.format(field=field, expect=repr(expect), becomes=repr(becomes)) for field, expect, becomes in entries]
    (data_dir / "reference" / "corrections.yaml").write_text("".join(rows), encoding="utf-8")


def issues(data_dir: Path) -> list[str]:
    return [str(reason) for (reason,) in query(data_dir, "SELECT reason FROM issues WHERE field = 'correction'")]


def test_the_text_is_corrected_before_it_is_read(run: Run, tmp_path: Path, reference: Path) -> None:
    correct(tmp_path, reference, ("body", "more than 320", "more than 230"))
    assert run("load", write_jsonl(tmp_path / "a.jsonl", release(1)), "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT max(value) FROM event_sizes") == [(230,)]
    assert query(tmp_path, "SELECT count(*) FROM releases WHERE contains(body, 'more than 230 participants')") == [(1,)]
    assert issues(tmp_path) == []


def test_facts_are_withdrawn_or_changed(run: Run, tmp_path: Path, reference: Path) -> None:
    correct(
        tmp_path,
        reference,
        ("theme", "greater-bay-area", ""),
        ("appearance", "Chan Siu-ming: spoke", "Chan Siu-ming: attended"),
        ("event_size", "40 organisations", ""),
    )
    assert run("load", write_jsonl(tmp_path / "a.jsonl", release(1)), "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT count(*) FROM theme_mentions WHERE theme_id = 'greater-bay-area'") == [(0,)]
    assert query(tmp_path, "SELECT role FROM appearances") == [("attended",)]
    assert query(tmp_path, "SELECT value FROM event_sizes") == [(320,)]
    assert issues(tmp_path) == []


def test_a_person_is_withdrawn(run: Run, tmp_path: Path, reference: Path) -> None:
    correct(tmp_path, reference, ("appearance", "Chan Siu-ming: spoke", ""))
    run("load", write_jsonl(tmp_path / "a.jsonl", release(1)), "--data-dir", tmp_path, "--no-publish")
    assert run("publish", "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT count(*) FROM appearances") == [(0,)]


@pytest.mark.parametrize(
    ("field", "expect", "becomes"),
    [
        ("body", "more than 999", "more than 230"),
        ("body", "seminar", "forum"),  # stands more than once
        ("theme", "tourism", ""),
        ("appearance", "Chan Siu-ming: attended", ""),
        ("event_size", "999 people", ""),
    ],
)
def test_what_no_longer_fits_is_an_issue_and_changes_nothing(
    run: Run, tmp_path: Path, reference: Path, field: str, expect: str, becomes: str
) -> None:
    correct(tmp_path, reference, (field, expect, becomes))
    assert run("load", write_jsonl(tmp_path / "a.jsonl", release(1)), "--data-dir", tmp_path).exit_code == 0
    assert query(tmp_path, "SELECT name, role FROM appearances") == [("Chan Siu-ming", "spoke")]
    (issue,) = issues(tmp_path)
    assert expect in issue
    assert "corrections.yaml" in issue


def test_a_correction_added_later_reaches_what_is_loaded(run: Run, tmp_path: Path, reference: Path) -> None:
    correct(tmp_path, reference)
    run("load", write_jsonl(tmp_path / "a.jsonl", release(1)), "--data-dir", tmp_path)
    correct(tmp_path, reference, ("title", "Seminar number 1", "Seminar number one"))
    for _ in range(2):
        assert run("publish", "--data-dir", tmp_path).exit_code == 0
        assert query(tmp_path, "SELECT title FROM releases") == [("Seminar number one held",)]
        assert issues(tmp_path) == []


@pytest.mark.parametrize(
    ("field", "expect", "becomes", "named"),
    [
        ("speech", "a", "b", "field"),
        ("theme", "tourism", "health", "becomes"),
        ("appearance", "Chan Siu-ming", "", "Name: role"),
        ("appearance", "Chan Siu-ming: spoke", "Li Siu-ming: spoke", "Name: role"),
        ("title", "same", "same", "becomes"),
        ("title", "", "more", "expect"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, field: str, expect: str, becomes: str, named: str) -> None:
    entry = ENTRY.format(field=field, expect=repr(expect), becomes=repr(becomes))
    (tmp_path / "corrections.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(ReferenceError, match=r"corrections.yaml, entry 1") as error:
        load_corrections(tmp_path)
    assert named in str(error.value)


def test_corrections_fit_the_real_releases(shared: Path, reference: Path, run: Run, tmp_path: Path) -> None:
    """One that does not fit any more says so; those of the project fit the releases that are at hand."""
    loaded = run("load", shared / "corpus" / "releases.jsonl", "--data-dir", tmp_path)
    assert loaded.exit_code == 0
    assert issues(tmp_path) == []
    held = {row[0] for row in query(tmp_path, "SELECT release_id FROM releases")}
    assert any(release_id in held for release_id, _ in load_corrections(reference))
