"""Reads from a Chinese sentence what the people in it do."""

import re

from etl.extract.speakers.deeds_tc import Deeds, compile_deeds
from etl.extract.speakers.forms_tc import is_greeting, is_label, is_mover, read_form, read_opening
from etl.extract.speakers.leads_tc import ENSEMBLE, LeadReader
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, Verb, group_by_sentence, sentence_number
from etl.extract.speakers.scan import find_words
from etl.extract.speakers.sentences import Person
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.verbs_tc import TextVerbs
from etl.extract.text import Span, Text
from etl.model import Role
from etl.reference.people import PeopleReference

_LEADS_GROUP = re.compile(r"(?:（[^（）]{0,40}）)?[^，。；率]{0,8}率[^，。；先同]{1,20}?(?:代表團|訪問團|考察團|團隊)")
# Whoever joins others does what they do together: 聯同署長陳大文主持儀式.
_JOINING = ("聯同", "連同")
# What a further verb of the same subject may follow.
_LINKS = frozenset("，、；並亦也及和又再會將後時起同曾以上地行為中）到來強出")
_LINKING = frozenset(["即場", "分別", "共同", "代表", "繼續", "應邀", "下午", "上午"])
_PRONOUNS = ("，他", "，她")
_FILM = re.compile(r"電影|影片|短片|電視|宣傳片")
_MEDIA = ("會見傳媒", "見記者")
_TITLE = re.compile(r"「[^「」，。；！？\n]{1,40}」")
_ALL_CAME = re.compile(r"[均皆](?:有|曾|親自)?(?:出席|參與|參加|到場)")
_OTHERS = re.compile(
    r"我(?!國|方)|本人|[，、；：」][^，。；、]{0,6}(?:發言人|記者|政府|當局|[署局校警會院]方)[^，。；、]{0,6}$"
)
_VARYING = frozenset(["帶領", "率領", "提出", "交流", "主演", "擔任秘書長"])
# 分別就議案提出修正案 tells of an agenda, 分別就看法交流 of words.
_SEVERALLY: dict[str, Role] = {"提出": "named", "交流": "spoke"}
_FURTHEST = 70


def read_roles(text: Text, place: int, cast: Cast, roles: Roles, people: PeopleReference) -> None:
    """Note in `roles` what the people of `cast` do in `text`."""
    groups = group_by_sentence(text, place, cast)
    if not groups:
        return
    deeds = compile_deeds(people)
    last: list[Someone] = []
    everyone: list[Someone] = []
    form = read_form(text)
    verbs = TextVerbs(text.text, cast.verbs[place], (s[:2] for at, s, _ in cast.places if at == place and s.name))
    body, leads = text.text, "率" in text.text
    before = listing = -1
    listed: Role | None = None  # what a list gives that goes on behind a semicolon
    pronouns = _find_pronouns(text, deeds)
    for number in sorted(pronouns.union(groups)):
        if not roles.silent:
            return
        span, present = text.sentences[number], groups.get(number, [])
        told = form.is_told(number)
        if number - before > 1:  # a sentence with neither a person nor a pronoun was passed over
            everyone, last = [], [] if form.is_told(number - 1) else last
        before = number
        meant: list[Someone] = []
        reached = span.start
        if number in pronouns and (last or everyone):
            meant, reached = _find_pronoun(body, span, present, last, everyone, deeds)
        if not (present or meant):
            everyone, last = [], [] if told else last
            continue
        if present and number == form.opening:
            last = _show_opening(text, span, present, roles)
            continue
        greets = bool(present) and is_greeting(text, number, form)
        for sighting, someone in present:
            if greets or is_label(body, span, sighting):
                roles.show(someone, "attended" if greets else "spoke", text, span)
            elif is_mover(body, span, sighting):
                roles.show(someone, "attended", text, span)
            elif leads and not told and _LEADS_GROUP.match(body, sighting.closes):
                roles.show(someone, "officiated", text, span)
        acting = [person for person in present if told or not _is_in_title(body, span, person[0])]
        if acting and not told:
            _show_all_who_came(text, span, acting, roles)
        reader = _Reader(text, span, acting, roles, told, deeds, verbs)
        reader.become_subject(meant, reached)
        reader.listed = listed if number - 1 == listing else None
        subjects = reader.read(verbs)
        listed, listing = reader.listed, number if body.startswith("；", span.end - 1) else -1
        everyone = [someone for _, someone in present]
        last = subjects or ([] if told else last)


def _is_in_title(body: str, span: Span, sighting: Sighting) -> bool:
    """Tell whether a name stands in the title of an event or work: 「陳大文對談李小明」, who do nothing there."""
    opens = body.rfind("「", span.start, sighting.opens)
    title = _TITLE.match(body, opens) if opens >= 0 else None
    return title is not None and title.end() > sighting.closes


def _show_all_who_came(text: Text, span: Span, present: list[Person], roles: Roles) -> None:
    """Note that all of a list were there, however far ahead it opens: 成員包括甲、乙……，均出席分享會."""
    if _ALL_CAME.search(text.text, present[-1][0].closes, span.end):
        for _, someone in present:
            roles.show(someone, "attended", text, span)


def _find_pronouns(text: Text, deeds: Deeds) -> set[int]:
    """Return the numbers of the sentences that hold a pronoun."""
    return {sentence_number(text, start) for start, _ in find_words(text.text, deeds.pronouns)}


def _show_opening(text: Text, span: Span, present: list[Person], roles: Roles) -> list[Someone]:
    """Note who speaks in a transcript and who stands beside; return those who speak."""
    found = read_opening(text.text, span, present)
    for (_, someone), role in found:
        roles.show(someone, role, text, span)
    return [someone for (_, someone), role in found if role == "spoke"]


def _find_pronoun(
    body: str, span: Span, present: list[Person], last: list[Someone], everyone: list[Someone], deeds: Deeds
) -> tuple[list[Someone], int]:
    """Return whom 他 or 他們 that opens a sentence means, and where it ends: the one subject before, or all before."""
    end = min(present[0][0].opens, span.end) if present else span.end
    for meant, pronoun in ((last if len(last) == 1 else [], deeds.pronoun), (everyone, deeds.group_pronoun)):
        match = pronoun.match(body, span.start, end) if meant else None
        if match:
            return meant, match.end()
    return [], span.start


class _Reader(LeadReader):
    """Reads one Chinese sentence."""

    def take_verb(self, verb: Verb) -> None:
        """Note what a verb shows of the subject, if near enough or linked to what came before."""
        if verb.phrase in self.deeds.denied:
            self.blocked = self.blocked or verb.start - self.reached < 12
            return
        role = self._read_verb(verb) if self.group and not self.blocked else None
        if role is None or verb.start < self.skipped:
            return
        distance = verb.start - self.reached
        if distance == 1 and self.body[self.reached] == "（":
            self.show(self.group[-1], role)
            return
        linked = (self.fresh and distance < _FURTHEST) or self._is_linked(verb.start)
        if linked and not self._is_of_others(verb.start):
            self.fresh = self.fresh and verb.phrase in _JOINING
            joined = verb.phrase in _MEDIA and "聯同" in self.body[self.span.start : verb.start]
            for someone in self.group:
                self.show(someone, "attended" if joined and someone is not self.group[0] else role)

    def _is_of_others(self, start: int) -> bool:
        """Tell whether a verb is none of the subject: a noun (的邀請), or behind another subject (我, 發言人)."""
        return self.body[start - 1] == "的" or _OTHERS.search(self.body, self.reached, start) is not None

    def _is_linked(self, start: int) -> bool:
        """Tell whether a verb at `start` goes on from what stands before it."""
        if start > self.reached and self.body[start - 1] in _LINKS:
            return True
        if len(self.group) == 1 and self.body.endswith(_PRONOUNS, self.reached, start):
            return True
        return start > self.reached + 1 and self.body[start - 2 : start] in _LINKING

    def _read_verb(self, verb: Verb) -> Role | None:
        """Return the role that a verb shows where it stands."""
        role = self.deeds.verb_roles.get(verb.phrase)
        if verb.phrase not in _VARYING:
            return role
        if verb.phrase in ("帶領", "率領") and ENSEMBLE.match(self.body, verb.end):
            return "attended"
        if "分別就" in self.body[self.reached : verb.start]:
            role = _SEVERALLY.get(verb.phrase, role)
        if verb.phrase == "主演" and _FILM.search(self.body, *self.span):
            return "named"
        if verb.phrase == "擔任秘書長" and "團長" not in self.body[self.span.start : verb.start]:
            return None
        return role
