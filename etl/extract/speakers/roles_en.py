"""Reads from an English sentence what the people in it do."""

import re

from etl.extract.speakers.deeds_en import INVERTING, Deeds, compile_deeds, last_word
from etl.extract.speakers.pronouns_en import find_pronoun, find_quoted_speaker, who_is_meant
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, Verb, group_by_sentence
from etl.extract.speakers.sentences import Person, Relation, SentenceReader
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.speech_en import find_open_bracket, find_quoted, is_opened, is_part, role_told
from etl.extract.text import Span, Text
from etl.model import Role
from etl.reference.people import PeopleReference

_GAP = re.compile(
    r"(?: (?:on behalf of|representing|of|from) (?:the )?[A-Z][\w'’&-]*(?: (?:of|for|the|and|[A-Z][\w'’&-]*)){0,6})?"
    r"(?:,|;)?(?: (?:and|together with|along with|as well as|accompanied by|&)(?: the)?| the)?,? (?:the )?"
    r"(?:(?:his|her) (?:(?:wife|husband|spouse),? )?)?"
    r"(?:(?:[A-Z]\w+ ){0,3}Members? (?:of the (?:[A-Z]\w+ ){1,4})?|[A-Z][a-z]+ )?"
    r"(?:(?:former|outgoing|incoming) )?"
)
_ARTICLES = ("the", "a", "an", "his", "her", "our", "its", "their")
_DETERMINERS = frozenset((*_ARTICLES, *map(str.capitalize, _ARTICLES)))
_FORMER = frozenset(("former", "Former", "then", "late", "outgoing", "incoming"))
_THEN = re.compile(r"\bthen $")
_BRACKETS = re.compile(r"[(\"“]")
# A subject that is nobody known: he or she behind words quoted, or "Mr Lam" where there are two.
_OTHER = re.compile(r"(?:[\"”] s?he|\b(?:Mr|Mrs|Ms|Miss|Dr|Professor) [A-Z][\w-]+) (?:also |then |further )?$")
_BODY = re.compile(
    r", the (?:[A-Z][\w&'’-]* ){0,5}(?:Government|Department|Bureau|Authority|Board|Council|Commission|Corporation"
    r"|Office|Police|Judiciary|Administration|[Ss]pokes(?:man|woman|person)) (?:today |yesterday )?$"
)
_LONGEST_BODY = 80
_ATTRIBUTION = re.compile(r"[\"”,] \w+$")
_PASSIVE = re.compile(r"(?: (?:\w+ly|live|first|again|together|both))? by\b")
_MEMBERS = re.compile(r"(?:[A-Z]\w+ ){0,3}Members?(?: of the(?: [A-Z]\w+){1,4})?$")
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
_AS = re.compile(r"\bas(?: the)?$")
_BY = re.compile(r"\bby(?: the)?(?: (?:Acting )?[A-Z]{2,8},)?$")  # "by the Acting CE, Mr Paul Chan"
_NEW_POST = re.compile(r" (?:the|an?) [a-z]")
_MET_POST = re.compile(
    r"\b(?:met|meets?|called on|calls on)(?: with)? (?:(?:the|an?) )?[A-Z][^,.;\"“”]*(?:,| [A-Z]\w*)$"
)
_HAS = re.compile(r"\b(?:has|have)(?: \w+ly| also| long| since)? $")
# What stands between two people and what they do in a caption: "Mr A and Ms B (right) officiate".
_RIGHT_BEHIND = re.compile(r"(?: \([^()]{1,40}\))?,? (?:(?:jointly|together|both) )?")
_POSSESSIVE = ("'s ", "’s ")
_MET_WITH = ("met with", "meets with", "meet with", "meeting with")
_NEAR_OFFICE = 40
_FURTHEST = 260
_LONGEST_BRACKET = 230
_LONGEST_CALL = 60
_LONGEST_OTHER = 40
# What a speech calls the people whom a bracket names in full: "Nick (the Secretary for X, Mr …", "Ann and Bob (…".
_CALLED = re.compile(r"(?<!\w)(?:[A-Z]\w+(?:,| and) )*[A-Z]\w+(?: [A-Z]\w*)? $")
_IN_PARTICULAR = re.compile(r"(?<=including),? (?:in particular|among others|for example|for instance),$")
_CLAUSE_NAMELY = re.compile(r"\b(?:while|when|where|whereas|but|that)\b[^,;.]*, namely$")
# Those beside whom one officiates do so, too: "unveiled the plaque together with Mr X".
_OFFICIATED_WITH = re.compile(
    r"\b(?:officiat\w+|unveil\w+|presid\w+|co-host\w+|kick\w* off|cut the ribbon|declared open)\b[^.;]{0,100}"
    r" (?:with|alongside)(?: the)?$"
)
# Who is welcomed to a body or a post is not there for that.
_WELCOMING = ("welcome", "welcomed", "welcomes", "welcoming")
_TO_A_POST = re.compile(
    r"(?:,? and [^,.;]{2,60}?)? (?:in joining|on joining|joining"
    r"|as (?:the |an? |our |its )?(?:new|next|incoming|member|chair)"
    r"|to the (?:[A-Z][\w&]* (?:of |for |on |and )?){0,6}(?:Authority|Board|Committee|Council|Commission|Panel|Tribunal"
    r"|[Tt]eam|[Ff]amily|Bureau|Department|[A-Z]{3,6})\b)"
)
_INVITED = re.compile(r"\b[Ii]nvit(?:e|ed|ing)$")
_TO_ACT = re.compile(r"(?:, [^.;,]{1,120},)? to ")
# Who follows speaks: "In her welcoming remarks, the Director, Ms X, invited …".
_IN_A_SPEECH = re.compile(
    r"\b(?:[Ii]n|[Dd]uring) (?:his|her|their|an?)(?: (?!by\b)[\w-]+){0,3}"
    r" (?i:remarks|speech|speeches|address|message|presentation|lecture)"
    r"(?: (?!by\b)[^\s,.;]+){0,14}, (?:the )?$"
)
_LONGEST_OPENING = 160
# What is held against somebody tells of no deed.
_ACCUSATION = re.compile(r"\b(?:accusation|allegation|claim|suggestion|rumour|criticism)s? that(?: the)?$")
# "Among them were" tells of those present where guests were told of right before.
_FROM_LEFT = re.compile(r" \([^()]*\b(?:left|right|row)\b[^()]*\)[,:]?(?=(?: the)?$)")
_AMONG_THEM = ("among them", "amongst them")
_GUESTS_TOLD = re.compile(r"\b(?:guests|attended|attendees|participants|audience|joined|attendance|present)\b")
_LONGEST_TOLD = 300
_AS_WELL = ("as well as", "such as", " like")
# Right behind a person, or behind a clause that begins with another subject: "…, and my Government will reply".
_OTHER_SUBJECT = re.compile(
    r".(?:, |\band |\bthat )(?:the|my|our|his|her|their|its|this|these|we|I|you|it|they)\b[^,]*$"
)
_FRIEND = re.compile(
    r"(?:^| )(?:my|our)(?: (?:very|good|old|dear|great|best|close|former|long-time|true|esteemed))*"
    r"(?: (?:friends?|colleagues?|predecessor|successor),?)?$"
)
_PERFORMED = re.compile(
    r"\b(?:recital|performance|concert|demonstration|solo|duet)s?\b"
    r"(?:(?!\b(?:of|works|music|pieces|songs|featuring)\b)[^.;]){0,70}[^.;]\bby(?: [\w-]+){0,6}$"
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


def _drop_last(lead: str, words: frozenset[str]) -> str:
    """Return `lead` without its last word if that is one of `words`."""
    before, _, word = lead.rpartition(" ")
    return before if word in words else lead


def _drop_adjective(lead: str) -> str:
    before, _, word = lead.rpartition(" ")
    return before if before and word.replace("-", "").isalpha() and word.isascii() else lead


class _Reader(SentenceReader):
    """Reads one English sentence."""

    def __init__(
        self, text: Text, span: Span, people: list[Person], roles: Roles, told: bool, deeds: Deeds, formula: bool
    ) -> None:
        super().__init__(text, span, people, roles, told)
        self.deeds, self.formula = deeds, formula

    def is_past(self, sighting: Sighting) -> bool:
        """Tell whether "then" stands before the post."""
        return self.body.endswith("then ", 0, sighting.opens) and bool(
            _THEN.search(self.body, max(0, sighting.opens - 6), sighting.opens)
        )

    def relate(self, sighting: Sighting, previous: tuple[Sighting, Relation] | None) -> Relation:
        """Return subject, joined (to the one before), named, or the role the words before the person give."""
        start = self.span.start
        opens = sighting.opens
        if previous is not None and self._is_gap(previous[0], opens):
            return "joined" if previous[1] == "subject" else previous[1]
        if sighting.name and self.body.startswith(_POSSESSIVE, sighting.closes):
            return "named"
        if opens - start < 5 and self.body[start:opens].strip() in ("", "The"):
            return "subject"
        lead = _drop_last(_FROM_LEFT.sub("", self.body[max(start, opens - 110) : opens].rstrip()), _FORMER)
        if self.told:
            lead = _FRIEND.sub("", _IN_PARTICULAR.sub("", lead))
        return (
            self._role_of_called(opens) or self._relate_by_kind(sighting, lead) or self._relate_by_lead(sighting, lead)
        )

    def _take_person(
        self, sighting: Sighting, someone: Someone, previous: tuple[Sighting, Relation] | None
    ) -> Relation:
        relation = super()._take_person(sighting, someone, previous)
        low = max(self.span.start, sighting.opens - _LONGEST_OPENING)
        if relation == "subject" and _IN_A_SPEECH.search(self.body, low, sighting.opens):
            self.show(someone, "spoke", bool(sighting.name))
        return relation

    def _tells_of_guests(self) -> bool:
        """Tell whether the words right before this sentence or in it tell of people who came."""
        return _GUESTS_TOLD.search(self.body, max(0, self.span.start - _LONGEST_TOLD), self.span.end) is not None

    def _relate_by_kind(self, sighting: Sighting, lead: str) -> Relation | None:
        """Return what follows from the kind of text: a speech, its opening sentence, an office without a name."""
        if self.told and _INVITED.search(lead) and _TO_ACT.match(self.body, sighting.closes, self.span.end):
            return "subject"
        if (self.told and lead.endswith(_AS_WELL)) or _ACCUSATION.search(lead):
            return "named"
        if not sighting.name and _AS.search(lead):
            return "named"  # "in my time as the Financial Secretary"
        return "spoke" if self.formula and _BY.search(lead) else None

    def _relate_by_lead(self, sighting: Sighting, lead: str) -> Relation:
        """Return subject, or the role that the words before the person give."""
        role = self._role_before(lead)
        if role is None and not sighting.office and sighting.opens < sighting.start:
            shorter = _drop_adjective(lead)
            role = self._role_before(shorter) or self._role_before(_drop_adjective(shorter))
        if role == "attended" and _OFFICIATED_WITH.search(lead):
            return "officiated"
        if role == "attended" and lead.endswith(_WELCOMING) and _TO_A_POST.match(self.body, sighting.closes):
            return "named"
        if role:
            met = sighting.titled or not lead.endswith("with") or lead.endswith(_MET_WITH)
            return role if role != "attended" or met else "named"
        return self._relate_by_word(lead, self.body[self.reached : sighting.opens].strip(" ,"))

    def _role_of_called(self, opens: int) -> Role | None:
        """Return the role that the words before "Nick (" give the person whom the bracket names."""
        low = max(self.span.start, opens - _LONGEST_BRACKET)
        bracket = find_open_bracket(self.body, low, opens) if self.told else -1
        called = _CALLED.search(self.body, max(low, bracket - _LONGEST_CALL), bracket) if bracket >= 0 else None
        if not called:
            return None
        role = self._ends_with(self.body[self.span.start : called.start()].rstrip())
        return role if role in ("spoke", "named") else None

    def _relate_by_word(self, lead: str, since: str) -> str:
        """Return subject, named or spoke by the last word before the person; `since` are those behind the subject."""
        lead = _drop_last(lead, _DETERMINERS).rstrip()
        word = last_word(lead)
        word = _BRACKETS.split(word)[-1]
        if word in self.deeds.attributing:
            own = self.group and since == word  # "Mr A, said Ms B is …"
            return "spoke" if _ATTRIBUTION.search(lead) and not own else "subject"
        if word == "namely" and self.group and not self.fresh and not _CLAUSE_NAMELY.search(lead):
            return "named"  # "he thanked three members, namely …"
        if not word or word[-1] in ',;:."”)-–—' or word in self.deeds.clause_words:
            return "subject"
        return "named" if word.islower() else "subject"

    def _role_before(self, lead: str) -> Role | None:
        """Return the role that the words before a person give, also across "the head of X, the"."""
        if "Member" in lead:
            lead = _MEMBERS.sub("", lead).rstrip()
        plain = lead
        if last_word(lead) in _DETERMINERS:
            plain = _drop_last(lead, _DETERMINERS).removesuffix(",").rstrip()
        inverted = self.deeds.inverted.search(plain) if plain.endswith(INVERTING) else None
        if inverted and inverted["deed"].lower() in _AMONG_THEM and not self._tells_of_guests():
            inverted = None
        role = self.deeds.inverted_roles[inverted["deed"]] if inverted else self._ends_with(plain)
        if role is None and plain.endswith(_AMONG_THEM) and self._tells_of_guests():
            role = "attended"
        aside = lead.removesuffix(" the")
        if role is None and aside.endswith(","):
            phrase = aside[:-1].rsplit(",", 1)[-1]
            starts = [m.start() for m in _NEW_POST.finditer(phrase)]
            role = next((r for at in starts if (r := self._ends_with(phrase[:at].strip()))), None)
        return role or self._role_behind(lead, aside)

    def _role_behind(self, lead: str, aside: str) -> Role | None:
        """Return "attended" for who performs or is met behind a long description: "met with the Head of x firm A, "."""
        met = bool(self.group) and _MET_POST.search(aside)
        return "attended" if met or (" by" in lead and _PERFORMED.search(lead)) else None

    def _ends_with(self, lead: str) -> Role | None:
        words = lead.rsplit(" ", 6)[-6:]
        if words[-1].lower() not in self.deeds.before_endings:
            return None
        for n in range(len(words)):
            role = self.deeds.before.get(" ".join(words[n:]).lower())
            if role:
                body = words[n - 1].rstrip(",)").lower() if n else ""
                stands = role == "officiated" and body in self.deeds.bodies and words[-2].lower() != "moderated"
                return "named" if stands else role
        return None

    def _is_gap(self, one: Sighting, opens: int) -> bool:
        aside = self.deeds.aside.match(self.body, one.closes, opens)
        gap = _GAP.fullmatch(self.body, aside.end() if aside else one.closes, opens)
        return gap is not None and opens > one.closes

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
