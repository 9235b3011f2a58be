"""People in English releases: names, offices, roles, identities."""

import pytest

from tests.extract.speakers import one, read, roles


@pytest.mark.parametrize(
    ("text", "name", "office", "office_id"),
    [
        (
            "The Secretary for Health, Professor Lo Chung-mau, opened the new ward today.",
            "Lo Chung-mau",
            "Secretary for Health",
            "sh",
        ),
        (
            "Mr Alan Tester, Chairman of the Kite Society, attended the fair.",
            "Alan Tester",
            "Chairman of the Kite Society",
            "",
        ),
        (
            "They met with the Mayor of Porto Novo, Anselmo Duarte, yesterday.",
            "Anselmo Duarte",
            "Mayor of Porto Novo",
            "",
        ),
        (
            "The talk was given by Deputy Director-General of the Reed Commission Dr Mai Ling.",
            "Mai Ling",
            "Deputy Director-General of the Reed Commission",
            "",
        ),
        ("It was attended by the Hon Chan Tai-man, GBM, JP, in person.", "Chan Tai-man", "", ""),
        ("Violinist friends came to hear pianist Greta Olafsdottir play.", "Greta Olafsdottir", "", ""),
        (
            "The Consul General of Norway, Ms Åse Østby-Lindgård, visited the museum.",
            "Åse Østby-Lindgård",
            "Consul General of Norway",
            "",
        ),
        (
            "The Deputy Mayor of Lyon and President of the Tram Board, Mr Luc Petit, took part.",
            "Luc Petit",
            "Deputy Mayor of Lyon and President of the Tram Board",
            "",
        ),
        ("Dr Wai Hong-kok presented the prizes.", "Wai Hong-kok", "", ""),
    ],
)
def test_name_and_office(text: str, name: str, office: str, office_id: str) -> None:
    found = one(text)
    assert (found.name, found.office, found.office_id) == (name, office, office_id)


@pytest.mark.parametrize(
    "text",
    [
        "The talk is held at Dr Sun Yat-sen Museum and Lee Hysan Hall.",
        "Patients of Princess Margaret Hospital were moved.",
        "The Sir Edward Youde Memorial Fund invites applications.",
        "A spokesman for the Secretary for Education said that schools are open.",
        "The Principal Officials of the Government and Members of the Executive Council were there.",
        "Buses leave Tai Po, Yuen Long and Kwun Tong for the Hong Kong Central Library every hour.",
        "The President of the board and the Secretary General met at the Hong Kong Cultural Centre.",
        "Mr President, Honourable Members, I move the motion.",
    ],
)
def test_places_institutions_and_bare_titles_are_nobody(text: str) -> None:
    assert roles(text) == {}


def test_acting_is_its_own_capacity() -> None:
    found = one("The Acting Secretary for Security, Mr Michael Cheuk, said so.")
    assert (found.office, found.acting, found.person_id) == ("Secretary for Security", True, "michael-cheuk")


def test_later_names_belong_to_the_one_introduced() -> None:
    text = (
        "The Director of Kites, Mr Chan Tai-man, met with the Director of Strings, Ms Mary Chan.\n\n"
        "Mr Chan noted the wind. Ms Chan witnessed the signing. Director Chan left."
    )
    assert roles(text) == {"Chan Tai-man": "spoke", "Mary Chan": "officiated"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mr Alan Tester said that all is well.", "spoke"),
        ("Mr Alan Tester visited a school. He encouraged the pupils.", "spoke"),
        ("Mr Alan Tester visited a school. In the evening, he delivered a speech.", "spoke"),
        ('"All is well," Mr Alan Tester added.', "spoke"),
        ("Speaking at the fair, Mr Alan Tester thanked the helpers.", "spoke"),
        ("The fair was hosted by Mr Alan Tester.", "officiated"),
        ("The delegation led by Mr Alan Tester left.", "officiated"),
        ("Mr Alan Tester presented awards to the winners.", "officiated"),
        ("Mr Alan Tester toured the plant.", "attended"),
        ("The Ministers were accompanied by Mr Alan Tester.", "attended"),
        ("The committee chaired by Mr Alan Tester will report.", "named"),
        ("The Government announced the appointment of Mr Alan Tester as Chairman of the Kite Board.", "named"),
        ("Mr Alan Tester is unable to attend the fair.", "named"),
        ("The book by Mr Alan Tester was praised by readers.", "named"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert roles(text) == {"Alan Tester": role}


def test_those_met_jointly_witness() -> None:
    text = (
        "The Secretary for Housing, Ms Winnie Ho, met with the Mayor of Porto, Mr Rui Dias; and the President of "
        "the Wine Guild, Ms Ana Reis. They jointly witnessed the signing of the memorandum."
    )
    assert set(roles(text).values()) == {"officiated"}


def test_a_speech_shows_its_speaker_and_those_greeted() -> None:
    text = (
        "Following is the speech by the Chief Executive, Mr John Lee, at the Kite Forum today (September 1):\n\n"
        "Laura (Chairman of the Kite Society, Mrs Laura Tester), Mr Ho (Founder of the Fair, Mr Ho Siu-ming), "
        "distinguished guests, ladies and gentlemen,\n\n"
        "Good morning. The committee led by Professor Ada Wong visited Rome last year. As Dr Paul Kite said, look up."
    )
    assert roles(text) == {
        "John Lee": "spoke",
        "Laura Tester": "attended",
        "Ho Siu-ming": "attended",
        "Ada Wong": "named",
        "Paul Kite": "spoke",
    }


def test_asker_and_replier_of_a_question_spoke() -> None:
    text = (
        "Following is a question by Dr the Hon Peter Kite and a written reply by the Secretary for Security, "
        "Mr Tang Ping-keung, in the Legislative Council today:"
    )
    assert roles(text) == {"Peter Kite": "spoke", "Tang Ping-keung": "spoke"}


def test_an_office_alone_stands_for_its_holder_where_it_acts() -> None:
    found = one("The Secretary for Education said that schools will open.", day="2025-09-01")
    assert (found.name, found.person_id, found.role) == ("", "christine-choi", "spoke")
    assert found.office == "Secretary for Education"


def test_an_office_with_its_named_holder_is_one_record() -> None:
    text = "The Secretary for Education, Dr Christine Choi, was there. The Secretary for Education said a word."
    assert roles(text) == {"Christine Choi": "spoke"}


def test_the_title_speaks_of_the_person_by_abbreviation() -> None:
    text = "The Secretary for Health, Professor Lo Chung-mau, is in Geneva."
    assert roles(text, title="S for Health visits Geneva") == {"Lo Chung-mau": "attended"}


@pytest.mark.parametrize(
    ("text", "day", "person_id"),
    [
        ("The Chief Executive, Mr John KC Lee, spoke.", "2025-04-03", "john-lee"),
        ("The Secretary for Security, Mr John Lee, spoke.", "2018-04-03", "john-lee"),
        ("The Deputy Financial Secretary, Mr Michael Wong, spoke.", "2025-04-03", "michael-wong"),
        ("The Chairman of the Kite Council, Mr Michael Wong, spoke.", "2025-04-03", "en:michael wong"),
        (
            "The Under Secretary for Commerce and Economic Development, Mr Bernard Chan, spoke.",
            "2025-04-03",
            "bernard-chan-pak-li",
        ),
        (
            "The Convenor of the Non-official Members of the Executive Council, Mr Bernard Chan, spoke.",
            "2018-04-03",
            "bernard-chan-charnwut",
        ),
        ("Mr Chan Tai-man spoke.", "2025-04-03", "en:chan taiman"),
    ],
)
def test_identity_rests_on_name_and_office(text: str, day: str, person_id: str) -> None:
    assert one(text, day=day).person_id == person_id


def test_two_candidates_give_an_issue_and_no_guess() -> None:
    found, issues = read("Mr Bernard Chan spoke.", day="2015-01-01")
    assert [a.person_id for a in found] == ["en:bernard chan"]
    assert [(i.field, i.raw) for i in issues] == [("appearance", "Bernard Chan")]


def test_lists_of_names_behind_a_role_noun() -> None:
    text = "The film features actors Gigi Fong, Peter Lau and Ng Wing-yee, and was shown by director Tom Yip."
    assert list(roles(text)) == ["Gigi Fong", "Peter Lau", "Ng Wing-yee", "Tom Yip"]


def test_two_forms_of_a_known_name_are_one_record() -> None:
    found, _ = read("Mr C Y Leung was there. The former Chief Executive, Mr Leung Chun-ying, said a word.")
    assert [(a.person_id, a.role) for a in found] == [("leung-chun-ying", "spoke")]


def test_a_couple_acts_together() -> None:
    text = "The Chief Executive, Mr John Lee, and his wife, Mrs Janet Lee, attended the ceremony."
    assert roles(text) == {"John Lee": "attended", "Janet Lee": "attended"}


def test_people_named_last_take_the_role_named_first() -> None:
    text = "Also officiating were the Mayor of Porto, Mr Rui Dias; and the Head of the Guild, Ms Ana Reis."
    assert roles(text) == {"Rui Dias": "officiated", "Ana Reis": "officiated"}


@pytest.mark.parametrize(
    "text", ["Mr Alan Tester said Mr Paul Kite is well.", "Mr Alan Tester said that Mr Paul Kite is well."]
)
def test_one_spoken_of_is_no_speaker(text: str) -> None:
    assert roles(text) == {"Alan Tester": "spoke", "Paul Kite": "named"}
