"""Files and folders: JSONL, CSV, Parquet, saved release pages and plain text, each also as .gz."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from etl.model import Document, Issue
from etl.sources.csv_table import read_csv
from etl.sources.decode import decode_text
from etl.sources.formats import Format, detect_format
from etl.sources.records import MAX_DOCUMENT_BYTES, read_jsonl, read_parquet


class SourceError(Exception):
    """A path cannot be read at all; the message names it and says what to do."""


def list_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files among `paths` and below its folders, sorted, hidden ones left out.

    A link inside a folder that leads to no file is listed too, so that reading it is told as an issue.
    Raises SourceError for a path that does not exist and for a folder without files.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise SourceError(f"{path}: no such file or folder")
        found = [path] if path.is_file() else sorted(f for f in path.rglob("*") if _is_visible(f, path))
        if not found:
            raise SourceError(f"{path}: the folder holds no files")
        files |= dict.fromkeys(found)
    return list(files)


def digest_files(files: Iterable[Path]) -> str:
    """Digest of the files' content: the same inputs have the same digest, wherever they lie."""
    digests = []
    for file in files:
        try:
            with file.open("rb") as content:
                digests.append(hashlib.file_digest(content, "sha256").hexdigest())
        except OSError as error:  # reading it will be told as an issue
            digests.append(str(error.errno))
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def read_files(files: Iterable[Path], forced: Format | None = None) -> Iterator[Document | Issue]:
    """Read documents in the order of the files; what cannot be read becomes an Issue and stops nothing."""
    for file in files:
        try:
            with file.open("rb") as plain:
                yield from _read_file(file, plain, forced)
        except (OSError, EOFError, gzip.zlib.error) as error:  # type: ignore[attr-defined]
            yield Issue(str(file), "document", f"cannot be read ({error}): check the file", "")


def _read_file(file: Path, plain: BinaryIO, forced: Format | None) -> Iterator[Document | Issue]:
    packed = plain.read(2) == b"\x1f\x8b"
    plain.seek(0)
    content = cast(BinaryIO, gzip.GzipFile(fileobj=plain)) if packed else plain
    origin = str(file)
    match forced or detect_format(content):
        case Format.JSONL:
            yield from read_jsonl(content, origin)
        case Format.CSV:
            yield from read_csv(content, origin)
        case Format.PARQUET:
            yield from read_parquet(content, origin)
        case Format.HTML:
            yield _read_whole(content, origin, "html")
        case Format.TEXT:
            yield _read_whole(content, origin, "text")
        case None:
            yield Issue(origin, "document", "empty file: expected one release or more", "")


def _read_whole(content: BinaryIO, origin: str, form: str) -> Document | Issue:
    data = content.read(MAX_DOCUMENT_BYTES + 1)
    text = decode_text(data[:MAX_DOCUMENT_BYTES])
    if len(data) > MAX_DOCUMENT_BYTES:
        reason = f"larger than {MAX_DOCUMENT_BYTES:,} bytes: expected one release; force --format if it is a table"
        return Issue(origin, "document", reason, (text or "")[:2000])
    if text is None:
        reason = "no text: expected UTF-8, UTF-16 or Big5, JSONL, CSV, Parquet or a release page"
        return Issue(origin, "document", reason, data[:2000].decode("latin-1"))
    return Document(origin, "html" if form == "html" else "text", text)


def _is_visible(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return (file.is_file() or file.is_symlink()) and not hidden
