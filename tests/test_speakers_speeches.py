"""Who is welcomed, quoted and expected in English speeches, and names that a bracket gives in full."""

import pytest

from tests.speakers import one, read, roles

_OPENING = "Following is the speech by the Financial Secretary, Mr Paul Chan, at a trade forum (March 3):\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I am glad to welcome the many friends of our trade, including Professor Ada Kite, Dr Ben Stone and "
            "Ms Cora Lane.",
            {"Ada Kite": "attended", "Ben Stone": "attended", "Cora Lane": "attended"},
        ),
        ("Many wrote on trade, including Professor Ada Kite and Dr Ben Stone.", {"Ada Kite": "named"}),
        ("This afternoon we will hear from Dr Dan Moore of the Kite Institute.", {"Dan Moore": "spoke"}),
        ("Two judges, namely Mr Ed Wall and Mr Fred Hill, will share their views.", {"Ed Wall": "spoke"}),
        ("Mr Tom Hall will give us a keynote address.", {"Tom Hall": "spoke"}),
        ("In the keynote speech of Chairman Zhang Qing, trade came first.", {"Zhang Qing": "spoke"}),
    ],
)
def test_role_in_a_speech(text: str, expected: dict[str, str]) -> None:
    assert roles(_OPENING + text).items() >= expected.items()


def test_the_speaker_is_known_behind_an_abbreviated_post() -> None:
    assert roles("Following is the speech by the Acting CE, Mr Paul Chan, at a dinner:\n\nDear friends.") == {
        "Paul Chan": "spoke"
    }


def test_a_bracket_gives_the_name_of_one_person_in_full() -> None:
    text = "I thank Chris Hui (Secretary for Financial Services and the Treasury, Mr Christopher Hui) for his work."
    assert [(a.name, a.person_id) for a in read(_OPENING + text)[0][1:]] == [("Christopher Hui", "christopher-hui")]


def test_a_surname_that_is_a_pronoun_is_a_name_behind_a_title() -> None:
    assert one("Mr He Peng attended the forum.").name == "He Peng"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ('The Secretary said, "Ms Gina Ho has ably led the working group for years."', "named"),
        ("Ms Gina Ho led the delegation to the fair.", "officiated"),
    ],
)
def test_what_someone_has_led_for_years_is_no_event(text: str, role: str) -> None:
    assert roles(text)["Gina Ho"] == role
