"""Finds where phrases of themes stand and count: with their neighbours, in their case, the longest at each place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from etl.extract.phrase_scan import ADDRESS_JOINS, stands_in_address
from etl.extract.text import Text
from etl.extract.theme_lexicon import Lexicon, Rule

# Start and negative end of a hit, which sort the longest first, and its themes: none for a name.
Hit = tuple[int, int, tuple[str, ...]]
# Start and end of a hit, and the rule that looks for words beside it.
_Waiting = tuple[int, int, Rule]
# End, start and number of a word that rules ask for.
_Word = tuple[int, int, int]
# Number, start and padded end of a spelling.
_Place = tuple[int, int, int]

# The last letters of "of", "for" and "the" before a phrase that may belong to a post.
_POST_ENDS = frozenset("fre")


def find_hits(text: Text, lexicon: Lexicon) -> list[Hit]:
    """Return all hits of phrases, names and asides, in no order."""
    written = text.text
    around = f" {written if text.lang == 'en' else text.folded}  "
    head_at = 2 if text.lang == "en" else 1  # a Latin tail stands behind a space
    rules, heads, padding = lexicon.rules, lexicon.tail_heads, lexicon.scanner.padding
    hits: list[Hit] = []
    waiting: list[_Waiting] = []
    places = lexicon.scanner.scan(text.folded)
    for number, start, padded_end in places:
        rule = rules[number]
        if rule is None:
            continue
        end = padded_end - padding
        theme_ids, exact, near, unless, _ = rule
        if exact and not _stands_exact(written, start, exact):
            continue
        if around[start] in ADDRESS_JOINS or around[end + 1] in ADDRESS_JOINS:
            if stands_in_address(written, start, end):
                continue
        elif (
            not around[start + 1].islower()
            and (around[end + head_at] in heads or around[start - 1] in _POST_ENDS)
            and _is_name(text, start, end, lexicon)
        ):
            hits.append((start, -end, ()))
            continue
        if near or unless:
            waiting.append((start, end, rule))
        else:
            hits.append((start, -end, theme_ids))
    return hits + _find_near(text, waiting, lexicon, places) if waiting else hits


def _find_near(text: Text, waiting: list[_Waiting], lexicon: Lexicon, places: Iterable[_Place]) -> list[Hit]:
    """Return those that wait for a word, or against one, and have it in their sentence or not."""
    nearby, padding = lexicon.nearby, lexicon.scanner.padding
    words = [(end - padding, start, number) for number, start, end in places if number in nearby]
    numbers = {number for _, _, number in words}
    hits: list[Hit] = []
    for start, end, rule in waiting:
        near, unless = rule.near, rule.unless
        is_near = not near or (not near.isdisjoint(numbers) and _has_beside(text, start, end, near, words))
        if is_near and (unless.isdisjoint(numbers) or not _has_beside(text, start, end, unless, words)):
            hits.append((start, -end, rule.theme_ids))
        elif rule.else_none:
            hits.append((start, -end, ()))
    return hits


def _has_beside(text: Text, start: int, end: int, near: frozenset[int], words: list[_Word]) -> bool:
    """Whether one of `near` stands in the same sentence as the phrase, and apart from it."""
    starts = text.starts
    sentence = bisect_right(starts, start)
    behind = starts[sentence] if sentence < len(starts) else len(text.text)
    for word_end, word_start, number in words[bisect_left(words, (starts[max(0, sentence - 1)],)) :]:
        if word_start >= behind:
            return False
        if number in near and (word_end <= start or end <= word_start):
            return True
    return False


def _is_name(text: Text, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what stands beside a phrase with a capital makes it the name of a post, body or place."""
    named = text.text if text.lang == "en" else text.folded
    return text.folded.endswith(lexicon.posts, 0, start) or lexicon.tails.match(named, end) is not None


def _stands_exact(text: str, start: int, exact: tuple[tuple[int, str], ...]) -> bool:
    return False not in [text.startswith(part, start + at) for at, part in exact]


def keep_longest(hits: list[Hit]) -> list[Hit]:
    """Drop what lies within a longer hit, or overlaps an earlier one of the same theme; then names."""
    hits.sort()
    kept: list[Hit] = []
    last_end = 0
    for hit in hits:
        start, minus_end, theme_ids = hit
        if -minus_end <= last_end:
            continue
        fresh = _drop_overlapping(start, theme_ids, kept) if start < last_end else theme_ids
        last_end = -minus_end
        if fresh:
            kept.append(hit if fresh is theme_ids else (start, minus_end, fresh))
    return kept


def _drop_overlapping(start: int, theme_ids: tuple[str, ...], kept: list[Hit]) -> tuple[str, ...]:
    """Return those of the themes that no earlier hit has which goes on behind `start`."""
    for _, minus_end, earlier in reversed(kept):
        if -minus_end <= start:
            break
        theme_ids = tuple([theme_id for theme_id in theme_ids if theme_id not in earlier])
    return theme_ids
