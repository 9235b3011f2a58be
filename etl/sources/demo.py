"""The embedded corpus: invented releases for demonstration, in data/demo."""

from pathlib import Path


def list_demo_files(folder: Path) -> list[Path]:
    """Return the files that hold the demonstration releases."""
    return sorted(folder.glob("*.jsonl"))
