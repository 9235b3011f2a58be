"""Finds the numbers that may count people: one native scan of a text, and a quick look at what stands beside each.

Dates, times, money, shares, years and plain measures are turned away here, before any phrase is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

import ahocorasick_rs

from etl.extract.folding import fold
from etl.extract.numbers import Grammar, Number, compile_grammar, list_signs, read_number, read_numbers
from etl.extract.quantity_nouns import may_count
from etl.extract.quantity_patterns import Patterns, compile_patterns
from etl.extract.text import Span, Text
from etl.model import Lang
from etl.reference.quantities import NumberWords, QuantityReference

_DIGITS = "0123456789"
# What may stand before an English number. A figure behind any other sign is money, a time, a share or part of a name.
_OPENERS = "\n ('\"[~*"
# How far behind a number its noun may begin: words, and characters.
_MAX_MODIFIERS = 8
_NOUN_REACH = 120
# Figures, with what else may stand among them: "1,200", "30 40", "2.5".
_FIGURES = re.compile(r"\d(?:[\d.,]*\d)?(?: \d(?:[\d.,]*\d)?){0,5}")
_LETTERS = re.compile(r"[a-z]*")
_GAPS = frozenset(" —")
_CLOSERS = '.;:)?!"\n'
# Signs that a Chinese number may hold apart from its own characters, and how far back it may begin.
_CHINESE_SIGNS = " ,，.．、-–—~～０１２３４５６７８９"
_CHINESE_REACH = 30
# How far behind its noun a number may stand: "attendance for the whole weekend reached 12 000".
_COUNTED_REACH = 60


class Candidate(NamedTuple):
    """A number, and the noun ahead of it that it may count ("attendance reached 12 000").

    `is_terse` where it stands in a headline without a measure word.
    """

    number: Number
    counted: Span | None
    is_terse: bool = False


@dataclass(frozen=True, slots=True)
class _Scanner:
    """`automaton` finds where English numbers begin or Chinese ones end, and from `first_counted` on nouns.

    What it finds before `first_number` is no size.
    """

    automaton: ahocorasick_rs.AhoCorasick
    first_number: int
    first_counted: int
    grammar: Grammar
    patterns: Patterns
    rejected: frozenset[str]
    signs: frozenset[str]


def find_candidates(text: Text, quantities: QuantityReference) -> Iterator[Candidate]:
    """Yield the numbers of `text` that may be sizes, in order. Linear in the length."""
    scanner = _compile_scanner(quantities, text.lang)
    if text.lang == "en":
        return _find_english(text, scanner)
    return iter(_find_in_headline(text, scanner)) if text.in_title else _find_chinese(text, scanner)


def _find_english(text: Text, scanner: _Scanner) -> Iterator[Candidate]:
    raw, folded, grammar = text.text, text.folded, scanner.grammar
    free, counted = 0, Span(0, 0)
    # With a line end ahead of the text, where a hit begins is where its number begins.
    for which, start, end in scanner.automaton.find_matches_as_indexes("\n" + folded):
        if which >= scanner.first_counted:
            counted = Span(start, end - 1)
            continue
        if which < scanner.first_number or start < free or _continues_a_number(raw, start):
            continue
        noun = counted if counted.end and _is_counted(folded, counted, start, scanner.patterns) else None
        if noun is None and not _may_count(folded, start, _find_end(folded, start, end - 1), scanner):
            continue
        found = grammar.number.match(raw, start)
        if found and (number := read_number(found, free, grammar)):
            free = number.end
            yield Candidate(number, noun)


def _find_end(folded: str, start: int, hit_end: int) -> int:
    """Return where the figures end that begin at `start`, or else the words that were hit."""
    figures = _FIGURES.match(folded, start)
    return figures.end() if figures else hit_end


def _may_count(folded: str, start: int, end: int, scanner: _Scanner) -> bool:
    alone = scanner.patterns.alone
    return _may_be_followed(folded, end, scanner) or (alone is not None and alone.stands(folded, start, end))


def _may_be_followed(folded: str, end: int, scanner: _Scanner) -> bool:
    """Look quickly at the words behind a number: few are followed by anything that opens a noun of people."""
    if folded[end : end + 1] not in _GAPS:
        return folded.startswith("+", end)
    nouns = scanner.patterns.noun_sizes
    for word in folded[end + 1 : end + _NOUN_REACH].replace("—", " ").replace('"', "").split(" ", _MAX_MODIFIERS + 1):
        if word in scanner.rejected:
            if word in ("of", "you", "us"):
                return _is_part(folded, end, scanner.patterns)
            return word == "in" and scanner.patterns.trailing.match(folded, end) is not None
        if word in nouns or word in scanner.patterns.sizing:
            return True
        if not word.isalpha() and not (word[:1] == "(" and word[-1:] == ")"):
            return _may_be_last(word, scanner)
    return False


def leave_out_of(folded: str, end: int) -> int:
    """Return where a number ends without the "of" of "hundreds of"."""
    return end - 3 if folded.startswith(" of", end - 3) else end


def _is_part(folded: str, end: int, patterns: Patterns) -> bool:
    """Read "300 of you", "hundreds of you", "300 or so of you", "40 of the world's best" and "300 of them,"."""
    rest = patterns.alone.rest.match(folded, end) if patterns.alone else None
    end = rest.end() if rest else end
    suffix = patterns.suffix.match(folded, end)
    end = suffix.end() if suffix else end
    whole = leave_out_of(folded, end)
    if patterns.trailing.match(folded, end):
        return True
    return patterns.addressed.match(folded, whole) is not None or patterns.partitive.match(folded, whole) is not None


def _may_be_last(word: str, scanner: _Scanner) -> bool:
    """Look at a word with a sign in it: a noun at the end of a clause, a word with an accent, a figure."""
    letters = _LETTERS.match(word)
    end = letters.end() if letters else 0
    if word[:end] in scanner.patterns.noun_sizes:
        return True
    return word[:1].isalnum() and word[end] not in _CLOSERS and word[:end] not in scanner.rejected


def _continues_a_number(raw: str, start: int) -> bool:
    """Tell the second group of "$2 300" and a name's number ("COP-30") from a number of their own."""
    if start < 2 or raw[start - 1] == "-":
        return start > 0 and raw[start - 1] == "-"
    return raw[start - 1] == " " and raw[start - 2].isdigit() and raw[start : start + 3].isdigit()


def _find_chinese(text: Text, scanner: _Scanner) -> Iterator[Candidate]:
    raw, folded = text.text, text.folded
    free, counted = 0, Span(0, 0)
    for which, start, end in scanner.automaton.find_matches_as_indexes(folded):
        if which >= scanner.first_counted:
            counted = Span(start, end)
            numbers = read_numbers(raw, end, end + _CHINESE_REACH, free, scanner.grammar)[:1]
        elif start < free or not _may_end_number(folded, start, end, counted, scanner):
            continue
        else:
            numbers = read_numbers(raw, _walk_back(raw, start, free, scanner), start + 1, free, scanner.grammar)[-1:]
        for number in numbers:
            noun = counted if _is_counted(folded, counted, number.start, scanner.patterns) else None
            if number.start >= free and (which < scanner.first_counted or noun):
                free = number.end
                yield Candidate(number, noun)


def _may_end_number(folded: str, start: int, end: int, counted: Span, scanner: _Scanner) -> bool:
    """Look quickly at what was hit: the last sign of a number, and behind it where a measure word begins or a noun."""
    sign = folded[start]
    if sign == "一" and folded[start - 1 : start] not in scanner.signs:
        return False
    if sign in scanner.patterns.bare or (counted.end and start < counted.end + _COUNTED_REACH + _CHINESE_REACH):
        return True  # a noun may stand elsewhere, or without a measure word
    return may_count(folded, end - 1, scanner.patterns)


def _find_in_headline(text: Text, scanner: _Scanner) -> list[Candidate]:
    found = {candidate.number.end: candidate for candidate in _find_chinese(text, scanner)}
    if scanner.patterns.bare.isdisjoint(text.folded):
        return list(found.values())  # without a measure word only a large round number counts people
    for number in read_numbers(text.text, 0, len(text.text), 0, scanner.grammar):
        found.setdefault(number.end, Candidate(number, None, is_terse=True))
    return sorted(found.values(), key=lambda candidate: candidate.number.start)


def _walk_back(raw: str, end: int, free: int, scanner: _Scanner) -> int:
    """Return where the run of a number's signs begins that ends at `end`."""
    start, least = end, max(free, end - _CHINESE_REACH)
    while start > least and raw[start - 1] in scanner.signs:
        start -= 1
    return start


def _is_counted(folded: str, counted: Span, start: int, patterns: Patterns) -> bool:
    return (
        0 < counted.end < start < counted.end + _COUNTED_REACH
        and patterns.counting.fullmatch(folded, counted.end, start) is not None
    )


@cache
def _compile_scanner(quantities: QuantityReference, lang: Lang) -> _Scanner:
    words, patterns = quantities.words[lang].numbers, compile_patterns(quantities, lang)
    openers = _OPENERS if lang == "en" else ("",)
    numbers = _write_english(words) if lang == "en" else _write_chinese(words, patterns)
    dates = [f"{month} {digit}" for month in words.months for digit in _DIGITS]
    hits = [
        dates,
        *([opener + sign for opener, sign in product(openers, signs)] for signs in (numbers, patterns.counted)),
    ]
    automaton = ahocorasick_rs.AhoCorasick(
        [hit for part in hits for hit in part],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    grammar = compile_grammar(quantities, lang)
    joints = " ".join(fold(joint, lang) for joint in (*words.range, *words.more, *patterns.suffixes)).split()
    rejected = (patterns.ends - patterns.nouns.keys()).difference(joints)
    return _Scanner(
        automaton,
        len(hits[0]),
        len(hits[0]) + len(hits[1]),
        grammar,
        patterns,
        rejected,
        frozenset(_CHINESE_SIGNS + _DIGITS + "".join([*list_signs(words), *words.range, *words.pair])),
    )


def _write_english(words: NumberWords) -> list[str]:
    """Write where a number may begin, behind each sign that may stand before it."""
    plain = [word for word, value in {**words.small, **words.tens}.items() if value > 1]
    scaled = [f"{article} {scale}" for article in ("a", "an", "one", "half a") for scale in words.scales]
    several = [f"{word} {scale}" for word in words.several for scale in words.scales]
    openings = [*_DIGITS, "one or", "one to", "one and a half", *plain, *scaled, *several, *words.many]
    return list(dict.fromkeys(fold(opening, "en") for opening in openings))


def _write_chinese(words: NumberWords, patterns: Patterns) -> list[str]:
    """Write where a number may end: its last sign with the first of a measure word behind it, or with a noun."""
    ends = {fold(sign, "tc") for sign in (*_DIGITS, *list_signs(words), *words.vaguely)}
    openings = {measure[0] for measure in patterns.measures}
    touching = {sign + noun for sign, noun in product(patterns.bare, patterns.nouns) if len(noun) > 1}
    pairs = {end + gap + opening for end, gap, opening in product(ends, ("", " "), openings)}
    return sorted(pairs | touching | {fold(word, "tc") for word in words.many})
