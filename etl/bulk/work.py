"""The work of one part: documents → releases → facts → Parquet. The same on every process and machine."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from etl.bulk.parts import Part, read_part
from etl.bulk.tables import PartWriter
from etl.digest import digest_version
from etl.engines.local import Reader
from etl.extract.facts import facts_version
from etl.model import KEPT_RAW, Document, Issue, Release
from etl.parse import Anchor, UnreadableError, parse_document
from etl.reference.calendar import load_calendar
from etl.rows import Parsed, Row, issue_row, make_table, page_row, table_schema
from etl.store import Key, digest_release

_CODE = Path(__file__).parents[1]
# Releases that are extracted together; more would hold more memory and be no faster.
_BATCH = 128


class WorkError(Exception):
    """A process cannot do its part; the message says why and what to do."""


class Report(NamedTuple):
    """What a part held: documents read, releases written, repeated ones left out, documents rejected."""

    documents: int
    releases: int
    repeated: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Work:
    """Extracts a part into `folder`; called by whatever process the engine chooses."""

    folder: Path
    reference: Path
    version: str
    run_id: str

    def __call__(self, part: Part) -> Report:
        """Write the tables of one part."""
        prepared = _prepare(self.reference, self.version)
        report = Report(0, 0, 0, 0)
        seen: set[Key] = set()
        with PartWriter(self.folder, part.number) as writer:
            items = read_part(part)
            while chunk := list(islice(items, _BATCH)):
                rejected: list[Issue] = []
                parsed = list(_parse(chunk, prepared.anchors, rejected))
                fresh = [item.release for item in parsed if not _is_known(item.release, seen)]
                read = prepared.reader.read_tables(fresh, self.run_id)
                tables = read.tables | {
                    "pages": _table("pages", [page_row(item, prepared.facts_version) for item in parsed]),
                    "issues": _table("issues", [issue_row(issue, self.run_id) for issue in (*rejected, *read.issues)]),
                }
                for table, rows in tables.items():
                    writer.write(table, rows)
                counts = (len(chunk), len(fresh), len(parsed) - len(fresh), len(rejected))
                report = Report(*map(sum, zip(report, counts, strict=True)))
        return report


@cache
def work_version(reference: Path) -> str:
    """Digest of all code of the job and of the reference data: what must be the same on every machine."""
    data = (file for file in reference.rglob("*") if file.suffix in {".csv", ".yaml"})
    return digest_version([*sorted(_CODE.rglob("*.py")), *sorted(data)])


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a process loads once."""

    reader: Reader
    anchors: tuple[Anchor, ...]
    facts_version: str


@cache
def _prepare(reference: Path, version: str) -> _Prepared:
    """Load the extractors, once a process. Raises WorkError where this machine has another version of them."""
    if not reference.is_dir() or work_version(reference) != version:
        raise WorkError(
            f"{socket.gethostname()} has another version of Communiqué or of {reference}:"
            " install the same on each machine"
        )
    facts = facts_version(reference)
    return _Prepared(Reader(reference, facts), load_calendar(reference), facts)


def _table(name: str, rows: list[Row]) -> pa.Table:
    return make_table(rows, table_schema(name))


def _parse(chunk: list[Document | Issue], anchors: tuple[Anchor, ...], rejected: list[Issue]) -> Iterator[Parsed]:
    for item in chunk:
        if isinstance(item, Issue):
            rejected.append(Issue(item.origin, "document", f"file: {item.reason}", item.raw[:KEPT_RAW]))
            continue
        try:
            release = parse_document(item, anchors)
        except UnreadableError as error:
            rejected.append(Issue(item.origin, "document", str(error), item.raw[:KEPT_RAW]))
            continue
        yield Parsed(item, release, digest_release(release))


def _is_known(release: Release, seen: set[Key]) -> bool:
    """Whether a release of that key was met before; which of them counts is settled when all parts are together."""
    key = (release.release_id, release.lang)
    known = key in seen
    seen.add(key)
    return known
