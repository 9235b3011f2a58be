"""Tells what kind of document a release is, whether it is routine, and which bureau issued it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.extract.folding import fold
from etl.extract.phrase_finder import Found, PhraseFinder
from etl.extract.text import Text
from etl.model import Lang
from etl.reference.kinds import Bureau, Kind, KindReference

# The opening of a release: its notes to editors and the first paragraph or two.
_OPENING = 700
# A body's name follows "issued on behalf of" or "a spokesman for" within a few words.
_REACH = 80
# Where kinds are looked for, in order of weight, and whether that is in the title.
_STAGES = (("formula", False), ("headline", True), ("title", True), ("body", False))
_SIGNS = re.compile(r"[\^*#$]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Classification:
    """What a release is; `bureau_id` is empty where the issuing bureau cannot be told."""

    kind: str
    routine: bool
    bureau_id: str


class _Pattern(NamedTuple):
    """A pattern of a kind: its rank (stage, `^` first, place of the kind), and what its literal is part of."""

    rank: tuple[int, bool, int]
    kind: Kind
    written: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _KindFinder:
    """The patterns of some stages; the longest literal part of each is what is looked for."""

    finder: PhraseFinder
    patterns: tuple[tuple[_Pattern, ...], ...]

    def find(self, folded: str) -> _Pattern | None:
        """Return the pattern of the first rank that stands in a folded text."""
        best: _Pattern | None = None
        # Each literal once, weightiest first, however often it occurs: so the time stays linear in the length.
        for number in sorted({number for number, _, _ in self.finder.find(folded)}):
            for pattern in self.patterns[number]:
                better = best is None or pattern.rank < best.rank
                if better and (pattern.written is None or pattern.written.search(folded)):
                    best = pattern
        return best


@dataclass(frozen=True, slots=True)
class _BureauFinder:
    """Names of bodies, and the words that stand before or behind the body that issues a release.

    Of the words that lead to a name the first `on_behalf` say that a release is issued for it, the others who speaks.
    """

    names: PhraseFinder
    owners: tuple[str, ...]
    leads: PhraseFinder
    on_behalf: int
    acting: re.Pattern[str]
    unnamed: re.Pattern[str]


def classify_release(title: Text, body: Text, kinds: KindReference) -> Classification:
    """Classify a release by the words it opens with, its headline, its title, else the beginning of its body."""
    in_title, in_body = _compile_kinds(kinds, title.lang)
    found = [pattern for pattern in (in_title.find(title.folded), in_body.find(body.folded[:_OPENING])) if pattern]
    kind = min(found, key=lambda pattern: pattern.rank).kind if found else kinds.kinds[-1]
    return Classification(kind.kind, kind.routine, _find_bureau(title, body, _compile_bureaux(kinds, title.lang)))


def _find_bureau(title: Text, body: Text, bureaux: _BureauFinder) -> str:
    """Return the body a release is issued for, else the first in the title, the one that speaks or acts, the first."""
    head, text = (title.text, body.text) if title.lang == "en" else (title.folded, body.folded)
    opening = text[:_OPENING]
    # Bodies that the Government as a whole speaks of do not act: "Government responds to the Consumer Council".
    unnamed = bureaux.unnamed.match(head) is not None
    leads = bureaux.leads.find(opening)
    number = _find_behind(opening, [lead for lead in leads if lead[0] < bureaux.on_behalf], bureaux)
    if number is None and not unnamed:
        number = next((number for number, _, _ in bureaux.names.find_longest(head)), None)
    if number is None:
        number = _find_behind(opening, [lead for lead in leads if lead[0] >= bureaux.on_behalf], bureaux)
    if number is None:
        number = _find_acting(text, bureaux, anyone=not unnamed)
    return "" if number is None else bureaux.owners[number]


def _find_behind(opening: str, leads: list[Found], bureaux: _BureauFinder) -> int | None:
    """Return the name within reach behind the first of the words that lead to one."""
    if not leads:
        return None
    reach = opening[leads[0][2] : leads[0][2] + _REACH]
    return next((number for number, _, _ in bureaux.names.find_longest(reach)), None)


def _find_acting(text: str, bureaux: _BureauFinder, anyone: bool) -> int | None:
    """Return the first name with a word behind it that says it acts, else the first name if it may be anyone."""
    names = bureaux.names.find_longest(text[: 2 * _OPENING])
    acting = (number for number, _, end in names if bureaux.acting.match(text, end))
    first = names[0][0] if names and anyone and names[0][1] < _OPENING else None
    return next(acting, first)


@cache
def _compile_kinds(kinds: KindReference, lang: Lang) -> tuple[_KindFinder, _KindFinder]:
    """Compile the patterns that are looked for in the title, and those for the body."""
    found: dict[bool, dict[str, list[_Pattern]]] = {True: {}, False: {}}
    for stage, (field, in_title) in enumerate(_STAGES):
        for place, kind in enumerate(kinds.kinds):
            for pattern in getattr(kind, field)[lang]:
                folded = fold(pattern, lang)
                literal = max(_SIGNS.split(folded), key=len).strip()
                rank = (stage, not folded.startswith("^"), place)
                found[in_title].setdefault(literal, []).append(_Pattern(rank, kind, _write_pattern(folded, lang)))
    title, body = (
        _KindFinder(PhraseFinder(patterns, whole_words=False), tuple(map(tuple, patterns.values())))
        for patterns in (found[True], found[False])
    )
    return title, body


@cache
def _compile_bureaux(kinds: KindReference, lang: Lang) -> _BureauFinder:
    owners = _list_owners(kinds.bureaux, lang)
    on_behalf = _fold_names(kinds.on_behalf[lang], lang)
    acting = "|".join(re.escape(word) for word in _fold_names(kinds.acting[lang], lang)).replace(r"\*", r"\w{2,8}?")
    return _BureauFinder(
        names=PhraseFinder(owners, whole_words=lang == "en"),
        owners=tuple(owners.values()),
        leads=PhraseFinder([*on_behalf, *_fold_names(kinds.spokesperson[lang], lang)], whole_words=False),
        on_behalf=len(on_behalf),
        # Brackets and a day may stand between the name and what it did: "The X (ABC) today (May 1) announced".
        acting=re.compile(rf"(?: ?\([^()]{{1,40}}\)| today| yesterday| earlier|今日|昨日){{0,4}}(?:{acting})"),
        unnamed=_write_opening(kinds.unnamed[lang], owners, lang),
    )


def _write_opening(unnamed: Iterable[str], owners: Iterable[str], lang: Lang) -> re.Pattern[str]:
    """Write the names of the Government as a whole, unless one begins the longer name of a body."""
    longer = "|".join(re.escape(name) for name in owners if name.startswith(tuple(_fold_names(unnamed, lang))))
    names = "|".join(re.escape(name) for name in _fold_names(unnamed, lang))
    return re.compile(rf"(?!{longer})(?:The )?(?:{names})" + (r"(?!\w)" if lang == "en" else ""))


def _fold_names(names: Iterable[str], lang: Lang) -> list[str]:
    """Fold Chinese names; English names keep their capitals."""
    return [fold(name, lang) if lang == "tc" else name for name in names]


def _list_owners(bureaux: Iterable[Bureau], lang: Lang) -> Mapping[str, str]:
    """Map every name in the script of `lang` to its bureau; English names keep their capitals."""
    owners = {}
    for bureau in bureaux:
        for name in (bureau.name_en, bureau.name_tc, *bureau.abbreviations, *bureau.offices):
            if bool(_HAN.search(name)) == (lang == "tc"):
                owners[fold(name, lang) if lang == "tc" else name] = bureau.bureau_id
    return owners


def _write_pattern(pattern: str, lang: Lang) -> re.Pattern[str] | None:
    """Write a folded pattern: `^` is the beginning, `*` a few words, `#` a number, `$` the end; or None for plain."""
    if lang == "tc" and not _SIGNS.search(pattern):
        return None
    start, words = r"\A" if pattern.startswith("^") else "", pattern.strip("^$")
    if lang == "en" and not start and words[0].isalnum():
        # A look back behind the first words, not before them, lets the search skip to them.
        first = _SIGNS.split(words)[0]
        start, words = rf"{re.escape(first)}(?<!\w{re.escape(first)})", words.removeprefix(first)
    body = re.escape(words).replace(r"\*", "[^.。]{0,80}?").replace(r"\#", r"[\d一二三四五六七八九十]{1,4}")
    end = r"(?!\w)" if lang == "en" and pattern.rstrip("$")[-1].isalnum() else ""
    # Notes such as "(with photos)" stand behind the end of a title.
    end += r"(?: ?\([^()]*\))*\Z" if pattern.endswith("$") else ""
    return re.compile(start + body + end)
