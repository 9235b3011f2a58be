"""The normal form of text."""

from hypothesis import given
from hypothesis import strategies as st

from etl.normalise import normalise, normalise_line


def test_spaces_fold_and_paragraphs_stay() -> None:
    assert normalise("\n\t\xa0\xa0 First  line\u3000here \r\n\r\n\r\n\xa0\r\nSecond\u200b one\t") == (
        "First line here\n\nSecond one"
    )


def test_damaged_encoding_is_repaired() -> None:
    assert normalise("ã\x80\x80ã\x80\x80The show") == "The show"
    assert normalise("itâ€™s a cafÃ©") == "it’s a café"
    assert normalise("âThe Commissioner") == "The Commissioner"
    assert normalise("The Commissionerâ \nwaitsâ â") == "The Commissioner\nwaits"


def test_what_people_wrote_stays() -> None:
    text = "“Quoted” — 160 000 of １２３名 in Belém, Chêne-Bourg and Ångström"
    assert normalise(text) == text


def test_controls_and_surrogates_go() -> None:
    assert normalise("a\x00b\x08c") == "abc"
    assert normalise("a\ud800b") == "a\ufffdb"


@given(st.text())
def test_any_text_has_one_normal_form(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == once.strip()
    assert "\n\n\n" not in once
    once.encode()
    assert "\n" not in normalise_line(text)
