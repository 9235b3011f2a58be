"""Finds the themes a release speaks of: phrases of the reference lists, the longest at each place."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import partial
from operator import itemgetter

from etl.extract.text import Text
from etl.extract.theme_abbreviations import Given, find_abbreviations, read_abbreviations
from etl.extract.theme_asides import drop_asides
from etl.extract.theme_hits import Hit, add_hits, find_hits
from etl.extract.theme_lexicon import compile_lexicon
from etl.model import ThemeMention
from etl.reference.themes import ThemeReference

# What a mention weighs when choosing what a release is about: by place, then by how often it comes back.
_TITLE_WEIGHT = 6
_OPENING_WEIGHT = 4
_OPENING_SENTENCES = 2
_REPEATS_COUNTED = 10
_PRIMARY_SHARE = 0.5
_PRIMARY_MOST = 3

_START = itemgetter(2)
_MAKE = partial(tuple.__new__, ThemeMention)
_NONE_GIVEN: Mapping[str, Given] = {}


class ThemeMatcher:
    """The phrases of all themes, compiled once and used for every release."""

    def __init__(self, reference: ThemeReference) -> None:
        self._lexicons = {lang: compile_lexicon(reference, lang) for lang in reference.phrases}

    def find_mentions(self, text: Text) -> list[ThemeMention]:
        """Return every mention in `text`, in order of place and then of theme."""
        return self.read(text)[0]

    def read(
        self, text: Text, given: Mapping[str, Given] = _NONE_GIVEN
    ) -> tuple[list[ThemeMention], Mapping[str, Given]]:
        """Return every mention, with those by abbreviations `given` elsewhere, and the abbreviations given here."""
        lexicon = self._lexicons[text.lang]
        hits = find_hits(text, lexicon)
        given_here = read_abbreviations(text, hits, lexicon.spellings)
        if given or given_here:
            hits = add_hits(hits, find_abbreviations(text.text, {**given_here, **given}))
        return _make_mentions(text, drop_asides(text, hits)), given_here


def find_themes(title: Text, body: Text, matcher: ThemeMatcher) -> tuple[tuple[ThemeMention, ...], tuple[str, ...]]:
    """Return all mentions, those of the title first, and the one to three themes the release is about."""
    in_body, given = matcher.read(body)
    in_title, _ = matcher.read(title, {short: Given(0, found.theme_ids) for short, found in given.items()})
    opening = body.sentences[min(_OPENING_SENTENCES, len(body.sentences)) - 1].end
    return (*in_title, *in_body), _rank_themes(in_title, in_body, opening)


def _rank_themes(in_title: list[ThemeMention], in_body: list[ThemeMention], opening: int) -> tuple[str, ...]:
    found = [mention[0] for mention in in_title]
    titled = set(found)
    found += [mention[0] for mention in in_body]
    opened = set(found[len(in_title) : len(in_title) + bisect_left(in_body, opening, key=_START)])
    scores: dict[str, int] = {}
    for theme_id in found:
        scores[theme_id] = scores.get(theme_id, 0) + 1
    for theme_id, repeats in scores.items():
        score = repeats if repeats < _REPEATS_COUNTED else _REPEATS_COUNTED
        if theme_id in titled:
            score += _TITLE_WEIGHT
        if theme_id in opened:
            score += _OPENING_WEIGHT
        scores[theme_id] = score
    best = sorted(scores, key=scores.__getitem__, reverse=True)[:_PRIMARY_MOST]
    lowest = _PRIMARY_SHARE * scores[best[0]] if best else 0
    return tuple([theme_id for theme_id in best if scores[theme_id] >= lowest])


def _make_mentions(text: Text, hits: list[Hit]) -> list[ThemeMention]:
    written, in_title, sentences, starts = text.text, text.in_title, text.sentences, text.starts
    rows: list[tuple[str, str, int, int, bool, str]] = []
    last = -1
    sentence = ""
    for start, minus_end, theme_ids in hits:
        if start >= last:
            begin, last = sentences[max(1, bisect_right(starts, start)) - 1]
            sentence = written[begin:last]
        end = -minus_end
        if end > last:  # words of two sentences make no phrase
            continue
        phrase = written[start:end]
        for theme_id in theme_ids:
            row = (theme_id, phrase, start, end, in_title, sentence)
            rows.append(row)
    return list(map(_MAKE, rows))
