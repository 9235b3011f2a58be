"""Numbers in every form that releases write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.numbers import compile_grammar, read_numbers
from etl.model import Lang
from etl.reference.quantities import load_quantities

QUANTITIES = load_quantities(Path(__file__).resolve().parents[2] / "data" / "reference")


def read(text: str, lang: Lang) -> list[tuple[str, float, float | None, str | None]]:
    return [
        (text[number.start : number.end], number.value, number.high, number.sign)
        for number in read_numbers(text, 0, len(text), 0, compile_grammar(QUANTITIES, lang))
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("320", 320),
        ("7 000", 7_000),
        ("160 000", 160_000),
        ("1,400", 1_400),
        ("1 234 567", 1_234_567),
        ("1.2 million", 1_200_000),
        ("12 million", 12_000_000),
        ("two hundred", 200),
        ("Two Hundred", 200),
        ("one hundred and twenty", 120),
        ("three thousand five hundred", 3_500),
        ("twenty-five", 25),
        ("seventeen", 17),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("a thousand", 1_000),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("two and a half thousand", 2_500),
        ("half a dozen", 6),
        ("１２０", 120),
    ],
)
def test_english_number(written: str, value: float) -> None:
    assert read(f"There came {written} people", "en") == [(written, value, None, None)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百", 300),
        ("二百七十", 270),
        ("一百二十", 120),
        ("一百二", 120),
        ("一百零五", 105),
        ("十二", 12),
        ("二十", 20),
        ("廿五", 25),
        ("兩千", 2_000),
        ("二千八百", 2_800),
        ("一萬二千", 12_000),
        ("16萬", 160_000),
        ("1.3萬", 13_000),
        ("160 000", 160_000),
        ("1,400", 1_400),
        ("1，400", 1_400),
        ("３００", 300),
        ("三億", 300_000_000),
        ("二○二五", 2_025),
    ],
)
def test_chinese_number(written: str, value: float) -> None:
    assert read(f"共有{written}人", "tc") == [(written, value, None, None)]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "some 200 to 300 guests", ("200 to 300", 200, 300, None)),
        ("en", "with 50-60 teams", ("50-60", 50, 60, None)),
        ("en", "fifty to one hundred people", ("fifty to one hundred", 50, 100, None)),
        ("en", "five or six hundred people", ("five or six hundred", 500, 600, None)),
        ("en", "two to three thousand people", ("two to three thousand", 2_000, 3_000, None)),
        ("en", "1.2 to 1.5 million people", ("1.2 to 1.5 million", 1_200_000, 1_500_000, None)),
        ("en", "between 200 and 300 guests", ("between 200 and 300", 200, 300, None)),
        ("en", "Between about two and three thousand", ("Between about two and three thousand", 2_000, 3_000, None)),
        ("tc", "介乎200與300人", ("介乎200與300", 200, 300, None)),
        ("tc", "有200至300人", ("200至300", 200, 300, None)),
        ("tc", "有200–300人", ("200–300", 200, 300, None)),
        ("tc", "有兩三百人", ("兩三百", 200, 300, None)),
        ("tc", "有五六十人", ("五六十", 50, 60, None)),
        ("tc", "有三、四百人", ("三、四百", 300, 400, None)),
    ],
)
def test_range(lang: Lang, text: str, found: tuple[str, float, float, None]) -> None:
    assert read(text, lang) == [found]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "300+ runners", ("300+", 300, None, "more-than")),
        ("en", "forty-odd schools", ("forty-odd", 40, None, "more-than")),
        ("tc", "有三百多人", ("三百多", 300, None, "more-than")),
        ("tc", "有百多人", ("百多", 100, None, "more-than")),
        ("tc", "有120多人", ("120多", 120, None, "more-than")),
        ("tc", "有30餘人", ("30餘", 30, None, "more-than")),
        ("tc", "有十多萬人", ("十多萬", 100_000, None, "more-than")),
    ],
)
def test_sign_of_more(lang: Lang, text: str, found: tuple[str, float, None, str]) -> None:
    assert read(text, lang) == [found]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "dozens of teams", ("dozens of", 24, 99, None)),
        ("en", "scores of teams", ("scores of", 40, 99, None)),
        ("en", "hundreds of people", ("hundreds of", 200, 999, None)),
        ("en", "Tens of thousands of people", ("Tens of thousands of", 20_000, 99_999, None)),
        ("en", "several hundred guests", ("several hundred", 300, 900, None)),
        ("en", "a few thousand guests", ("a few thousand", 3_000, 9_000, None)),
        ("en", "a couple of hundred guests", ("a couple of hundred", 200, 300, None)),
        ("tc", "數百人", ("數百", 300, 900, None)),
        ("tc", "幾十人", ("幾十", 30, 90, None)),
        ("tc", "好幾百人", ("好幾百", 300, 900, None)),
        ("tc", "數千名市民", ("數千", 3_000, 9_000, None)),
        ("tc", "數十萬人", ("數十萬", 300_000, 900_000, None)),
        ("tc", "數以百計市民", ("數以百計", 200, 999, None)),
    ],
)
def test_vague_number_is_a_range(lang: Lang, text: str, found: tuple[str, float, float, None]) -> None:
    assert read(text, lang) == [found]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "several schools"), ("en", "a band of people"), ("tc", "數名學生"), ("tc", "第三隊"), ("tc", "若干人")],
)
def test_word_without_a_scale_or_an_ordinal_is_none(lang: Lang, text: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize("text", ["$300", "US$1,400", "45%", "7.30pm", "COP30", "3rd", "2016/17", "No.12a"])
def test_figures_of_other_signs_are_none(text: str) -> None:
    assert read(text, "en") == []


def test_bare_scale_needs_a_qualifier() -> None:
    assert read("過百人", "tc") == [("百", 100, None, None)]
    assert read("上百人", "tc") == [("上百", 100, None, "at-least")]
    assert read("上百萬人", "tc") == [("上百萬", 1_000_000, None, "at-least")]
    assert read("百人", "tc") == []


def test_sign_of_vagueness_needs_a_measure_word_behind() -> None:
    assert read("三十來位來賓", "tc") == [("三十來", 30, None, "about")]
    assert read("三百來賓", "tc") == [("三百", 300, None, None)]
    assert read("30名來自各地", "tc") == [("30", 30, None, None)]


def test_and_joins_a_range_only_behind_between() -> None:
    assert [value for _, value, _, _ in read("200 and 300 guests", "en")] == [200, 300]
    assert [value for _, value, _, _ in read("二百及三百人", "tc")] == [200, 300]


def test_a_fall_is_not_a_range() -> None:
    assert [value for _, value, _, _ in read("300 to 200", "en")] == [300, 200]


SIGNS = "0123456789０ ,，.-–$%至一二兩十百千萬多餘數第名人 andtwo hundredmillionto\n"


@given(st.text(alphabet=SIGNS, max_size=60) | st.text(max_size=40), st.sampled_from(["en", "tc"]))
def test_numbers_stand_in_order_inside_any_text(text: str, lang: Lang) -> None:
    end = 0
    for number in read_numbers(text, 0, len(text), 0, compile_grammar(QUANTITIES, lang)):
        assert end <= number.start < number.end <= len(text)
        assert number.high is None or number.high > number.value
        end = number.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1萬3千人", 13_000),
        ("12萬5千人", 125_000),
        ("2千5百萬人", 25_000_000),
        ("1億2千萬人", 120_000_000),
        ("3百人", 300),
    ],
)
def test_figures_that_scales_compose(text: str, value: int) -> None:
    assert [number for _, number, _, _ in read(text, "tc")] == [value]
