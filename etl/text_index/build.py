"""Writes the text index of a snapshot: a folder of immutable files that share what has not changed."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import tantivy

from etl.text_index.words import has_same_words, space_words, write_words

_BATCH = 500
_HEAP_BYTES = 100_000_000
_MEMORY = "300MB"


def build_text_index(snapshot: Path, folder: Path, base: Path | None = None, changed: Sequence[int] = ()) -> None:
    """Write the index of a snapshot's releases into a folder that must not exist yet.

    `base` is the index of an earlier snapshot, from whose releases these differ in the `changed` doc_no alone: those
    added, gone, or with another title or body. It is not touched; its files are linked where they stay as they are.
    Without it, or where it was made under another definition of words, all releases are read.
    """
    folder.mkdir()
    with duckdb.connect(str(snapshot), read_only=True, config={"memory_limit": _MEMORY}) as connection:
        if base is not None and has_same_words(base):
            _link_files(base, folder)
            asked = "WHERE doc_no IN (SELECT unnest($changed::INTEGER[]))"
            _write(folder, changed, _read(connection, asked, {"changed": list(changed)}))
        else:
            write_words(folder)
            _write(folder, (), _read(connection, "", {}))


def _link_files(base: Path, folder: Path) -> None:
    """Link what never changes; the lists of files are written anew by each commit, so they are copied."""
    for file in base.iterdir():
        if file.suffix == ".json":
            shutil.copy(file, folder)
        else:
            _link(file, folder / file.name)


def _link(file: Path, link: Path) -> None:
    try:
        link.hardlink_to(file)
    except OSError:  # a file system without links, or another one
        shutil.copy(file, link)


def _read(
    connection: duckdb.DuckDBPyConnection, condition: str, params: dict[str, list[int]]
) -> Iterator[tuple[int, str, str]]:
    cursor = connection.execute(f"SELECT doc_no, title, body FROM releases {condition}", params)  # noqa: S608 - fixed
    while batch := cursor.fetchmany(_BATCH):
        texts = iter(space_words([text for _, title, body in batch for text in (title, body)]))
        yield from zip((doc_no for doc_no, _, _ in batch), texts, texts, strict=True)


def _write(folder: Path, gone: Sequence[int], added: Iterable[tuple[int, str, str]]) -> None:
    index = tantivy.Index(_build_schema(), str(folder))
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("words", words)
    writer = index.writer(_HEAP_BYTES, min(2, os.cpu_count() or 1))
    if gone:
        writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "doc_no", list(gone)))
    for doc_no, title, body in added:
        document = tantivy.Document()
        document.add_unsigned("doc_no", doc_no)
        document.add_text("text", title)
        document.add_text("text", body)  # a second value: no phrase reaches from one to the other
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    for lock in folder.glob(".*.lock"):
        lock.unlink()


def _build_schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="words", index_option="position")
    schema.add_unsigned_field("doc_no", indexed=True, fast=True)
    return schema.build()
