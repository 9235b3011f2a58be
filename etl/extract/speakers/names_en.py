"""Finds people in English text: honorific or post before the name, a post behind it, or a name's own shape."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from etl.extract.speakers.english import English, role_noun_start
from etl.extract.speakers.posts_en import post_after, post_before, tidy_post
from etl.extract.speakers.scan import find_words
from etl.extract.speakers.scan_en import Signs
from etl.extract.speakers.sightings import Gender, Sighting, name_key, name_words
from etl.extract.text import Text

_LIST_GAP = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:,|,? and|,? &|;) ")
_CAST = re.compile(r" \((?:as|playing|who plays) ")
_FOLLOWED = re.compile(r"[,;.:)]| [A-Z]{2,}\b| (?:and|is|was|has|will|said|who|in|at|on|to|as)\b|['’]s|$")
# No institution is named "Mr …", so "Mr John Hall" is a person; "Princess Margaret Hospital" is none.
_EVERYDAY = frozenset({"Mr", "Mrs", "Ms", "Miss"})
_LEAD = re.compile(r"^(?:As|So|The|When|While|And|But|Former|In|At|With|By|Like) ")
_CALLED = re.compile(r"(?<![\w.] )(?<!\w)(?P<alias>[A-Z]\w+|[A-Z] [A-Z]) \((?:[Tt]he )?$")
# Words with a capital that open a clause and belong to no name: "As Carlson said".
_OPENERS = frozenset(("As", "And", "But", "While", "When", "If", "Because", "Since", "Like"))
_BRACKET_OPENS = ("(", "(the ", "(The ")
_LONGEST_ALIAS = 40
_ACRONYM = re.compile(r"[A-Z]{2,}")


def find_names(text: Text, signs: Signs, english: English) -> list[Sighting]:
    """Return the people named in `text` in order; a bare surname or given name behind a title is not `full`."""
    if not signs.sentences:
        return []
    reader = _Reader(text.text, signs, english)
    for number in signs.sentences:
        reader.read_sentence(*text.sentences[number])
    return reader.found


def needs_search(name: str, english: English) -> bool:
    """Tell whether a name is found again only by searching for it, as nothing in its shape shows a person."""
    plain = _split_run(name, english)
    return plain is None or not plain.known


def find_bare(text: Text, words: Iterable[str], found: list[Sighting], english: English) -> list[Sighting]:
    """Return where one of `words` stands as a whole name outside the people already `found`."""
    body = text.text
    spots = find_words(body, words)
    if not spots:
        return []
    opens, bare = [s.opens for s in found], []
    for start, end in spots:
        before = bisect_right(opens, start) - 1
        if before >= 0 and start < found[before].closes:
            continue
        if not (body[end : end + 1].isalnum() or english.runs_on.match(body, end) or _is_run_on(body, start)):
            name = body[start:end]
            bare.append(Sighting(start, end, start, end, name, full=False, words=name_words(name)))
    return bare


def _is_run_on(body: str, start: int) -> bool:
    """Tell whether a word that belongs to the same run of capitals stands right before `start`."""
    sign = body[start - 1 : start]
    if sign != " ":
        return sign.isalnum() or (sign != "" and sign in "-'’@/_")
    word = body[body.rfind(" ", 0, start - 1) + 1 : start - 1].rsplit("\n", 1)[-1].lstrip("(\"“'[")
    return word[:1].isupper() and word[-1].isalnum() and word not in _OPENERS


class _Plain(NamedTuple):
    """The name in a run of capitals: where it stands there, and how sure it is."""

    start: int
    end: int
    full: bool
    known: bool
    has_part: bool


@lru_cache(maxsize=8192)
def _split_run(run: str, english: English) -> _Plain | None:
    """Return the name that a run of capitals ends with, behind the nouns of posts in it; None for no name."""
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
    return _Plain(start, end, full, known, has_part)


class _Reader:
    """Walks through the runs of capitals in sentences that may name someone."""

    def __init__(self, body: str, signs: Signs, english: English) -> None:
        self.body, self.signs, self.english = body, signs, english
        self.found: list[Sighting] = []
        self.lowest = 0  # end of the last person with post; single words may be anything
        self.listing = -1  # where a list of names that began after a role noun has got to

    def read_sentence(self, at: int, end: int) -> None:
        """Note the people whose names begin in `at:end`."""
        body, english, search = self.body, self.english, self.english.run.search
        at = self.lowest if at < self.lowest else at
        while run := search(body, at, end):
            at, words, titled = run.end(), run.group(), None
            if words.partition(" ")[0] in english.title_words:
                titled = english.titled.match(body, run.start())
            if titled:
                at = titled.end()
                sighting = self._read_titled(titled)
            else:
                plain = _split_run(words, english)
                if plain is None and " " in words:  # so it is with most runs of capitals
                    self.listing = -1
                    continue
                sighting = self._read_plain(run.start(), plain) if plain else None
                self.listing = self._follow_list(run.start(), words, sighting)
            if sighting is not None:
                self.found.append(sighting)
                if sighting.full or titled:
                    self.lowest = sighting.closes
                    at = self.lowest if at < self.lowest else at

    def _read_titled(self, run: re.Match[str]) -> Sighting | None:
        name, title = run["name"], _read_title(run["title"], self.english)
        count = _count_name_words(name, title.everyday, self.english)
        if count == 0:
            return None
        start = run.start("name")
        words = name.split()
        if count < len(words):
            name = " ".join(words[:count])
        opens = run.start() - 4 * self.body.endswith("the ", 0, run.start())
        return self._build(opens, start, start + len(name), title, count > 1, words[:count])

    def _read_plain(self, start: int, plain: _Plain) -> Sighting | None:
        if plain.start:
            return self._build(start, start + plain.start, start + plain.end, _IN_RUN, plain.full)
        end = start + plain.end
        return self._build(start, start, end) if plain.full and self._is_announced(start, end, plain) else None

    def _is_announced(self, start: int, end: int, plain: _Plain) -> bool:
        """Tell whether something besides its capitals shows that this is a person's name."""
        body, english = self.body, self.english
        if plain.known or self.listing == start or self._noun_before(start, self.lowest) >= 0:
            return True
        after_comma = body[max(0, start - 2) : start] == ", " and _FOLLOWED.match(body, end)
        if after_comma and post_before(body, self.lowest, start, self.signs, english)[1]:
            return True
        return plain.has_part and bool(_CAST.match(body, end) or post_after(body, end, self.signs, english)[1])

    def _noun_before(self, start: int, lowest: int) -> int:
        """Return where the role noun right before `start` begins; -1 for none."""
        return role_noun_start(self.body, lowest, start, self.english) if self.signs.is_near_noun(start) else -1

    def _follow_list(self, start: int, words: str, sighting: Sighting | None) -> int:
        """Return where the next name of a list is due: behind a role noun or a name that was just taken."""
        if sighting is not None:
            due = sighting.full
        else:
            due = " " not in words and (self.listing == start or self._noun_before(start, 0) >= 0)
        gap = _LIST_GAP.match(self.body, start + len(words)) if due else None
        return gap.end() if gap else -1

    def _build(
        self, opens: int, start: int, end: int, title: "_Title | None" = None, full: bool = True,
        words: Sequence[str] = (),
    ) -> Sighting:  # fmt: skip
        """Add the post to a name; a post in the same run of capitals ("President Xi") stands before it."""
        body, english = self.body, self.english
        begin, post = post_before(body, self.lowest, opens, self.signs, english)
        if not post and title is _IN_RUN:
            begin, post = opens, _LEAD.sub("", body[opens:start].strip())
        closes = end
        if not post and title is None:
            noun = self._noun_before(opens, self.lowest)
            if noun >= 0 and body[noun:opens].rstrip() not in english.created_by:
                begin = noun
        if full and not post:
            closes, post = post_after(body, end, self.signs, english)
        office, acting = tidy_post(post) if post else ("", False)
        name = body[start:end]
        honorific, gender, _ = title or _UNTITLED
        alone = title is not None and not full and _stands_alone(body[opens:start], name, english)
        alias = self._find_alias(begin, words) if words else ""
        return Sighting(
            start, end, begin, closes, name, office, acting, gender, full, title is not None, "", alone,
            name_words(name), honorific, alias,
        )  # fmt: skip

    def _find_alias(self, opens: int, words: Sequence[str]) -> str:
        """Return what a greeting calls the person whose post or title opens there; empty where it calls no name."""
        if not self.body.endswith(_BRACKET_OPENS, 0, opens):
            return ""
        called = _CALLED.search(self.body, max(0, opens - _LONGEST_ALIAS), opens)
        alias = called["alias"] if called else ""
        known = alias in self.english.given or alias in words or len(alias) == len("J P")
        return alias if known else ""


class _Title(NamedTuple):
    """What the honorifics before a name tell: the last one, and whether the first is one of everyday people."""

    honorific: str
    gender: Gender
    everyday: bool


_UNTITLED = _Title("", "", False)
_IN_RUN = _Title("", "", False)  # a post in the same run of capitals stands for the title


@lru_cache(maxsize=512)
def _read_title(title: str, english: English) -> _Title:
    everyday = title.split(maxsplit=1)[0].rstrip(".") in _EVERYDAY
    return _Title(title.rstrip(" .").rpartition(" ")[2], _read_gender(title, english), everyday)


@lru_cache(maxsize=4096)
def _count_name_words(name: str, everyday: bool, english: English) -> int:
    """Return how many of the words are the name; 0 where they name an institution or are no name."""
    words = name.split()
    if words[0] in english.heads or words[0] in english.firm_stops or words[:2] == ["Hong", "Kong"]:
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


def _has_local_shape(name: list[str], english: English) -> bool:
    """Tell whether the name is built as Hong Kong names are: Peter Chan, Chan Tai-man, Peter Chan Tai-man."""
    rest = name[1:] if name[0] in english.given else name
    if rest is not name and len(rest) == 2 and rest[0] in english.given:
        rest = rest[1:]
    surname = rest[0] in english.surnames
    given_follows = len(rest) == 2 and "-" in rest[1] and rest[1].split("-", 1)[1].islower()
    return surname and (given_follows or (len(rest) == 1 and rest is not name))


def _stands_alone(title: str, name: str, english: English) -> bool:
    """Tell whether one name is enough: "President Xi" of the reference, or "Prime Minister Prayut"."""
    title = title.strip().removeprefix("Honourable ").removeprefix("Deputy ")
    if name_key(f"{title}{name}") in english.known:
        return True
    plain = name not in english.surnames and name not in english.stops and name not in english.institutions
    return title in english.sovereign and plain and len(name) > 3
