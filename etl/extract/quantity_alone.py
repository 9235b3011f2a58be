"""Reads numbers that stand alone, without a noun of people: "some 400 attended the dinner", "the dinner drew over 600".

They count people only by what stands right beside them. English only: a Chinese number has its measure word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# How far ahead of a number the words may begin that say what it counts.
_REACH = 48
# What goes on behind a number that ends its phrase. "At" a price, "in" cash or "on" loan would be of things.
_END = (
    r"(?: or so| or more|[- ](?:odd|plus)|\+)?(?=[.;:,)\n]|$"
    r"| (?:and|but|who|which|will|is|are|was|were|have|has|had|last|today|tonight|yesterday|here|online"
    r"|enjoyed|watched|cheered|applauded|filled|packed|gathered|attended)\b"
    r"| (?:at|in|on|for|to) (?:the|this|our|today's|tonight's)\b"
    r"| from (?:all|around|across|over|more|(?:[a-z]+ ){0,2}\d+)\b"
    r"| to [a-z]+(?: [a-z]+)?(?=[.;,]|$| (?:last|next|this|earlier|in|on|for|today|yesterday|tomorrow)\b))"
)
# Whoever is said to be there is at an event, though the sentence names none.
HERE = re.compile(r"\b(?:us|here|online|virtually|audience|room|hall|ballroom)\b")


@dataclass(frozen=True, slots=True)
class Alone:
    """`behind` begins where a number ends; `ahead` ends where one begins and asks for `end` behind it.

    `rest` is what may follow the first word or figures of a number, and `lasts` the last words of `ahead`.
    """

    rest: re.Pattern[str]
    behind: re.Pattern[str]
    ahead: re.Pattern[str]
    end: re.Pattern[str]
    lasts: frozenset[str]

    def stands(self, folded: str, start: int, end: int) -> bool:
        """Tell whether the number whose first word or figures stand at `start` and `end` may count people alone."""
        rest = self.rest.match(folded, end)
        end = rest.end() if rest else end
        if self.behind.match(folded, end):
            return True
        if folded[max(0, start - 16) : start].rstrip().rpartition(" ")[2] not in self.lasts:
            return False
        is_last = self.end.match(folded, end) is not None
        return is_last and self.ahead.search(folded, max(0, start - _REACH), start) is not None


def compile_alone(behind: str, ahead: str, qualifiers: str, numbers: Iterable[str], lasts: Iterable[str]) -> Alone:
    """Return what tells numbers alone, from patterns of words, the words of numbers and the last words of `ahead`."""
    words = "|".join(map(re.escape, numbers))
    # A number has few parts: a row of numbers is not read again from each of them.
    part = rf" (?:and )?(?:{words})\b|(?: (?:and|to|or) | ?– ?)\d(?:[\d,]| (?=\d{{3}}\b)){{0,16}}"
    return Alone(
        rest=re.compile(rf"(?:{part}){{0,8}}(?!\w)"),
        behind=re.compile(rf"(?: or so)?(?: of whom)? (?:have |had |has |will be |are |were )?{behind}"),
        ahead=re.compile(rf"{ahead}(?: {qualifiers})?(?: a total of| the| some| a record)? ?$"),
        end=re.compile(_END),
        lasts=frozenset((*lasts, "record")),
    )
