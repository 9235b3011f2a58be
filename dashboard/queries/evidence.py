"""The sentences behind a number: the documents under narrowed filters, with the proving words marked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from dashboard.filters import Filters
from dashboard.queries.base import Query, build_query
from dashboard.search.proofs import find_proofs
from dashboard.search.query import parse_query
from dashboard.snapshot import Snapshot

_MOST_PROOFS = 20
_PROVED_BY_THEME = """
d.doc_no IN (SELECT unit_no FROM theme_units WHERE scope IN ('en', 'tc') AND {chosen_themes})
"""
_PROVED_BY_WORDS = "get_bit($found_docs::BLOB::BIT, d.doc_no) = 1"
_PROVED_BY_PERSON = """
(d.unit_no, d.doc_no) IN (
    SELECT (counted.unit_no, document.doc_no)
    FROM (SELECT unit_no, person_id, role FROM speaker_units WHERE {units} AND {chosen_people}) AS counted
    JOIN documents AS document USING (unit_no)
    JOIN speaker_units AS written
        ON written.scope IN ('en', 'tc') AND written.unit_no = document.doc_no
        AND written.person_id = counted.person_id AND written.role = counted.role
)
"""


_PROVED_BY_SIZE = """
d.doc_no IN (SELECT doc_no FROM event_sizes WHERE unit = $size AND NOT expected)
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """One proving statement: `sentence[start:end]` are the words to mark.

    `kind` says what it proves, `key` is its theme_id, role, unit of count or phrase, `label` the English
    wording of it. Where the words cannot be placed inside the sentence, start and end are both 0.
    """

    kind: Literal["theme", "appearance", "size", "phrase"]
    key: str
    label: str
    sentence: str
    start: int
    end: int
    in_title: bool


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """One document behind a number, with its proofs in the order of the text, title first.

    `vanished_at` is when the source was first seen to list it no more; None while it does.
    """

    unit_id: str
    release_id: str
    lang: str
    published_at: datetime
    time_known: bool
    title: str
    url: str
    source: str
    vanished_at: datetime | None
    proofs: tuple[Proof, ...]


class _Row(NamedTuple):
    unit_no: int
    doc_no: int
    unit_id: str
    release_id: str
    lang: str
    published_at: datetime
    time_known: bool
    title: str
    url: str
    source: str
    vanished_at: datetime | None
    body: str


class _Found(NamedTuple):
    doc_no: int
    kind: Literal["theme", "appearance", "size"]
    key: str
    label: str
    sentence: str
    start_char: int
    end_char: int
    in_title: bool


def evidence(snapshot: Snapshot, filters: Filters, limit: int = 20, offset: int = 0) -> tuple[EvidenceDocument, ...]:
    """Return the documents behind the narrowed filters, newest release first.

    Where themes, a person, roles, sizes or words are asked for, only documents that prove them are listed: of a
    release in two languages perhaps one. Sizes are proved too where one release is asked for.
    """
    rows = [_Row(*row) for row in _read(snapshot, _build_documents(snapshot, filters, limit, offset))]
    proofs: dict[int, list[_Found]] = {}
    for row in _read(snapshot, _build_proofs(snapshot, filters, rows)) if rows else ():
        found = _Found(*row)
        proofs.setdefault(found.doc_no, []).append(found)
    return tuple(_join(row, _prove_words(snapshot, filters, row), proofs.get(row.doc_no, [])) for row in rows)


def place_words(text: str, sentence: str, start: int, end: int) -> tuple[int, int]:
    """Turn offsets into a text into offsets into one of its sentences; (0, 0) where they do not meet.

    A sentence may stand in the text more than once: the one that holds the offsets counts.
    """
    at = text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
    return (start - at, end - at) if 0 <= at <= start and end <= at + len(sentence) else (0, 0)


def _build_documents(snapshot: Snapshot, filters: Filters, limit: int, offset: int) -> Query:
    proofs = [_PROVED_BY_THEME] if filters.themes else []
    if filters.speaker or filters.roles:
        proofs.append(_PROVED_BY_PERSON)
    if filters.size:
        proofs.append(_PROVED_BY_SIZE)
    if filters.q:
        proofs.append(_PROVED_BY_WORDS)
    has_proof = f"({' OR '.join(proofs)})" if proofs else "true"
    places = {"has_proof": has_proof}
    return build_query("evidence_documents", snapshot, filters, places, limit=limit, offset=offset)


def _build_proofs(snapshot: Snapshot, filters: Filters, rows: list[_Row]) -> Query:
    asked = {"some_theme": bool(filters.themes), "some_person": bool(filters.speaker or filters.roles)}
    return build_query(
        "evidence_proofs",
        snapshot,
        filters,
        {name: str(value) for name, value in asked.items()},
        doc_nos=[row.doc_no for row in rows],
        unit_nos=[row.unit_no for row in rows],
        most=_MOST_PROOFS,
    )


def _read(snapshot: Snapshot, query: Query) -> list[tuple[Any, ...]]:
    return [row for batch in snapshot.rows(query.sql, query.params).batches for row in batch]


def _prove_words(snapshot: Snapshot, filters: Filters, row: _Row) -> tuple[Proof, ...]:
    if not filters.q:
        return ()
    found = find_proofs(snapshot.read_words(), parse_query(filters.q).wanted, row.title, row.body)
    return tuple(
        Proof("phrase", one.phrase, f"“{one.phrase}”", one.sentence, one.start, one.end, one.in_title) for one in found
    )


def _join(row: _Row, words: tuple[Proof, ...], found: list[_Found]) -> EvidenceDocument:
    proofs = (*words, *(_mark(row, one) for one in found))
    return EvidenceDocument(*row[2:-1], proofs=proofs)


def _mark(row: _Row, found: _Found) -> Proof:
    text = row.title if found.in_title else row.body
    start, end = place_words(text, found.sentence, found.start_char, found.end_char)
    return Proof(found.kind, found.key, found.label, found.sentence, start, end, found.in_title)
