"""Reads from the words before a person in an English sentence how they relate to it: subject, or a role."""

import re

from etl.extract.speakers.deeds_en import INVERTING, Deeds, last_word
from etl.extract.speakers.resolve import Someone
from etl.extract.speakers.roles import Roles
from etl.extract.speakers.sentences import Person, Relation, SentenceReader
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.speech_en import find_open_bracket
from etl.extract.text import Span, Text
from etl.model import Role

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
_ATTRIBUTION = re.compile(r"[\"”,] \w+$")
_MEMBERS = re.compile(r"(?:[A-Z]\w+ ){0,3}Members?(?: of the(?: [A-Z]\w+){1,4})?$")
_AS = re.compile(r"\bas(?: the)?$")
_BY = re.compile(r"\bby(?: the)?(?: (?:Acting )?[A-Z]{2,8},)?$")  # "by the Acting CE, Mr Paul Chan"
_NEW_POST = re.compile(r" (?:the|an?) [a-z]")
_MET_POST = re.compile(
    r"\b(?:met|meets?|called on|calls on)(?: with)? (?:(?:the|an?) )?[A-Z][^,.;\"“”]*(?:,| [A-Z]\w*)$"
)
_POSSESSIVE = ("'s ", "’s ")
# "briefed by the office's | Director, Mr X".
_OWNER = re.compile(r" (?:the|its|his|her|their) (?:[\w-]+ ){0,4}[\w-]+['’]s$")
_MET_WITH = ("met with", "meets with", "meet with", "meeting with")
_LONGEST_BRACKET = 230
_LONGEST_CALL = 60
# What a speech calls the people whom a bracket names in full: "Nick (the Secretary for X, Mr …", "Ann and Bob (…".
_CALLED = re.compile(r"(?<!\w)(?:[A-Z]\w+(?:,| and) )*[A-Z]\w+(?: [A-Z]\w*)? $")
_IN_PARTICULAR = re.compile(r"(?<=including),? (?:in particular|among others|for example|for instance),$")
_CLAUSE_NAMELY = re.compile(r"\b(?:while|when|where|whereas|but|that)\b[^,;.]*, namely$")
# Those beside whom one officiates do so, too: "unveiled the plaque together with Mr X".
_OFFICIATED_WITH = re.compile(
    r"\b(?:officiat\w+|unveil\w+|presid\w+|co-host\w+|kick\w* off|cut the ribbon|declared open)\b[^.;]{0,100}"
    r" (?:with|alongside)(?: the)?$"
)
# "…, with the Mayor also attending the ceremony".
_BESIDE = re.compile(
    r"(?: and [^,;.]{2,60}?)? (?:also |both |jointly )?(?P<deed>attending|joining|taking part|participating|officiating"
    r"|hosting|presiding|speaking|witnessing|performing)\b"
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
_FRIEND = re.compile(
    r"(?:^| )(?:my|our)(?: (?:very|good|old|dear|great|best|close|former|long-time|true|esteemed))*"
    r"(?: (?:friends?|colleagues?|predecessor|successor),?)?$"
)
_PERFORMED = re.compile(
    r"\b(?:recital|performance|concert|demonstration|solo|duet)s?\b"
    r"(?:(?!\b(?:of|works|music|pieces|songs|featuring)\b)[^.;]){0,70}[^.;]\bby(?: [\w-]+){0,6}$"
)


def _drop_last(lead: str, words: frozenset[str]) -> str:
    """Return `lead` without its last word if that is one of `words`."""
    before, _, word = lead.rpartition(" ")
    return before if word in words else lead


def _drop_adjective(lead: str) -> str:
    before, _, word = lead.rpartition(" ")
    return before if before and word.replace("-", "").isalpha() and word.isascii() else lead


class LeadReader(SentenceReader):
    """Reads the words before the people of one English sentence."""

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
        if role is None and (owner := _OWNER.search(lead)):
            role = self._role_before(lead[: owner.start()])
        if role == "attended" and _OFFICIATED_WITH.search(lead):
            return "officiated"
        if lead.endswith(" with") and (beside := _BESIDE.match(self.body, sighting.closes)):
            return self.deeds.finite.get(beside["deed"], "attended")
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
