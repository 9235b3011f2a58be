"""The text index beside a snapshot: which words stand where in which release.

`words.py` says what a word is; `build.py` writes an index, anew or from the one before. The dashboard reads
it (`dashboard/search`); the definition of words travels with the index.
"""

from etl.text_index.build import build_text_index

__all__ = ["build_text_index"]
