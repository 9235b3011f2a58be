"""The English post that stands before a name ("the Secretary for Health, …") or behind it ("…, Chairman of X")."""

import calendar
import re

from etl.extract.speakers.english import English
from etl.extract.speakers.scan import Spot
from etl.extract.speakers.scan_en import Signs

_NEW_POST = re.compile(r",? and the |, the ")
_DANGLING = frozenset(["and", "of", "for", "the", "in", "at", "to", "on", "from", "an", "a", "by"])
_OPENING = re.compile(r"(?:, | \(|,? as )(?:the |an? |our )?")
_STRETCH = re.compile(r"[^;.\n\"“”)]{1,170}")
_WORD = re.compile(r"\s*\S+")
_LOOSE_END = re.compile(r"(?:\s+(?:of|for|the|in|at|to|on|and|from|with|as|an?|by|[-–&]))+$")
_AND_NAME = re.compile(r" and (?P<given>\w+) (?P<surname>\w+)")
_GLOSS = re.compile(r" \((?:[A-Z&]{2,12}|[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*)\)")
_UNCLOSED = re.compile(r" \([^()]*$")
_ACTING = re.compile(r"\b[Aa]cting | \([Aa]cting\)")
# How a post is held, in brackets behind it.
_HELD_AS = frozenset(("designate", "acting"))
_CLAUSE_SIGN = re.compile(r"[;:\"“”\n()]|\.(?= )")
_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Ir", "Sr"))
# Right behind a name: the post that it is given.
_AS = re.compile(r"[A-Z][\w’'-]+,? as (?:the |an? |its |their )?$")
_LONGEST_AS = 40
# "the Parliamentary Secretary for Trade, representing the Premier of Victoria, Mr X": X is no Premier.
_STANDING_IN = re.compile(r",? (?:representing|on behalf of) (?:the )?$")
_LONGEST = 230
_MONTHS = frozenset(calendar.month_name[1:])
_CLOSE = 45
_LONGEST_LEAD = 5
# "Vice-Chairman of the Kite Club and head of its school, Ms X".
_SECOND_POSTS = frozenset(("head", "chairman", "chairperson", "president", "director", "convenor", "founder", "dean"))


def post_before(text: str, lowest: int, end: int, signs: Signs, english: English) -> tuple[int, str]:
    """Return start and words of the post that ends at `end`; (end, "") where none stands there."""
    close = end
    while close > lowest and text[close - 1] in " ,":
        close -= 1
    if end - close > 2 or text.startswith(". ", close - 1):
        return end, ""
    farthest = end - _LONGEST
    heads = signs.heads_within(lowest if farthest < lowest else farthest, close)
    if not heads or not _can_end_post(text, heads[-1], close, english):
        return end, ""
    low = _clause_start(text, lowest if farthest < lowest else farthest, close)
    if text[close - 1] == ")" and _is_of_another(text, low, close, heads):
        return end, ""
    for n, (opens, closes) in enumerate(heads):
        if opens >= low and _is_tail(text, closes, close, heads[n + 1 :], english):
            begin = low + _extend_left(text[low:close], opens - low, text[opens].isupper(), english)
            if _AS.search(text, max(0, begin - _LONGEST_AS), begin):
                break  # "appointed Ms A as Chairman, Mr B as a member": the post of who stands before
            standing_in = _STANDING_IN.search(text, max(lowest, begin - _LONGEST_AS), begin)
            own = post_before(text, lowest, standing_in.start(), signs, english) if standing_in else None
            return own if own and own[1] else (begin, text[begin:close])
    return end, ""


def _can_end_post(text: str, last: Spot, close: int, english: English) -> bool:
    """Tell whether the word before a name may belong to a post: not "said", "by", "with"."""
    if last[1] == close:
        return True
    word = text[text.rfind(" ", 0, close) + 1 : close]
    return not word.islower() or word in english.joining or word.strip("()") in _HELD_AS


def _is_of_another(text: str, low: int, close: int, heads: list[Spot]) -> bool:
    """Tell whether the bracket at the end explains someone before it: "Mr Xie (Commissioner of X), …"."""
    inside = text.rfind("(", low, close) + 1
    return inside in (0, close - 1) or any(inside <= head[0] for head in heads)


def _clause_start(text: str, lowest: int, end: int) -> int:
    """Return where the clause that ends at `end` begins: behind a stop, a quotation mark or an open bracket."""
    start, opened = lowest, []
    for sign in _CLAUSE_SIGN.finditer(text, lowest, end):
        if sign.group() == "(":
            opened.append(sign.end())
        elif sign.group() == ")":
            del opened[-1:]
        else:
            start, opened = sign.end(), []
    return opened[-1] if opened else start


def _is_tail(text: str, start: int, close: int, further: list[Spot], english: English) -> bool:
    """Tell whether what stands behind the noun of a post still belongs to it, and names no further post."""
    if start == close:
        return True
    tail = text[start:close]
    if tail.count(")") > tail.count("("):
        return False  # "(the Ambassador of X), Lord Kite": the noun stands in a bracket
    for new in _NEW_POST.finditer(tail) if further else ():
        low = start + new.end()
        if any(low <= head[0] and head[1] <= low + _CLOSE for head in further):
            return False
    return tail.rpartition(" ")[2].rpartition(",")[2] not in _DANGLING and _are_office_words(tail.split(), english)


def _are_office_words(words: list[str], english: English) -> bool:
    for before, word in zip(["", *words], words, strict=False):
        second = before == "and" and word in _SECOND_POSTS
        if word not in english.joining and not (word[0].isupper() or second or _is_office_word(word, english)):
            return False
    return True


def _is_office_word(word: str, english: English) -> bool:
    core = word.strip(",()'\"’/")
    held = core in english.joining or core in _HELD_AS
    return not core or held or core.lower() != core or any(c.isdigit() for c in core)


def _extend_left(segment: str, start: int, capital: bool, english: English) -> int:
    """Return where the post begins whose noun stands at `start`: "Court of Final Appeal Judge", "deputy head"."""
    while True:
        before = segment[:start]
        if not before.endswith(" "):
            return start
        word = before[:-1].rsplit(" ", 1)[-1].lstrip("(")
        if capital and word == "of" and before[: -len(" of ")].rpartition(" ")[2] in english.institutions:
            start -= len("of ")
            continue
        if capital:
            fits = (word[:1].isupper() and word not in english.starters) or word == "acting"
        else:
            fits = word in english.modifiers
        if not fits or not word[-1].isalnum():
            return start
        start -= len(word) + 1


def extend_post(text: str, lowest: int, start: int, english: English) -> int:
    """Return where a post begins whose run of capitals stands at `start`, cut by "'s": "National People's Congress"."""
    if not text.endswith(("'s ", "’s "), 0, start):
        return start
    low = _clause_start(text, max(lowest, start - _LONGEST), start)
    return low + _extend_left(text[low:start], start - low, True, english)


def post_after(text: str, end: int, signs: Signs, english: English) -> tuple[int, str]:
    """Return end and words of the post that follows the name ending at `end`; (end, "") where none does."""
    nominals = english.post_nominals.match(text, end)
    begin = nominals.end() if nominals else end
    opening = _OPENING.match(text, begin)
    if not opening:
        return begin, ""
    stretch = _STRETCH.match(text, opening.end())
    if not stretch:
        return begin, ""
    heads = signs.heads_within(stretch.start(), stretch.end())
    if not heads:
        return begin, ""
    opens, closes = heads[0]
    post = _cut_post(stretch.group(), opens - stretch.start(), closes - stretch.start(), english)
    after = opening.end() + len(post)
    if not post or _is_person(post, english):
        return begin, ""
    # "Mr A, the Chairman of X, Mr B" tells of B's post, "Mr A, Chairman of X, Mr B" of A's.
    if opening.group() != ", " and english.titled_next.match(text, after):
        return begin, ""
    return after, post


def _is_person(post: str, english: English) -> bool:
    """Tell whether the noun is the title of the next person: "Professor Ada Kite", not "Professor of Law"."""
    title, _, rest = post.partition(" ")
    return title in english.titles and rest[:1].isupper()


def _cut_post(stretch: str, opens: int, closes: int, english: English) -> str:
    """Return the post whose noun stands at `opens:closes`; empty where what stands before is no part of one."""
    before = stretch[:opens]
    lead = before.split()
    if len(lead) > _LONGEST_LEAD or "," in before or not english.not_leading.isdisjoint(lead):
        return ""
    if stretch[opens].isupper() and not _are_office_words(lead, english):
        return ""
    end = closes
    for word in _WORD.finditer(stretch, closes):
        core = word.group().strip()
        if not _is_office_word(core, english) or core in _HONORIFICS or core in _MONTHS:
            break
        stops = core.endswith(",") and not _goes_on(stretch[word.end() :], english)
        end = word.end() if not stops or stretch[closes] == " " else end
        if stops:
            break
    return _LOOSE_END.sub("", stretch[:end].rstrip(" ,("))


def _goes_on(rest: str, english: English) -> bool:
    """Tell whether the post goes on behind a comma: with "and" and no other person, "…, and James Lau"."""
    name = _AND_NAME.match(rest)
    other = name is not None and name["given"] in english.given and name["surname"] in english.surnames
    return rest.startswith(" and ") and not other


def tidy_post(post: str) -> tuple[str, bool]:
    """Return the post without "Acting" and bracketed abbreviations, and whether it is held for another.

    A mere role noun ("pianist") is no post.
    """
    if post.islower() and " of " not in post:
        return "", False
    plain = _ACTING.sub("", post, count=1) if "cting" in post else post
    short = _UNCLOSED.sub("", _GLOSS.sub("", plain)) if "(" in plain else plain
    return short.rstrip(" ,"), plain != post
