"""The English post that stands before a name ("the Secretary for Health, …") or behind it ("…, Chairman of X")."""

import re

from etl.extract.speakers.english import English

_NEW_POST = re.compile(r",? and the |, the ")
_DANGLING = re.compile(r"(?:,| |^)(?:and|of|for|the|in|at|to|on|from|an?|by)$")
_OPENING = re.compile(r"(?:, | \(|,? as )(?:the |an? |our )?")
_STRETCH = re.compile(r"[^;.\n\"“”)]{1,170}")
_WORD = re.compile(r"\s*\S+")
_LOOSE_END = re.compile(r"(?:\s+(?:of|for|the|in|at|to|on|and|from|with|as|an?|by|[-–&]))+$")
_AND_NAME = re.compile(r" and (?P<given>\w+) (?P<surname>\w+)")
_GLOSS = re.compile(r" \([A-Z&]{2,12}\)")
_UNCLOSED = re.compile(r" \([^()]*$")
_ACTING = re.compile(r"\bActing |\bacting ")
_LONGEST = 230


def post_before(text: str, lowest: int, end: int, english: English) -> tuple[int, str]:
    """Return start and words of the post that ends at `end`; (end, "") where none stands there."""
    close = len(text[:end].rstrip(" ,"))
    if end - close > 2:
        return end, ""
    low = _clause_start(text, max(lowest, end - _LONGEST), close)
    segment = text[low:close]
    if segment.endswith(")") and _is_of_another(segment, english):
        return end, ""
    for head in english.head.finditer(segment):
        if _is_tail(segment[head.end() :], english):
            begin = _extend_left(segment, head.start(), head.group()[0].isupper(), english)
            return low + begin, segment[begin:]
    return end, ""


def _is_of_another(segment: str, english: English) -> bool:
    """Tell whether the bracket at the end explains someone before it: "Mr Xie (Commissioner of X), …"."""
    inside = segment[segment.rfind("(") + 1 : -1] if "(" in segment else ""
    return not inside or english.head.search(inside) is not None


def _clause_start(text: str, lowest: int, end: int) -> int:
    depth = 0
    for at in range(end - 1, lowest - 1, -1):
        sign = text[at]
        depth += (sign == ")") - (sign == "(")
        if depth < 0 or sign in ';:"“”\n' or (sign == "." and text[at + 1 : at + 2] == " "):
            return at + 1
    return lowest


def _is_tail(tail: str, english: English) -> bool:
    if any(english.head.search(tail, new.end(), new.end() + 45) for new in _NEW_POST.finditer(tail)):
        return False
    if _DANGLING.search(tail):
        return False
    return all(_is_office_word(word, english) for word in tail.split())


def _is_office_word(word: str, english: English) -> bool:
    core = word.strip(",()'\"’/")
    return not core or core in english.joining or any(c.isupper() or c.isdigit() for c in core)


def _extend_left(segment: str, start: int, capital: bool, english: English) -> int:
    while True:
        before = segment[:start]
        if not before.endswith(" "):
            return start
        word = before[:-1].rsplit(" ", 1)[-1].lstrip("(")
        fits = word[:1].isupper() and word not in english.starters if capital else word in english.modifiers
        if not fits or not word[-1].isalnum():
            return start
        start -= len(word) + 1


def post_after(text: str, end: int, english: English) -> tuple[int, str]:
    """Return end and words of the post that follows the name ending at `end`; (end, "") where none does."""
    nominals = english.post_nominals.match(text, end)
    begin = nominals.end() if nominals else end
    opening = _OPENING.match(text, begin)
    if not opening:
        return begin, ""
    stretch = _STRETCH.match(text, opening.end())
    if not stretch:
        return begin, ""
    post = _cut_post(stretch.group(), english)
    after = opening.end() + len(post)
    if not post or english.titled_next.match(text, after):
        return begin, ""
    return after, post


def _cut_post(stretch: str, english: English) -> str:
    head = english.head.search(stretch)
    if not head or len(stretch[: head.start()].split()) > 5 or "," in stretch[: head.start()]:
        return ""
    lead = stretch[: head.start()].split()
    if english.not_leading & set(lead):
        return ""
    if head.group()[0].isupper() and not all(_is_office_word(word, english) for word in lead):
        return ""
    end = head.end()
    for word in _WORD.finditer(stretch, head.end()):
        core = word.group().strip()
        if not _is_office_word(core, english) or (core.endswith(",") and not _goes_on(stretch[word.end() :], english)):
            end = (
                word.end()
                if _is_office_word(core, english) and stretch[head.end() : word.end()].startswith(" ")
                else end
            )
            break
        end = word.end()
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
    plain = _ACTING.sub("", post, count=1)
    return _UNCLOSED.sub("", _GLOSS.sub("", plain)).rstrip(" ,"), plain != post
