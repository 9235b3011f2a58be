"""The text that extractors read: a release's title or body, with its sentences.

Built once per release and shared by all extractors, so that each fact carries the same sentence.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from etl.model import Lang

# A full stop ends a sentence unless it follows an honorific, a single capital or a common abbreviation.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Ir|Sr|St|No|Nos|Cap|Ltd|Co|Inc|Dept|vs|etc|eg|ie|al|Jr)|\b[A-Z]|\b(?:a|p)\.m)$"
)
_EN_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9$])|\n+")
_TC_END = re.compile(r"[。！？；][」』）”’]*|\n+")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """One text and its sentences in order; together the sentences cover all but the gaps between them."""

    text: str
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
    return Text(text, lang, in_title, spans, tuple(span.start for span in spans))


def _split_sentences(text: str, lang: Lang) -> list[Span]:
    spans = []
    start = 0
    for end in (_EN_END if lang == "en" else _TC_END).finditer(text):
        if text[end.start()] == "." and _ABBREVIATION.search(text, max(0, end.start() - 8), end.start()):
            continue
        spans += _trim(text, start, end.start() if text[end.start()] == "\n" else end.end())
        start = end.end()
    return spans + _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [Span(start, end)] if start < end else []
