"""Keeps corpora, one folder a size: made when asked for first, and anew when what makes them has changed."""

import json
import shutil
from pathlib import Path

from etl.digest import digest_version
from etl.extract.facts import facts_version
from etl.rows import SQL
from tests.bench.corpus.build import Report, build_store, publish_store
from tests.bench.corpus.parts import FOLDER, REFERENCE

_MADE = ("store", "snapshots", "corpus.jsonl")
# Enough to see the real pipeline's share, few enough that a million does not take an hour.
_MOST_TEXTS = 10_000


def keep_corpus(folder: Path, documents: int, texts: int | None, report: Report) -> Path:
    """Return the data folder of a corpus inside `folder`, published."""
    data_dir = keep_store(folder, documents, texts, report)
    if not (data_dir / "snapshots" / "current").exists():
        publish_store(data_dir, report)
    return data_dir


def keep_store(folder: Path, documents: int, texts: int | None, report: Report) -> Path:
    """Return the same, published or not; a part of the corpus, by default a hundredth, is loaded as text."""
    data_dir = folder / str(documents)
    texts = min(documents // 100, _MOST_TEXTS) if texts is None else min(texts, documents)
    wanted = {"documents": documents, "texts": texts, "version": _digest(), "whole": True}
    stamp = data_dir / "corpus.json"
    if stamp.exists() and json.loads(stamp.read_text()) == wanted:
        return data_dir
    if (data_dir / "store").exists() and not stamp.exists():
        raise SystemExit(f"{data_dir}: holds a store that is no benchmark corpus: choose another folder by BENCH=…")
    data_dir.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps(wanted | {"whole": False}))
    for name in _MADE:
        path = data_dir / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    build_store(data_dir, documents, texts, report)
    stamp.write_text(json.dumps(wanted))
    return data_dir


def _digest() -> str:
    """Digest of all that a corpus is made by: its own files, extraction and the schema of the store."""
    own = sorted(file for file in FOLDER.iterdir() if file.suffix in {".py", ".sql", ".yaml"})
    return digest_version([*own, *sorted(SQL.glob("*.sql"))]) + facts_version(REFERENCE)
