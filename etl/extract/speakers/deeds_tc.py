"""Verbs of roles.yaml for Chinese, and the deeds of those by whom others are received: 獲陳大文接見."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from etl.extract.speakers.english import either
from etl.extract.speakers.sentences import ACTIVE
from etl.model import Role
from etl.reference.people import PeopleReference

_HOSTING = re.compile(
    r"(?:（[^（）]{0,40}）)?(?:親自|熱情)?(?P<deed>接見|會見|接待|陪同|迎接|歡迎|設宴|宴請|招待|頒發|頒授|頒贈|授予|頒獎|委任|任命|邀請|邀)(?:款待|招待|宴請)?"
)
_RECEIVING = ("接見", "會見", "接待", "陪同", "迎接", "歡迎", "設宴", "宴請", "招待")
_HOSTING_ROLES: dict[str, Role] = {
    **dict.fromkeys(("設宴", "宴請", "招待", "頒發", "頒授", "頒贈", "授予", "頒獎"), "officiated"),
    **dict.fromkeys(("委任", "任命", "邀請", "邀"), "named"),
}
_LEAD = "(?:[^，。；：「」]{0,14}，)?(?:同時|隨後|其後)?"


class Host(NamedTuple):
    """The role of one behind 獲, whether the subject is there too, and where the words that tell it end."""

    role: Role
    receives: bool
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Deeds:
    """Verbs and the words around them, compiled."""

    verb_roles: dict[str, Role]
    before: tuple[str, ...]
    before_roles: dict[str, Role]
    denied: frozenset[str]
    pronouns: tuple[str, ...]
    pronoun: re.Pattern[str]
    group_pronoun: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_deeds(people: PeopleReference) -> Deeds:
    """Compile the verbs of roles.yaml for Chinese."""
    words = people.words
    verbs = {verb: role for role in ACTIVE for verb in words[f"tc_{role}"]}
    before = {verb: role for role in ("named", *ACTIVE) for verb in words[f"tc_{role}_before"]}
    return Deeds(
        verb_roles=verbs,
        before=tuple(sorted(before, key=len, reverse=True)),
        before_roles=before,
        denied=frozenset(words["tc_denied"]),
        pronouns=(*words["tc_pronouns"], *words["tc_group_pronouns"]),
        pronoun=re.compile(rf"{_LEAD}(?:{either(words['tc_pronouns'])})(?!們|人)"),
        group_pronoun=re.compile(rf"{_LEAD}(?:{either(words['tc_group_pronouns'])})"),
    )


def find_host(body: str, closes: int) -> Host | None:
    """Return what one behind 獲 does for the subject, where the name ends at `closes`."""
    hosted = _HOSTING.match(body, closes)
    if hosted is None:
        return None
    return Host(_HOSTING_ROLES.get(hosted["deed"], "attended"), hosted["deed"] in _RECEIVING, hosted.end())
