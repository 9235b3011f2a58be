"""Takes the time, alternating between what is compared, and the memory of a tree of processes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread


def list_turns(times: int, seconds: float) -> Iterator[int]:
    """Yield 0, which is to warm up, and so many turns more; fewer, but one at least, where the time is over before."""
    end = time.monotonic() + seconds
    for turn in range(times + 1):
        if turn > 1 and time.monotonic() > end:
            return
        yield turn


def time_alternating(
    runs: Sequence[Callable[[int], object]],
    times: int,
    seconds: float,
    clock: Callable[[], float] = time.perf_counter,
) -> list[list[float]]:
    """Time several things in turns, in milliseconds; each is told which turn this is. The first does not count."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in list_turns(times, seconds):
        for run, found in zip(runs, taken, strict=True):
            start = clock()
            run(turn)
            found.append((clock() - start) * 1000)
    return [found[1:] for found in taken]


class Memory:
    """The greatest memory that a process and its children held together, in bytes; shared pages count once."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0
        self._done = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def read(self) -> int:
        """Return what they hold now."""
        return sum(_read_share(pid) for pid in _list_tree(self.pid))

    def _watch(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, self.read())
            self._done.wait(0.5)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._done.set()
        self._thread.join()


@contextmanager
def watch_memory(pid: int) -> Iterator[Memory]:
    """Watch the memory of a process and its children meanwhile."""
    memory = Memory(pid)
    memory.start()
    try:
        yield memory
    finally:
        memory.stop()


def _list_tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _list_tree(int(child))
    except OSError:
        return  # it has ended


def _read_share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
