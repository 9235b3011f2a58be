"""Finds the releases that say what is asked for, with the index beside the snapshot.

Releases are answered as bits, one for each number: a condition of a statement looks its bit up, in whatever
table it reads. The index is opened when it is first asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import numpy as np
import tantivy
from cachetools import LRUCache, cachedmethod

from dashboard.search.query import PhraseQuery, parse_query
from dashboard.search.words import Words, load_words

Numbers = np.ndarray[tuple[int], np.dtype[np.int32]]
_KEPT = 32


class NoTextIndex(Exception):  # noqa: N818 - a state of the snapshot, not a fault of the code
    """There is no index that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """Bits of what matches: documents by doc_no, and by unit_no the releases of which any version does."""

    docs: bytes
    units: bytes


@dataclass(frozen=True, slots=True)
class _Held:
    """What is open; `links` is the folder that it is read through."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    words: Words
    unit_numbers: Numbers
    links: "TemporaryDirectory[str]"


class TextIndex:
    """The index of one snapshot; `read_units` gives the unit_no of each doc_no, where versions count together."""

    def __init__(self, folder: Path, read_units: Callable[[], Numbers]) -> None:
        self._folder = folder
        self._read_units = read_units
        self._opening = Lock()
        self._found: LRUCache[str, Found] = LRUCache(_KEPT)
        self._finding = Lock()

    @property
    def words(self) -> Words:
        """What a word is. Raises NoTextIndex."""
        return self._open().words

    @cachedmethod(attrgetter("_found"), lock=attrgetter("_finding"))
    def find(self, text: str) -> Found:
        """Find the documents that say what is asked for. Raises NoTextIndex, and PhraseError."""
        held = self._open()
        query = _build_query(held, parse_query(text))
        hits = held.searcher.search(query, limit=max(1, held.searcher.num_docs), count=False).hits
        docs = np.array(held.searcher.fast_field_values("doc_no", [address for _, address in hits]), np.int32)
        size = len(held.unit_numbers)
        return Found(_write_bits(docs, size), _write_bits(held.unit_numbers[docs], size))

    def _open(self) -> _Held:
        with self._opening:
            return self._held

    @cached_property
    def _held(self) -> _Held:
        """Open the index through links: the engine writes a lock beside what it reads, where perhaps nobody may."""
        try:
            links = TemporaryDirectory(prefix="communique-text-")
            for file in self._folder.iterdir():
                Path(links.name, file.name).symlink_to(file.resolve())
            index = tantivy.Index.open(links.name)
            return _Held(index.schema, index.searcher(), load_words(self._folder), self._read_units(), links)
        except (OSError, ValueError) as error:
            raise NoTextIndex(f"Snapshot {self._folder.stem} has no index of words: publish again.") from error


def _build_query(held: _Held, asked: PhraseQuery) -> tantivy.Query:
    groups = [_any_of([_build_phrase(held, phrase) for phrase in group]) for group in asked.all_of]
    parts = [(tantivy.Occur.Must, group) for group in groups]
    parts += [(tantivy.Occur.MustNot, _build_phrase(held, phrase)) for phrase in asked.none_of]
    return tantivy.Query.const_score_query(tantivy.Query.boolean_query(parts), 1.0)


def _any_of(phrases: list[tantivy.Query]) -> tantivy.Query:
    if len(phrases) == 1:
        return phrases[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, phrase) for phrase in phrases])


def _build_phrase(held: _Held, phrase: str) -> tantivy.Query:
    words = held.words.split(phrase)
    if len(words) == 1:
        return tantivy.Query.term_query(held.schema, "text", words[0], index_option="basic")
    return tantivy.Query.phrase_query(held.schema, "text", list(words))


def _write_bits(numbers: Numbers, size: int) -> bytes:
    bits = np.zeros(size, np.bool_)
    bits[numbers] = True
    return np.packbits(bits).tobytes()
