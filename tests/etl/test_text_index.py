"""The text index that publish writes: anew, from the one before, and what it leaves alone."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pytest
import tantivy

from etl.text_index import build_text_index
from etl.text_index.words import build_table, space_words

TEXTS = {
    0: ("Housing plan", "The Government announced a low-altitude economy plan."),
    1: ("房屋計劃", "政府今日公布人工智能計劃。"),
    2: ("Another plan", "The\nGovernment’s view"),
} | {doc: (f"Notice {doc}", "Nothing else") for doc in range(3, 20)}


def _write_releases(folder: Path, texts: Mapping[int, tuple[str, str]]) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE releases (doc_no INTEGER, title VARCHAR, body VARCHAR)")
        connection.executemany("INSERT INTO releases VALUES (?, ?, ?)", [(doc, *text) for doc, text in texts.items()])
    return path


def _find(folder: Path, *words: str) -> list[int]:
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    if len(words) > 1:
        query = tantivy.Query.phrase_query(index.schema, "text", list(words))
    else:
        query = tantivy.Query.term_query(index.schema, "text", words[0])
    hits = searcher.search(query, limit=100).hits
    return sorted(int(doc or 0) for doc in searcher.fast_field_values("doc_no", [address for _, address in hits]))


def test_words_of_the_index(tmp_path: Path) -> None:
    build_text_index(_write_releases(tmp_path, TEXTS), tmp_path / "a.text")
    assert _find(tmp_path / "a.text", "the", "government") == [0, 2]
    assert _find(tmp_path / "a.text", *"人工智能计划") == [1]
    assert _find(tmp_path / "a.text", "plan", "the") == []  # no phrase reaches from the title into the body
    assert _find(tmp_path / "a.text", "plan") == [0, 2]


def test_an_index_from_the_one_before_holds_what_a_new_one_does(tmp_path: Path) -> None:
    old, new, anew = (tmp_path / f"{name}.text" for name in ("old", "new", "anew"))
    build_text_index(_write_releases(tmp_path, TEXTS), old)
    assert _find(old, "plan") == [0, 2]
    before = {file.name: (file.stat().st_ino, file.read_bytes()) for file in old.iterdir()}
    texts = {**TEXTS, 1: ("房屋", "今日的計劃"), 20: ("Plan", "of the Government"), 21: ("Notice", "plan")}
    del texts[0]
    build_text_index(_write_releases(tmp_path, texts), new, old, [0, 1, 20, 21])
    build_text_index(_write_releases(tmp_path, texts), anew)
    for words in (("plan",), ("the", "government"), tuple("计划"), tuple("人工智能"), ("notice",), ("else",)):
        assert _find(new, *words) == _find(anew, *words)
    assert _find(new, "the", "government") == [2, 20]
    assert {file.name: (file.stat().st_ino, file.read_bytes()) for file in old.iterdir()} == before
    shared = {file.name for file in new.iterdir() if file.stat().st_ino == before.get(file.name, (0,))[0]}
    assert any(name.endswith(".pos") for name in shared)
    assert "meta.json" not in shared
    assert _find(old, "the", "government") == [0, 2]


def test_an_index_with_other_words_is_not_built_upon(tmp_path: Path) -> None:
    old, new = tmp_path / "old.text", tmp_path / "new.text"
    build_text_index(_write_releases(tmp_path, TEXTS), old)
    np.savez_compressed(old / "words.npz", fold=build_table() + 1, word=np.array("x"))
    build_text_index(_write_releases(tmp_path, TEXTS), new, old, [])
    assert not {file.stat().st_ino for file in old.iterdir()} & {file.stat().st_ino for file in new.iterdir()}
    assert _find(new, "plan") == [0, 2]


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        build_text_index(_write_releases(tmp_path, TEXTS), tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("COVID-19 and the U.S.", "covid 19 and the u s"),
        ("５Ｇ網絡", "5g 网 络"),
        ("Straße ΟΔΟΣ İ", "straße οδοσ İ"),
        ("人工智能A1人", "人 工 智 能 a1 人"),
        ("裏面、里面", "里 面 里 面"),
        ("𠀁𠀂 m² ½", "𠀁 𠀂 m2 ½"),
        ("…\n–", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    before, spaced, _ = space_words(["x ", text, " 人"])
    assert (before, " ".join(spaced.split())) == ("x ", words)
