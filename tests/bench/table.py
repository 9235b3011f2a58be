"""The rows that measurements give, and the table they make."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

_HEAD = ("", "median", "95th", "unit", "times", "of", "target", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement; `ratio` is its median over that of `against`, `met` is None where there is no target."""

    what: str
    unit: str
    median: float
    p95: float | None = None
    ratio: float | None = None
    against: str = ""
    target: str = ""
    met: bool | None = None


def percentile_95(values: Sequence[float]) -> float:
    """Return the 95th percentile; the greatest of fewer than twenty values."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) >= 20 else max(values)


def make_row(
    what: str,
    unit: str,
    values: Sequence[float],
    floor: Sequence[float] = (),
    against: str = "",
    most: float | None = None,
    most_ratio: float | None = None,
) -> Row:
    """Make the row of several timings of one thing: `most` is what their 95th percentile may be."""
    high = percentile_95(values)
    ratio = median(values) / median(floor) if floor and median(floor) else None
    wanted = [f"≤ {most:,g}"] if most is not None else []
    kept = [high <= most] if most is not None else []
    if most_ratio is not None and ratio is not None:
        wanted.append(f"≤ {most_ratio:g} times")
        kept.append(ratio <= most_ratio)
    return Row(what, unit, median(values), high, ratio, against, ", ".join(wanted), all(kept) if kept else None)


def make_speed_row(
    what: str,
    unit: str,
    values: Sequence[float],
    peer: Sequence[float] = (),
    against: str = "",
    least: float | None = None,
) -> Row:
    """Make the row of a speed, of which the 95th percentile is what 95 of 100 reach; `least` is for the median."""
    middle, low = median(values), -percentile_95([-value for value in values])
    ratio = middle / median(peer) if peer else None
    target, met = ("", None) if least is None else (f"≥ {least:,g}", middle >= least)
    return Row(what, unit, middle, low, ratio, against, target, met)


def print_rows(measure: Callable[[Path, int], Iterator[Row]]) -> None:
    """Print the rows of a group as lines of JSON, each as soon as it is measured: FOLDER DOCUMENTS.

    Whatever goes wrong ends the group with a line that says what.
    """
    if len(sys.argv) != 3:
        raise SystemExit("expected FOLDER DOCUMENTS: a folder to write in, and how many documents it holds")
    try:
        for row in measure(Path(sys.argv[1]), int(sys.argv[2])):
            print(json.dumps(asdict(row), ensure_ascii=False), flush=True)
    except Exception as error:
        raise SystemExit(f"{type(error).__name__}: {error}") from None


def write_table(rows: Sequence[Row]) -> str:
    """Write rows as a table of Markdown."""
    cells = [_HEAD, *((_write_cells(row)) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    rule = (
        "| " + " | ".join("-" * (w - 1) + ":" if 0 < n < 3 or n == 4 else "-" * w for n, w in enumerate(widths)) + " |"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def _write_cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        write_number(row.median),
        "" if row.p95 is None else write_number(row.p95),
        row.unit,
        "" if row.ratio is None else write_number(row.ratio),
        row.against,
        row.target,
        {None: "", True: "yes", False: "no"}[row.met],
    )


def write_number(value: float) -> str:
    """Write a number with three digits that count."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"
