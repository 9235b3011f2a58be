"""Keeps finished answers: a snapshot never changes, so the same question has the same answer as long as it lives."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Condition

from cachetools import LRUCache, cached

_MOST_BYTES = 64 * 1024 * 1024
"""Kept for one snapshot in one process: hundreds of pages, a small part of what a worker takes anyway."""
_NEVER = _MOST_BYTES + 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of an answer as JSON; None for a part that stays as it is. Only what is `final` may be kept."""

    parts: tuple[bytes | None, ...]
    final: bool = True

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return sum(len(part) for part in self.parts if part) if self.final else _NEVER


class Answers:
    """The answers kept for one snapshot, those asked for last; it goes when the snapshot goes."""

    def __init__(self) -> None:
        kept: LRUCache[bytes, Answer] = LRUCache(_MOST_BYTES, getsizeof=lambda answer: answer.size)
        self._get = cached(kept, key=_name, condition=Condition())(_do)

    def get(self, question: tuple[object, ...], work: Callable[[], Answer]) -> Answer:
        """Return the answer to a question; who asks the same meanwhile waits for it instead of working too.

        What `work` raises is raised, and not kept.
        """
        return self._get(question, work)


def _name(question: tuple[object, ...], _work: Callable[[], Answer]) -> bytes:
    """Digest a question, because it may be as long as who asks likes."""
    return sha256(repr(question).encode()).digest()


def _do(_question: tuple[object, ...], work: Callable[[], Answer]) -> Answer:
    return work()
