"""On which day an event was held, where the text says so."""

from datetime import date

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find


def tell_day(body: str, lang: Lang = "en", title: str = "", day: date = date(2025, 11, 13)) -> date | None:
    (size,) = find(body, lang, title, day)
    return size.held_on


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("The fair held on November 5 attracted 300 buyers.", date(2025, 11, 5)),
        ("The fair held on 5 November attracted 300 buyers.", date(2025, 11, 5)),
        ("The fair held on November 5, 2024 attracted 300 buyers.", date(2024, 11, 5)),
        ("The fair held from November 5 to 8 attracted 300 buyers.", date(2025, 11, 5)),
        ("The fair held from October 30 to November 2 attracted 300 buyers.", date(2025, 10, 30)),
        ("The fair held on November 5 (Wednesday) attracted 300 buyers.", date(2025, 11, 5)),
        ("Yesterday (November 12), 300 buyers attended the fair.", date(2025, 11, 12)),
        ("Some 300 buyers are joining us at the fair today.", date(2025, 11, 13)),
        ("Last night, 300 guests attended the dinner.", date(2025, 11, 12)),
        ("The fair was held on November 5. It attracted 300 buyers to the fair.", date(2025, 11, 5)),
        ("The dinner on December 20, 2024 and its 300 guests: 300 guests attended.", date(2024, 12, 20)),
        ("The Office said today (November 13) that the fair on November 5 drew 300 buyers.", date(2025, 11, 5)),
        ("The fair to be held on December 6 is expected to attract 300 buyers.", date(2025, 12, 6)),
        ("The fair to be held on March 6 is expected to attract 300 buyers.", date(2026, 3, 6)),
        # No day of the event, or no telling which.
        ("The fair attracted 300 buyers.", None),
        ("The Office announced today (November 13) that the fair drew 300 buyers.", None),
        ("The Secretary said today that the fair drew 300 buyers.", None),
        ("The fairs on November 5 and the dinner on November 7 drew 300 buyers.", None),
        ("The fair is held until November 30 and attracted 300 buyers.", None),
        ("Last year, the fair drew 300 buyers on November 5.", None),
        ("On November 20, 300 buyers attended the fair.", None),
        ("The fair held on November 5 (Monday) attracted 300 buyers.", None),
        ("The fair held on February 30 attracted 300 buyers.", None),
        ("The dinner took place on November 5. The fair attracted 300 buyers.", None),
    ],
)
def test_english_day(body: str, day: date | None) -> None:
    assert tell_day(body) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("論壇於十一月五日舉行，吸引300名學者參加。", date(2025, 11, 5)),
        ("論壇於十月五至八日舉行，吸引300名學者參加。", date(2025, 10, 5)),
        ("論壇於十月三十至十一月二日舉行，吸引300名學者參加。", date(2025, 10, 30)),
        ("論壇於11月5日至8日舉行，吸引300名學者參加。", date(2025, 11, 5)),
        ("論壇於二○二四年十一月廿五日舉行，吸引300名學者參加。", date(2024, 11, 25)),
        ("昨日（十一月十二日）有300名學者參加論壇。", date(2025, 11, 12)),
        ("今日有300名學者參加論壇。", date(2025, 11, 13)),
        ("約300名學者明晚參加論壇。", date(2025, 11, 14)),
        ("論壇於上月三十一日舉行，吸引300名學者參加。", date(2025, 10, 31)),
        ("論壇將於下月六日舉行，預計吸引300名學者參加。", date(2025, 12, 6)),
        ("論壇於十一月五日舉行。300名學者參加論壇。", date(2025, 11, 5)),
        ("論壇於十一月五日（星期三）舉行，吸引300名學者參加。", date(2025, 11, 5)),
        ("發言人今日（十一月十三日）表示，論壇吸引300名學者參加。", None),
        ("論壇於十一月五日前報名，吸引300名學者參加。", None),
        ("去年論壇於十一月五日舉行，吸引300名學者參加。", None),
        ("論壇吸引300名學者參加。", None),
    ],
)
def test_chinese_day(body: str, day: date | None) -> None:
    assert tell_day(body, "tc") == day


def test_day_of_a_size_in_the_title_is_in_the_opening_sentence() -> None:
    opening = "The book fair was held today (November 13). It rained."
    assert tell_day(opening, title="Book fair attracts 300 buyers") == date(2025, 11, 13)


def test_day_without_a_year_is_the_latest_past_one() -> None:
    body = "The fair held on December 20 attracted 300 buyers."
    assert tell_day(body, day=date(2026, 1, 4)) == date(2025, 12, 20)
    assert tell_day("論壇於上月二十日舉行，吸引300名學者參加。", "tc", day=date(2026, 1, 4)) == date(2025, 12, 20)


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("The contest, to be held on December 8, has attracted 84 teams.", "en"),
        ("管樂比賽於十二月八日舉行，共有八十四隊樂團參加。", "tc"),
        ("比賽將於十二月八日舉行。比賽有八十四隊樂團參加。", "tc"),
    ],
)
def test_size_of_a_day_to_come_is_expected(body: str, lang: Lang) -> None:
    (size,) = find(body, lang)
    assert size.expected and size.held_on == date(2025, 12, 8)


def test_what_was_attended_was_not_held_on_a_day_to_come() -> None:
    text = (
        "The Mayor held a consultation on the Budget to be delivered on October 6. "
        "The session was attended by 100 people."
    )
    (size,) = find(text, day=date(2021, 8, 22))
    assert (size.held_on, size.expected) == (None, False)
