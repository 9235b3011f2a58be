"""The text that extractors read: a release's title or body, with its sentences.

Built once per release and shared by all extractors, so that each fact carries the same sentence.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from etl.extract.folding import fold
from etl.model import Lang

# A full stop ends a sentence unless it follows an honorific, a single capital or a common abbreviation.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Ir|Sr|St|No|Nos|Cap|Ltd|Co|Inc|Dept|vs|etc|eg|ie|al|Jr)|\b[A-Z]|\b(?:a|p)\.m)$"
)
# Both patterns open with one set of characters, which is what makes the search fast. Their group is what closes
# a sentence behind its stop; after it blanks are skipped, and the ends of paragraphs found by themselves.
_EN_END = re.compile(r"[.!?\n](?:(?<!\n)([\"'”’)\]]*)(?=\s+[\"'“‘(\[]*[A-Z0-9$])[^\S\n]*|(?<=\n)\s*)")
_TC_END = re.compile(r"[。！？；\n](?:(?<!\n)([」』）”’]*)[^\S\n]*|(?<=\n)\s*)")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """One text and its sentences in order; together the sentences cover all but the gaps between them.

    `folded` is the text in one case and script (see `etl.extract.folding`), as long as `text`.
    """

    text: str
    folded: str
    lang: Lang
    in_title: bool
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]

    def sentence_at(self, position: int) -> Span:
        """Return the sentence that holds `position` (the one before it, for a gap)."""
        return self.sentences[max(0, bisect_right(self.starts, position) - 1)]

    def sentence_text(self, position: int) -> str:
        """Return the words of the sentence that holds `position`."""
        span = self.sentence_at(position)
        return self.text[span.start : span.end]


def read_text(text: str, lang: Lang, in_title: bool = False) -> Text:
    """Split `text` into sentences. An empty text has one empty sentence. Linear in the length."""
    spans = tuple(_split_sentences(text, lang)) or (Span(0, 0),)
    return Text(text, fold(text, lang), lang, in_title, spans, tuple([span.start for span in spans]))


def _split_sentences(text: str, lang: Lang) -> list[Span]:
    spans = []
    start = len(text) - len(text.lstrip())
    for end in (_EN_END if lang == "en" else _TC_END).finditer(text):
        stop = end.start()
        if text[stop] == "\n":
            last = _skip_blanks_back(text, start, stop)
        elif text[stop] == "." and _is_abbreviation(text, stop):
            continue
        else:
            last = end.end(1)
        if start < last:
            spans.append(Span(start, last))
        start = end.end()
    last = _skip_blanks_back(text, start, len(text))
    return [*spans, Span(start, last)] if start < last else spans


def _is_abbreviation(text: str, stop: int) -> bool:
    # Most full stops follow a longer word than any abbreviation, which is soon seen.
    return not text[stop - 5 : stop].isalpha() and bool(_ABBREVIATION.search(text, max(0, stop - 8), stop))


def _skip_blanks_back(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1].isspace():
        end -= 1
    return end
