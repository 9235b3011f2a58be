"""Tells what kind of document a release is, whether it is routine, and which bureau issued it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from etl.extract.alternation import write_alternation
from etl.extract.folding import fold
from etl.extract.text import Text
from etl.model import Lang
from etl.reference.kinds import Bureau, Kind, KindReference

# The opening of a release: its notes to editors and the first paragraph or two.
_OPENING = 700
# A body's name follows "issued on behalf of" or "a spokesman for" within a few words.
_REACH = 80
_SIGNS = re.compile(r"[\^*#]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Classification:
    """What a release is; `bureau_id` is empty where the issuing bureau cannot be told."""

    kind: str
    routine: bool
    bureau_id: str


@dataclass(frozen=True, slots=True)
class _Rules:
    formulas: tuple[tuple[Kind, re.Pattern[str]], ...]
    headlines: tuple[tuple[Kind, re.Pattern[str]], ...]
    titles: tuple[tuple[Kind, re.Pattern[str]], ...]
    bodies: tuple[tuple[Kind, re.Pattern[str]], ...]
    names: re.Pattern[str]
    owners: Mapping[str, str]
    on_behalf: re.Pattern[str]
    spokesperson: re.Pattern[str]
    acting: re.Pattern[str]


def classify_release(title: Text, body: Text, kinds: KindReference) -> Classification:
    """Classify a release by the words it opens with, its headline, its title, else the beginning of its body."""
    rules = _compile(kinds, title.lang)
    opening, folded = body.text[:_OPENING], body.folded[:_OPENING]
    kind = _find_kind(title.folded, folded, rules) or kinds.kinds[-1]
    return Classification(
        kind.kind, kind.routine, _find_bureau(title, opening if title.lang == "en" else folded, rules)
    )


def _find_kind(title: str, opening: str, rules: _Rules) -> Kind | None:
    stages = ((rules.formulas, opening), (rules.headlines, title), (rules.titles, title), (rules.bodies, opening))
    for patterns, words in stages:
        for kind, pattern in patterns:
            if pattern.search(words):
                return kind
    return None


def _find_bureau(title: Text, opening: str, rules: _Rules) -> str:
    """Return the body a release is issued for, else the first in the title, the first that acts, the first."""
    found = (
        _find_behind(opening, rules.on_behalf, rules)
        or rules.names.search(title.text if title.lang == "en" else title.folded)
        or _find_behind(opening, rules.spokesperson, rules)
        or next((name for name in rules.names.finditer(opening) if rules.acting.match(opening, name.end())), None)
        or rules.names.search(opening)
    )
    return rules.owners[found[0]] if found else ""


def _find_behind(text: str, lead: re.Pattern[str], rules: _Rules) -> re.Match[str] | None:
    """Return the name within reach behind the words of `lead`."""
    found = lead.search(text)
    return rules.names.search(text, found.end(), found.end() + _REACH) if found else None


@cache
def _compile(kinds: KindReference, lang: Lang) -> _Rules:
    owners = _list_owners(kinds.bureaux, lang)
    names = write_alternation(owners)
    acting = write_alternation(_fold_names(kinds.acting[lang], lang))
    return _Rules(
        formulas=_compile_patterns(((kind, kind.formula[lang]) for kind in kinds.kinds), lang),
        headlines=_compile_patterns(((kind, kind.headline[lang]) for kind in kinds.kinds), lang),
        titles=_compile_patterns(((kind, kind.title[lang]) for kind in kinds.kinds), lang),
        bodies=_compile_patterns(((kind, kind.body[lang]) for kind in kinds.kinds), lang),
        names=re.compile(rf"\b{names}\b" if lang == "en" else names),
        owners=owners,
        on_behalf=re.compile(write_alternation(_fold_names(kinds.on_behalf[lang], lang))),
        spokesperson=re.compile(write_alternation(_fold_names(kinds.spokesperson[lang], lang))),
        # Brackets and a day may stand between the name and what it did: "The X (ABC) today (May 1) announced".
        acting=re.compile(rf"(?: ?\([^()]{{1,40}}\)| today| yesterday| earlier|今日|昨日){{0,4}}{acting}"),
    )


def _compile_patterns(
    patterns: Iterable[tuple[Kind, tuple[str, ...]]], lang: Lang
) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, _write_patterns(phrases, lang)) for kind, phrases in patterns if phrases)


def _fold_names(names: Iterable[str], lang: Lang) -> list[str]:
    """Fold Chinese names; English names keep their capitals."""
    return [fold(name, lang) if lang == "tc" else name for name in names]


def _list_owners(bureaux: Iterable[Bureau], lang: Lang) -> dict[str, str]:
    """Map every name in the script of `lang` to its bureau; English names keep their capitals."""
    owners = {}
    for bureau in bureaux:
        for name in (bureau.name_en, bureau.name_tc, *bureau.abbreviations, *bureau.offices):
            if bool(_HAN.search(name)) == (lang == "tc"):
                owners[fold(name, lang) if lang == "tc" else name] = bureau.bureau_id
    return owners


def _write_patterns(patterns: Iterable[str], lang: Lang) -> re.Pattern[str]:
    """Write patterns as one: `^` is the beginning, `*` at most sixty characters, `#` a number."""
    folded = [fold(pattern, lang) for pattern in patterns]
    plain = [pattern for pattern in folded if not _SIGNS.search(pattern)]
    special = [_write_special(pattern) for pattern in folded if _SIGNS.search(pattern)]
    either = "|".join([write_alternation(plain), *special])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if lang == "en" else either)


def _write_special(pattern: str) -> str:
    body = re.escape(pattern.removeprefix("^")).replace(r"\*", "[^.。]{0,60}?").replace(r"\#", r"[\d一-十]{1,3}")
    return rf"\A{body}" if pattern.startswith("^") else body
