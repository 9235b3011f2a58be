"""Reads a run of words with capitals: the name in it, and the honorifics or the nouns of a post before it."""

import re
from functools import lru_cache
from typing import NamedTuple

from etl.extract.speakers.english import English
from etl.extract.speakers.sightings import Gender, name_key

# No institution is named "Mr …", so "Mr John Hall" is a person; "Princess Margaret Hospital" is none.
_EVERYDAY = frozenset({"Mr", "Mrs", "Ms", "Miss"})
_LEADS = frozenset(("So", "Like"))
_ACRONYM = re.compile(r"[A-Z]{2,}")


class Title(NamedTuple):
    """What the honorifics before a name tell: the last one, and whether the first is one of everyday people."""

    honorific: str
    gender: Gender
    everyday: bool


class Run(NamedTuple):
    """A run of capitals that holds a name: where it stands there, how sure it is, and what stands before it.

    `title` is None without an honorific. `alone` tells that a single name is enough with the words before it.
    """

    start: int
    end: int
    name: str
    full: bool
    known: bool
    has_part: bool
    title: Title | None
    alone: bool
    post: str


NO_TITLE = Title("", "", False)
# A single word, or a title without a name: what it is depends on what stands around.
OPEN = Run(0, 0, "", False, False, False, None, False, "")


@lru_cache(maxsize=8192)
def read_run(run: str, english: English) -> Run | None:
    """Return the name in a run of capitals; None for no name, as it is with most."""
    if run.partition(" ")[0] in english.title_words:
        titled = english.titled.match(run)
        if titled:
            return read_titled(titled, english)
        if " " not in run or english.title.fullmatch(f"{run} "):
            return OPEN
    return read_plain(run, english) or (None if " " in run else OPEN)


def read_titled(run: re.Match[str], english: English) -> Run | None:
    """Return the name behind honorifics; None where they belong to an institution or to no name."""
    title = Title(
        run["title"].rstrip(" .").rpartition(" ")[2],
        _read_gender(run["title"], english),
        run["title"].split(maxsplit=1)[0].rstrip(".") in _EVERYDAY,
    )
    words = run["name"].split()
    count = _count_name_words(words, title.everyday, english)
    if count == 0:
        return None
    name = run["name"] if count == len(words) else " ".join(words[:count])
    start = run.start("name") - run.start()
    alone = count == 1 and _stands_alone(run["title"], name, english)
    return Run(start, start + len(name), name, count > 1, True, True, title, alone, "")


@lru_cache(maxsize=8192)
def read_plain(run: str, english: English) -> Run | None:
    """Return the name that a run of capitals ends with, behind the nouns of posts in it."""
    words = run.split()
    first = len(words)
    while first and not _is_head(words[first - 1], english):
        first -= 1
    name = words[first:]
    start, end = len(run) - len(" ".join(name)), len(run)
    if len(name) > 2 and _ACRONYM.fullmatch(name[-1]):
        end -= len(name.pop()) + 1  # letters after the name, such as MP
    if not name or not _is_name_like(name, english):
        return None
    full = len(name) > 1
    particle = not english.surname_particles.isdisjoint(name)
    known = full and (particle or _has_local_shape(name, english) or name_key(" ".join(name)) in english.known)
    has_part = any(word in english.surnames or word in english.given for word in name)
    post = run[:start].strip()
    alone = start > 0 and not full and _stands_alone(post, run[start:end], english)
    title = NO_TITLE if start else None
    return Run(start, end, run[start:end], full, known, has_part, title, alone, _leave_out_lead(post, english))


def _leave_out_lead(post: str, english: English) -> str:
    """Return a post without the words that open its sentence: "Citing President"."""
    first, _, rest = post.partition(" ")
    return rest if first in english.starters or first in _LEADS else post


def read_listed(run: str, english: English) -> Run | None:
    """Return the name in a list of names that would else be a place: "Wong Wai Lun"; None where it opens otherwise."""
    words = run.split()
    if not 2 <= len(words) <= _LONGEST_LISTED or words[0] not in english.surnames:
        return None
    if not (english.institutions | english.heads).isdisjoint(words):
        return None
    return Run(0, len(run), run, True, False, True, None, False, "")


def _count_name_words(words: list[str], everyday: bool, english: English) -> int:
    """Return how many of the words are the name; 0 where they name an institution or are no name."""
    is_surname = words[0] in english.surnames  # "Ms He" is no pronoun
    if (
        words[0] in english.heads
        or (words[0] in english.firm_stops and not is_surname)
        or words[:2] == ["Hong", "Kong"]
    ):
        return 0
    for at, word in enumerate(words[1:], start=1):
        if word in english.institutions:
            return 2 if everyday and at == len(words) - 1 == 1 else 0
        if word in english.firm_stops or word in english.heads:
            return at
    return len(words)


def _read_gender(title: str, english: English) -> Gender:
    for word in title.replace(".", "").split():
        if word in english.gender:
            return "male" if english.gender[word] == "male" else "female"
    return ""


def _is_head(word: str, english: English) -> bool:
    return word in english.heads or (word.lower() in english.role_nouns and word not in english.given)


def _is_name_like(name: list[str], english: English) -> bool:
    """Tell whether no word speaks against a name; two capitals may open one ("CY Leung")."""
    if len(name) > _LONGEST or len(name[-1]) == 1 or not name[0][0].isupper() or not english.no_name.isdisjoint(name):
        return False
    checked = name[1:] if len(name) > 1 and len(name[0]) == 2 else name
    return not any(
        word.isupper() and _ACRONYM.fullmatch(word) and word.title() not in english.surnames for word in checked
    )


_LONGEST = 5
_LONGEST_GIVEN = 12
_LONGEST_LISTED = 3


def _has_local_shape(name: list[str], english: English) -> bool:
    """Tell whether the name is built as Hong Kong names are: Peter Chan, Chan (Lee) Tai-man, Peter Chan Tai-man."""
    rest = name[1:] if name[0] in english.given else name
    if rest is not name and len(rest) == 2 and rest[0] in english.given:
        rest = rest[1:]
    surname = rest[0] in english.surnames
    if surname and len(rest) == 3 and rest[1] in english.surnames and len(rest[2]) <= _LONGEST_GIVEN:
        rest = rest[1:]
    given_follows = len(rest) == 2 and "-" in rest[1] and rest[1].split("-", 1)[1].islower()
    return surname and (given_follows or (len(rest) == 1 and rest is not name))


def _stands_alone(title: str, name: str, english: English) -> bool:
    """Tell whether one name is enough: "President Xi" of the reference, or "Prime Minister Prayut"."""
    title = title.strip().removeprefix("Honourable ").removeprefix("Deputy ")
    if name_key(f"{title}{name}") in english.known:
        return True
    plain = name not in english.surnames and name not in english.stops and name not in english.institutions
    return title in english.sovereign and plain and len(name) > 3
