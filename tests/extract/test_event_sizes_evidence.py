"""Event sizes that no single cue tells: all the words around a number are weighed, but where somebody speaks."""

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find

SIZES = {
    "Twenty apprentice bakers had their ovens glowing before dawn on the second day of the contest.": (20, "people"),
    "The mission flew on to Jakarta. On board were 27 makers of toys and watches.": (27, "people"),
    "海濱長廊上，近九十名義工冒雨為健兒遞上毛巾。": (90, "people"),
}


def _lang(body: str) -> Lang:
    return "en" if body.isascii() else "tc"


@pytest.mark.parametrize("body", SIZES)
def test_words_around_a_number_are_weighed_together(body: str) -> None:
    assert [(size.value, size.unit) for size in find(body, _lang(body))] == [SIZES[body]]


@pytest.mark.parametrize("kind", ["speech", "media-remarks", "legco-reply"])
@pytest.mark.parametrize("body", SIZES)
def test_where_somebody_speaks_a_cue_must_tell(body: str, kind: str) -> None:
    assert find(body, _lang(body), kind=kind) == ()


@pytest.mark.parametrize(
    "body",
    [
        "The bakers' union has 240 members, the oldest of whom is ninety.",
        "Three apprentice bakers had their ovens glowing before dawn on the second day of the contest.",
        "The factory trains twenty apprentice bakers a year and hires most of them.",
        "The consultation paper was sent to 300 companies and 40 schools.",
        "麪包工會有二百四十名會員，最年長的九十歲。",
        "工廠每年培訓二十名麪包學徒，大部分獲聘。",
        "各組設冠軍一名，另設優異獎共二十名。",
    ],
)
def test_numbers_of_anybody_else_are_left_out(body: str) -> None:
    assert find(body, _lang(body)) == ()
