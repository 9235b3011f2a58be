"""Makes the corpus: python -m tests.bench.corpus FOLDER DOCUMENTS [TEXTS]; `make bench-data` calls it."""

import sys
import time
from pathlib import Path

from tests.bench.corpus.keep import keep_corpus


def main() -> None:
    """Make the corpus unless it is there."""
    folder, documents = Path(sys.argv[1]), int(sys.argv[2])
    texts = int(sys.argv[3]) if len(sys.argv) > 3 else None
    start = time.monotonic()
    kept = keep_corpus(
        folder, documents, texts, lambda line: print(f"{time.monotonic() - start:7.1f} s  {line}", flush=True)
    )
    print(f"{documents:,} documents in {kept}")


if __name__ == "__main__":
    main()
