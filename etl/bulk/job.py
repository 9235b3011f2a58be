"""`etl extract --engine`: Parquet in, a folder of Parquet tables out, whole or not at all."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from enum import StrEnum
from glob import escape
from pathlib import Path
from uuid import uuid4

from etl.bulk.manifest import FolderError, Manifest, write_manifest
from etl.bulk.parts import Part, digest_inputs, list_inputs, list_parts
from etl.bulk.tables import TABLES
from etl.bulk.work import Report, Work, work_version
from etl.engines.pool import map_in_pool
from etl.engines.spark import map_on_spark
from etl.extract.facts import facts_version
from etl.settings import Settings
from etl.store import Counts, hong_kong_now

MapParts = Callable[[Work, list[Part]], Iterable[tuple[int, ...]]]


class Engine(StrEnum):
    """Where parts are extracted."""

    LOCAL = "local"
    SPARK = "spark"


def choose_engine(engine: Engine, settings: Settings, master: str) -> MapParts:
    """Return the function that does work on parts, and gives what it counts."""
    if engine is Engine.SPARK:
        return lambda work, parts: map_on_spark(work, parts, master)
    return lambda work, parts: map_in_pool(work, parts, settings.workers)


def extract_folder(
    source: Path, output: Path, settings: Settings, map_parts: MapParts, progress: Callable[[Counts], None]
) -> Manifest:
    """Extract all releases of Parquet files into a new folder. Raises SourceError and FolderError."""
    output = output.resolve()
    if output.exists():
        raise FolderError(f"{output}: exists already: name a new folder")
    files = list_inputs(source)
    parts = list_parts(files, settings.part)
    if not parts:
        raise FolderError(f"{source}: holds no releases: expected Parquet with a row for each")
    version, started_at = facts_version(settings.reference), hong_kong_now()
    run_id = hashlib.sha256(f"{digest_inputs(files)}\n{version}".encode()).hexdigest()[:16]
    building = _begin(output)
    try:
        total = Report(0, 0, 0, 0)
        work = Work(building, settings.reference, work_version(settings.reference), run_id)
        for report in map_parts(work, parts):
            total = Report(*map(sum, zip(total, report, strict=True)))
            progress(Counts(total.documents, added=total.releases, rejected=total.rejected))
        times = started_at.isoformat(), hong_kong_now().isoformat()
        manifest = Manifest(run_id, f"etl extract {source}", version, *times, len(parts), *total)
        write_manifest(building, manifest)
        _sweep(building)
        building.rename(output)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return manifest


def _begin(output: Path) -> Path:
    """Make the folder in which to build, beside the other; what a killed run left there goes."""
    output.parent.mkdir(parents=True, exist_ok=True)
    for left in output.parent.glob(f"{escape(output.name)}.*.building"):
        shutil.rmtree(left, ignore_errors=True)
    building = output.with_name(f"{output.name}.{uuid4().hex[:8]}.building")
    for table in TABLES:
        (building / table).mkdir(parents=True)
    return building


def _sweep(building: Path) -> None:
    """Remove what machines that were thought lost had begun."""
    for table in TABLES:
        for left in (building / table).glob("*.parquet.*"):
            left.unlink(missing_ok=True)
