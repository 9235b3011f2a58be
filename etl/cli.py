"""The command line: demo, crawl, load, reparse, extract, publish, status, rollback."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from etl.bulk.facts_store import open_facts
from etl.bulk.job import Engine, MapParts, choose_engine, extract_folder
from etl.bulk.manifest import FolderError, read_rejected
from etl.bulk.work import WorkError
from etl.crawl.command import (
    CrawlOptions,
    UsageError,
    describe_outcome,
    note_checked,
    plan_crawl,
    read_site,
    show_track,
    summarise_gaps,
)
from etl.crawl.page_loader import reparse
from etl.crawl.run import CrawlOutcome, crawl
from etl.engines.local import LocalEngine
from etl.engines.spark import SparkError
from etl.extract.facts import facts_version
from etl.facts_file import extract_file
from etl.load import Outcome, Request, load, refresh_facts
from etl.model import Issue
from etl.pair_store import pair_store
from etl.progress import show_progress
from etl.publish import PublishError, publish, rollback
from etl.reference import ReferenceError
from etl.settings import Settings
from etl.sources.demo import list_demo_files
from etl.sources.files import SourceError, list_files
from etl.sources.formats import Format
from etl.status import print_status
from etl.store import Counts, Store, StoreError, open_store

REJECTED = 3
_SHOWN = 20

app = typer.Typer(
    help="Load press releases, extract their facts and publish them for the dashboard.\n\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected documents.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

DataDir = Annotated[
    Path,
    typer.Option("--data-dir", metavar="DIR", envvar="COMMUNIQUE_DATA_DIR", help="Folder of the store and snapshots."),
]
NoPublish = Annotated[bool, typer.Option("--no-publish", help="Do not publish at the end.")]
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of documents that state none."),
]


@app.command()
def demo(data_dir: DataDir = Path("data")) -> None:
    """Load the embedded demonstration releases (invented) and publish."""
    settings = Settings(data_dir=data_dir)
    files = list_demo_files(settings.demo)
    _load_and_publish(Request("etl demo", tuple(files)), settings, publish_after=True)


@app.command("load")
def load_command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders; .gz too.")],
    data_dir: DataDir = Path("data"),
    format: Annotated[Format | None, typer.Option(help="Force a format; else judged by content.")] = None,
    published_on: Day = None,
    no_publish: NoPublish = False,
) -> None:
    """Load releases: JSONL, CSV, Parquet, saved release pages, plain text."""
    try:
        files = list_files(paths)
    except SourceError as error:
        errors.print(f"etl load: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    day = _check_day(published_on)
    command = "etl load " + " ".join(str(path) for path in paths)
    settings = Settings(data_dir=data_dir)
    _load_and_publish(Request(command, tuple(files), format, day), settings, publish_after=not no_publish)


@app.command("crawl")
def crawl_command(
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Last day.")
    ] = None,
    since_last: Annotated[
        bool, typer.Option("--since-last", help="What is new since the last crawl: what a timer calls.")
    ] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="Days known to be incomplete.")] = False,
    lang: Annotated[str, typer.Option(metavar="LANGS", help="Languages: en, tc or en,tc.")] = "en,tc",
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Scheme, host and port of the site.")
    ] = None,
    rate: Annotated[float | None, typer.Option(metavar="N", help="Requests a second; 2 unless told.")] = None,
    data_dir: DataDir = Path("data"),
    no_publish: NoPublish = False,
) -> None:
    """Crawl the Government's press release site, politely and without gaps; what was stopped goes on."""
    options = CrawlOptions(
        first.date() if first else None, last.date() if last else None, lang, since_last, gaps, base_url, rate
    )
    settings = Settings(data_dir=data_dir)
    try:
        site, manners = read_site(options, settings)
        with open_store(data_dir, settings.memory_limit) as store:
            request = plan_crawl(options, store)
            with show_track(console) as report:
                outcome = crawl(store, request, site, manners, settings, report)
            _print_crawl(outcome, store)
            if not no_publish and (outcome.counts.documents or outcome.days):
                _publish(store, settings, facts_version(settings.reference))
    except UsageError as error:
        errors.print(f"etl crawl: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        errors.print("stopped: the same command goes on from here")
        raise typer.Exit(130) from None
    if outcome.stopped:
        raise typer.Exit(1)
    note_checked(data_dir)
    raise typer.Exit(REJECTED if outcome.troubles or outcome.counts.rejected else 0)


@app.command("reparse")
def reparse_command(data_dir: DataDir = Path("data"), no_publish: NoPublish = False) -> None:
    """Read the kept pages again, offline, after a change of the parser or of the reference."""
    settings = Settings(data_dir=data_dir)
    with open_store(data_dir, settings.memory_limit) as store:
        with show_progress(console, "reading kept pages") as progress:
            outcome = reparse(store, settings, progress)
        _print_outcome(outcome)
        if not no_publish:
            _publish(store, settings, facts_version(settings.reference))
    raise typer.Exit(REJECTED if outcome.counts.rejected else 0)


@app.command()
def extract(
    source: Annotated[
        Path, typer.Argument(metavar="IN", exists=True, help="Releases; with --engine, Parquet: a file or a folder.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="Facts: JSONL, one line a release, or a new folder.")
    ],
    engine: Annotated[
        Engine | None, typer.Option(help="Write a folder of Parquet tables, made by local processes or by Spark.")
    ] = None,
    master: Annotated[str, typer.Option(metavar="URL", help="Spark master, such as spark://host:7077.")] = "local[*]",
    data_dir: DataDir = Path("data"),
) -> None:
    """Extract facts with their evidence, without a database."""
    settings = Settings(data_dir=data_dir)
    if engine:
        _extract_folder(source, output, settings, choose_engine(engine, settings, master))
    if source.is_dir():
        raise typer.BadParameter(f"{source} is a folder: name a file, or an --engine", param_hint="IN")
    with show_progress(console, "extracting") as progress:
        written, rejected = extract_file(source, output, settings, progress)
    _print_rejected(rejected)
    console.print(f"{written} releases → {output}", markup=False)
    raise typer.Exit(REJECTED if rejected else 0)


@app.command("publish")
def publish_command(
    data_dir: DataDir = Path("data"),
    facts: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Publish what etl extract --engine wrote there, not the store."),
    ] = None,
    accept_fall: Annotated[
        bool, typer.Option("--accept-fall", help="Publish although many releases are gone.")
    ] = False,
) -> None:
    """Publish the store as a snapshot, if it differs from the current one."""
    settings = Settings(data_dir=data_dir)
    version = facts_version(settings.reference)
    with open_facts(facts, settings) if facts else open_store(data_dir, settings.memory_limit) as store:
        if not facts:
            _read_anew(store, settings, version)
        _publish(store, settings, version, accept_fall)


@app.command()
def status(data_dir: DataDir = Path("data")) -> None:
    """Show the last runs, counts, issues and the current snapshot."""
    print_status(data_dir, console)


@app.command("rollback")
def rollback_command(data_dir: DataDir = Path("data")) -> None:
    """Make the snapshot before the current one current."""
    console.print(f"current snapshot: {rollback(data_dir / 'snapshots')}", markup=False)


def main() -> None:
    """Run a command; what fails says so in one line."""
    try:
        app()
    except (StoreError, PublishError, ReferenceError, FolderError, WorkError, SparkError) as error:
        errors.print(f"etl: {error}", style="red", markup=False)
        sys.exit(1)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(("communique", *map(str, first["loc"]))).upper()
        errors.print(f"etl: {name} cannot be {first['input']!r}: {first['msg']}", style="red", markup=False)
        sys.exit(2)
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        errors.print(f"etl: {what}{error.strerror or error}", style="red", markup=False)
        sys.exit(1)


def _check_day(given: datetime | None) -> date | None:
    if given is not None and not 1990 <= given.year < 2100:
        raise typer.BadParameter(f"{given:%Y-%m-%d}: expected a day from 1990 on", param_hint="--published-on")
    return given.date() if given else None


def _load_and_publish(request: Request, settings: Settings, publish_after: bool) -> None:
    with open_store(settings.data_dir, settings.memory_limit) as store:
        with show_progress(console, "loading") as progress:
            outcome = load(store, request, settings, progress)
        _print_outcome(outcome)
        if publish_after:
            _publish(store, settings, facts_version(settings.reference))
    raise typer.Exit(REJECTED if outcome.counts.rejected else 0)


def _extract_folder(source: Path, output: Path, settings: Settings, engine: MapParts) -> None:
    try:
        with show_progress(console, "extracting") as progress:
            done = extract_folder(source, output, settings, engine, progress)
    except SourceError as error:
        errors.print(f"etl extract: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    _print_rejected(read_rejected(output, _SHOWN + 1))
    console.print(
        f"{done.documents} documents: {done.releases} extracted, {done.rejected} rejected → {output}", markup=False
    )
    raise typer.Exit(REJECTED if done.rejected else 0)


def _read_anew(store: Store, settings: Settings, version: str) -> None:
    """Bring a store up to date that may have been filled by another version; a load does so by itself."""
    with LocalEngine(settings.reference, settings.workers) as engine:
        if store.count_stale(version):
            console.print("extraction has changed: reading all releases again")
            refresh_facts(store, engine, settings)
        pair_store(store, engine)


def _publish(store: Store, settings: Settings, version: str, accept_fall: bool = False) -> None:
    name, new = publish(store, settings, version, accept_fall)
    console.print(f"{'published' if new else 'unchanged'}: snapshot {name}", markup=False)


def _print_crawl(outcome: CrawlOutcome, store: Store) -> None:
    console.print(describe_outcome(outcome), markup=False)
    if outcome.demo_removed:
        console.print(f"removed {outcome.demo_removed} demonstration documents: real ones are loaded")
    if not outcome.stopped:
        console.print(summarise_gaps(store), markup=False)
    _print_rejected([*outcome.troubles, *outcome.rejected])
    if outcome.stopped:
        errors.print(f"stopped: {outcome.stopped}", style="red", markup=False)


def _print_outcome(outcome: Outcome) -> None:
    counts: Counts = outcome.counts
    if outcome.demo_removed:
        console.print(f"removed {outcome.demo_removed} demonstration documents: real ones are loaded")
    console.print(
        f"{counts.documents} documents: {counts.added} new, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.rejected} rejected"
    )
    _print_rejected(outcome.rejected)


def _print_rejected(rejected: list[Issue]) -> None:
    for issue in rejected[:_SHOWN]:
        errors.print(f"rejected {issue.origin}: {issue.reason}", style="yellow", markup=False)
    if len(rejected) > _SHOWN:
        errors.print(f"… and {len(rejected) - _SHOWN} more: see etl status", style="yellow")
