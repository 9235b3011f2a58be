"""What releases are composed of, as tables of the database: wording, phrases, people, kinds, bureaux, days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import yaml

from etl.extract.facts import facts_version, load_extractor
from etl.extract.text import read_text
from etl.extract.themes import ThemeMatcher
from etl.model import Document, Lang
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.reference.kinds import load_kinds
from etl.reference.people import load_people
from etl.reference.themes import LANGS, load_themes
from etl.settings import EMBEDDED
from etl.sources.demo import list_demo_files
from etl.sources.files import read_files

REFERENCE = EMBEDDED / "reference"
FIRST, LAST = date(1997, 7, 1), date(2026, 6, 30)
# Behind the last day stand a few of the same size whatever that of the corpus: what a day adds is measured with them.
EXTRA_DAYS, EXTRA_DOCUMENTS = 20, 200
FOLDER = Path(__file__).parent
_GROWTH = 1.2
_WEEKDAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.4, 0.25)
_PHRASES = 4
_FILLERS = 3000
# Whose names stand in most releases; the other posts follow in no order.
_FOREMOST = ("ce", "cs", "fs", "sj", "slw", "sdev", "sfst", "sed", "ss", "shya", "cp", "sh", "sth", "sced")

Row = tuple[Any, ...]


def add_parts(connection: duckdb.DuckDBPyConnection, documents: int) -> None:
    """Make the macros and temporary tables that compose.sql draws from, for a corpus of so many documents."""
    connection.execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    for name, part in {**_read_parts(), "days": _as_table("day, first_doc, documents", _spread(documents))}.items():
        connection.register("part", part)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM part")
        connection.unregister("part")
    connection.execute((FOLDER / "counts.sql").read_text(encoding="utf-8"))


@cache
def _read_parts() -> dict[str, pa.Table]:
    wording = yaml.safe_load((FOLDER / "wording.yaml").read_text(encoding="utf-8"))
    people = [wording[part] for part in ("posts", "surnames", "given")]
    bureaux = [[bureau.bureau_id] for bureau in load_kinds(REFERENCE).bureaux]
    holders = "rank, office_id, person_id, start_on, end_on, lang, name, office"
    return {
        "sentences": _as_table("use, lang, no, uses, opening, closing, event_type", _read_sentences(wording)),
        "roles": _as_table("no, role", _repeat(wording["roles"])),
        "qualifiers": _as_table("no, en, tc, qualifier", _repeat(wording["qualifiers"])),
        "nouns": _as_table("no, en, tc, unit", _repeat(wording["nouns"])),
        "places": _as_table("no, en, tc", _number(wording["places"])),
        "phrases": _as_table("rank, theme_id, lang, no, phrases, phrase", _choose_phrases(wording["theme"])),
        "guests": _as_table("no, lang, person_id, name, office", _invent_people(*people)),
        "holders": _as_table(holders, _list_holders()),
        "kind_ranks": _as_table("rank, kinds, kind, routine", _rank_kinds()),
        "bureau_ranks": _as_table("rank, bureau_id", _number(bureaux)),
        "fillers": _as_table("lang, no, text", _compose_fillers()),
    }


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 — it is to be the same each time


def _as_table(columns: str, rows: Iterable[Row]) -> pa.Table:
    return pa.table(dict(zip(columns.split(", "), zip(*rows, strict=True), strict=True)))


def _spread(documents: int) -> Iterator[Row]:
    """Yield each day that has documents, the number of its first, and how many: more every year, few at weekends."""
    length = (LAST - FIRST).days + 1
    days = [FIRST + timedelta(days=number) for number in range(length)]
    weights = [(1 + _GROWTH * place / length) * _WEEKDAYS[day.weekday()] for place, day in enumerate(days)]
    reached = [0, *accumulate(weights)]
    firsts = [round(documents * before / reached[-1]) for before in reached]
    for day, (first, following) in zip(days, pairwise(firsts), strict=True):
        if first < following:
            yield day, first, following - first
    for number in range(EXTRA_DAYS):
        yield LAST + timedelta(days=number + 1), documents + number * EXTRA_DOCUMENTS, EXTRA_DOCUMENTS


def _read_sentences(wording: dict[str, Any]) -> Iterator[Row]:
    for use in ("theme", "spoke", "officiated", "attended", "named", "size", "title", "plain_title"):
        for no, entry in enumerate(wording[use]):
            for lang, text in zip(LANGS, entry[:2], strict=True):
                opening, _, closing = text.partition("{}")
                yield use, lang, no, len(wording[use]), opening, closing, entry[2] if len(entry) > 2 else ""


def _number(entries: list[Any]) -> Iterator[Row]:
    return ((no, *entry) for no, entry in enumerate(entries))


def _repeat(entries: list[Any]) -> Iterator[Row]:
    """Repeat each entry as often as it weighs; together they weigh a hundred."""
    repeated = [entry[1:] for entry in entries for _ in range(entry[0])]
    return ((no, *entry) for no, entry in enumerate(repeated))


def _choose_phrases(frames: list[list[str]]) -> Iterator[Row]:
    """Yield for each theme and language a few phrases that extraction finds, alone, in every frame."""
    themes = load_themes(REFERENCE)
    matcher = ThemeMatcher(themes)
    own = list(zip(*frames, strict=True))
    order = _chance(1997).sample(themes.themes, len(themes.themes))
    for rank, theme in enumerate(order):
        for place, lang in enumerate(LANGS):
            plain = [p.text for p in themes.phrases[lang] if p.theme_ids == (theme.theme_id,)]
            proven = list(islice((text for text in plain if _is_found(text, lang, own[place], matcher)), _PHRASES))
            for no, text in enumerate(proven):
                yield rank, theme.theme_id, lang, no, len(proven), text


def _is_found(phrase: str, lang: Lang, frames: Sequence[str], matcher: ThemeMatcher) -> bool:
    """Tell whether each frame with the phrase in it speaks of one thing, by exactly that phrase."""
    for frame in frames:
        found = matcher.find_mentions(read_text(frame.replace("{}", phrase), lang))
        if [mention.phrase for mention in found] != [phrase]:
            return False
    return True


def _invent_people(posts: list[Row], surnames: list[Row], given: list[Row]) -> Iterator[Row]:
    names = [(surname, name) for name in given for surname in surnames]
    _chance(1998).shuffle(names)
    for no, ((surname, surname_tc), (western, hyphened, given_tc)) in enumerate(names):
        post_en, post_tc = posts[no % len(posts)]
        name = f"{western} {surname} {hyphened}"
        yield no, "en", f"en:{name.replace('-', '').casefold()}", name, post_en
        yield no, "tc", f"tc:{surname_tc}{given_tc}", surname_tc + given_tc, post_tc


def _list_holders() -> Iterator[Row]:
    """Yield who held a post that one person holds at a time, in each language; the foremost posts first."""
    people = load_people(REFERENCE)
    offices = {office.office_id: office for office in people.offices if office.single}
    rest = sorted(offices.keys() - set(_FOREMOST))
    ranks = {office: rank for rank, office in enumerate([*_FOREMOST, *_chance(1999).sample(rest, len(rest))])}
    persons = {person.person_id: person for person in people.people}
    for tenure in people.tenures:
        person, office = persons[tenure.person_id], offices.get(tenure.office_id)
        for lang, name in (("en", person.name_en), ("tc", person.name_tc)):
            if name and office:
                key = ranks[office.office_id], office.office_id, person.person_id
                post = office.name_en if lang == "en" else office.name_tc
                yield *key, tenure.start_on, tenure.end_on or LAST + timedelta(EXTRA_DAYS), lang, name, post


def _rank_kinds() -> Iterator[Row]:
    """Yield the kinds, routine ones and others apart, in an order of their own."""
    kinds = load_kinds(REFERENCE).kinds
    for routine in (True, False):
        chosen = [kind.kind for kind in kinds if kind.routine == routine]
        for rank, kind in enumerate(_chance(2000).sample(chosen, len(chosen))):
            yield rank, len(chosen), kind, routine


def _compose_fillers() -> Iterator[Row]:
    """Yield paragraphs of the demonstration's sentences, shuffled, without those that prove people or sizes.

    With them, there would be three times as many to a page as in real releases, and extraction slower than it is.
    """
    chance, sentences = _chance(2001), _read_sentences_of_demo()
    for lang, joint, least in zip(LANGS, (" ", ""), (30, 10), strict=True):
        known = [sentence for sentence in sentences[lang] if len(sentence) >= least]
        texts = [joint.join(chance.sample(known, chance.randint(2, 5))) for _ in range(_FILLERS)]
        yield from ((lang, no, text) for no, text in enumerate(texts))


def _read_sentences_of_demo() -> dict[Lang, dict[str, None]]:
    anchors, sentences = load_calendar(REFERENCE), {lang: dict[str, None]() for lang in LANGS}
    items = read_files(list_demo_files(EMBEDDED / "demo"))
    releases = [parse_document(item, anchors) for item in items if isinstance(item, Document)]
    extractor = load_extractor(REFERENCE, facts_version(REFERENCE))
    for release, facts in zip(releases, extractor.extract_all(releases), strict=True):
        proofs = "\n".join([*(a.sentence for a in facts.appearances), *(s.sentence for s in facts.event_sizes)])
        spans = read_text(release.body, release.lang).sentences
        plain = (release.body[start:end] for start, end in spans if release.body[start:end] not in proofs)
        sentences[release.lang] |= dict.fromkeys(plain)
    return sentences
