"""Finds people in English text: honorific or post before the name, a post behind it, or a name's own shape."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import partial

from etl.extract.speakers.english import English, role_noun_start
from etl.extract.speakers.posts_en import extend_post, post_after, post_before, tidy_post
from etl.extract.speakers.runs_en import NO_TITLE, OPEN, Run, read_listed, read_plain, read_run, read_titled
from etl.extract.speakers.scan import find_words
from etl.extract.speakers.scan_en import Signs
from etl.extract.speakers.sightings import Sighting, name_words
from etl.extract.text import Text

_LIST_GAP = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:,|,? and|,? &|;) ")
_CAST = re.compile(r" \((?:as|playing|who plays) ")
_FOLLOWED = re.compile(r"[,;.:)]| [A-Z]{2,}\b| (?:and|is|was|has|will|said|who|in|at|on|to|as)\b|['’]s|$")
_SAID = re.compile(r" (?:(?:once|famously) )?(?:said|wrote|remarked|put it|quipped|observed)\b")
_CALLED = re.compile(r"(?<![\w.] )(?<!\w)(?P<alias>[A-Z]\w+|[A-Z] [A-Z]) \((?:[Tt]he )?$")
_CALLED_IN_FULL = re.compile(r"(?<!\w)(?P<given>[A-Z]\w+) (?P<surname>[A-Z]\w+) \((?:[Tt]he )?$")
# Words with a capital that open a clause and belong to no name: "As Carlson said".
_OPENERS = frozenset(("As", "And", "But", "While", "When", "If", "Because", "Since", "Like"))
_BRACKET_OPENS = ("(", "(the ", "(The ")
_LONGEST_ALIAS = 40
# A post whose portfolio follows.
_POST = re.compile(
    r"\b(?:Secretary|Minister|President|Director|Governor|Commissioner|Head|Premier|Mayor|Ambassador) (?:of|for) $"
)
_LONGEST_POST = 24
# What a run of capitals stands behind that goes on with a post.
_WITHIN_POST = (" of ", " for ", " and ", " & ", " the ", " in ", "'s ", "’s ")
# Behind the place of a post a Mainland name, which has no shape of its own, may stand: "in Hong Kong Lu Xin".
_PLACES = ("Hong Kong ", "Macao ", "HKSAR ")
_NEXT_WORD = re.compile(r"\S+ ")
_MAKE = partial(tuple.__new__, Sighting)  # the fast way to build many


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
    plain = read_plain(name, english)
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


class _Reader:
    """Walks through the runs of capitals in sentences that may name someone."""

    def __init__(self, body: str, signs: Signs, english: English) -> None:
        self.body, self.signs, self.english = body, signs, english
        self.found: list[Sighting] = []
        self.lowest = 0  # end of the last person with post; single words may be anything
        self.listing = -1  # where a list of names that began after a role noun has got to

    def read_sentence(self, at: int, end: int) -> None:
        """Note the people whose names begin in `at:end`."""
        english = self.english
        for run in english.run.finditer(self.body, at if at > self.lowest else self.lowest, end):
            start, words = run.start(), run.group()
            part = read_run(words, english)
            if (part is None or not part.known or part.post) and self.signs.offices and " " in words:
                start, words = self._cut_office(start, words)
                part = read_run(words, english)
            behind_post = 0
            if (part is None or not part.known) and (behind_post := self._measure_portfolio(start, words)):
                start, words = start + behind_post, words[behind_post:]
                part = read_run(words, english)
            if part is None and self.listing == start:
                part = read_listed(words, english)
            if part is None:
                self.listing = -1
            elif start >= self.lowest:
                self._take(start, words, part, behind_post > 0)

    def _cut_office(self, start: int, words: str) -> tuple[int, str]:
        """Return what stands behind an office that ends in a run of capitals: "Secretary for Health Lo Chung-mau"."""
        offices = self.signs.offices
        place = bisect_right(offices, (start, len(self.body))) - 1
        behind = offices[place][1] + 1 if place >= 0 else 0
        if start < behind < start + len(words) and words[behind - start - 1] == " ":
            return behind, words[behind - start :]
        return start, words

    def _measure_portfolio(self, start: int, words: str) -> int:
        """Return the length of what a run holds of a post ahead of the name it ends with, 0 for none.

        "Secretary of | State Amy Bow", "Director of Personnel and | Training Au Chi-kwong".
        """
        if not self.body.endswith(_WITHIN_POST, 0, start):
            return 0
        for word in _NEXT_WORD.finditer(words):
            length = word.end()
            name = read_plain(words[length:], self.english)
            if name is None and words[:length] in _PLACES and _FOLLOWED.match(self.body, start + len(words)):
                name = read_listed(words[length:], self.english)
            of_place = words[:length] in _PLACES and name is not None and name.has_part
            if name is not None and name.start == 0 and (name.known or of_place):
                return length if post_before(self.body, self.lowest, start + length, self.signs, self.english)[1] else 0
            given, _, further = words[length:].partition(" ")
            if given in self.english.given and further:
                return length if _POST.search(self.body, max(0, start - _LONGEST_POST), start) else 0
        return 0

    def _take(self, start: int, words: str, part: Run, announced: bool) -> None:
        """Note the name in the run of capitals at `start` if it is a person's."""
        if part is OPEN and words.partition(" ")[0] in self.english.title_words:
            titled = self.english.titled.match(self.body, start)
            part = (read_titled(titled, self.english) or part) if titled else part
        has_name = part is not OPEN and (part.title is not None or announced or self._is_announced(start, part))
        sighting = self._build(start, part) if has_name else None
        if part.title is None or part.title is NO_TITLE:
            self.listing = self._follow_list(start, words, sighting)
        if sighting is not None:
            self.found.append(sighting)
            if sighting.full or part.title is not NO_TITLE:
                self.lowest = sighting.closes

    def _is_announced(self, start: int, part: Run) -> bool:
        """Tell whether something besides its capitals shows that this is a person's name."""
        if not part.full:
            return False
        if part.known or self.listing == start or self._noun_before(start, self.lowest) >= 0:
            return True
        body, english, end = self.body, self.english, start + part.end
        if _SAID.match(body, end) and body[start:end].partition(" ")[0] in english.given:
            return True
        after_comma = body.endswith(", ", 0, start) and _FOLLOWED.match(body, end)
        if after_comma and post_before(body, self.lowest, start, self.signs, english)[1]:
            return True
        return part.has_part and bool(_CAST.match(body, end) or post_after(body, end, self.signs, english)[1])

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

    def _build(self, opens: int, part: Run) -> Sighting:
        """Add the post to a name; a post in the same run of capitals ("President Xi") stands before it."""
        body, english, title = self.body, self.english, part.title
        start, end, full, alone = opens + part.start, opens + part.end, part.full, part.alone
        titled = title is not None and title is not NO_TITLE
        if titled and body.endswith("the ", 0, opens):
            opens, alone = opens - 4, False
        begin, post = post_before(body, self.lowest, opens, self.signs, english)
        if not post and part.post:
            begin = extend_post(body, self.lowest, opens, english)
            post = body[begin:opens] + part.post
        elif part.post and post.endswith(("'s", "’s")):  # "Chief Executive's Office Director"
            post = body[begin:start].rstrip()
        closes = end
        if not post and (title is None or titled):
            noun = self._noun_before(opens, self.lowest)
            said = body[noun:opens].rstrip() if noun >= 0 else ""
            if said in english.role_nouns or (said and not titled and said not in english.created_by):
                begin = noun
        office, acting = tidy_post(post) if post else ("", False)
        if full and not office:
            reached, behind = post_after(body, end, self.signs, english)
            told = tidy_post(behind) if behind else ("", False)
            # A mere role noun before the name ("my colleague …") leaves room for the post behind it.
            if not post or told[0][:1].isupper():
                closes, (office, acting) = reached, told
        honorific, gender, _ = title or NO_TITLE
        alias = self._find_alias(begin, part.name) if titled else ""
        return _MAKE((
            start, end, begin, closes, part.name, office, acting, gender, full, title is not None, "", alone,
            name_words(part.name), honorific, alias,
        ))  # fmt: skip

    def _find_alias(self, opens: int, name: str) -> str:
        """Return what a greeting calls the person whose post or title opens there; empty where it calls no name."""
        if not self.body.endswith(_BRACKET_OPENS, 0, opens):
            return ""
        low = max(0, opens - _LONGEST_ALIAS)
        full = _CALLED_IN_FULL.search(self.body, low, opens)
        if full and full["given"] in self.english.given and full["surname"] in name.split():
            return f"{full['given']} {full['surname']}"
        called = _CALLED.search(self.body, low, opens)
        alias = called["alias"] if called else ""
        known = alias in self.english.given or alias in name.split() or len(alias) == len("J P")
        return alias if known else ""
