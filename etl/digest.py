"""Names a version of code and reference data by what its files hold."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_version(files: Iterable[Path]) -> str:
    """Digest of the names and contents of files, in the order given."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
