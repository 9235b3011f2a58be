"""Loads the themes: domains.csv, themes.csv and the phrases of themes/<domain_id>.yaml."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from etl.model import Lang
from etl.reference import ReferenceError

LANGS: tuple[Lang, ...] = ("en", "tc")
_NAME_KEYS = ("tails", "bodies", "posts", "asides", "notes")
_RULE_KEYS = {"phrases", "near", "unless", "except", "also", "case", "else"}


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of themes."""

    domain_id: str
    name_en: str
    name_tc: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A policy theme and what belongs to it."""

    theme_id: str
    domain_id: str
    name_en: str
    name_tc: str
    scope: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak of themes; of none where they are a name that only contains a theme's words.

    With `near`, they count only where one of those phrases stands in the same sentence, and with `unless` only
    where none of those does; elsewhere the phrases inside them count, unless `else_none`. With `exact_case`,
    capitals must stand as written.
    """

    text: str
    theme_ids: tuple[str, ...]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    exact_case: bool = False
    else_none: bool = False


@dataclass(frozen=True, slots=True)
class ThemeReference:
    """All domains, themes and phrases, in the order of their files.

    A phrase is but part of a name where one of `tails` stands right behind it ("Harbour Hotel"), one of `bodies` a few
    capitals later ("Harbour Rowers Association") or one of `posts` before it ("Chairman of the Harbour Board").
    Nothing counts in a sentence that holds one of `asides`, nor from a line on that begins with one of `notes`.
    """

    domains: tuple[Domain, ...]
    themes: tuple[Theme, ...]
    phrases: Mapping[Lang, tuple[Phrase, ...]]
    tails: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    posts: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    asides: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)


def load_theme_list(folder: Path) -> tuple[tuple[Domain, ...], tuple[Theme, ...]]:
    """Read and check what domains and themes there are, without their phrases."""
    domains = tuple(Domain(**row) for row in _read_rows(folder / "domains.csv", list(Domain.__annotations__)))
    themes = tuple(Theme(**row) for row in _read_rows(folder / "themes.csv", list(Theme.__annotations__)))
    _check_unique("domains.csv", [domain.domain_id for domain in domains])
    _check_unique("themes.csv", [theme.theme_id for theme in themes])
    _check_domains(domains, themes)
    return domains, themes


def load_themes(folder: Path) -> ThemeReference:
    """Read and check the theme files of `folder` (data/reference)."""
    domains, themes = load_theme_list(folder)
    phrases: dict[Lang, list[Phrase]] = {lang: [] for lang in LANGS}
    for domain in domains:
        ids = [theme.theme_id for theme in themes if theme.domain_id == domain.domain_id]
        for lang, phrase in _read_domain(folder / "themes" / f"{domain.domain_id}.yaml", ids):
            phrases[lang].append(phrase)
    names, others = _read_names(folder / "themes" / "names.yaml")
    for lang in LANGS:
        phrases[lang] += [Phrase(text, ()) for text in names[lang]]
    _check_phrases(phrases, {theme.theme_id for theme in themes})
    return ThemeReference(domains, themes, {lang: tuple(found) for lang, found in phrases.items()}, **others)


def _read_rows(path: Path, columns: list[str]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != columns:
            raise ReferenceError(f"{path.name}:1: expected columns {columns}, found {reader.fieldnames}")
        rows = list(reader)
    for row in rows:
        if not all(row.values()) or None in row:
            raise ReferenceError(f"{path.name}:{row[columns[0]]}: expected {len(columns)} filled cells, found {row}")
    return rows


def _check_unique(where: str, ids: list[str]) -> None:
    repeated = sorted({name for name in ids if ids.count(name) > 1})
    if repeated:
        raise ReferenceError(f"{where}:{repeated[0]}: expected an id once, found it again")


def _check_domains(domains: tuple[Domain, ...], themes: tuple[Theme, ...]) -> None:
    order = [domain.domain_id for domain in domains]
    for theme in themes:
        if theme.domain_id not in order:
            raise ReferenceError(
                f"themes.csv:{theme.theme_id}: expected a domain of domains.csv, found {theme.domain_id}"
            )
    seen = list(dict.fromkeys(theme.domain_id for theme in themes))
    if seen != order or [t.domain_id for t in themes] != sorted((t.domain_id for t in themes), key=order.index):
        raise ReferenceError(f"themes.csv:domain_id: expected the order {order}, found {seen}")


class _Loader(yaml.CSafeLoader):
    """Refuses a key given twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(map(str, keys))) != len(keys):
            raise yaml.constructor.ConstructorError(None, None, f"a key twice in {keys}", node.start_mark)
        return super().construct_mapping(node, deep)


def _read_yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ReferenceError(f"{path.name}:1: expected a file of phrases, found none")
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ReferenceError(f"{path.name}:1: expected YAML, found {error}") from error
    if not isinstance(found, dict):
        raise ReferenceError(f"{path.name}:1: expected a mapping, found {type(found).__name__}")
    return found


def _read_domain(path: Path, theme_ids: list[str]) -> Iterator[tuple[Lang, Phrase]]:
    content = _read_yaml(path)
    contexts = _read_contexts(path.name, content.pop("contexts", {}))
    if list(content) != theme_ids:
        raise ReferenceError(f"{path.name}:1: expected the themes {theme_ids}, found {list(content)}")
    for theme_id, languages in content.items():
        if not isinstance(languages, dict) or tuple(languages) != LANGS:
            raise ReferenceError(f"{path.name}:{theme_id}: expected the keys {LANGS}, found {languages}")
        for lang in LANGS:
            where = f"{path.name}:{theme_id}.{lang}"
            for phrase in _read_entries(where, theme_id, languages[lang], contexts[lang]):
                yield lang, phrase


def _read_contexts(file: str, contexts: object) -> dict[Lang, dict[str, list[str]]]:
    found: dict[Lang, dict[str, list[str]]] = {lang: {} for lang in LANGS}
    if not isinstance(contexts, dict):
        raise ReferenceError(f"{file}:contexts: expected a mapping, found {contexts}")
    for name, languages in contexts.items():
        if not isinstance(languages, dict) or tuple(languages) != LANGS:
            raise ReferenceError(f"{file}:contexts.{name}: expected the keys {LANGS}, found {languages}")
        for lang in LANGS:
            found[lang][name] = _check_texts(f"{file}:contexts.{name}.{lang}", languages[lang])
    return found


def _read_entries(where: str, theme_id: str, entries: object, contexts: Mapping[str, list[str]]) -> Iterator[Phrase]:
    if not isinstance(entries, list) or not entries:
        raise ReferenceError(f"{where}: expected a list of phrases, found {entries}")
    plain = [entry for entry in entries if not isinstance(entry, dict)]
    yield from (Phrase(text, (theme_id,)) for text in _check_texts(where, plain))
    for rule in (entry for entry in entries if isinstance(entry, dict)):
        yield from _read_rule(where, theme_id, rule, contexts)


def _read_rule(where: str, theme_id: str, rule: dict[str, Any], contexts: Mapping[str, list[str]]) -> Iterator[Phrase]:
    known = "phrases" in rule and set(rule) <= _RULE_KEYS and ("near" in rule or "else" not in rule)
    if not known or rule.get("case", "exact") != "exact" or rule.get("else", "none") != "none":
        raise ReferenceError(f"{where}: expected `phrases` and keys of {sorted(_RULE_KEYS)}, found {rule}")
    near, unless = (_read_words(where, rule.get(key, []), contexts) for key in ("near", "unless"))
    theme_ids = (theme_id, *_check_texts(where, rule.get("also", [])))
    for text in _check_texts(where, rule["phrases"]):
        yield Phrase(text, theme_ids, near, unless, "case" in rule, "else" in rule)
    yield from (Phrase(text, ()) for text in _check_texts(where, rule.get("except", [])))


def _read_words(where: str, words: object, contexts: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the words of a list, or those of the context it names."""
    if isinstance(words, str):
        if words not in contexts:
            raise ReferenceError(f"{where}: expected a context of {sorted(contexts)}, found {words}")
        words = contexts[words]
    return tuple(_check_texts(where, words))


_Texts = dict[Lang, tuple[str, ...]]


def _read_names(path: Path) -> tuple[_Texts, dict[str, _Texts]]:
    """Return the names, and the tails, asides and notes of either language."""
    content = _read_yaml(path)
    others = {key: _read_languages(f"{path.name}:{key}", content.pop(key, None)) for key in _NAME_KEYS}
    return _read_languages(f"{path.name}:1", content), others


def _read_languages(where: str, languages: object) -> _Texts:
    if not isinstance(languages, dict) or tuple(languages) != LANGS:
        raise ReferenceError(f"{where}: expected the keys {LANGS}, found {languages}")
    return {lang: tuple(_check_texts(f"{where}.{lang}", languages[lang])) for lang in LANGS}


def _check_texts(where: str, texts: object) -> list[str]:
    if not isinstance(texts, list):
        raise ReferenceError(f"{where}: expected a list of phrases, found {texts}")
    for text in texts:
        if not isinstance(text, str) or not text or text != " ".join(text.split()):
            raise ReferenceError(f"{where}: expected words between single spaces, found {text!r}")
    return texts


def _check_phrases(phrases: Mapping[Lang, list[Phrase]], theme_ids: set[str]) -> None:
    for lang, found in phrases.items():
        seen: dict[str, Phrase] = {}
        for phrase in found:
            unknown = set(phrase.theme_ids) - theme_ids
            if unknown:
                raise ReferenceError(
                    f"themes:{lang}.{phrase.text}: expected themes of themes.csv, found {sorted(unknown)}"
                )
            earlier = seen.setdefault(phrase.text.casefold(), phrase)
            if earlier is not phrase and (earlier.theme_ids or phrase.theme_ids):
                raise ReferenceError(
                    f"themes:{lang}.{phrase.text}: expected the phrase once (share it by `also`), "
                    f"found it under {earlier.theme_ids} and {phrase.theme_ids}"
                )
