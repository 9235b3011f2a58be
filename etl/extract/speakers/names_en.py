"""Finds people in English text: honorific or post before the name, a post behind it, or a name's own shape."""

import re

from etl.extract.speakers.english import English, role_noun_start
from etl.extract.speakers.posts_en import post_after, post_before, tidy_post
from etl.extract.speakers.sightings import Gender, Sighting, name_key, name_words

_LIST_GAP = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:,|,? and|,? &|;) ")
_CAST = re.compile(r" \((?:as|playing|who plays) ")
_FOLLOWED = re.compile(r"[,;.:)]| [A-Z]{2,}\b| (?:and|is|was|has|will|said|who|in|at|on|to|as)\b|['’]s|$")
_PARTS = re.compile(r"[^\s]+")
# No institution is named "Mr …", so "Mr John Hall" is a person; "Princess Margaret Hospital" is none.
_EVERYDAY = frozenset({"Mr", "Mrs", "Ms", "Miss"})
_LEAD = re.compile(r"^(?:As|So|The|When|While|And|But|Former|In|At|With|By|Like) ")
_ACRONYM = re.compile(r"[A-Z]{2,}")


def find_names(text: str, english: English) -> list[Sighting]:
    """Return the people named in `text` in order; a bare surname or given name is not `full`."""
    found: list[Sighting] = []
    lowest = 0  # end of the last person with post; single words may be anything
    listing = -1  # where a list of names that began after a role noun has got to
    for run in english.run.finditer(text):
        if run.start() < lowest:
            continue
        sighting = _read_titled(text, run, lowest, english) if run["title"] else None
        if sighting is None and not run["title"]:
            sighting = _read_plain(text, run, lowest, listing, english)
            listing = _follow_list(text, run, listing, sighting, english)
        if sighting is not None:
            found.append(sighting)
            lowest = sighting.closes if sighting.full or run["title"] else lowest
    return found


def _read_titled(text: str, run: re.Match[str], lowest: int, english: English) -> Sighting | None:
    words = list(_PARTS.finditer(run["name"]))
    everyday = run["title"].split()[0].rstrip(".") in _EVERYDAY
    keep = _count_name_words([w.group() for w in words], everyday, english)
    if keep == 0:
        return None
    start, end = run.start("name"), run.start("name") + words[keep - 1].end()
    gender = _read_gender(run["title"], english)
    return _build(text, run.start(), start, end, lowest, english, gender, titled=True, full=keep > 1)


def _count_name_words(words: list[str], everyday: bool, english: English) -> int:
    """Return how many of the words are the name; 0 where they name an institution or are no name."""
    if words[0] in english.heads or words[0] in english.firm_stops:
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


def _read_plain(text: str, run: re.Match[str], lowest: int, listing: int, english: English) -> Sighting | None:
    words = list(_PARTS.finditer(run["name"]))
    last_head = max((n for n, w in enumerate(words) if _is_head(w.group(), english)), default=-1)
    first = last_head + 1
    if first == len(words):
        return None
    if len(words) - first > 2 and _ACRONYM.fullmatch(words[-1].group()):
        words.pop()  # letters after the name, such as MP
    name = [w.group() for w in words[first:]]
    start, end = run.start() + words[first].start(), run.start() + words[-1].end()
    if not _is_name_like(name, english):
        return None
    if first and len(name) == 1:
        return _build(text, run.start(), start, end, lowest, english, "", titled=True, full=False, in_run=True)
    if len(name) < 2:
        return Sighting(start, end, start, end, name[0], full=False, words=name_words(name[0]))
    if first or _is_announced(text, start, end, lowest, listing, name, english):
        return _build(
            text, run.start() if first else start, start, end, lowest, english, "", bool(first), True, bool(first)
        )
    return Sighting(start, end, start, end, " ".join(name), full=False, words=name_words(" ".join(name)))


def _is_head(word: str, english: English) -> bool:
    return word in english.heads or (word.lower() in english.role_nouns and word not in english.given)


def _is_name_like(name: list[str], english: English) -> bool:
    if any(w in english.stops or w in english.institutions or w in english.heads for w in name):
        return False
    capitals = [
        w
        for w in name[len(name) > 1 and len(name[0]) == 2 :]
        if _ACRONYM.fullmatch(w) and w.title() not in english.surnames
    ]
    return len(name) <= 5 and not capitals and len(name[-1]) > 1 and name[0][0].isupper()


def _is_announced(
    text: str, start: int, end: int, lowest: int, listing: int, name: list[str], english: English
) -> bool:
    """Tell whether something besides its capitals shows that this is a person's name."""
    if name_key(" ".join(name)) in english.known or _has_local_shape(name, english):
        return True
    if listing == start or role_noun_start(text, lowest, start, english) >= 0:
        return True
    after_comma = text[max(0, start - 2) : start] == ", " and _FOLLOWED.match(text, end)
    if after_comma and post_before(text, lowest, start, english)[1]:
        return True
    if not (set(name) & (english.surnames | english.given)):
        return False
    return bool(_CAST.match(text, end) or post_after(text, end, english)[1])


def _has_local_shape(name: list[str], english: English) -> bool:
    """Tell whether the name is built as Hong Kong names are: Peter Chan, Chan Tai-man, Peter Chan Tai-man."""
    rest = name[1:] if name[0] in english.given else name
    if rest is not name and len(rest) == 2 and rest[0] in english.given:
        rest = rest[1:]
    surname = rest[0] in english.surnames
    given_follows = len(rest) == 2 and "-" in rest[1] and rest[1].split("-", 1)[1].islower()
    return surname and (given_follows or (len(rest) == 1 and rest is not name))


def _follow_list(text: str, run: re.Match[str], listing: int, sighting: Sighting | None, english: English) -> int:
    """Return where the next name of a list is due: behind a role noun or a name that was just taken."""
    due = sighting is not None and sighting.full
    if not due and " " not in run["name"]:
        due = listing == run.start() or role_noun_start(text, 0, run.start(), english) >= 0
    gap = _LIST_GAP.match(text, run.end()) if due else None
    return gap.end() if gap else -1


def _build(
    text: str,
    opens: int,
    start: int,
    end: int,
    lowest: int,
    english: English,
    gender: Gender,
    titled: bool = False,
    full: bool = True,
    in_run: bool = False,
) -> Sighting:
    """Add the post to a name; a post in the same run of capitals ("President Xi") stands before it."""
    begin, post = post_before(text, lowest, opens, english)
    inside = _LEAD.sub("", text[opens:start].strip())
    if not post and in_run and inside:
        begin, post = opens, inside
    closes = end
    if not post and not titled:
        noun = role_noun_start(text, lowest, opens, english)
        begin = noun if noun >= 0 else begin
    if full and not post:
        closes, post = post_after(text, end, english)
    office, acting = tidy_post(post)
    name = text[start:end]
    alone = titled and not full and _stands_alone(text[opens:start], name, english)
    words = name_words(name)
    return Sighting(start, end, begin, closes, name, office, acting, gender, full, titled, "", alone, words)


def _stands_alone(title: str, name: str, english: English) -> bool:
    """Tell whether one name is enough: "President Xi" of the reference, or "Prime Minister Prayut"."""
    title = title.strip().removeprefix("Honourable ").removeprefix("Deputy ")
    if name_key(f"{title}{name}") in english.known:
        return True
    plain = name not in english.surnames and name not in english.stops and name not in english.institutions
    return title in english.sovereign and plain and len(name) > 3
