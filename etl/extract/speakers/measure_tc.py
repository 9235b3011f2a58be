"""Tells where a Chinese name ends: by what follows it, and by the characters usual in given names."""

import re
from functools import lru_cache

from etl.extract.speakers.chinese import FUNCTION_WORDS, Chinese
from etl.extract.speakers.scan_tc import Signs

_BETWEEN = "和及與對向將"  # stand between a name and somebody's title
_LISTS = ("、", "和", "及", "與")
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
_CLOSES = ("，", "。")
_TRADES = frozenset("家師手匠商生")  # 金匠, 農學家
_USUAL_LENGTH, _LONGEST_NAME = 3, 4
_GREETS = ("賀", "祝", "向")  # before a surname these are verbs: 特首賀李小芬奪金牌


def measure_name(text: str, name: re.Match[str], announced: bool, signs: Signs, chinese: Chinese) -> int:
    """Return where the name ends, as what follows allows; 0 where this is no name."""
    start, given = name.start(), name.start("given")
    if start in signs.known:
        return signs.known[start]
    if (
        is_word(text, start, chinese)
        or chinese.deed.match(text, start)
        or chinese.after.match(text, given)
        or chinese.post.match(text, given)
    ):
        return 0
    most = len(name["given"])
    fits = [False, *(n <= most and _may_end(text, given + n, chinese) for n in (1, 2, 3))]
    if name["surname"] in _GREETS and name["given"][0] in chinese.surnames and fits[3]:
        return 0
    if _is_married(text, name, fits, announced, chinese):
        return given + 3
    if name["surname"] in chinese.weak and not _is_clear(text, start, given, fits, announced, chinese):
        return 0
    size = _choose_length(text, name, fits, announced, chinese)
    return given + size if size and _is_likely(text, given, size, announced, chinese) else 0


def _may_end(text: str, end: int, chinese: Chinese) -> bool:
    """Tell whether a name may end at `end`: first by the one character that follows."""
    after = text[end : end + 1]
    return (not _FIRST_HAN <= after <= _LAST_HAN or after in chinese.follows) and chinese.follow.match(
        text, end
    ) is not None


@lru_cache(maxsize=4096)
def is_usual(given: str, chinese: Chinese) -> bool:
    """Tell whether a given name looks like one: a usual character, and beside it another or one that may be a word."""
    usual = chinese.given.intersection(given)
    return bool(usual) and len(usual) + len(chinese.given_also.intersection(given)) >= len(set(given))


def is_word(text: str, start: int, chinese: Chinese) -> bool:
    """Tell whether a common word begins at `start`."""
    return text[start : start + 2] in chinese.words or text[start : start + 3] in chinese.words


def surname_size(name: str, chinese: Chinese) -> int:
    """Return how long the surname is: two characters where a married woman's own follows, or it is a compound."""
    return 2 if len(name) == _LONGEST_NAME or name[:2] in chinese.compound else 1


def is_strong(name: str, chinese: Chinese) -> bool:
    """Tell whether a name of usual length opens with a surname that is no common word."""
    return name[0] not in chinese.weak and len(name) >= _USUAL_LENGTH


@lru_cache(maxsize=4096)
def may_be_name(name: str, chinese: Chinese) -> bool:
    """Tell whether characters that stand where a name would may be one: a surname first, and no other word."""
    size = surname_size(name, chinese)
    if not (size < len(name) <= size + 2 and _opens_with_surname(name, size, chinese)):
        return False
    if is_word(name, 0, chinese) or name in chinese.heads:
        return False
    if any(pattern.match(name, size) for pattern in (chinese.after, chinese.post, chinese.deed)):
        return False
    if name[-1] in _LISTS or (name[0] in chinese.weak and name[-1] in _TRADES):
        return False
    odd = name[-1] in chinese.endings or not FUNCTION_WORDS.isdisjoint(name[1:])
    return not odd or is_usual(name[size:], chinese)


def _opens_with_surname(name: str, size: int, chinese: Chinese) -> bool:
    """Tell whether the first characters are a surname; of two surnames the second must be no common word."""
    if name[:2] in chinese.compound:
        return True
    return chinese.surnames.issuperset(name[:size]) and (size == 1 or name[1] not in chinese.weak)


def _is_married(text: str, name: re.Match[str], fits: list[bool], announced: bool, chinese: Chinese) -> bool:
    """Tell whether a second surname follows the first: that of a married woman, before her given name."""
    given = name["given"]
    if (
        name["surname"] in _GREETS
        or not fits[3]
        or fits[2]
        or len(name["surname"]) > 1
        or given[0] not in chinese.surnames
        or (fits[1] and chinese.ends.match(text, name.start("given") + 1))
    ):
        return False
    plain = announced and given[0] not in chinese.weak and FUNCTION_WORDS.isdisjoint(given[:2])
    return plain or is_usual(given[1:], chinese)


def _is_bounded(text: str, end: int, announced: bool, chinese: Chinese) -> bool:
    """Tell whether what only a name can stand before follows: a title, or the next name of a list."""
    return chinese.after.match(text, end) is not None if announced else text[end : end + 1] in _LISTS


def _is_clear(text: str, start: int, given: int, fits: list[bool], announced: bool, chinese: Chinese) -> bool:
    """Tell whether a surname that is also a common word is followed by what only follows a name."""
    both = text[given : given + 2]
    if (fits[2] and is_usual(both, chinese)) or (announced and len(both) > 1 and chinese.given.issuperset(both)):
        return True
    if (announced or text[start - 1] == "、") and _is_bounded(text, given + 2, announced, chinese):
        return FUNCTION_WORDS.isdisjoint(both) and not chinese.given.isdisjoint(both)
    if not announced or chinese.deed.match(text, given) or chinese.given.isdisjoint(both):
        return False
    if fits[2] and FUNCTION_WORDS.isdisjoint(both) and both[-1] in chinese.given:
        return text[given + 2 : given + 3] not in "和及與的等以"
    return both[0] in chinese.given and chinese.verb.match(text, given + 1) is not None


def _is_likely(text: str, given: int, size: int, announced: bool, chinese: Chinese) -> bool:
    """Tell whether a name that no post announces has usual characters, or ends where a list or clause does."""
    end = given + size
    after = text[end : end + 1]
    closed = not after.isalpha() or after in "和及與等為的" or chinese.after.match(text, end)
    return announced or is_usual(text[given:end], chinese) or bool(closed)


def _choose_length(text: str, name: re.Match[str], fits: list[bool], announced: bool, chinese: Chinese) -> int:
    """Return how many characters the given name has: two where both fit, unless the second is a particle."""
    given = name["given"]
    particle = given[1:2] in FUNCTION_WORDS
    if fits[2]:
        return _accept_long(text, name, fits, announced, chinese)
    if fits[1]:
        return _accept_short(text, name, announced, chinese)
    if len(given) < 2 or name["surname"] in chinese.weak:
        return 0
    if particle and is_usual(given[0], chinese) and given[1] not in chinese.given:
        return 1
    plain = announced and given[1] not in chinese.endings and FUNCTION_WORDS.isdisjoint(given[:2])
    return 2 if plain or is_usual(given[:2], chinese) else 0


def _accept_long(text: str, name: re.Match[str], fits: list[bool], announced: bool, chinese: Chinese) -> int:
    """Return 2 where the given name may have so many characters, 1 where the second is a particle, else 0."""
    given, end = name["given"], name.start("given") + 2
    ended = text.startswith("的", end) or chinese.verb.match(text, end) is not None
    if given[1] not in _BETWEEN and chinese.after.match(text, end):
        return 2
    if given[1] in FUNCTION_WORDS and fits[1] and not (given[1] in "和與及為" and ended):
        return 1
    odd = given[1] in chinese.endings and not announced and not ended
    return 0 if odd and not is_usual(given[:2], chinese) else 2


def _accept_short(text: str, name: re.Match[str], announced: bool, chinese: Chinese) -> int:
    """Return 1 where one character may be the given name, else 0."""
    first = name["given"][0]
    if first not in chinese.endings and first not in FUNCTION_WORDS:
        return 1
    end = name.start("given") + 1
    compound = len(name["surname"]) > 1
    if first in chinese.given and text[name.start() - 1] in "和及與" and text[end : end + 1] in _CLOSES:
        return int(name["surname"] not in chinese.weak)
    sure = compound or (announced and first in chinese.given and name["surname"] not in chinese.weak)
    return int(sure and chinese.verb.match(text, name.start("given") + 1) is not None)
