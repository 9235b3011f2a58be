"""Fixtures: those of the job."""

from tests.etl.conftest import run

__all__ = ["run"]
