"""Measures everything and prints one table: python -m tests.bench [--documents N] [--folder F] [--only GROUP,…]."""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

from tests.bench.corpus.keep import keep_corpus, keep_store
from tests.bench.machine import describe_machine, describe_withheld, read_clock
from tests.bench.table import Row, write_table

# Groups in the order they are run, each in processes of its own, and the seconds after which it is stopped.
GROUPS = {
    "extraction": 180,
    "load": 600,
    "growth": 7200,
    "queries": 480,
    "phrases": 180,
    "page": 180,
    "users": 180,
    "files": 300,
}
# These need no snapshot of the corpus.
_WITHOUT_SNAPSHOT = {"extraction", "load", "growth"}
_README = Path(__file__).parent / "README.md"
_END = "<!-- /measured -->"


def main() -> None:
    """Run the groups asked for."""
    asked = _read_arguments()
    folder, documents = Path(asked.folder), int(asked.documents)
    groups = asked.only.split(",") if asked.only else list(GROUPS)
    unknown = sorted(set(groups) - GROUPS.keys())
    if unknown:
        raise SystemExit(f"--only {','.join(unknown)}: expected some of {', '.join(GROUPS)}")
    keep = keep_store if _WITHOUT_SNAPSHOT.issuperset(groups) else keep_corpus
    print(f"corpus of {documents:,} documents in {keep(folder, documents, None, print)}", flush=True)
    parts = [f"Measured on {describe_machine()}, {documents:,} documents.\n"]
    print(parts[0], flush=True)
    for group in groups:
        before = read_clock()
        rows = _run_group(group, folder, documents)
        parts.append(f"### {group}\n\n{describe_withheld(before, read_clock())}\n\n{write_table(rows)}\n")
        print(parts[-1], flush=True)
    if asked.keep:
        _keep(documents, "\n".join(parts))


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--folder", default=".bench")
    parser.add_argument("--only", default="", help=f"some of {', '.join(GROUPS)}, with commas between")
    parser.add_argument("--keep", action="store_true", help="put the table into tests/bench/README.md")
    return parser.parse_args()


def _run_group(group: str, folder: Path, documents: int) -> list[Row]:
    """Return the rows of a group; one that fails or takes too long says so, and what it has measured counts."""
    print(f"measuring {group} …", file=sys.stderr, flush=True)
    command = (sys.executable, "-m", f"tests.bench.{group}", str(folder), str(documents))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        # All that the group has started is of its session, and ends with it.
        timer = Timer(GROUPS[group], os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            lines = list(process.stdout or ())
            process.wait()
        finally:
            timer.cancel()
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        why = f"took longer than {GROUPS[group]} s" if process.returncode < 0 else f"ended with {process.returncode}"
        print(f"{group} {why}: its rows are not complete", file=sys.stderr, flush=True)
    return [Row(**json.loads(line)) for line in lines if line.startswith("{")]


def _keep(documents: int, text: str) -> None:
    """Put a table in the place of the last one of so many documents, or behind all others."""
    begin = f"<!-- measured {documents:,} -->\n"
    before, _, rest = _README.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(_END)[2] or "\n"
    _README.write_text(f"{before.rstrip()}\n\n{begin}\n{text}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
