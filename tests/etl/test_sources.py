"""Files of every format, good and bad."""

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.model import Document, Issue
from etl.sources.files import SourceError, digest_files, list_files, read_files
from etl.sources.formats import Format

ROW = {"id": "R1", "lang": "tc", "published_at": "2025-04-03", "title": "標題", "url": "", "text": '正文, "甲"\n乙'}


def read(path: Path, content: bytes, forced: Format | None = None) -> list[Document | Issue]:
    path.write_bytes(content)
    return list(read_files([path], forced))


def as_csv(*rows: dict[str, str]) -> bytes:
    lines = io.StringIO()
    table = csv.DictWriter(lines, list(ROW))
    table.writeheader()
    table.writerows(rows)
    return lines.getvalue().encode("utf-8-sig")


def as_parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({name: [value] for name, value in ROW.items()}), sink)
    return sink.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize(
    "content", [json.dumps(ROW).encode(), as_csv(ROW), as_parquet()], ids=["jsonl", "csv", "parquet"]
)
def test_tables_give_the_same_record(content: bytes, pack: type[bytes], tmp_path: Path) -> None:
    (found,) = read(tmp_path / "releases.dat", pack(content))
    assert isinstance(found, Document)
    assert (found.format, found.release_id, found.lang, found.title, found.raw) == (
        "record", "R1", "tc", "標題", ROW["text"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"\r\n<!DOCTYPE html><html></html>", "html"),
        (b"<DIV><span id='PRHeadlineSpan'>T</span><span id='pressrelease'>B</span></DIV>", "html"),
        ("Title\nBody".encode("utf-16"), "text"),
        ("Résumé of the fête\nBody".encode("latin-1"), "text"),
        ("標題\n正文".encode("big5hkscs"), "text"),
        (b"\xef\xbb\xbfTitle\nBody", "text"),
    ],
)
def test_format_is_judged_by_content(content: bytes, form: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "misleading.csv", content)
    assert isinstance(found, Document)
    assert found.format == form
    assert "\ufffd" not in found.raw


def test_format_can_be_forced(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a", b'{"looks": "like JSON"}\nbody', Format.TEXT)
    assert isinstance(found, Document)
    assert found.format == "text"


def test_bad_lines_are_told_and_stop_nothing(tmp_path: Path) -> None:
    good = json.dumps(ROW).encode()
    bad = [
        b"{broken",
        b"[1]",
        json.dumps({**ROW, "title": ["x"]}).encode(),
        b'{"id": "x"}',
        b"\xff\xfe{",
        b"[" * 100_000,
    ]
    found = read(tmp_path / "a.jsonl", b"\n".join([good, *bad, b"", good]))
    issues = [item for item in found if isinstance(item, Issue)]
    assert len(issues) == len(bad)
    assert sum(isinstance(item, Document) for item in found) == 2
    assert [issue.origin.rsplit(":", 1)[1] for issue in issues] == [str(n) for n in range(2, 8)]
    assert all(issue.raw for issue in issues)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty file"),
        (b"\x00\x01\x02\xff" * 50, "no text"),
        (b"PAR1 broken", "no readable Parquet"),
        (gzip.compress(b'{"id": 1}' * 1000)[:40], "cannot be read"),
    ],
    ids=["empty", "binary", "parquet", "cut"],
)
def test_unreadable_files_are_told(content: bytes, says: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a", content)
    assert isinstance(found, Issue)
    assert says in found.reason


def test_broken_csv_is_told(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", as_csv(ROW) + b"too,many,fields,in,this,row,here\r\n")
    assert [type(item) for item in found] == [Document, Issue]


@pytest.mark.parametrize("encoding", ["big5hkscs", "utf-16"])
def test_csv_is_decoded_as_it_was_written(encoding: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.csv", as_csv(ROW).decode("utf-8-sig").encode(encoding))
    assert isinstance(found, Document)
    assert (found.title, found.raw) == (ROW["title"], ROW["text"])


@pytest.mark.parametrize("text", ["résumé of the fête", "a café by the sea"])
def test_csv_of_another_encoding_is_told(text: str, tmp_path: Path) -> None:
    (found,) = read(
        tmp_path / "a.csv", as_csv({**ROW, "title": "T", "text": text}).decode("utf-8-sig").encode("latin-1")
    )
    assert isinstance(found, Issue)
    assert "save the table as UTF-8" in found.reason


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('R1,en,2025-04-03,T,,"not closed\nR2,en,2025-04-03,T,,lost\n', "no CSV from here on"),
        ('R1,en,2025-04-03,T,,"not closed\nR2,en,2025-04-03,T,,lost"\n', "holds another row"),
        ('R1,en,2025-04-03,T,,"not closed\nR2,en,2025-04-03,T,,"lost"\n', "no CSV from here on"),
    ],
)
def test_csv_quote_that_swallows_rows_is_told(rows: str, says: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.csv", (",".join(ROW) + "\n" + rows).encode())
    assert isinstance(found, Issue)
    assert found.origin.rsplit(":", 1)[1] in ("2", "3")
    assert says in found.reason


def test_csv_prose_with_commas_is_no_row(tmp_path: Path) -> None:
    text = "Among them:\nTai Po, Sha Tin, Tuen Mun, Yuen Long, Sai Kung, and the islands"
    (found,) = read(tmp_path / "a.csv", as_csv({**ROW, "text": text}))
    assert isinstance(found, Document)


def test_columns_may_have_capitals(tmp_path: Path) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({name.upper(): [value] for name, value in ROW.items()}), sink)
    (found,) = read(tmp_path / "a", sink.getvalue())
    assert isinstance(found, Document)
    assert found.title == ROW["title"]


@pytest.mark.parametrize("indent", [None, 1])
def test_json_array_is_told(indent: int | None, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.json", json.dumps([ROW, ROW], indent=indent).encode())
    assert isinstance(found, Issue)
    assert "expected one object a line" in found.reason


def test_endless_line_is_bounded(tmp_path: Path) -> None:
    found = read(tmp_path / "a.jsonl", b'{"id": "' + b"x" * 6_000_000 + b'"}\n' + json.dumps(ROW).encode())
    assert [type(item) for item in found] == [Issue, Document]
    assert isinstance(found[0], Issue)
    assert len(found[0].raw) < 100_000


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [file.name for file in list_files([tmp_path, tmp_path / "b.txt"])] == ["c.txt", "b.txt"]


def test_links_that_lead_to_no_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("Title\nBody")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "dangling").symlink_to("nowhere")
    (tmp_path / "given" / "linked").symlink_to(tmp_path / "folder")
    files = list_files([tmp_path / "given"])
    assert len(digest_files(files)) == 64
    found = list(read_files(files))
    assert [isinstance(item, Issue) and "cannot be read" in item.reason for item in found] == [True, True]


def test_missing_paths_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list_files([tmp_path / "nothing"])
    with pytest.raises(SourceError, match="holds no files"):
        list_files([tmp_path])


def test_digest_is_of_content_not_of_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("1")
    (tmp_path / "c").write_text("2")
    one, same, other = (digest_files([tmp_path / name]) for name in "abc")
    assert one == same != other
