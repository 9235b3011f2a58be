"""Reads from a Chinese sentence what the people in it do."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.speakers.english import either
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, Verb, VerbFinder, group_by_sentence
from etl.extract.speakers.sentences import ACTIVE, Person, Relation, SentenceReader
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role
from etl.reference.people import PeopleReference

_GAP = re.compile(r"(?:（[^（）]{0,60}）)?[，]?(?:、|，|和|及|與|以及|聯同|連同|暨|；)(?:其)?(?:夫人|太太|妻子|丈夫)?")
_LEADS = re.compile(r"(?:（[^（）]{0,40}）)?(?:所)?(?:率領|帶領|主持)")
_UNDER = re.compile(r"(?:（[^（）]{0,40}）)?(?:的)?(?P<deed>陪同|見證|主持|帶領|率領|領導)(?:之)?下")
_TOGETHER = re.compile(r"會面|會晤|會談|舉行會議|交流|見面|簽署|商討|討論|交換意見|對談|一起|共同|合照|午宴|晚宴")
_LINKED = re.compile(
    r"(?:[，、；]|並|亦|也|及|和|又|再|會|將|後|時|起|同|曾|以|上|地|行|為|中|即場|分別|共同|代表|繼續|應邀|下午|上午|）|以及|到|來|強|出)$"
)
_FORM = re.compile(r"以下[是為](?P<speech>[^：\n]{0,80}?(?:致辭|致詞|發言|講話|談話|演辭|演講|開場發言|主題演講))?")
_AMONG = re.compile(
    r"(?P<hosts>主禮)?(?:嘉賓|出席|到場|參加|與會|陪同|隨同|隨行|同行|隨團|代表團|訪問團)[^。；「」]{0,24}(?:包括|還有|有|是|為)$"
)
_LISTING = ("包括", "還有", "有", "是", "為")
_JOINTLY = re.compile(r"(?:（[^（）]{0,40}）)?(?:一同|共同|一起|聯合|一道)")
_SERVED = re.compile(r"(?:（[^（）]{0,40}）)?(?:陪同|陪伴|介紹|接待|講解)")
_GREETING = re.compile(r"各位|：$")
_FURTHEST = 70


@dataclass(frozen=True, slots=True, eq=False)
class Deeds:
    """Verbs and the words around them, compiled."""

    finder: VerbFinder
    verb_roles: dict[str, Role]
    before: tuple[str, ...]
    before_roles: dict[str, Role]
    denied: frozenset[str]
    pronoun: re.Pattern[str]
    group_pronoun: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_deeds(people: PeopleReference) -> Deeds:
    """Compile the verbs of roles.yaml for Chinese."""
    words = people.words
    verbs = {verb: role for role in ACTIVE for verb in words[f"tc_{role}"]}
    before = {verb: role for role in ("named", *ACTIVE) for verb in words[f"tc_{role}_before"]}
    denied = words["tc_denied"]
    return Deeds(
        finder=VerbFinder([*verbs, *denied, *words["tc_plain"]], whole_words=False),
        verb_roles=verbs,
        before=tuple(sorted(before, key=len, reverse=True)),
        before_roles=before,
        denied=frozenset(denied),
        pronoun=re.compile(rf"(?:{either(words['tc_pronouns'])})(?!們|人)"),
        group_pronoun=re.compile(either(words["tc_group_pronouns"])),
    )


def read_roles(text: Text, place: int, cast: Cast, roles: Roles, people: PeopleReference) -> None:
    """Note in `roles` what the people of `cast` do in `text`."""
    groups = group_by_sentence(text, place, cast)
    if not groups:
        return
    deeds = compile_deeds(people)
    last: list[Someone] = []
    everyone: list[Someone] = []
    form = None if text.in_title else _FORM.match(text.text)
    for number in range(min(groups), len(text.sentences)):
        span, present = text.sentences[number], groups.get(number, [])
        told = form is not None and form["speech"] is not None and number > 0
        greets = told and number < 4 and _GREETING.search(text.text, *span)
        for sighting, someone in present if greets or (form and number == 0) else ():
            roles.show(someone, "attended" if greets or _moves(text.text, sighting) else "spoke", text, span)
        meant = _find_pronoun(text.text, span.start, last, everyone, deeds)
        if not present and not meant:
            everyone, last = [], [] if told else last
            continue
        reader = _Reader(text, span, present, roles, told, deeds)
        reader.become_subject(meant, reader.reached)
        subjects = reader.read(deeds.finder)
        everyone = [someone for _, someone in present]
        last = subjects or ([] if told else last)


def _find_pronoun(body: str, start: int, last: list[Someone], everyone: list[Someone], deeds: Deeds) -> list[Someone]:
    """Return whom 他 or 他們 at the start of a sentence means: the one subject before, or all before."""
    if len(last) == 1 and deeds.pronoun.match(body, start):
        return last
    return everyone if everyone and deeds.group_pronoun.match(body, start) else []


def _moves(body: str, sighting: Sighting) -> bool:
    """Tell whether someone moved the motion that others speak about: 就陳大文議員動議的議案."""
    return body.startswith(("動議的", "提出的"), sighting.closes)


class _Reader(SentenceReader):
    """Reads one Chinese sentence."""

    def __init__(self, text: Text, span: Span, people: list[Person], roles: Roles, told: bool, deeds: Deeds) -> None:
        super().__init__(text, span, people, roles, told)
        self.deeds = deeds

    def is_past(self, sighting: Sighting) -> bool:
        """Tell whether 時任 stands before the post."""
        return self.body.endswith("時任", 0, sighting.opens)

    def relate(self, sighting: Sighting, previous: tuple[Sighting, Relation] | None) -> Relation:
        """Return subject, joined (to the one before), or the role the words around the person give."""
        gap = previous is not None and _GAP.fullmatch(self.body, previous[0].closes, sighting.opens)
        role = self._role_behind(sighting)
        if role:
            return role
        if previous is not None and gap and not (gap.group() == "與" and self._meets(sighting)):
            self.fresh = True
            return "joined" if previous[1] == "subject" else previous[1]
        before = self._find_before(sighting.opens)
        role = self._role_among(sighting) or ("attended" if _moves(self.body, sighting) else None)
        if role or (before and before != "由"):
            return role or self.deeds.before_roles[before]
        if self.group:
            role = self._role_beside(sighting)
        possessed = self.body[sighting.closes : sighting.closes + 1] == "的"
        return role or ("named" if possessed and not before else "subject")

    def _role_behind(self, sighting: Sighting) -> Role | None:
        """Return the role that the words right behind a person give: 陪同下, 率領."""
        under = _UNDER.match(self.body, sighting.closes)
        if under:
            return "attended" if under["deed"] == "陪同" else "officiated" if under["deed"] != "領導" else "named"
        leads = _LEADS.match(self.body, sighting.closes)
        return "officiated" if leads and (self.group or self.body[sighting.opens - 1] in "與和由") else None

    def _role_beside(self, sighting: Sighting) -> Role | None:
        """Return the role of a person to whom the subject does something: 由…陪同, 向…介紹, 與…會面."""
        link = self.body[sighting.opens - 1]
        if link in "與和跟":
            return "attended" if self._meets(sighting) else "named"
        if link == "由" and _SERVED.match(self.body, sighting.closes):
            return "attended"
        return "named" if link in "向給" else None

    def _find_before(self, end: int) -> str:
        """Return the words before a person that give a role; empty where there are none."""
        start = self.span.start
        if end > start and self.body[end - 1] in "：︰ " and not self.body.endswith(self.deeds.before, start, end):
            end -= 1
        if not self.body.endswith(self.deeds.before, start, end):
            return ""
        return next(words for words in self.deeds.before if self.body.endswith(words, start, end))

    def _role_among(self, sighting: Sighting) -> Role | None:
        """Return the role of the guests and companions whom 包括 lists: 嘉賓出席，包括…."""
        start = self.span.start
        if not self.body.endswith(_LISTING, start, sighting.opens):
            return None
        among = _AMONG.search(self.body, max(start, sighting.opens - 40), sighting.opens)
        return None if among is None else "officiated" if among["hosts"] else "attended"

    def _meets(self, sighting: Sighting) -> bool:
        """Tell whether this person is met, not one who does the same as the subject."""
        if _JOINTLY.match(self.body, sighting.closes):
            return False
        return _TOGETHER.search(self.body, sighting.closes, min(self.span.end, sighting.closes + 160)) is not None

    def take_verb(self, verb: Verb) -> None:
        """Note what a verb shows of the subject, if near enough or linked to what came before."""
        if verb.phrase in self.deeds.denied:
            self.blocked = self.blocked or verb.start - self.reached < 12
            return
        if not self.group or self.blocked:
            return
        role = self.deeds.verb_roles.get(verb.phrase)
        if role is None:
            return
        distance = verb.start - self.reached
        if distance == 1 and self.body[self.reached] == "（":
            self.show(self.group[-1], role)
            return
        near = self.fresh and distance < _FURTHEST
        if near or _LINKED.search(self.body, max(self.reached, verb.start - 4), verb.start):
            self.fresh = False
            for someone in self.group:
                self.show(someone, role)
