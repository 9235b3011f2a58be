"""Finds the Chinese noun behind a measure word: 30支來自各地的|隊伍."""

import re

from etl.extract.quantity_patterns import Patterns

# How many characters may stand between the measure word and the noun.
_MAX_REACH = 16
# Another number that is joined is of another noun: 四千名員工及五百名市民.
_CLAUSE_SIGN = re.compile(
    r"[,.;:。!?()「」『』《》\n]|、(?!小学)|[和及与](?:[约逾近]|超过)?[\d一二两三四五六七八九十百千]{1,6}[名位间个所支家]"
)
# Where they come from stands before the noun. Folded text is in simplified characters.
_PLACE = "(?:本地|本港|香港|内地|澳门|海外|国际|境外)"
_ORIGIN = re.compile(rf"来自[^,;。\n]{{1,24}}?的|{_PLACE}(?:、{_PLACE})*[及和与]{_PLACE}(?:的)?")
_AND = re.compile(r"[和及与或]")


def find_noun(folded: str, start: int, counts_people: bool, patterns: Patterns) -> re.Match[str] | None:
    """Return the noun before a clause sign or a verb, or one joined to it by "and".

    Behind 名 it is the last noun (學校代表 are people), behind 間 the first (機構代表 are of bodies).
    """
    if origin := _ORIGIN.match(folded, start):
        start = origin.end()
    limit = min(len(folded), start + _MAX_REACH)
    sign = _CLAUSE_SIGN.search(folded, start, limit)
    limit = sign.start() if sign else limit
    first = _pick_noun(folded, start, limit, counts_people, patterns)
    if first and counts_people and _AND.match(folded, first.end(), limit):
        return _pick_noun(folded, first.end() + 1, limit, counts_people, patterns) or first
    return first


def may_count(folded: str, start: int, patterns: Patterns) -> bool:
    """Tell whether a noun of people or bodies follows where a measure word at `start` needs one: not in 180個項目."""
    measure = patterns.measure.match(folded, start)
    if measure is None or patterns.measures[measure[0]]:
        return True
    return not patterns.thing.match(folded, start) and find_noun(folded, measure.end(), False, patterns) is not None


def _pick_noun(folded: str, start: int, limit: int, last: bool, patterns: Patterns) -> re.Match[str] | None:
    picked = None
    for place in range(start, limit):
        # Few characters open a noun or a stop word: to look at each one is faster than to search for all the words.
        if place < start or folded[place] not in patterns.noun_heads:
            continue
        found = patterns.noun_or_stop.match(folded, place, limit)
        if found is None:
            continue
        if found["noun"] is None or (picked and not last):
            break
        picked, start = found, found.end()
    return picked
