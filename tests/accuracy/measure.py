"""Measures extraction against annotated releases: `make accuracy`.

Extracts the releases of ../shared/corpus, prints the scorer's tables and what went wrong by cause, and keeps the
figures in data/accuracy.csv, from where they get into every snapshot. The errors on the held-back releases are not
printed: whoever tunes rules must not see them.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from etl.cli import app
from etl.extract.facts import facts_version
from etl.reference.accuracy import COLUMNS
from etl.settings import EMBEDDED
from tests.accuracy.causes import list_causes

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FIGURES = EMBEDDED / "accuracy.csv"
_EXAMPLES = 5


Figure = tuple[Any, ...]
"""A row of accuracy.csv: one layer of one set of annotated releases in one language; counts are items (codebook)."""


def list_golds(shared: Path) -> dict[str, Path]:
    """Return the sets of annotated releases by name."""
    return {
        "dev": shared / "gold" / "dev.jsonl",
        "own": HERE / "own.jsonl",
        "held-back": HERE / "held_back.jsonl",
    }


def extract_corpus(shared: Path, folder: Path) -> Path:
    """Extract all releases of the corpus into `folder`; returns the file of facts."""
    both, facts = folder / "releases.jsonl", folder / "facts.jsonl"
    parts = (shared / "corpus" / name for name in ("releases.jsonl", "ce_speeches.jsonl"))
    both.write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", str(both), "-o", str(facts)])
    if done.exit_code:
        raise SystemExit(f"etl extract failed: {done.output}")
    return facts


def score(gold: Path, facts: Path, shared: Path) -> str:
    """Return what the scorer prints."""
    command = [sys.executable, str(shared / "contract" / "score_facts.py"), str(gold), str(facts)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_figures(name: str, gold: Path, table: str) -> list[Figure]:
    """Read the scorer's table."""
    version = facts_version(EMBEDDED / "reference")
    langs = Counter(json.loads(line)["lang"] for line in gold.read_text(encoding="utf-8").splitlines())
    releases = langs | Counter(all=langs.total())
    rows = [line.split() for line in table.splitlines()[2:]]
    return [
        (version, name, releases[lang], layer, lang, *map(int, counts), *map(float, shares))
        for layer, lang, *numbers in rows
        for counts, shares in [(numbers[:3], numbers[3:])]
    ]


def measure(shared: Path) -> tuple[list[Figure], dict[str, str], dict[str, Counter[str]]]:
    """Return the figures, the scorer's tables, and the errors by cause of the sets that are open to tuning."""
    with tempfile.TemporaryDirectory() as folder:
        facts = extract_corpus(shared, Path(folder))
        golds = list_golds(shared)
        tables = {name: score(gold, facts, shared) for name, gold in golds.items()}
        causes = {name: list_causes(gold, facts) for name, gold in golds.items() if name != "held-back"}
    figures = [figure for name, gold in golds.items() for figure in read_figures(name, gold, tables[name])]
    return figures, tables, causes


def write_figures(figures: list[Figure], path: Path) -> None:
    """Write the figures as CSV."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(figures)


def main() -> None:
    """Measure, print, keep."""
    if not SHARED.is_dir():
        raise SystemExit(
            "make accuracy: ../shared with the real releases and annotations is absent: nothing is measured"
        )
    figures, tables, causes = measure(SHARED)
    for name, table in tables.items():
        print(f"== {name} ==\n{table}")
        for cause, count in causes.get(name, Counter()).most_common():
            print(f"  {count:4}  {cause}")
        print()
    write_figures(figures, FIGURES)
    print(f"figures of version {figures[0][0]} → {FIGURES.relative_to(EMBEDDED.parent)}")


if __name__ == "__main__":
    main()
