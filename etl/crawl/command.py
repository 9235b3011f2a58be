"""The commands of the live source: crawl and reparse, as a person types them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from etl.crawl.fetch import Manners
from etl.crawl.ledger import Ledger
from etl.crawl.run import CrawlOutcome, CrawlRequest, Day, Report, Track, list_days
from etl.crawl.site import FIRST_DAY, AddressError, Site, read_base
from etl.model import Lang
from etl.settings import Settings
from etl.store import Store, hong_kong_now

_AT_A_TIME = 2
_FASTEST = 5.0
CHECKED = "checked"


class UsageError(ValueError):
    """An option cannot be used; the message names it, what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What was typed."""

    first: date | None
    last: date | None
    langs: str
    since_last: bool
    gaps: bool
    base_url: str | None
    rate: float | None


def read_site(options: CrawlOptions, settings: Settings) -> tuple[Site, Manners]:
    """Read where to ask and how; raises UsageError."""
    try:
        site = read_base(settings.base_url if options.base_url is None else options.base_url)
    except AddressError as error:
        raise UsageError(f"--base-url: {error}") from error
    rate = settings.rate if options.rate is None else options.rate
    if rate <= 0 or (rate > _FASTEST and not site.is_loopback):
        raise UsageError(
            f"--rate: {rate:g}: expected more than 0 and at most {_FASTEST:g} a second (more only for loopback)"
        )
    contact = f" (+{settings.contact})" if settings.contact else ""
    return site, Manners(rate, _AT_A_TIME, f"Communique/{version('communique')}{contact}")


def plan_crawl(options: CrawlOptions, store: Store) -> CrawlRequest:
    """Return what to crawl; raises UsageError."""
    langs = _read_langs(options.langs)
    ways = [options.first is not None or options.last is not None, options.since_last, options.gaps]
    if sum(ways) != 1:
        raise UsageError("expected one of: --from DATE --to DATE, --since-last, --gaps")
    if options.since_last:
        return CrawlRequest(f"etl crawl --since-last --lang {','.join(langs)}", newest=langs)
    if options.gaps:
        days = tuple(day for day in Ledger(store.connection).list_incomplete() if day[1] in langs)
        return CrawlRequest(f"etl crawl --gaps --lang {','.join(langs)}", days)
    return CrawlRequest(
        f"etl crawl --from {options.first:%Y-%m-%d} --to {options.last:%Y-%m-%d} --lang {','.join(langs)}"
        if options.first and options.last
        else "",
        _read_days(options, langs),
    )


def _read_langs(stated: str) -> tuple[Lang, ...]:
    names = [name.strip() for name in stated.split(",")]
    langs: tuple[Lang, ...] = tuple(lang for lang in get_args(Lang) if lang in names)
    if not langs or set(names) - set(langs):
        raise UsageError(f"--lang: '{stated[:40]}': expected en, tc or en,tc")
    return langs


def _read_days(options: CrawlOptions, langs: tuple[Lang, ...]) -> tuple[Day, ...]:
    today = hong_kong_now().date()
    if options.first is None or options.last is None:
        raise UsageError("--from and --to: expected both days, such as --from 2025-04-01 --to 2025-04-30")
    if options.first > options.last:
        raise UsageError(f"--from {options.first}: expected a day not after --to {options.last}")
    if options.first < FIRST_DAY:
        raise UsageError(f"--from {options.first}: the site begins on {FIRST_DAY}")
    if options.first > today:
        raise UsageError(f"--from {options.first}: expected no day to come; today is {today} in Hong Kong")
    return list_days(options.first, min(options.last, today), langs)


@contextmanager
def show_track(console: Console) -> Iterator[Report]:
    """Yield a function that shows how far a crawl is: a bar on a terminal, a line now and then otherwise."""
    if not console.is_terminal:
        said: list[int] = []

        def say(track: Track) -> None:
            if track.pages // 500 > len(said):
                said.append(track.pages)
                console.print(f"crawling: {track.days} of {track.days_wanted} lists, {track.pages} pages")

        yield say
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("lists of days", total=None, note="")

        def show(track: Track) -> None:
            speed = bar.tasks[0].elapsed or 1.0
            note = f"{track.pages} pages, {track.pages / speed:.1f} a second"
            bar.update(task, total=track.days_wanted, completed=track.days, note=note)

        yield show


def describe_outcome(outcome: CrawlOutcome) -> str:
    """Sum a crawl up in a line."""
    counts = outcome.counts
    return (
        f"{outcome.days} lists, {outcome.pages} pages fetched, {outcome.requests} requests: {counts.added} new, "
        f"{counts.changed} changed, {counts.unchanged} unchanged, {outcome.vanished} vanished, "
        f"{len(outcome.troubles)} troubles"
    )


def note_checked(data_dir: Path) -> None:
    """Write down beside the snapshots when the site was last read to the end; no snapshot changes for that."""
    folder = data_dir / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{CHECKED}.new"
    draft.write_text(f"{hong_kong_now().isoformat()}\n", encoding="utf-8")
    draft.replace(folder / CHECKED)


def summarise_gaps(store: Store) -> str:
    """Tell which days are known to be incomplete."""
    days = sorted({day for day, _ in Ledger(store.connection).list_incomplete()})
    if not days:
        return "every day asked for is complete"
    runs = _join_days(days)
    shown = ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in runs[:5])
    more = f" and {len(runs) - 5} more stretches" if len(runs) > 5 else ""
    return f"{len(days)} days are incomplete: {shown}{more}; today is so until it is over; others: etl crawl --gaps"


def _join_days(days: list[date]) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs
