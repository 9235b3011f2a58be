"""Fixtures of the job: a data folder, and releases to load."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from etl.cli import app

Run = Callable[..., Result]

SEMINAR = (
    "The Secretary for Health, Professor Chan Siu-ming, spoke at a seminar on the Greater Bay Area today (April 3). "
    "The seminar was attended by more than 320 participants from 40 organisations.\n\n"
    "Professor Chan said that public hospitals would work together."
)


def release(number: int, **fields: str) -> dict[str, str]:
    """Return one row of a JSONL file of releases."""
    return {
        "id": f"P20250403{number:05d}",
        "lang": "en",
        "published_at": f"2025-04-03T10:{number % 60:02d}:00+08:00",
        "title": f"Seminar number {number} held",
        "url": f"https://press.example/{number}.htm",
        "text": SEMINAR,
    } | fields


def write_jsonl(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def run() -> Run:
    """Run `etl` with the arguments given."""
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])
