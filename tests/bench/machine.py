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


def _read_processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
