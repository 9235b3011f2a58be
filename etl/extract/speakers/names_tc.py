"""Finds people in Chinese text: a post or role noun before the name, a title behind it, or a list of names."""

from etl.extract.speakers.alone_tc import find_acting, find_again, find_greeted, find_lines, find_moved, find_titled
from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.reading_tc import Anchor, Finds, is_trusted, make_plain, read_listed, read_name
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting


def find_names(text: str, signs: Signs, chinese: Chinese) -> list[Sighting]:
    """Return the people named in `text` in order, each with the post that stands before the name."""
    finds = Finds(len(text))
    _find_announced(text, signs, finds, chinese)
    for start, end in signs.known.items():
        if finds.is_free(start, end):
            finds.add(make_plain(text, start, end))
    find_greeted(text, finds, chinese)
    find_lines(text, finds, chinese)
    find_titled(text, signs, finds, chinese)
    find_moved(text, signs, finds, chinese)
    find_acting(text, signs, finds, chinese)
    if finds.sightings:
        find_again(text, finds, chinese)
    return sorted(finds.sightings, key=_start)


def _find_announced(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names behind posts and role nouns, and those listed behind them."""
    reached = end = closes = 0
    for head in signs.heads:
        before = chinese.before_name.match(text, head.end) if head.start >= max(reached, end) else None
        if before is None:
            continue
        reached = before.end()
        anchor = Anchor(head.start, reached, text[head.start : head.end])
        sighting = read_name(text, reached, anchor, closes, signs, chinese)
        if sighting is not None and before["link"] and not is_trusted(sighting, signs, chinese):
            continue
        while sighting is not None:
            finds.add(sighting)
            end, closes = sighting.end, sighting.closes
            sighting = read_listed(text, closes, signs, chinese)


def _start(sighting: Sighting) -> int:
    return sighting.start
