"""Drops what stands in boilerplate: enquiry lines, tickets, notes to editors, and offices noted behind a name."""

import re
from bisect import bisect_left, bisect_right

from etl.extract.text import Text
from etl.extract.theme_hits import Hit
from etl.extract.theme_lexicon import NOTE, SENTENCE

# Who someone is, as transcripts of speeches note it: "Minister (Minister for Trade of Examplia, Mr A B)".
_BRACKETS = {"en": re.compile(r"\(([^()\n]{5,380})\)"), "tc": re.compile(r"（([^（）\n]{5,60})）")}
_OPENS = {"en": "(", "tc": "（"}
_PERSON = {
    "en": re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Madam|Dr|Professor|Prof|Ir|Sir)\b\.? [A-Z]"),
    "tc": re.compile(r"(?:先生|女士|小姐|博士|教授|醫生|議員|医生|议员)$"),
}


def drop_asides(text: Text, hits: list[Hit]) -> list[Hit]:
    """Return the hits of themes that do not stand in an aside; hits are in order of place."""
    if not hits:
        return hits
    spans = _find_people(text, hits) if _OPENS[text.lang] in text.text else []
    spans += [_span_aside(text, hit) for hit in hits if hit[2] is SENTENCE or hit[2] is NOTE]
    if not spans:
        return hits
    spans = _merge(sorted(spans))
    kept = []
    last = 0
    for hit in hits:
        while last < len(spans) and spans[last][1] <= hit[0]:
            last += 1
        if last == len(spans) or hit[0] < spans[last][0]:
            kept.append(hit)
    return kept


def _span_aside(text: Text, mark: Hit) -> tuple[int, int]:
    start, minus_end, kind = mark
    if kind is SENTENCE:
        return text.sentences[max(1, bisect_right(text.starts, start)) - 1]
    if text.text[start - 1 : start] in ("", "\n"):
        return start, len(text.text)
    return start, -minus_end


def _find_people(text: Text, hits: list[Hit]) -> list[tuple[int, int]]:
    """Return the brackets with both a person and a hit."""
    is_person = _PERSON[text.lang].search
    spans = (note.span() for note in _BRACKETS[text.lang].finditer(text.text))
    return [span for span in spans if _holds_hit(hits, *span) and is_person(text.text, span[0] + 1, span[1] - 1)]


def _holds_hit(hits: list[Hit], start: int, end: int) -> bool:
    first = bisect_left(hits, (start,))
    return first < len(hits) and hits[first][0] < end


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
