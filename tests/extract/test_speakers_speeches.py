"""Who is welcomed, quoted and expected in English speeches, and names that a bracket gives in full."""

import pytest

from tests.extract.speakers import one, read, roles

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We are most grateful to the Kite Chamber, as well as Ms Gina Ho and Mr Ivan Hill, for the work done and "
            "to all who come to share their insights.",
            {"Gina Ho": "attended", "Ivan Hill": "attended"},
        ),
        ("Thank you very much, Connie (Chair of the Kite Chamber, Ms Connie Lane), for the introduction.", "spoke"),
        ("I thank Mr Jack Moore for his inspiring address just now.", "spoke"),
        ("I thank Mr Jack Moore for the introduction of the scheme.", "attended"),
        ("Thank you, Mr Jack Moore, for your support.", "attended"),
        ("I am sad that Mr Jack Moore could not be here with us today.", "named"),
        ("One who is unable to join us this afternoon is Dr Jack Moore.", "named"),
        ("I am delighted to see my old friend, Jack Moore, receive the prize.", "attended"),
        ("I was delighted to have met Mr Jack Moore in Rome.", "named"),
        ("The first lady in the post, Ms Kay Moore, is in the audience.", "attended"),
        ("We have Dr Kay Moore, also a speaker today, to thank.", "attended"),
        ("I still remember Kay (Founder of Kite & Co, Ms Kay Moore) sharing with me her dream.", "named"),
        ("I heard from Nick (the Secretary for Kites, Mr Nicholas Moore) that the fair went well.", "spoke"),
        ("You have just heard Kay (Editor of The Kite, Ms Kay Moore) telling you that.", "spoke"),
        ("The club was right to have invited Mr Jack Moore to deliver closing remarks later.", "spoke"),
        ("We heard experts share ideas, including, in particular, Mr Jack Moore, to deliver a plan.", "named"),
        ("I am sure my good friend, Jack Moore, will share his views.", "spoke"),
        ("The keynote speakers today are Dr Jack Moore and Ms Kay Lane.", "spoke"),
        ("I like what Mr Jack Moore said of kites.", "spoke"),
        ("He came many times to give talks. Mr Jack Moore has come many times to give a talk.", "named"),
        ("Mr Jack Moore wrote of the storm. Allow me to quote him here.", "spoke"),
        ("Mr Jack Moore was in the team. Allow me to quote him here.", "spoke"),
        ("Mr Jack Moore will no doubt tell you more.", "spoke"),
        ("I am sure Mr Jack Moore would have more to say.", "named"),
        ("Ms Kay Moore will meet the chambers, and, rest assured, my team will respond to all.", "named"),
        ("Ms Kay Moore of the Kite Institute will respond to all.", "spoke"),
    ],
)
def test_presence_and_words_in_a_speech(text: str, expected: str | dict[str, str]) -> None:
    shown = roles(_OPENING + text)
    wanted = expected if isinstance(expected, dict) else {next(n for n in shown if n != "Paul Chan"): expected}
    assert shown.items() >= wanted.items()


def test_a_speech_may_begin_with_the() -> None:
    text = "The following is the speech by the Financial Secretary, Mr Paul Chan, at a dinner:\n\n"
    greeting = "Kay (Chair of the Kite Chamber, Ms Kay Moore), ladies and gentlemen,"
    assert roles(text + greeting) == {"Paul Chan": "spoke", "Kay Moore": "attended"}


def test_a_post_behind_a_name_counts_though_a_role_noun_stands_before() -> None:
    (_, friend) = read(_OPENING + "I am sure my colleague Tom Moore, the Secretary for Health, will say more.")[0]
    assert (friend.name, friend.office, friend.role) == ("Tom Moore", "Secretary for Health", "spoke")
    assert roles("The concert features pianist Ann Moore, cellist Bob Stone and singer Kay Moss.") == {
        "Ann Moore": "attended",
        "Bob Stone": "attended",
        "Kay Moss": "attended",
    }


def test_a_later_part_of_an_address_tells_of_others() -> None:
    text = "32. The plan was drawn up by a party led by Professor Kay Moore."
    assert roles(text, title='CE\'s speech in delivering "The Kite Address" to the Council (3)')["Kay Moore"] == "named"
    assert roles(text, title="Government thanks planners")["Kay Moore"] == "named"
    assert roles("Professor Kay Moore led the delegation.", title="CE's speech in delivering the Kite Address (3)") == {
        "Kay Moore": "named"
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mr Tom Hall also met with the Chairlady and Founder of kite firm Yido, Ms Gina Ho, yesterday.", "attended"),
        ("After they met the Mayor and her guests, Ms Gina Ho said it was late.", "spoke"),
        (
            "The reception ended with a recital on the zheng, an old instrument, by Kite Town musician Gina Ho.",
            "attended",
        ),
        ("The concert closed with a performance of a work of old by composer Gina Ho.", "named"),
        ("The dinner was graced by Ms Gina Ho.", "attended"),
        ("Soloists include Ms Gina Ho.", "attended"),
    ],
)
def test_who_is_met_or_performs_behind_a_long_description(text: str, role: str) -> None:
    assert roles(text)["Gina Ho"] == role
