"""The reference of people: what ships is sound, and what is wrong is refused with its place."""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from etl.extract.speakers import find_appearances
from etl.extract.speakers.offices import index_offices
from etl.extract.text import read_text
from etl.model import Lang, Release
from etl.reference import ReferenceError
from etl.reference.people import PeopleReference, load_people

FILES = [
    "offices.csv", "people.csv", "office_holders.csv", "honorifics.yaml", "posts.yaml", "surnames.yaml",
    "not_names.yaml", "roles.yaml", "privacy.yaml",
]  # fmt: skip

# The years on whose 1 July a post existed; a post that came back has a line for each time.
PRINCIPAL_POSTS = [
    (office_id, range(first, last + 1))
    for first, last, ids in [
        (1997, 2026, "ce cs fs sj scs ss"),
        (1997, 2021, "sha"),
        (1997, 2006, "sca sem"),
        (1997, 2001, "sci ses sfs shousing shw stransport streasury sworks"),
        (1997, 1999, "spel"),
        (1997, 1997, "sbcs"),
        (1998, 2001, "sitb"),
        (2000, 2001, "sef spl"),
        (2002, 2006, "scit sedl setw shpl shwf"),
        (2002, 2026, "sfst"),
        (2007, 2026, "sced scma sdev sed slw"),
        (2007, 2021, "sen sfh sth"),
        (2016, 2021, "sit"),
        (2022, 2026, "dcs dfs dsj scst see sh shousing shya siti stl"),
    ]
    for office_id in ids.split()
]
# Vacant or held by an acting holder, or the day of the change is not known for sure.
WITHOUT_HOLDER = [("ss", 1998), ("sem", 2000), ("ses", 2000), ("spl", 2001), ("scma", 2026)]


@pytest.fixture(scope="module")
def people(reference: Path) -> PeopleReference:
    return load_people(reference)


@pytest.fixture
def folder(reference: Path, tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(reference / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_person_has_held_a_post(people: PeopleReference) -> None:
    assert {p.person_id for p in people.people} == {t.person_id for t in people.tenures}


def test_rows_stand_in_order(reference: Path) -> None:
    for name in ("offices.csv", "people.csv", "office_holders.csv"):
        rows = (reference / name).read_text(encoding="utf-8").splitlines()[1:]
        assert rows == sorted(rows, key=lambda row: row.split(",")[0]), name


def test_no_name_of_a_post_means_two_posts(people: PeopleReference) -> None:
    names = [n.casefold() for o in people.offices for n in {o.name_en, *o.aliases_en, *o.abbreviations}]
    names += [n for o in people.offices for n in {o.name_tc, *o.aliases_tc}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("office_id", "day", "person_id"),
    [
        ("ce", "2003-01-01", "tung-chee-hwa"),
        ("ce", "2017-06-30", "leung-chun-ying"),
        ("ce", "2017-07-01", "carrie-lam"),
        ("ce", "2025-04-03", "john-lee"),
        ("cs", "2021-07-01", "john-lee"),
        ("cs", "2022-05-01", ""),
        ("liaison-director", "2025-04-03", "zheng-yanxiong"),
        ("liaison-director", "2025-06-01", "zhou-ji"),
        ("scst", "2024-12-04", "kevin-yeung"),
        ("scst", "2024-12-05", "rosanna-law"),
        ("ss", "1998-12-01", "regina-ip"),
        ("shousing", "2002-04-12", "dominic-wong"),
        ("shousing", "2002-04-13", ""),
        ("shousing", "2010-01-01", ""),
        ("shousing", "2023-01-01", "winnie-ho"),
        ("scit", "2006-01-23", "john-tsang"),
        ("scit", "2006-01-24", "joseph-wong"),
        ("sdev", "2017-12-15", "michael-wong"),
        ("slw", "2017-02-12", ""),
        ("scma", "2026-01-27", ""),
        ("health-director", "2003-04-01", "margaret-chan"),
        ("cp", "2007-01-16", "tang-king-shing"),
        ("mfa-commissioner", "2024-04-09", ""),
        ("legco-president", "2026-01-07", ""),
        ("legco-president", "2026-01-08", "starry-lee"),
    ],
)
def test_the_holder_is_the_one_of_that_day(people: PeopleReference, office_id: str, day: str, person_id: str) -> None:
    assert index_offices(people, "en").holder(office_id, date.fromisoformat(day)) == person_id


@pytest.mark.parametrize("year", range(1997, 2027))
def test_the_principal_posts_of_a_year_have_holders(people: PeopleReference, year: int) -> None:
    """On 1 July of each year, where the reference does not declare that it knows none."""
    index = index_offices(people, "en")
    posts = {office_id for office_id, years in PRINCIPAL_POSTS if year in years}
    empty = {office_id for office_id in posts if not index.holder(office_id, date(year, 7, 1))}
    assert empty == {office_id for office_id, without in WITHOUT_HOLDER if without == year}


def test_a_post_has_no_holder_before_or_after_it_existed(people: PeopleReference) -> None:
    existed = {post: [y for o, years in PRINCIPAL_POSTS if o == post for y in years] for post, _ in PRINCIPAL_POSTS}
    for tenure in people.tenures:
        if years := existed.get(tenure.office_id):
            assert tenure.start_on >= date(min(years) - 1, 7, 2), tenure
            assert (tenure.end_on or date(2026, 7, 1)) < date(max(years) + 1, 7, 1), tenure


def test_namesakes_can_be_told_apart(people: PeopleReference) -> None:
    """By their full names, and by posts that the other never held."""
    posts = {p.person_id: {t.office_id for t in people.tenures if t.person_id == p.person_id} for p in people.people}
    names = [(p, q) for p in people.people for q in people.people if p.person_id < q.person_id]
    namesakes = [(p, q) for p, q in names if p.name_en == q.name_en]
    assert ("andy-chan-chor-kam", "andy-chan-shui-fu") in {(p.person_id, q.person_id) for p, q in namesakes}
    for p, q in namesakes:
        assert p.aliases_en and q.aliases_en and not set(p.aliases_en) & set(q.aliases_en), (p, q)
        assert p.name_tc != q.name_tc and not posts[p.person_id] & posts[q.person_id], (p, q)


def test_tenures_of_a_post_stand_in_order_of_time(people: PeopleReference) -> None:
    keys = [(tenure.office_id, tenure.start_on) for tenure in people.tenures]
    assert keys == sorted(keys)


def test_nobody_is_known_by_a_name_that_is_no_name(people: PeopleReference) -> None:
    for person in people.people:
        assert all(name.isprintable() and len(name.split()) > 1 for name in (person.name_en, *person.aliases_en)), (
            person
        )
        assert all("\u4e00" <= sign <= "\u9fff" for name in (person.name_tc, *person.aliases_tc) for sign in name), (
            person
        )


def test_releases_given_as_sources_are_real(people: PeopleReference, shared: Path) -> None:
    known = "".join((shared / "corpus" / f"{n}.jsonl").read_text("utf-8") for n in ("releases", "ce_speeches"))
    days = {match[:9] for match in re.findall(r"P\d{13}", known)}
    ids = {tenure.source for tenure in people.tenures if tenure.source.startswith("P")}
    assert {each for each in ids if each[:9] in days} <= set(re.findall(r"P\d{13}", known))
    assert sum(each[:9] in days for each in ids) > len(ids) / 2


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "office_holders.csv",
            "ce,carrie-lam,2017-07-01,2022-06-30",
            "ce,carrie-lam,2017-07-01,2022-07-02",
            "one holder",
        ),
        ("office_holders.csv", "2017-07-01", "2017-07-32", "a day such as"),
        ("office_holders.csv", "2017-07-01,2022-06-30", "2017-07-01,2016-06-30", "an end after"),
        ("office_holders.csv", "unverified", "somewhere", "a release id, an https address or unverified"),
        ("office_holders.csv", "ce,carrie-lam", "ce,nobody", "a known person"),
        ("office_holders.csv", "ce,carrie-lam", "no-office,carrie-lam", "a known office"),
        ("offices.csv", "scst,", "sced,", "a new office_id"),
        ("offices.csv", ",one", ",several", "holders one or many"),
        ("people.csv", "carrie-lam,", "Carrie Lam,", "person_id in lower case"),
        ("honorifics.yaml", "[Mr,", "[Mr, Mr,", "each word once"),
        ("roles.yaml", "en_pronouns: [He,", "en_pronouns: [true,", "a list of words"),
    ],
)
def test_bad_rows_are_refused_with_their_place(folder: Path, file: str, old: str, new: str, complaint: str) -> None:
    change(folder / file, old, new)
    with pytest.raises(ReferenceError, match=f"^{file}:.*expected {complaint}"):
        load_people(folder)


def test_every_list_of_words_is_used(people: PeopleReference) -> None:
    used: set[str] = set()

    class Watched(dict[str, tuple[str, ...]]):
        def __getitem__(self, key: str) -> tuple[str, ...]:
            used.add(key)
            return super().__getitem__(key)

    watched = replace(people, words=Watched(people.words))
    samples: list[tuple[Lang, str]] = [("en", "Mr Lee Tai-man said so."), ("tc", "處長陳大明表示。")]
    for lang, text in samples:
        release = Release("P1", lang, datetime(2025, 9, 1), False, "stated", "", text, "", "file")
        find_appearances(release, read_text("", lang, True), read_text(text, lang), "event", watched)
    assert set(people.words) == used
