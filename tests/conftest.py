"""Fixtures that all tests share."""

import atexit
import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real releases and annotated facts, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared with the real releases is absent")
    return SHARED


@pytest.fixture(scope="session")
def reference() -> Path:
    return Path(__file__).resolve().parents[1] / "data" / "reference"


def _silence() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# DuckDB lists the objects that are alive at exit, which is harmless and hides the result above it.
atexit.register(_silence)
