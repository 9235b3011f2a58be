"""The theme files: what the loader accepts and refuses, and that the project's own are in order."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.extract.folding import fold
from etl.extract.theme_lexicon import spell
from etl.model import Lang
from etl.reference import ReferenceError
from etl.reference.themes import LANGS, ThemeReference, load_themes

OTHERS = "".join(f"{key}: {{en: [], tc: []}}\n" for key in ("tails", "bodies", "posts", "asides", "notes"))
PORTS = {"ports": {"en": ["container port"], "tc": ["貨櫃碼頭"]}, "fairs": {"en": ["street fair"], "tc": ["墟市"]}}


@pytest.fixture(scope="module")
def themes(reference: Path) -> ThemeReference:
    return load_themes(reference)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A reference folder with one domain of two themes."""
    (tmp_path / "themes").mkdir()
    (tmp_path / "domains.csv").write_text("domain_id,name_en,name_tc\nsea,Sea,海\n", encoding="utf-8")
    columns = "theme_id,domain_id,name_en,name_tc,scope\n"
    rows = "ports,sea,Ports,港口,Ports\nfairs,sea,Fairs,墟市,Fairs\n"
    (tmp_path / "themes.csv").write_text(columns + rows, encoding="utf-8")
    write(tmp_path, PORTS)
    (tmp_path / "themes" / "names.yaml").write_text(
        "tails: {en: [Hotel], tc: [酒店]}\nbodies: {en: [Club], tc: [協會]}\nposts: {en: [Head of], tc: []}\n"
        "asides: {en: [please call], tc: [請致電]}\n"
        "notes: {en: [notes to editors], tc: [編輯垂注]}\nen: [Fair Road]\ntc: [墟市街]\n",
        encoding="utf-8",
    )
    return tmp_path


def write(folder: Path, content: object) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    (folder / "themes" / "sea.yaml").write_text(text, encoding="utf-8")


def with_ports(*entries: object) -> dict[str, Any]:
    return PORTS | {"ports": {"en": list(entries), "tc": ["貨櫃碼頭"]}}


def test_reads_phrases_rules_and_names(folder: Path) -> None:
    rule = {"phrases": ["quay"], "near": ["ship"], "except": ["Quay House"], "also": ["fairs"], "case": "exact"}
    write(folder, with_ports("container port", rule))
    phrases = {phrase.text: phrase for phrase in load_themes(folder).phrases["en"]}
    assert phrases["container port"].theme_ids == ("ports",)
    quay = phrases["quay"]
    assert (quay.theme_ids, quay.near, quay.exact_case) == (("ports", "fairs"), ("ship",), True)
    assert phrases["Quay House"].theme_ids == phrases["Fair Road"].theme_ids == ()


def test_a_context_is_shared_by_name(folder: Path) -> None:
    contexts = {"contexts": {"ships": {"en": ["ship", "vessel"], "tc": ["船"]}}}
    write(folder, contexts | with_ports({"phrases": ["quay"], "near": "ships"}))
    assert load_themes(folder).phrases["en"][0].near == ("ship", "vessel")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"ports": PORTS["ports"]}, "sea.yaml:1: expected the themes"),
        (PORTS | {"ports": {"en": ["port"]}}, "sea.yaml:ports: expected the keys"),
        (with_ports(), "sea.yaml:ports.en: expected a list"),
        (with_ports(True), "sea.yaml:ports.en: expected words"),
        (with_ports("two  spaces"), "sea.yaml:ports.en: expected words"),
        (with_ports("street fair"), "themes:en.street fair: expected the phrase once"),
        (with_ports("Fair Road"), "themes:en.Fair Road: expected the phrase once"),
        (with_ports({"phrases": ["quay"], "nearby": ["ship"]}), "sea.yaml:ports.en: expected `phrases` and keys"),
        (with_ports({"near": ["ship"]}), "sea.yaml:ports.en: expected `phrases` and keys"),
        (with_ports({"phrases": ["quay"], "case": "any"}), "sea.yaml:ports.en: expected `phrases` and keys"),
        (
            with_ports({"phrases": ["quay"], "near": ["ship"], "else": "x"}),
            "sea.yaml:ports.en: expected `phrases` and keys",
        ),
        (with_ports({"phrases": ["quay"], "else": "none"}), "sea.yaml:ports.en: expected `phrases` and keys"),
        (with_ports({"phrases": ["quay"], "near": "ships"}), "sea.yaml:ports.en: expected a context"),
        (with_ports({"phrases": ["quay"], "unless": "ships"}), "sea.yaml:ports.en: expected a context"),
        (with_ports({"phrases": ["quay"], "also": ["piers"]}), "themes:en.quay: expected themes of themes.csv"),
        ({"contexts": ["ship"]} | PORTS, "sea.yaml:contexts: expected a mapping"),
        ({"contexts": {"ships": {"en": ["ship"]}}} | PORTS, "sea.yaml:contexts.ships: expected the keys"),
        (["ports"], "sea.yaml:1: expected a mapping"),
    ],
)
def test_bad_phrases_are_refused_with_their_place(folder: Path, content: object, message: str) -> None:
    write(folder, content)
    with pytest.raises(ReferenceError) as error:
        load_themes(folder)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("themes/sea.yaml", "ports: {}\nports: {}\n", "a key twice"),
        ("themes/sea.yaml", "ports: [", "expected YAML"),
        ("themes/names.yaml", OTHERS + "en: []\n", "names.yaml:1: expected the keys"),
        ("themes/names.yaml", "tails: {en: [], tc: []}\nen: []\ntc: []\n", "names.yaml:bodies: expected the keys"),
        ("themes/names.yaml", "en: []\ntc: []\n", "names.yaml:tails: expected the keys"),
        ("themes/names.yaml", "tails: {en: [1], tc: []}\nen: []\ntc: []\n", "names.yaml:tails.en: expected words"),
        ("domains.csv", "domain_id,name_en\nsea,Sea\n", "domains.csv:1: expected columns"),
        ("domains.csv", "domain_id,name_en,name_tc\nsea,,海\n", "domains.csv:sea: expected 3 filled cells"),
        ("domains.csv", "domain_id,name_en,name_tc\nsea,S,海\nsea,S,海\n", "expected an id once"),
        ("themes.csv", "theme_id,domain_id,name_en,name_tc,scope\na,sky,A,甲,A\n", "expected a domain of domains.csv"),
    ],
)
def test_bad_files_are_refused(folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceError, match=message):
        load_themes(folder)


def test_a_missing_domain_file_is_refused(folder: Path) -> None:
    (folder / "themes" / "sea.yaml").unlink()
    with pytest.raises(ReferenceError, match=r"sea\.yaml:1: expected a file of phrases"):
        load_themes(folder)


def test_the_projects_files_hold_the_hundred_themes_of_twelve_domains(themes: ThemeReference, reference: Path) -> None:
    assert (len(themes.domains), len(themes.themes)) == (12, 100)
    files = {path.stem for path in (reference / "themes").glob("*.yaml")}
    assert files == {domain.domain_id for domain in themes.domains} | {"names"}


@pytest.mark.parametrize("lang", LANGS)
def test_no_spelling_means_two_things(themes: ThemeReference, lang: Lang) -> None:
    meanings: dict[str, set[tuple[str, ...]]] = {}
    for phrase in themes.phrases[lang]:
        for spelling in spell(phrase.text, lang):
            meanings.setdefault(fold(spelling, lang), set()).add(phrase.theme_ids)
    assert {spelling: ids for spelling, ids in meanings.items() if len(ids) > 1} == {}


def read_lists(node: object, path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of phrases of a file and where they stand; `also` is in the order of weight."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "also":
                yield from read_lists(value, f"{path}.{key}")
    elif isinstance(node, list):
        yield path, [item for item in node if isinstance(item, str)]
        for item in node:
            if isinstance(item, dict):
                yield from read_lists(item, path)


def test_phrases_are_in_alphabetical_order_once(reference: Path) -> None:
    for path in sorted((reference / "themes").glob("*.yaml")):
        for where, texts in read_lists(yaml.safe_load(path.read_text(encoding="utf-8")), path.name):
            folded = [text.casefold() for text in texts]
            assert folded == sorted(set(folded)), where


def test_every_context_is_used(reference: Path) -> None:
    for path in sorted((reference / "themes").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for name in yaml.safe_load(text).get("contexts", {}):
            assert f"near: {name}\n" in text or f"unless: {name}\n" in text, f"{path.name}: contexts.{name}"


def test_loading_reads_only_its_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("moved") / "reference"
    shutil.copytree(folder, other)
    assert load_themes(other) == load_themes(folder)
