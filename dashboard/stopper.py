"""Interrupts what has run too long, from one thread: a thread for each query takes longer than a quick query does."""

import atexit
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf


class Stopper:
    """Calls what is to be done about work that is not over in time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}
        self._thread: threading.Thread | None = None
        self._wakes_at = inf
        self._closed = False
        atexit.register(self._close)  # what a thread still holds when Python ends cannot be freed, and is complained of

    @contextmanager
    def limit(self, seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
        """Call `interrupt`, once, if what is done inside is not over in so many seconds."""
        token, end = object(), time.monotonic() + seconds
        with self._changed:
            self._running[token] = (end, interrupt)
            self._watch_until(end)
        try:
            yield
        finally:
            with self._changed:
                self._running.pop(token, None)

    def _watch_until(self, end: float) -> None:
        """Wake the thread only where it would sleep for too long; a forked process has none yet."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()
        elif end < self._wakes_at:
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                for token, (end, interrupt) in list(self._running.items()):
                    if end <= now:
                        del self._running[token]
                        interrupt()
                self._wakes_at = min((end for end, _ in self._running.values()), default=inf)
                self._changed.wait(None if self._wakes_at == inf else self._wakes_at - now)

    def _close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join()
