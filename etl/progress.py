"""Progress: a bar on a terminal, plain lines otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from etl.store import Counts


@contextmanager
def show_progress(console: Console, what: str) -> Iterator[Callable[[Counts], None]]:
    """Yield a function to call with the counts so far."""
    if not console.is_terminal:
        yield lambda counts: console.print(f"{what}: {counts.documents} documents")
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, note="")
        yield lambda counts: bar.update(
            task, note=f"{counts.documents} documents, {counts.added + counts.changed} extracted"
        )
