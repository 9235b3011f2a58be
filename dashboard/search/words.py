"""The words of a text index: their definition is data of the index itself (`etl/text_index/words.py` writes it)."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

Span = tuple[int, int]


@dataclass(frozen=True)
class Words:
    """`fold` maps every code point to the one that stands for it, a blank where it is part of no word."""

    fold: np.ndarray[tuple[int], np.dtype[np.uint32]]
    word: str

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(self.word)

    def split(self, text: str) -> list[str]:
        """Return the words of a text, folded."""
        return self._word.findall(self._fold_text(text))

    def find(self, phrase: str, text: str) -> Span | None:
        """Return where a phrase first stands in a text: its words one after the other, whatever is between them."""
        asked = self.split(phrase)
        found = list(self._word.finditer(self._fold_text(text)))
        words = [one[0] for one in found]
        for start, word in enumerate(words):
            if word == asked[0] and words[start : start + len(asked)] == asked:
                return found[start].start(), found[start + len(asked) - 1].end()
        return None

    def _fold_text(self, text: str) -> str:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        return self.fold.take(codes).tobytes().decode("utf-32-le")


def load_words(folder: Path) -> Words:
    """Read the definition from an index. Raises OSError or ValueError."""
    with np.load(folder / "words.npz", allow_pickle=False) as held:
        return Words(held["fold"], str(held["word"]))
