"""Compiles the phrases of the themes: every spelling that is searched, and what it means where it stands."""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.extract.alternation import write_alternation
from etl.extract.folding import fold
from etl.extract.phrase_scan import PhraseScanner
from etl.model import Lang
from etl.reference.themes import Phrase, ThemeReference

_CAPITALS = re.compile(r"\w*[^\W\d_][A-Z]\w*|\w*[A-Z]&[A-Z]\w*")


# In place of themes: what makes an aside of its sentence, or of all from its line on.
SENTENCE = ("sentence",)
NOTE = ("note",)


ThemeIds = tuple[str, ...]


class Terms(NamedTuple):
    """On what terms a spelling counts where it is found.

    `exact` are parts, by place, that must stand in this case. `near` are the numbers of neighbours of which one
    must stand in the sentence, `unless` those of which none may (`asks`: there are any); where that fails,
    shorter phrases count, or nothing does if `else_none`.
    """

    exact: tuple[tuple[int, str], ...]
    near: frozenset[int]
    unless: frozenset[int]
    else_none: bool
    asks: bool


# The themes a spelling speaks of, none if it is a name, and its terms if it has any.
Rule = tuple[ThemeIds, Terms | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language, and by the numbers that `scanner` gives them, their rules.

    `neighbours` finds the words that rules ask for, which few sentences need. `spellings` are the phrases as they
    read when folded. `tails` is what makes a name of the phrase before it; `tail_heads` are the letters that open it.
    """

    scanner: PhraseScanner
    neighbours: PhraseScanner
    rules: tuple[Rule, ...]
    spellings: frozenset[str]
    tails: re.Pattern[str]
    tail_heads: frozenset[str]
    posts: tuple[str, ...]


def compile_lexicon(reference: ThemeReference, lang: Lang) -> Lexicon:
    """Compile all phrases of `lang`."""
    phrases = _spell_phrases(reference, lang)
    asked = {word for phrase in reference.phrases[lang] for word in (*phrase.near, *phrase.unless)}
    # Of spellings with the same words, names come first.
    spellings = sorted(phrases, key=lambda spelling: phrases[spelling][1].theme_ids)
    neighbours = {word: number for number, word in enumerate(dict.fromkeys(_fold_all(sorted(asked), lang)))}
    order = {theme.theme_id: place for place, theme in enumerate(reference.themes)}

    @cache  # many phrases ask for the same words
    def number(words: tuple[str, ...]) -> frozenset[int]:
        return frozenset(map(neighbours.__getitem__, _fold_all(words, lang)))

    return Lexicon(
        scanner=PhraseScanner(spellings, lang),
        neighbours=PhraseScanner(neighbours, lang),
        rules=tuple(_compile_rule(*phrases[spelling], order, number) for spelling in spellings),
        spellings=frozenset(spellings),
        tails=_compile_tails(reference, lang),
        tail_heads=_open_tails(reference, lang),
        posts=tuple(
            f"{fold(post, lang)} {article}" for post in reference.posts.get(lang, ()) for article in ("", "the ")
        ),
    )


def _spell_phrases(reference: ThemeReference, lang: Lang) -> dict[str, tuple[str, Phrase]]:
    """Return, by folded spelling, each phrase and the way it is spelled."""
    asides = [Phrase(text, SENTENCE) for text in reference.asides.get(lang, ())]
    notes = [Phrase(text, NOTE) for text in reference.notes.get(lang, ())]
    spelled: dict[str, tuple[str, Phrase]] = {}
    for phrase in (*notes, *asides, *reference.phrases[lang]):
        for spelling in spell(phrase.text, lang):
            spelled.setdefault(fold(spelling, lang), (spelling, phrase))
    return spelled


def _compile_rule(
    spelling: str, phrase: Phrase, order: Mapping[str, int], number: Callable[[tuple[str, ...]], frozenset[int]]
) -> Rule:
    if phrase.theme_ids in (SENTENCE, NOTE):
        return phrase.theme_ids, None
    exact = tuple(_find_exact(spelling, phrase.exact_case))
    near, unless = number(phrase.near), number(phrase.unless)
    asks = bool(near or unless)
    terms = Terms(exact, near, unless, phrase.else_none, asks) if exact or asks else None
    return tuple(sorted(phrase.theme_ids, key=order.__getitem__)), terms


def _compile_tails(reference: ThemeReference, lang: Lang) -> re.Pattern[str]:
    tails, bodies = reference.tails.get(lang, ()), reference.bodies.get(lang, ())
    if lang == "tc":
        return re.compile(write_alternation(fold(tail, lang) for tail in (*tails, *bodies)))
    return re.compile(
        rf" {write_alternation(tails)}s?\b|(?: (?:and )?[A-Z][\w&'’-]*){{0,3}} {write_alternation(bodies)}s?\b"
    )


def _open_tails(reference: ThemeReference, lang: Lang) -> frozenset[str]:
    """Return the first signs of what `_compile_tails` finds, behind the space in English."""
    tails, bodies = reference.tails.get(lang, ()), reference.bodies.get(lang, ())
    if lang == "tc":
        return frozenset(fold(tail, lang)[0] for tail in (*tails, *bodies))
    return frozenset((*string.ascii_uppercase, "a") if bodies else (tail[0] for tail in tails))


def _fold_all(words: Iterable[str], lang: Lang) -> list[str]:
    return [fold(spelling, lang) for word in words for spelling in spell(word, lang)]


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
    if spelling != spelling.lower():  # few have any capital
        for word in _CAPITALS.finditer(spelling):
            yield word.start(), word.group()
