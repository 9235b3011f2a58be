"""Starts `etl` as a process of its own, forked from one that has its modules and reference data in memory."""

import os
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_WARM = "tests.crawl.warm"
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload([_WARM])


def start_etl(output: Path, *arguments: object) -> ForkServerProcess:
    """Start `etl` with its output into a file; the caller joins it, or kills it before."""
    process = _CONTEXT.Process(target=_run, args=(output, [str(argument) for argument in arguments]))
    process.start()
    return process


def wait_until(condition: Callable[[], bool], process: ForkServerProcess, seconds: float = 30) -> None:
    """Wait for a condition, or for the end of a process."""
    end = time.monotonic() + seconds
    while not condition() and process.is_alive():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.001)


def _run(output: Path, arguments: list[str]) -> None:
    from etl.cli import main

    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.argv = ["etl", *arguments]
    main()
