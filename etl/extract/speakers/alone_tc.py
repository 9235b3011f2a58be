"""Finds Chinese names that no post announces: greeted, before a title, in rows, on lines of their own."""

import re
from collections import Counter
from functools import lru_cache

from etl.extract.speakers.chinese import FUNCTION_WORDS, GREETS, Chinese
from etl.extract.speakers.measure_tc import is_strong, is_usual, is_word, may_be_name, surname_size
from etl.extract.speakers.members_tc import find_agents
from etl.extract.speakers.reading_tc import GENDERS, Finds, is_trusted, make_plain, read_listed, read_row
from etl.extract.speakers.scan import AGENT, find_words
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting, name_key

_SALUTATION = re.compile(r"^[^\n]*各位[^\n]*：$", re.MULTILINE)
_LONGEST_GREETING = 2000
_SOURCES = frozenset(["選自", "改編自", "委約"])
_AND = ("和", "及", "與")
_PART = re.compile(r"(?:[^、：（）]|（[^（）]*）)+")
_USUAL_LENGTH, _LONGEST_NAME = 3, 4
_PARTICLES = FUNCTION_WORDS - frozenset("明同和連率出曾共以為是均再")


def find_greeted(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the people whom the first words of a speech address: name before post, 、 between them."""
    line = _SALUTATION.search(text, 0, _LONGEST_GREETING) if GREETS in signs.marks else None
    for part in _PART.finditer(text, *line.span()) if line else ():
        m = chinese.greeted.match(text, *part.span()) or chinese.called.match(text, *part.span())
        m = m or chinese.greeted_last.search(text, *part.span())
        inside = chinese.bracketed.search(text, *part.span())
        if inside and finds.is_free(*inside.span("name")) and _is_likely(inside["name"], chinese):
            finds.add(make_plain(text, *inside.span("name")))
        if m and finds.is_free(*m.span("name")) and not is_word(m["name"], 0, chinese):
            post = (m["post"] or "").partition(m["name"])[0]
            office = post or (m["title"] if m["title"] in chinese.heads else "")
            words = (name_key(m["name"]),)
            finds.add(Sighting(*m.span("name"), m.start(), part.end(), m["name"], office, words=words))


def find_titled(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names before a title: 陳大明教授, 歐陽志明博士."""
    reached = 0
    for title in signs.titles:
        if not (finds.is_free(title.start - 1, title.start) and chinese.after.match(text, title.start)):
            continue
        for start in range(max(reached, title.start - _LONGEST_NAME), title.start - 1):
            if text[start] in chinese.starts and _is_titled(text, start, title.start, chinese):
                reached = title.end
                add_alone(text, start, title.start, title.end, finds, chinese, text[title.start : title.end])
                add_listed(text, title.end, signs, finds, chinese)
                break


def find_posted(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names before a post: 陳大明榮譽主席. Only usual names count, as other words stand there too."""
    for head in signs.heads:
        start, title = head.start - _USUAL_LENGTH, text[head.start : head.end]
        if title not in chinese.behind or start < 0 or text[start] not in chinese.firsts:
            continue
        name, before = text[start : head.start], text[start - 1 : start]
        begins = not before.isalpha() or before in chinese.openers or text[start - 2 : start] in chinese.leading
        usual = name[0] not in chinese.weak and chinese.given.issuperset(name[1:]) and not is_word(name, 0, chinese)
        if begins and usual and finds.is_free(start, head.end + 1):
            finds.add(make_plain(text, start, head.start, head.end)._replace(office=title))


def add_listed(text: str, closes: int, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Add those who follow in a list that 、 shows; behind 和 only one with a name that is surely one."""
    if not text.startswith("、", closes):
        last = read_listed(text, closes, signs, chinese) if text[closes : closes + 1] in _AND else None
        if last is not None and is_trusted(last, signs, chinese):
            _add_row([last], finds)
        return
    following = read_listed(text, closes, signs, chinese)
    while following is not None:
        _add_row([following], finds)
        following = read_listed(text, following.closes, signs, chinese)


def _is_titled(text: str, start: int, end: int, chinese: Chinese) -> bool:
    """Tell whether a name fills `start:end`, and the character before it belongs to another word."""
    name = chinese.short.match(text, start, end)
    if name is None or (name["own"] and not is_usual(text[start + 2 : end], chinese)):
        return False
    before = text[start - 1 : start]
    if text[start - 1 : start + 1] in chinese.leading and text[start - 2 : start] not in chinese.leading:
        return False
    usual = is_usual(text[start + len(name["surname"]) : end], chinese)
    if not before.isalpha() or before in "和及與":
        return usual or text[start] not in chinese.weak
    led = text[start - 2 : start] in chinese.leading
    if name["own"] and before not in chinese.openers and not led:
        return False
    if led:
        return usual
    strong = text[start] not in chinese.weak or before in chinese.openers
    return usual and strong and (before not in chinese.surnames or len(name["surname"]) > 1)


def find_moved(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names behind words such as 委任 or 由."""
    for move in signs.moves:
        agent = bool(move.flags & AGENT)
        if text[move.start : move.end] in _SOURCES:
            find_agents(text, move.end, False, finds, chinese)
            continue
        match = (chinese.agent if agent else chinese.appointed).match(text, move.start)
        if match:
            known = agent and is_strong(match["name"], chinese) and may_be_name(match["name"], chinese)
            add_alone(text, *match.span("name"), match.end(), finds, chinese, inner=slice(1, 2), known=known)
            while agent and (match := chinese.next_agent.match(text, match.end())):
                add_alone(text, *match.span("name"), match.end(), finds, chinese, inner=slice(1, 2))
        elif text[move.end : move.end + 1] in chinese.firsts:
            row = read_row(text, move.end, signs, chinese)
            if row and (not agent or (len(row) > 1 and chinese.performs.match(text, row[-1].closes))):
                _add_row(row, finds)
            elif agent:
                find_agents(text, move.end, True, finds, chinese)


def find_acting(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names at the start of a clause: one before a verb, or a list."""
    found = [match for match in (chinese.bare.match(text), *chinese.clause.finditer(text)) if match]
    repeated = _find_repeated(text, found, chinese)
    for match in found:
        if is_word(match["name"], 0, chinese):
            continue
        start = match.start("name")
        if match["owns"] and not chinese.given.issuperset(match["name"][1:]):
            continue
        if match["alone"] is not None and (not start or text[start - 1] != "："):
            continue
        if match["gap"] is None:
            add_alone(text, *match.span("name"), match.end(), finds, chinese, known=match["name"] in repeated)
            continue
        row = read_row(text, start, signs, chinese)
        if len(row) > 1:
            _add_row(row, finds)


def _find_repeated(text: str, found: list[re.Match[str]], chinese: Chinese) -> set[str]:
    """Return the names before verbs, none of usual characters or weak surname, that the text has more than once."""
    plain = {match["name"] for match in found if not (match["owns"] or match["alone"] or match["gap"])}
    odd = [name for name in plain if is_strong(name, chinese) and not is_usual(name[1:], chinese)]
    wanted = [name for name in odd if may_be_name(name, chinese)]
    seen = Counter(text[start:end] for start, end in find_words(text, wanted)) if wanted else {}
    return {name for name, number in seen.items() if number > 1}


def find_lines(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the names that stand on lines of their own: with a title or letters, or beside others that look so."""
    if "\n" not in text:
        return
    found = list(chinese.line.finditer(text))
    sure = [bool(m["title"] or m["letters"] or (m["school"] and _is_likely(m["name"], chinese))) for m in found]
    likely = [_is_likely(m["name"], chinese) for m in found]
    for n, line in enumerate(found):
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(found) and _touches(found[min(n, k)], found[max(n, k)])]
        fits = line["surname"] or line["letters"] or line["title"] in GENDERS
        amid = len(beside) > 1 and all(likely[k] for k in beside) and line["name"][0] in chinese.surnames
        if (sure[n] and fits) or ((likely[n] or amid) and any(sure[k] or likely[k] for k in beside)):
            _add_line(text, line, finds, chinese)


def _is_likely(name: str, chinese: Chinese) -> bool:
    """Tell whether a line with only these characters looks like a name."""
    size = surname_size(name, chinese)
    surname = name[:2] in chinese.compound or chinese.surnames.issuperset(name[:size])
    return surname and len(name) > size and not is_word(name, 0, chinese) and is_usual(name[size:], chinese)


def _touches(one: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() - one.end() <= 1


def _add_line(text: str, line: re.Match[str], finds: Finds, chinese: Chinese) -> None:
    name = line["name"]
    odd = is_word(name, 0, chinese) or name in chinese.heads
    odd = odd or not (line["surname"] or chinese.no_person.isdisjoint(name))
    if not odd and finds.is_free(*line.span("name")):
        finds.add(make_plain(text, *line.span("name"), max(*line.span("name"), line.end("title")), line["title"] or ""))


def _add_row(row: list[Sighting], finds: Finds) -> None:
    for sighting in row:
        if finds.is_free(sighting.start, sighting.end):
            finds.add(sighting)


def add_alone(
    text: str, start: int, end: int, closes: int, finds: Finds, chinese: Chinese, title: str = "",
    inner: slice = slice(1, None), known: bool = False,
) -> None:  # fmt: skip
    """Add a name that stands without a post, unless it is a word or holds a particle; one not usual only if `known`."""
    if not finds.is_free(start, end):
        return
    name = text[start:end]
    usual, sure = _judge(name, chinese)
    if usual is None or not (usual or title or known):
        return
    particles = _PARTICLES if title or usual else FUNCTION_WORDS
    if not particles.isdisjoint(name[inner]):
        return
    if title or (sure and not chinese.inside.match(text, end)):
        finds.add(make_plain(text, start, end, closes, title))


@lru_cache(maxsize=4096)
def _judge(name: str, chinese: Chinese) -> tuple[bool | None, bool]:
    """Tell of a name whether it is usual (None: it is another word), and whether it is sure to be one where it is."""
    size = surname_size(name, chinese)
    usual = is_usual(name[size:], chinese)
    odd = is_word(name, 0, chinese) or (name[-1] in chinese.endings and not usual)
    odd = odd or chinese.after.match(name, size) is not None
    if odd or chinese.deed.match(name) or chinese.post.match(name, 1):
        return None, False
    sure = name[0] not in chinese.weak or (len(name) == _USUAL_LENGTH and chinese.given.issuperset(name[1:]))
    return usual, sure


def find_again(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the places where a name that was found stands once more without a post."""
    spots = find_words(text, {s.name for s in finds.sightings})
    for start, end in sorted(spots, key=_longest_first):
        if finds.is_free(start, end) and not chinese.inside.match(text, end):
            title = chinese.after.match(text, end)
            finds.add(make_plain(text, start, end, title.end() if title else end))


def _longest_first(spot: tuple[int, int]) -> tuple[int, int]:
    return spot[0] - spot[1], spot[0]
