"""Fills the bilingual templates: numbers, dates and draws that are the same in both languages."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

Pair = tuple[str, str]
Value = Pair | Callable[[], Pair]

DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
_NUMBER = re.compile(r"\{([a-d])=(\d+)\.\.(\d+)\}")
_NUMBER_SLOT = re.compile(r"\{([a-d])(?:=\d+\.\.\d+)?\}((?: ?0)*)(?!\d)")
_SLOT = re.compile(r"\{([A-Za-z]\w*)(?::(lc|q))?\}")
# First words that keep or lose their capital inside a sentence, whatever follows them.
_PROPER = frozenset(
    ["AI", "ASEAN", "Chinese", "Europe", "Fintech", "Hong", "Hongkong", "InvestHK", "Islamic", "Kazakhstan", "Mainland"]
)
_COMMON = frozenset(
    [
        "A",
        "About",
        "An",
        "As",
        "At",
        "By",
        "Close",
        "For",
        "From",
        "In",
        "Integrated",
        "Issuing",
        "Learning",
        "Members",
        "More",
        "Of",
        "On",
        "Over",
        "Some",
        "That",
        "The",
        "There",
        "These",
        "This",
        "To",
        "Two",
        "Under",
        "Views",
        "With",
        "Young",
    ]
)


def grouped(number: int) -> str:
    """Set thousands with a space, as the releases do: 14 000."""
    return f"{number:,}".replace(",", " ")


def numeral(number: int) -> str:
    """Write 1 to 99 in Chinese numerals."""
    tens, units = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[units] if units else "")


def day(when: date, weekday: bool = False) -> Pair:
    """Name a day in both languages, with its weekday where asked."""
    english = f"{when:%B} {when.day}"
    chinese = f"{numeral(when.month)}月{numeral(when.day)}日"
    if weekday:
        return f"{english} ({when:%A})", f"{chinese}（星期{WEEKDAYS[when.weekday()]}）"
    return english, chinese


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Begin with a small letter where the first word is no name."""
    first, _, rest = text.partition(" ")
    named = first in _PROPER or not first[1:].replace("-", "").islower() or rest[:1].isupper()
    return text if named and first not in _COMMON else text[:1].lower() + text[1:]


def quoted(text: str) -> str:
    """End with a comma, as a quotation does before "he said"."""
    return text[:-1] + "," if text.endswith(".") else text


def numbers(pair: Sequence[str], rng: random.Random) -> Pair:
    """Draw the numbers a sentence declares (`{a=11..64}00`) and write them into both languages."""
    drawn = {m[1]: str(rng.randint(int(m[2]), int(m[3]))) for m in _NUMBER.finditer(pair[0] + pair[1])}

    def write(match: re.Match[str]) -> str:
        zeros = (match[2]).replace(" ", "")
        return grouped(int(drawn[match[1]] + zeros))

    return _NUMBER_SLOT.sub(write, pair[0]), _NUMBER_SLOT.sub(write, pair[1])


def fill(pair: Sequence[str], values: Mapping[str, Value], rng: random.Random) -> Pair:
    """Fill a template pair; a drawn value is drawn once and its k-th use is the same in both languages."""
    english, chinese = numbers(pair, rng)
    drawn: dict[str, list[Pair]] = {}

    def writer(side: int) -> Callable[[re.Match[str]], str]:
        used: dict[str, int] = {}

        def write(match: re.Match[str]) -> str:
            name, style = match[1].lower(), match[2]
            value = values[name]
            draws = drawn.setdefault(name, [])
            turn = used.get(name, 0)
            if turn == len(draws):
                draws.append(value() if callable(value) else value)
            used[name] = turn + 1
            text = draws[turn][side]
            if side == 1:
                return text
            return capital(text) if match[1][0].isupper() else _STYLES[style](text)

        return write

    return _SLOT.sub(writer(0), english), nest(_SLOT.sub(writer(1), chinese))


_STYLES: Mapping[str | None, Callable[[str], str]] = {None: str, "lc": lowered, "q": quoted}


def nest(text: str) -> str:
    """Write inner Chinese quotation marks as 『』."""
    depth, out = 0, []
    for char in text:
        depth += char in "「『"
        marks = "「」" if depth % 2 else "『』"
        out.append(marks[0] if char in "「『" else marks[1] if char in "」』" else char)
        depth -= char in "」』"
    return "".join(out)
