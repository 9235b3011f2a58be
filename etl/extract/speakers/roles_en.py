"""Reads from an English sentence what the people in it do."""

import re

from etl.extract.speakers.deeds_en import compile_deeds
from etl.extract.speakers.leads_en import LeadReader
from etl.extract.speakers.pronouns_en import find_pronoun, find_quoted_speaker, who_is_meant
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, Verb, group_by_sentence
from etl.extract.speakers.speech_en import find_quoted, is_opened, is_part, role_told
from etl.extract.text import Text
from etl.model import Role
from etl.reference.people import PeopleReference

# A subject that is nobody known: he or she behind words quoted, or "Mr Lam" where there are two.
_OTHER = re.compile(r"(?:[\"”] s?he|\b(?:Mr|Mrs|Ms|Miss|Dr|Professor) [A-Z][\w-]+) (?:also |then |further )?$")
_BODY = re.compile(
    r", the (?:[A-Z][\w&'’-]* ){0,5}(?:Government|Department|Bureau|Authority|Board|Council|Commission|Corporation"
    r"|Office|Police|Judiciary|Administration|[Ss]pokes(?:man|woman|person)) (?:today |yesterday )?$"
)
_LONGEST_BODY = 80
_PASSIVE = re.compile(r"(?: (?:\w+ly|live|first|again|together|both))? by\b")
_BEING = ("was ", "were ")
_PRESENTING = ("presented", "presents")
_LEADING = ("led", "leads", "leading", "chairs")
_CALL_ON_PERSON = re.compile(
    r"\w+ on (?:the )?"
    r"(?!(?:Hong|Members|Government|HKSAR|Legislat\w+|Mainland|Chinese|Council|Central|Administration)\b)[A-Z]"
)
_WHO = re.compile(r"\)?,? who (?:(?:also|then|later|has|have|had|will|just|\w+ly) ){0,2}")
_MODALS = frozenset(("will", "would", "must", "can", "may", "should"))
_BEING_FORMS = frozenset(("was", "were", "is", "are", "been", "be", "being", "which", "that"))
_BE = re.compile(r"\b(?:was|were|is|are|been|be|being|which|that) \w+ly $")
_HAS = re.compile(r"\b(?:has|have)(?: \w+ly| also| long| since)? $")
# What stands between two people and what they do in a caption: "Mr A and Ms B (right) officiate".
_RIGHT_BEHIND = re.compile(r"(?: \([^()]{1,40}\))?,? (?:(?:jointly|together|both) )?")
_NEAR_OFFICE = 40
_FURTHEST = 260
_LONGEST_OTHER = 40
# Right behind a person, or behind a clause that begins with another subject: "…, and my Government will reply".
_OTHER_SUBJECT = re.compile(
    r".(?:, |\band |\bthat )(?:the|my|our|his|her|their|its|this|these|we|I|you|it|they)\b[^,]*$"
)


def read_roles(text: Text, place: int, cast: Cast, roles: Roles, people: PeopleReference) -> None:
    """Note in `roles` what the people of `cast` do in `text`."""
    groups = group_by_sentence(text, place, cast)
    if not groups:
        return
    deeds = compile_deeds(people)
    opened = is_opened(text)
    speech = opened or is_part(text, roles.title)
    last: list[Someone] = []
    everyone: list[Someone] = []
    for number in range(min(groups), len(text.sentences)):
        if not roles.silent:
            return
        present = groups.get(number, [])
        told = speech and (number > 0 or not opened)
        meant: list[Someone] = []
        if last or everyone:
            meant = find_pronoun(text, text.sentences[number].start, last, [] if told else everyone, deeds)
            for someone in find_quoted_speaker(text, text.sentences[number], last, deeds):
                roles.show(someone, "spoke", text, text.sentences[number])
        if told and last and (quoted := find_quoted(text, text.sentences[number])):
            for someone in who_is_meant(quoted, last):
                roles.show(someone, "spoke", text, text.sentences[number])
        if not present and not meant:
            everyone, last = [], [] if told else last
            continue
        reader = _Reader(text, text.sentences[number], present, roles, told, deeds, opened and number == 0)
        reader.become_subject(meant, reader.reached)
        subjects = reader.read(deeds.finder)
        for sighting, someone in present if told else ():
            if sighting.name:
                role = role_told(text, text.sentences[number], number, sighting, deeds)
                roles.show(someone, role, text, text.sentences[number])
        everyone = [someone for _, someone in present]
        # What a speech recounts goes from one to another: there a pronoun reaches back one sentence only.
        last = subjects or ([] if told else last)


class _Reader(LeadReader):
    """Reads one English sentence."""

    def take_verb(self, verb: Verb) -> None:
        """Note what a verb shows of the subject, if near enough or linked to what came before."""
        phrase = verb.phrase
        if _OTHER.search(self.body, max(self.reached, verb.start - _LONGEST_OTHER), verb.start):
            return  # '"Ms Wong works hard," he said'
        if _BODY.search(self.body, max(self.reached, verb.start - _LONGEST_BODY), verb.start):
            return  # "Mr A will be Chairman, the Government announced"
        if phrase in self.deeds.denied:
            self.blocked = self.blocked or verb.start - self.reached < 60
            return
        role = self._verb_role(phrase, verb.start)
        other = self._who_before(verb.start)
        if role is not None and other is not None:
            self.show(other, role)
            return
        if role is None or not self.group or self.blocked:
            return
        furthest = _FURTHEST if self.group[0].first.name else _NEAR_OFFICE
        near = self.fresh and verb.start - self.reached < furthest
        if near or self._is_linked(verb.start):
            self.fresh = False
            for someone in self.group:
                self.show(someone, role)

    def _who_before(self, start: int) -> Someone | None:
        """Return the last person, where no subject, if only "who" stands before the verb: "met Mr X, who said"."""
        if self.latest is None or self.latest[1] in self.group:
            return None
        return self.latest[1] if _WHO.fullmatch(self.body, self.latest[0].closes, start) else None

    def _verb_role(self, phrase: str, start: int) -> Role | None:
        """Return the role of a verb where it stands; None for a passive or a mere noun."""
        if phrase in self.deeds.finite:
            role = self.deeds.finite[phrase]
            if phrase.startswith(("called on", "calls on")):
                role = self._role_of_call(start)
            for verbs, at_event in ((_LEADING, self.deeds.led), (_PRESENTING, self.deeds.presented)):
                if phrase.startswith(verbs) and not at_event.match(self.body, start):
                    return None  # "led the department" and "presented a report" tell of no event
            if role == "officiated" and _HAS.search(self.body, max(0, start - 24), start):
                return None  # "has led the group for years" tells of no event
            passive = (
                role != "spoke" and not phrase.startswith(_BEING) and _PASSIVE.match(self.body, start + len(phrase))
            )
            return None if passive or self._is_passive(start) else role
        if phrase in ("lead", "chair") and not self.deeds.led.match(self.body, start):
            return None
        plural = self.body[max(0, start - 6) : start] in ("They ", " they ")
        plural = plural or (len(self.group) > 1 and bool(_RIGHT_BEHIND.fullmatch(self.body, self.reached, start)))
        if not (plural or self._is_linked(start)):
            return None
        return self._role_of_call(start) if phrase == "call on" else self.deeds.base.get(phrase)

    def _role_of_call(self, start: int) -> Role:
        """Tell a visit from an appeal: one calls on the Minister, and on the public to help."""
        return "attended" if _CALL_ON_PERSON.match(self.body, start) else "spoke"

    def _is_passive(self, start: int) -> bool:
        """Tell whether a form of "to be" stands before a verb, also before its adverb."""
        before = self.body[self.body.rfind(" ", 0, start - 1) + 1 : start - 1]
        if not before.endswith("ly"):
            return before in _BEING_FORMS
        return _BE.search(self.body, max(0, start - 24), start) is not None

    def _is_linked(self, start: int) -> bool:
        lead = self.body[max(self.reached, start - 20) : start].rstrip()
        word = lead.rsplit(" ", 1)[-1]
        if word in _MODALS and _OTHER_SUBJECT.search(self.body, self.reached, start - len(word) - 1):
            return False
        return lead.endswith(",") or word in self.deeds.links
