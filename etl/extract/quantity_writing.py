"""Writes the regular expressions that sizes are searched with: phrases, and what may join them in each language."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from etl.extract.alternation import write_alternation
from etl.extract.folding import fold
from etl.model import Lang
from etl.reference.quantities import NumberWords

_Value = TypeVar("_Value")

# What may stand between a scheme and an event named after it: "the Fund's annual Forum".
COMPOUND: Mapping[Lang, str] = {
    "en": r"(?:'s)?(?: (?!(?:and|at|by|for|in|of|on|through|to|under|with)\b)[\w'&/.]+){0,3} ",
    "tc": r"[^,;、。]*",
}
# What may stand between a phrase and the number.
ARTICLES: Mapping[Lang, tuple[str, ...]] = {
    "en": ("a total of", "a", "an", "the", "some", "our", "its"),
    "tc": ("共", "合共", "共有", "有"),
}
# What joins the words of two events into the name of the latter ("exhibition opening ceremony", 展覽開幕典禮), and of
# the former ("ceremony of the annual competition").
QUALIFYING: Mapping[Lang, str] = {
    "en": r"(?: (?!(?:and|at|by|for|in|of|on|or|through|to|under|with|was|were|is|are|that|which)\b)[a-z']+){0,2} ",
    "tc": r"(?:[^,;、。及和与在于有出参吸]{0,4})",
}
# What joins a number to one that counts who came ("24 skaters, six coaches and a staff of two"), or is where these
# come from.
JOINT: Mapping[Lang, str] = {
    "en": r",? (?:(?:and|as well as|plus|together with|along with) )?(?:a (?:total|further) of |another )?"
    r"|[^,;.]{0,40}, (?:along|together) with "
    r"|(?:[^,;.]{0,80}|(?:, (?!(?:with|which|who|where)\b)[a-z' -]{3,40}){1,3}),?"
    r" (?:from|of|working for|belonging to) (?:a total of |among |the )?",
    "tc": r",?(?:以及|[及和与、]|连同|另有|还有)(?:合?共)?",
}
# What opens a long list behind a noun: its verb stands far away.
LISTING: Mapping[Lang, str] = {
    "en": r",?[ —]+(?:from|including|comprising|representing|such as|of)\b",
    "tc": r",?(?:当中|分别)?(?:包括|来自)",
}
# What stands between a number and those it is a part of: "40 of the world's leading scientists", "40 of our
# athletes".
PARTITIVE: Mapping[Lang, str] = {"en": r" of (?:our|your|(?:the )?[a-z]+(?: [a-z]+)?'s)(?= )", "tc": r"(?!)"}
# What says of bodies that they belong to another: "30 member firms".
MEMBER: Mapping[Lang, str] = {"en": r"\bmember ", "tc": r"成员"}
# What stands between one event and another that it is of: "the ceremony of the annual competition".
OF_EVENT: Mapping[Lang, str] = {"en": r" (?:of|for)(?: [a-z']+){0,5} ", "tc": r"(?!)"}


def list_lasts(phrases: Iterable[str], lang: Lang) -> frozenset[str]:
    """Return the last words, or characters, of phrases that an article may follow."""
    lasts = [*(fold(phrase, lang) for phrase in phrases), *ARTICLES[lang]]
    return frozenset(last.rsplit(" ", 1)[-1] if lang == "en" else last[-1] for last in lasts)


def list_bare_signs(numbers: NumberWords, lang: Lang) -> frozenset[str]:
    """Return the signs of Chinese numbers that a noun may follow without a measure (逾千市民, 百多市民)."""
    large = [sign for sign, scale in numbers.scales.items() if scale >= 100]
    return frozenset(fold(sign, lang) for sign in (*large, *numbers.more)) if lang == "tc" else frozenset()


def list_sizes(nouns: Iterable[str]) -> dict[str, list[int]]:
    """Return for each word that opens a noun how many words such nouns have, the longest first."""
    sizes: dict[str, list[int]] = {}
    for noun in sorted(nouns, key=lambda noun: -noun.count(" ")):
        first, size = noun.split(" ", 1)[0], noun.count(" ") + 1
        if size not in sizes.setdefault(first, []):
            sizes[first].append(size)
    return sizes


def fold_keys(words: Mapping[str, _Value], lang: Lang) -> dict[str, _Value]:
    """Return `words` with their keys folded as the text will be."""
    return {fold(word, lang): value for word, value in words.items()}


def write_tally(cues: Iterable[str], verbs: str) -> str:
    """Write 出席酒會的官員共有, which tells who came before it tells how many."""
    return rf"{write_phrases(cues, 'tc')}[^,;。]{{0,24}}?的[^,;。的]{{1,14}}?{verbs}$"


def write_phrases(phrases: Iterable[str], lang: Lang) -> str:
    """Write phrases as one pattern; English ones are whole words, and {year} is any in figures."""
    either = write_alternation(fold(phrase, lang) for phrase in phrases).replace(r"\{year\}", r"(?:19|20)\d\d")
    return rf"\b(?:{either})(?!\w)" if lang == "en" else f"(?:{either})"
