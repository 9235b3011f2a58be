"""Weighs the words around a number where no cue says that people came: each speaks a little for an event, or against.

The weights were learned from annotated passages (tests/accuracy/learn_size_weights.py) and are declared in
data/reference/size_weights.csv.
"""

import re
from collections.abc import Iterator

from etl.extract.quantity_around import Around
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase
from etl.model import Lang
from etl.reference.size_weights import Evidence, Weights

# How far from a number words are heard as beside it, in characters.
_BESIDE: dict[Lang, int] = {"en": 60, "tc": 24}
_WORD = re.compile(r"[a-z']+")
# Numbers say nothing of what they count.
_HAN = re.compile("(?:(?![一二三四五六七八九十百千万零两])[\u4e00-\u9fff])+")


def weigh(around: Around, phrase: Phrase, patterns: Patterns, weights: Weights) -> float:
    """Return the log odds that a number counts who came to an event, by all the words around it."""
    return sum(weights.get(evidence, 0) for evidence in dict.fromkeys(list_evidence(around, phrase, patterns)))


def list_evidence(around: Around, phrase: Phrase, patterns: Patterns) -> Iterator[Evidence]:
    """Yield what has weights: words by where they stand, what is counted, whether an event is named."""
    yield "start", ""
    yield "unit", phrase.unit
    yield "qualifier", phrase.qualifier
    yield "event", _tell_where_event(around, patterns)
    lang = patterns.frames.lang
    reach = _BESIDE[lang]
    before, after = _split(around.before[-reach:], lang), _split(around.after[:reach], lang)
    places = {
        "counted": _split(around.sentence[around.place.start : around.place.end], lang)[-2:],
        "right before": before[-2:],
        "before": before,
        "right behind": after[:2],
        "behind": after,
        "sentence": _split(around.sentence, lang),
        "told": _split(around.told, lang),
    }
    for place, words in places.items():
        for word in words:
            yield place, word


def _tell_where_event(around: Around, patterns: Patterns) -> str:
    if patterns.event.search(around.sentence):
        return "here"
    return "told" if patterns.event.search(around.told) else "nowhere"


def _split(words: str, lang: Lang) -> list[str]:
    """Return the words, or the pairs of neighbouring characters in Chinese."""
    if lang == "en":
        return _WORD.findall(words)
    return [run[start : start + 2] for run in _HAN.findall(words) for start in range(max(1, len(run) - 1))]
