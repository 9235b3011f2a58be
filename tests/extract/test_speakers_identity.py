"""Which person of the reference a name stands for."""

import pytest

from tests.extract.speakers import one, read


@pytest.mark.parametrize(
    ("text", "day", "person_id"),
    [
        ("Commissioner Xie Feng attended.", "2018-09-28", "xie-feng"),
        ("The Chief Executive-elect, Mr John Lee, attended.", "2022-06-16", "john-lee"),
        ("The former Chief Executive, Mr C Y Leung, attended.", "2025-09-01", "leung-chun-ying"),
        ("I thank Secretary Sophia Chan.", "2021-12-20", "sophia-chan"),
        ("Mr Peter Lam, Chairman of Hong Kong Trade Development Council, attended.", "2021-11-24", "peter-lam"),
        ("The Secretary for Food and Health and Patron of the Kite Society, Professor Sophia Chan, attended.",
         "2018-10-22", "sophia-chan"),
        ("The Chief Secretary for Administration, Mr Matthew Cheung Kin-chung, attended.", "2018-10-22",
         "matthew-cheung"),
    ],
)  # fmt: skip
def test_a_shortened_or_joined_post_is_the_post_held(text: str, day: str, person_id: str) -> None:
    assert one(text, day=day).person_id == person_id


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mr Michael Wong, Chairman of the Kite Council, attended.", "2017-12-15"),
        ("Secretary Sophia Chan of the Kite Society attended.", "2025-09-01"),
        ("Mr John Lee, Chief Executive of the Kite Bank, attended.", "2025-09-01"),
        ("The Director of Health, Mr John Lee, attended.", "2025-09-01"),
    ],
)
def test_a_common_name_beside_another_post_stays_apart(text: str, day: str) -> None:
    assert one(text, day=day).person_id.startswith("en:")


def test_the_post_ends_before_the_next_person() -> None:
    text = "We met Edward Yau, the Secretary for Commerce and Economic Development, and Felix Mok, the Secretary."
    found = read(text, day="2018-09-21")[0]
    assert [(a.name, a.office) for a in found] == [
        ("Edward Yau", "Secretary for Commerce and Economic Development"),
        ("Felix Mok", "Secretary"),
    ]
