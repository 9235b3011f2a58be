"""Names the machine that measures: processor, cores, memory, versions."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe_machine() -> str:
    """Return what figures depend on, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "dash", "plotly", "pyarrow"))
    cores = f"{os.cpu_count()} cores of {_read_processor()}"
    return f"{cores}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}, {versions}"


def read_clock() -> tuple[float, float]:
    """Return the processor time of all cores since the start, and what of it the host of this machine withheld."""
    path = Path("/proc/stat")
    spent = (
        [float(part) for part in path.read_text(encoding="utf-8").split("\n")[0].split()[1:9]] if path.exists() else []
    )
    return sum(spent), spent[7] if len(spent) > 7 else 0.0


def describe_withheld(before: tuple[float, float], after: tuple[float, float]) -> str:
    """Say how much of the processor was not there to measure with."""
    share = (after[1] - before[1]) / max(after[0] - before[0], 1.0)
    return f"The host withheld {share:.0%} of the processor meanwhile." if share >= 0.005 else ""


def _read_processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
