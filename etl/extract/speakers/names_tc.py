"""Finds people in Chinese text: a post or role noun before the name, a title behind it, or a list of names."""

import re
from bisect import bisect_right

from etl.extract.speakers.alone_tc import (
    add_listed,
    find_acting,
    find_again,
    find_greeted,
    find_lines,
    find_moved,
    find_posted,
    find_titled,
)
from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.members_tc import find_absent, find_members
from etl.extract.speakers.reading_tc import Anchor, Finds, is_trusted, make_plain, read_listed, read_name
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.works_tc import find_authors, find_conductors, find_makers, find_pupils

# Behind a name in a list of posts: "主席：陳大文教授、…"; elsewhere a colon opens what the holder of the post said.
_LISTED = re.compile(r"\s|$|[（(，,、；;。A-Z]")
_LINKS = "（分為還是："  # what a bracket or a word between post and name may begin with
_DOTS = re.compile("[・·‧．•]")
_LONGEST_PART = 7
_FIRST_HAN = "\u3400"


def find_names(text: str, signs: Signs, chinese: Chinese) -> list[Sighting]:
    """Return the people named in `text` in order, each with the post that stands before the name."""
    finds = Finds(len(text))
    _find_announced(text, signs, finds, chinese)
    for start, end in signs.known.items():
        if finds.is_free(start, end):
            title = chinese.after.match(text, end)
            closes = title.end() if title else end
            finds.add(make_plain(text, start, end, closes))
            add_listed(text, closes, signs, finds, chinese)
    find_greeted(text, signs, finds, chinese)
    find_lines(text, finds, chinese)
    find_titled(text, signs, finds, chinese)
    find_posted(text, signs, finds, chinese)
    find_moved(text, signs, finds, chinese)
    find_acting(text, signs, finds, chinese)
    find_authors(text, signs, finds, chinese)
    find_conductors(text, signs, finds, chinese)
    find_makers(text, signs, finds, chinese)
    find_pupils(text, signs, finds, chinese)
    find_members(text, signs, finds, chinese)
    find_absent(text, signs, finds, chinese)
    if finds.sightings:
        find_again(text, finds, chinese)
    return sorted(finds.sightings, key=_start)


def _find_announced(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names behind posts and role nouns, and those listed behind them."""
    reached = end = closes = 0
    known = sorted(signs.known.values())
    starts = {head.start for head in signs.heads}
    dotted = _DOTS.search(text) is not None
    for head in signs.heads:
        if head.start < reached or head.start < end:
            continue
        if head.end in starts:
            continue
        before = chinese.before_name.match(text, head.end) if text[head.end : head.end + 1] in _LINKS else None
        reached = before.end() if before else head.end
        first = text[reached : reached + 1]
        may_start = first in chinese.starts or first < _FIRST_HAN
        if not (may_start or (dotted and _DOTS.search(text, reached, reached + _LONGEST_PART))):
            continue
        link = before["link"] if before else None
        anchor = Anchor(head.start, reached - len(link or ""), text[head.start : head.end])
        before_head = bisect_right(known, head.start)
        lowest = max(closes, known[before_head - 1]) if before_head else closes
        sighting = read_name(text, reached, anchor, lowest, signs, chinese)
        if sighting is not None and link and not is_trusted(sighting, signs, chinese):
            continue
        if sighting is not None and link == "：" and not _LISTED.match(text, sighting.closes):
            continue
        while sighting is not None:
            finds.add(sighting)
            end, closes = sighting.end, sighting.closes
            sighting = read_listed(text, closes, signs, chinese)


def _start(sighting: Sighting) -> int:
    return sighting.start
