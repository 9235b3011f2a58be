"""Substitutes in a post, and roles of former holders, of guests in a list and of those who saw others off."""

import pytest

from etl.model import Lang
from tests.extract.speakers import one, read, roles


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The Deputy Financial Secretary, Mr Michael Wong, will be the Acting Financial Secretary, and attend.", "en"),
        ("The Financial Secretary, Mr Paul Chan, leaves. Mr Michael Wong will be Acting Financial Secretary.", "en"),
        ("財政司副司長黃偉綸將署理財政司司長，並出席會議。", "tc"),
    ],
)
def test_a_substitute_is_no_second_record(text: str, lang: Lang) -> None:
    found, _ = read(text, lang=lang)
    assert [a.person_id for a in found if a.person_id != "paul-chan"] == ["michael-wong"]


def test_the_acting_holder_named_before_is_meant_later() -> None:
    found = one("Mr Michael Wong will be the Acting Financial Secretary. The Acting Financial Secretary visits a fair.")
    assert (found.name, found.office, found.acting, found.role) == (
        "Michael Wong",
        "Financial Secretary",
        True,
        "attended",
    )


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "The former Chief Executive, Mr C Y Leung, and the former Financial Secretary, Mr John Tsang, attended.",
            "en",
            {"C Y Leung": "attended", "John Tsang": "attended"},
        ),
        ("Mr Clarence Leung saw the team off at the pier.", "en", {"Clarence Leung": "attended"}),
        ("The then Secretary for Food and Health, Dr York Chow, launched the plan.", "en", {"York Chow": "named"}),
        ("The then Secretary for Food and Health, Dr York Chow, said so.", "en", {"York Chow": "spoke"}),
        ("The Secretary for Food and Health, Dr York Chow, launched the plan.", "en", {"York Chow": "officiated"}),
        ('Dr Ada Kite visited the centre. "We are glad," he said.', "en", {"Ada Kite": "spoke"}),
        (
            'Dr Ada Kite visited the centre and met Ms Amy Bow. "Ms Bow works hard," she added.',
            "en",
            {"Ada Kite": "spoke", "Amy Bow": "attended"},
        ),
        (
            "Professor Ada Kite visited a ward. Accompanied by the Chief of X, Dr Amy Bow, she thanked the staff.",
            "en",
            {"Ada Kite": "spoke", "Amy Bow": "attended"},
        ),
        (
            "Mr Karl Reel thanked three members, namely Mr Tom String and Ms Amy Bow, and added that all was well.",
            "en",
            {"Karl Reel": "spoke", "Tom String": "named", "Amy Bow": "named"},
        ),
        (
            "Mr Karl Reel officiated at the ceremony with the Director of X, Ms Amy Bow.",
            "en",
            {"Karl Reel": "officiated", "Amy Bow": "officiated"},
        ),
        (
            "The pact was signed by Mr Karl String on behalf of the Kite Board and Ms Amy Bow of the University.",
            "en",
            {"Karl String": "officiated", "Amy Bow": "officiated"},
        ),
        ("行政長官李家超對前政務司司長許仕仁離世表示哀悼。", "tc", {"李家超": "spoke", "許仕仁": "named"}),
        (
            "保安局局長鄧炳強祝賀郭俊峯獲任命為入境事務處處長，並感謝各界。",
            "tc",
            {"鄧炳強": "spoke", "郭俊峯": "named"},
        ),
        ("Mr Tom Reel presented Good Citizen Awards to 40 people.", "en", {"Tom Reel": "officiated"}),
        ("Mr Tom Reel presented a paper.", "en", {"Tom Reel": "named"}),
        ("Steve Bowes once said that kites fly.", "en", {"Steve Bowes": "spoke"}),
        ("Dr Ada Kite will be Chairman, the Government announced today.", "en", {"Ada Kite": "named"}),
        (
            "It made Ms Amy Bow a member. The Chairman of the Board, Mr Tom Reel, said Ms Bow is respected.",
            "en",
            {"Amy Bow": "named", "Tom Reel": "spoke"},
        ),
        ("US Secretary of State Mike Kite attended the forum.", "en", {"Mike Kite": "attended"}),
        ("World-renowned pianist Renée Kite will give a recital.", "en", {"Renée Kite": "attended"}),
        ("Under the baton of conductor Jaap van Kite, the orchestra will play.", "en", {"Jaap van Kite": "attended"}),
        ("A lecture will be given by veteran performer Mr Tom String.", "en", {"Tom String": "spoke"}),
        ("The Head of the Office, Mr Tom String, held a press conference.", "en", {"Tom String": "spoke"}),
        ("主任楊德強今日聯同警務處代表舉行記者會。", "tc", {"楊德強": "spoke"}),
        ("Lord Sumption and Baroness Hale attended the lecture.", "en", {"Sumption": "attended", "Hale": "attended"}),
        ("時任食物及衞生局局長周一嶽主持啟動禮。", "tc", {"周一嶽": "named"}),
        (
            "多位嘉賓出席典禮，包括立法會議員黃錦樂、李美寶。",
            "tc",
            {"黃錦樂": "attended", "李美寶": "attended"},
        ),
        ("主禮嘉賓包括立法會議員黃錦樂。", "tc", {"黃錦樂": "officiated"}),
        ("議員的意見很多，包括立法會議員黃錦樂的建議。", "tc", {"黃錦樂": "named"}),
    ],
)
def test_role(text: str, lang: Lang, expected: dict[str, str]) -> None:
    assert roles(text, lang=lang) == expected
