"""Work on this machine, shared by processes: each takes the next item when it has done one."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_pool(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """Yield the results in the order of the items; one item or one worker needs no other process."""
    if workers == 1 or len(items) == 1:
        yield from map(work, items)
        return
    # A forked copy of a process with DuckDB's threads may hang.
    with ProcessPoolExecutor(min(workers, len(items)), get_context("spawn")) as pool:
        try:
            yield from pool.map(work, items)
        finally:
            pool.shutdown(cancel_futures=True)
