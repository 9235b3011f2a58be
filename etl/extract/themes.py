"""Finds the themes a release speaks of: phrases of the reference lists, the longest at each place."""

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from etl.extract.alternation import write_alternation
from etl.extract.folding import fold
from etl.extract.text import Text
from etl.model import Lang, ThemeMention
from etl.reference.themes import Phrase, ThemeReference

# What a mention weighs when choosing what a release is about: by place, then by how often it comes back.
_PLACE_WEIGHTS = {"title": 6, "opening": 4}
_OPENING_SENTENCES = 2
_REPEATS_COUNTED = 10
_PRIMARY_SHARE = 0.5
_PRIMARY_MOST = 3

# Words of an address are no words of the release.
_ADDRESS = re.compile(r"(?:://|www\.|\.(?:hk|com|org|net)/)[!-~]+")
_WORD = frozenset(string.ascii_letters + string.digits)
_JOINS = frozenset("@_")
_CAPITALS = re.compile(r"\w*[^\W\d_][A-Z]\w*|\w*[A-Z]&[A-Z]\w*")


class _Rule(NamedTuple):
    """What one spelling means where it is found."""

    theme_ids: tuple[str, ...]
    near: frozenset[int]
    exact: tuple[tuple[int, str], ...]
    else_none: bool


class _Hit(NamedTuple):
    start: int
    end: int
    theme_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The phrases of one language, compiled; a spelling has a rule, serves the rules of others, or both."""

    automaton: ahocorasick_rs.AhoCorasick
    rules: tuple[_Rule | None, ...]
    contexts: frozenset[int]
    tail: re.Pattern[str]


class ThemeMatcher:
    """The phrases of all themes, compiled once and used for every release."""

    def __init__(self, reference: ThemeReference) -> None:
        order = [theme.theme_id for theme in reference.themes]
        self._lexicons = {
            lang: _compile(phrases, lang, order, reference.tails.get(lang, ()))
            for lang, phrases in reference.phrases.items()
        }

    def find_mentions(self, text: Text) -> list[ThemeMention]:
        """Return every mention in `text`, in order of place and then of theme."""
        hits = _keep_longest(_find_hits(text, self._lexicons[text.lang]))
        return [
            ThemeMention(
                theme_id,
                text.text[hit.start : hit.end],
                hit.start,
                hit.end,
                text.in_title,
                text.sentence_text(hit.start),
            )
            for hit in hits
            for theme_id in hit.theme_ids
        ]


def find_themes(title: Text, body: Text, matcher: ThemeMatcher) -> tuple[tuple[ThemeMention, ...], tuple[str, ...]]:
    """Return all mentions, those of the title first, and the one to three themes the release is about."""
    mentions = (*matcher.find_mentions(title), *matcher.find_mentions(body))
    opening = body.sentences[min(_OPENING_SENTENCES, len(body.sentences)) - 1].end
    return mentions, _rank_themes(mentions, opening)


def _rank_themes(mentions: Iterable[ThemeMention], opening: int) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    places: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        counts[mention.theme_id] += 1
        if mention.in_title:
            places[mention.theme_id].add("title")
        elif mention.start_char < opening:
            places[mention.theme_id].add("opening")
    scores = {
        theme_id: min(count, _REPEATS_COUNTED) + sum(_PLACE_WEIGHTS[place] for place in places[theme_id])
        for theme_id, count in counts.items()
    }
    best = sorted(scores, key=lambda theme_id: -scores[theme_id])[:_PRIMARY_MOST]
    return tuple(theme_id for theme_id in best if scores[theme_id] >= _PRIMARY_SHARE * scores[best[0]])


def _compile(phrases: Iterable[Phrase], lang: Lang, order: list[str], tails: Iterable[str]) -> _Lexicon:
    numbers: dict[str, int] = {}
    rules: dict[int, _Rule] = {}
    contexts: set[int] = set()
    for phrase in phrases:
        near = _number(numbers, phrase.near, lang)
        contexts |= near
        theme_ids = tuple(sorted(phrase.theme_ids, key=order.index))
        for spelling in spell(phrase.text, lang):
            exact = tuple(_find_exact(spelling, phrase.exact_case))
            number = numbers.setdefault(fold(spelling, lang), len(numbers))
            rules.setdefault(number, _Rule(theme_ids, near, exact, phrase.else_none))
    automaton = ahocorasick_rs.AhoCorasick(list(numbers))
    return _Lexicon(
        automaton, tuple(map(rules.get, range(len(numbers)))), frozenset(contexts), _compile_tails(tails, lang)
    )


def _compile_tails(tails: Iterable[str], lang: Lang) -> re.Pattern[str]:
    either = write_alternation(tails if lang == "en" else [fold(tail, lang) for tail in tails])
    return re.compile(rf" {either}s?\b" if lang == "en" else either)


def _number(numbers: dict[str, int], words: Iterable[str], lang: Lang) -> frozenset[int]:
    folded = [fold(spelling, lang) for word in words for spelling in spell(word, lang)]
    return frozenset(numbers.setdefault(spelling, len(numbers)) for spelling in folded)


def spell(text: str, lang: Lang) -> list[str]:
    """Return the ways `text` may be written: as it stands, in the regular plural, and without hyphens."""
    joined = [text.replace("-", "")] if "-" in text else []
    spellings = [text, *joined]
    if lang == "en" and text[-1].isalpha():
        spellings += [_make_plural(spelling) for spelling in spellings]
    return spellings


def _make_plural(text: str) -> str:
    if re.search(r"[^aeiou]y$", text):
        return text[:-1] + "ies"
    return text + ("es" if re.search(r"(?:s|x|ch|sh)$", text) else "s")


def _find_exact(spelling: str, whole: bool) -> Iterator[tuple[int, str]]:
    """Yield the parts that must stand in this very case: all of it, or its words with inner capitals."""
    if whole:
        yield 0, spelling
        return
    for word in _CAPITALS.finditer(spelling):
        yield word.start(), word.group()


def _find_hits(text: Text, lexicon: _Lexicon) -> list[_Hit]:
    folded = _blank_addresses(text)
    hits: list[_Hit] = []
    waiting: list[tuple[int, int, _Rule]] = []
    words: list[tuple[int, int, int]] = []
    for pattern, start, end in lexicon.automaton.find_matches_as_indexes(folded, overlapping=True):
        if not _stands_alone(folded, text.text, start, end):
            continue
        if pattern in lexicon.contexts:
            words.append((pattern, start, end))
        rule = lexicon.rules[pattern]
        if rule is None or not _stands_exact(text.text, start, rule):
            continue
        if _is_name(text.text if text.lang == "en" else folded, start, end, lexicon.tail):
            hits.append(_Hit(start, end, ()))
        elif rule.near:
            waiting.append((start, end, rule))
        else:
            hits.append(_Hit(start, end, rule.theme_ids))
    return hits + _find_near(text, waiting, words)


def _find_near(text: Text, waiting: list[tuple[int, int, _Rule]], words: list[tuple[int, int, int]]) -> list[_Hit]:
    """Return those that wait for a word and have it beside them in their sentence."""
    if not waiting:
        return []
    nearby: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for word in words:
        nearby[text.sentence_at(word[1]).start].append(word)
    hits = []
    for start, end, rule in waiting:
        beside = nearby[text.sentence_at(start).start]
        if any(word in rule.near and (last <= start or end <= first) for word, first, last in beside):
            hits.append(_Hit(start, end, rule.theme_ids))
        elif rule.else_none:
            hits.append(_Hit(start, end, ()))
    return hits


def _is_name(text: str, start: int, end: int, tail: re.Pattern[str]) -> bool:
    """Whether what stands behind a phrase makes it the name of a post or place; a Latin name has a capital."""
    return not text[start].islower() and tail.match(text, end) is not None


def _stands_exact(text: str, start: int, rule: _Rule) -> bool:
    return all(text.startswith(part, start + at) for at, part in rule.exact) if rule.exact else True


def _blank_addresses(text: Text) -> str:
    folded = text.folded
    for found in _ADDRESS.finditer(text.text):
        start, end = found.span()
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _stands_alone(folded: str, text: str, start: int, end: int) -> bool:
    """Whether a Latin phrase is not a part of a longer word or an address; Chinese has no such bounds."""
    if start and _is_word(folded[start]):
        before = folded[start - 1]
        if before in _JOINS or _is_word(before) or (before == "." and not text[start].isupper()):
            return False
    if end == len(folded) or not _is_word(folded[end - 1]):
        return True
    after = folded[end]
    if after == ".":
        return not _goes_on(text, end + 1)
    return after not in _JOINS and not _is_word(after)


def _goes_on(text: str, start: int) -> bool:
    """Whether an address goes on at `start`, behind a full stop; a new sentence has a capital there."""
    return start < len(text) and _is_word(text[start]) and not text[start].isupper()


def _is_word(character: str) -> bool:
    return character in _WORD or (character > "\x7f" and character.isalnum() and character < "\u3000")


def _keep_longest(hits: list[_Hit]) -> list[_Hit]:
    """Drop what lies within a longer hit, or overlaps an earlier one of the same theme; then names."""
    kept: list[_Hit] = []
    last_end = 0
    reach: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end <= last_end:
            continue
        last_end = hit.end
        fresh = tuple(theme for theme in hit.theme_ids if reach.get(theme, 0) <= hit.start)
        reach |= dict.fromkeys(fresh, hit.end)
        if fresh:
            kept.append(hit if fresh == hit.theme_ids else hit._replace(theme_ids=fresh))
    return kept
