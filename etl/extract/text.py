"""The text that extractors read: a release's title or body, with its sentences.

Built once per release and shared by all extractors, so that each fact carries the same sentence.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from etl.extract.folding import fold
from etl.model import Lang

# What ends a sentence; its group is what closes the sentence behind the stop, and after it blanks are skipped.
_CLOSE_EN = r"([\"'”’)\]]*)(?=\s+[\"'“‘(\[]*[A-Z0-9$])[^\S\n]*"
# A full stop ends a sentence unless it follows an honorific, a single capital or a common abbreviation. That it
# follows a longer word than any of those is soon seen.
_FULL_STOP = re.compile(
    r"\.(?:(?<=\w{5}\.)|(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Ir|Sr|St|No|Co|vs|eg|ie|al|Jr)\.)"
    r"(?<!\b(?:Mrs|Hon|Rev|Nos|Cap|Ltd|Inc|etc|[ap]\.m)\.)(?<!\b(?:Prof|Dept)\.))" + _CLOSE_EN
)
_EN_MARK = re.compile(r"[!?]" + _CLOSE_EN)
# One set of signs first, which is searched fast; the empty group is where the sentence or line ends.
_TC_END = re.compile(r"[。！？；\n](?:(?<!\n)[」』）”’]+)?()\s*")
_LINE_END = re.compile(r"\n\s*")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


_SPAN = partial(tuple.__new__, Span)  # the fast way to build many


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
    spans = _split_sentences(text, lang) or [(0, 0)]
    starts = tuple([start for start, _ in spans])
    return Text(text, fold(text, lang), lang, in_title, tuple(map(_SPAN, spans)), starts)


def _split_sentences(text: str, lang: Lang) -> list[tuple[int, int]]:
    spans = []
    start = len(text) - len(text.lstrip())
    for end, after in _find_ends(text, lang):
        if start < end:
            spans.append((start, _skip_blanks_back(text, start, end) if text[end - 1].isspace() else end))
        start = after
    last = _skip_blanks_back(text, start, len(text))
    if start < last:
        spans.append((start, last))
    return spans


def _find_ends(text: str, lang: Lang) -> list[tuple[int, int]]:
    """Return where sentences and lines may end and what follows begins; one sign at a time is searched fastest."""
    if lang == "tc":
        return [(end.end(1), end.end()) for end in _TC_END.finditer(text)]
    ends = [end.span() for end in _LINE_END.finditer(text)]
    ends += [(end.end(1), end.end()) for end in _FULL_STOP.finditer(text)]
    if "!" in text or "?" in text:
        ends += [(end.end(1), end.end()) for end in _EN_MARK.finditer(text)]
    ends.sort()
    return ends


def _skip_blanks_back(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1].isspace():
        end -= 1
    return end
