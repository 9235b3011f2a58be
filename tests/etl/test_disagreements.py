"""What the two versions of one release were read to say differently is reported."""

from pathlib import Path

from tests.etl.conftest import Run, release, write_jsonl
from tests.etl.tables import query

EN = (
    "The Secretary for Health, Professor Lo Chung-mau, visited a company in Sha Tin today (April 3), met 45 residents"
    " there. More than 320 people attended a seminar there on the Greater Bay Area (www.talk.example, 2468 1357)."
)
TC = (
    "醫務衞生局局長盧寵茂教授今日（四月三日）到訪沙田一間公司，與45名居民會面。{size}"
    "（www.talk.example，電話2468 1357）"
)
SAME = "超過320人出席了該處一個有關粵港澳大灣區的研討會。"
OTHER = "超過230人出席了該處一個有關旅遊業的研討會。"


def load_pair(run: Run, folder: Path, size: str) -> dict[str, str]:
    """Load a pair whose Chinese version states the size in these words; returns the issues by field."""
    rows = (
        release(100, text=EN, title="SH visits company (with photos)"),
        release(101, lang="tc", text=TC.format(size=size), title="醫務衞生局局長到訪公司（附圖）")
        | {"published_at": release(100)["published_at"]},
    )
    assert run("load", write_jsonl(folder / "a.jsonl", *rows), "--data-dir", folder).exit_code == 0
    assert query(folder, "SELECT count(DISTINCT pair_id) FROM releases") == [(1,)]
    fields = "field IN ('theme', 'appearance', 'event_size', 'kind', 'bureau')"
    return {str(field): str(raw) for field, raw in query(folder, f"SELECT field, raw FROM issues WHERE {fields}")}


def test_versions_that_agree_give_no_issue(run: Run, tmp_path: Path) -> None:
    assert load_pair(run, tmp_path, SAME) == {}


def test_what_one_version_has_alone_is_named_with_its_language(run: Run, tmp_path: Path) -> None:
    found = load_pair(run, tmp_path, OTHER)
    assert found.keys() == {"theme", "event_size"}
    assert found["event_size"] == "en: 320 people (more-than); tc: 230 people (more-than)"
    assert found["theme"] == "en: greater-bay-area; tc: tourism"


def test_an_issue_goes_when_the_version_is_mended(run: Run, tmp_path: Path) -> None:
    assert load_pair(run, tmp_path, OTHER)
    assert load_pair(run, tmp_path, SAME) == {}
