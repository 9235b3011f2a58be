"""Reads from the words around a person in a Chinese sentence how they relate to it: subject, or a role."""

import re

from etl.extract.speakers.company_tc import Company
from etl.extract.speakers.deeds_tc import Deeds, find_host
from etl.extract.speakers.forms_tc import moves
from etl.extract.speakers.lists_tc import Introduced, begins_list, find_introduced, goes_on, may_introduce
from etl.extract.speakers.roles import Roles
from etl.extract.speakers.sentences import Person, Relation, SentenceReader
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.verbs_tc import TextVerbs
from etl.extract.text import Span, Text
from etl.model import Role

_GAP = re.compile(
    r"(?:（[^（）]{0,60}）)?[，]? ?(?:、|，|和|及|與|以及|聯同|連同|暨|；)(?:其)?(?:夫人|太太|妻子|丈夫)?"
)
_GAP_LEAD = re.compile(r"(?:（[^（）]{0,20}）)?(?:、|和|及|以及)[\u3400-\u9fff]{2,12}")
_LONGEST_LEAD = 36
_LEADS = re.compile(r"(?:（[^（）]{0,40}）)?(?:所)?(?:率領|帶領|主持)")
# Of two posts of one person the first: 與代表團團長、副秘書長陳大文會面.
_ANOTHER_POST = re.compile(r"(?P<link>[與跟])[^，。；、與跟]{2,30}[長員任席理事官監授士]、$")
_TWO_POSTS = 34
_TOGETHER = re.compile(
    r"會面|會晤|會談|[舉進]行[^，。；、]{0,4}會議|交流|見面|簽署|商討|討論|交換意見|對談|一起|共同|合照|午宴|晚宴"
)
_JOINTLY = re.compile(r"(?:（[^（）]{0,40}）)?(?:一同|共同|一起|聯合|一道)")
_AND_GUESTS = re.compile(
    r"(?:（[^（）]{0,40}）)?(?:[、及和][^，。；]{2,90}?)?等(?:主禮|多位|一眾)?(?:嘉賓|人士|官員|代表|人)?(?:一同|共同|一起|聯合|一道)?"
)
_INVITING = ("邀得", "邀請")  # 邀得副總理陳大文發表演講
_SERVED = re.compile(r"(?:（[^（）]{0,40}）)?(?:陪同|陪伴|接待)")
_AT_HEAD = ("為團長", "為首", "為主席", "擔任團長", "出任團長", "任團長")
_APPOINTED = re.compile("(?:、[^，。；]{2,20})?(?:的(?:任命|委任|加入)|獲|出任|接任|擔任|加入|當選|就任|成為)")
_EXPLAINS = re.compile(r"(?:（[^（）]{0,40}）)?(?:詳細|親自|逐一|向[^，。；]{1,8}?)?(?:介紹|講解|簡介)")
ENSEMBLE = re.compile(r"[^，。；]{0,16}?(?:樂團|合唱團|合奏團|樂隊|樂手)")
_ENDS_PART = frozenset("；。，、和及（")
_OPENS_PART = re.compile("(?:以及|及|和)?[\u3400-\u9fff]{0,24}")
_OPENS_LEADS = frozenset("（所率帶主")
_SIGNS = re.compile(r"(?:（[^（）]{0,40}）)?(?:代表[^，。；]{0,12})?(?:簽署|簽訂|互換|主持|主禮)")


class LeadReader(SentenceReader):
    """Reads the words around the people of one Chinese sentence."""

    def __init__(
        self, text: Text, span: Span, people: list[Person], roles: Roles, told: bool, deeds: Deeds, verbs: TextVerbs
    ) -> None:
        super().__init__(text, span, people, roles, told)
        self.deeds, self.verbs = deeds, verbs
        self.introduced: list[Introduced] | None = None
        self.listed: Role | None = None
        self.skipped = 0
        self.list_ends: Sighting | None = None
        self.company = Company(self.body, span, verbs, deeds.verb_roles)

    def is_past(self, sighting: Sighting) -> bool:
        """Tell whether 時任 stands before the post."""
        return self.body.endswith("時任", 0, sighting.opens)

    def relate(self, sighting: Sighting, previous: tuple[Sighting, Relation] | None) -> Relation:
        """Return subject, joined (to the one before), or the role the words around the person give."""
        gap = self._find_gap(previous[0], sighting) if previous is not None else None
        role = self.company.role_of(sighting) or self._role_behind(sighting) or self._role_listed(sighting)
        if role:
            return role
        if previous is not None and gap and not (gap.group() == "與" and self._meets(sighting)):
            self.fresh = True
            return "joined" if previous[1] == "subject" else previous[1]
        before = self._find_before(sighting.opens)
        if moves(self.body, sighting):
            return "attended"
        if before and before != "由":
            appointed = before == "歡迎" and (
                sighting.office.startswith(("新任", "候任")) or _APPOINTED.match(self.body, sighting.closes)
            )
            deed = self.deeds.verb_roles.get(self.verbs.starting_at(sighting.closes)) if before in _INVITING else None
            return "named" if appointed else deed or self.deeds.before_roles[before]
        if self.group or self.body[sighting.opens - 1] == "跟":
            role = self._role_beside(sighting)
        possessed = self.body[sighting.closes : sighting.closes + 1] == "的"
        return role or ("named" if possessed and not before else "subject")

    def _find_gap(self, before: Sighting, sighting: Sighting) -> re.Match[str] | None:
        """Return the sign of a list between two people; part of a post may follow it: 、解放軍|駐港部隊司令員."""
        gap = _GAP.fullmatch(self.body, before.closes, sighting.opens)
        if gap or not sighting.office or sighting.opens - before.closes > _LONGEST_LEAD:
            return gap
        gap = _GAP_LEAD.fullmatch(self.body, before.closes, sighting.opens)
        return gap if gap and not self.verbs.find(self.body, Span(before.closes, sighting.opens)) else None

    def _role_behind(self, sighting: Sighting) -> Role | None:
        """Return the role that the words right behind a person give: 率領."""
        behind = self.body[sighting.closes : sighting.closes + 1]
        link = self.body[sighting.opens - 1]
        if link == "以" and self.body.startswith(_AT_HEAD, sighting.closes):
            return "officiated"
        host = find_host(self.body, sighting.closes) if link == "獲" else None
        if host:
            self.skipped = host.end
            for someone in self.group if host.receives else ():
                self.show(someone, "attended")
            return host.role
        if link == "由" and _EXPLAINS.match(self.body, sighting.closes):
            return "spoke"
        leads = _LEADS.match(self.body, sighting.closes) if behind in _OPENS_LEADS else None
        if leads is None or not (self.group or link in "與和由"):
            return None
        if link == "與" and self.body[sighting.opens - 2] == "，":  # "he attended the opening and, with Mr X, hosted …"
            for someone in self.group:
                self.show(someone, "officiated")
        return "attended" if ENSEMBLE.match(self.body, leads.end()) else "officiated"

    def _role_beside(self, sighting: Sighting) -> Role | None:
        """Return the role of a person to whom the subject does something: 由…陪同, 向…介紹, 與…會面."""
        link = self.body[sighting.opens - 1]
        if link == "、":
            start = max(self.span.start, sighting.opens - _TWO_POSTS)
            another = _ANOTHER_POST.search(self.body, start, sighting.opens)
            link = another["link"] if another else link
        if link in "與和跟":
            return "attended" if self._meets(sighting) else self._role_beside_deed(sighting)
        if link == "由" and _SERVED.match(self.body, sighting.closes):
            return "attended"
        return "named" if link in "向給" else None

    def _find_before(self, end: int) -> str:
        """Return the words before a person that give a role; empty where there are none."""
        start = self.span.start
        if end > start and self.body[end - 1] in "：︰ " and not self.body.endswith(self.deeds.before, start, end):
            end -= 1
        if end > start and self.body[end - 1] == "前":  # 對前司長陳大文離世表示哀悼
            end -= 1
        if not self.body.endswith(self.deeds.before, start, end):
            return ""
        return next(words for words in self.deeds.before if self.body.endswith(words, start, end))

    def _role_listed(self, sighting: Sighting) -> Role | None:
        """Return the role that words such as 嘉賓包括 give to all the people of a list."""
        before = self.list_ends
        if self.listed and not (goes_on(self.body, before, sighting) if before else self._opens_span(sighting)):
            self.listed = None
        lowest = before.closes if before else self.span.start
        if may_introduce(self.body, lowest, sighting.opens):
            self.introduced = find_introduced(self.body, self.span) if self.introduced is None else self.introduced
            for start, role in self.introduced:
                if lowest <= start <= sighting.opens and begins_list(self.body, start, sighting):
                    self.listed = role
        if sighting.name or self.listed is None:
            self.list_ends = sighting
        return self.listed

    def _opens_span(self, sighting: Sighting) -> bool:
        """Tell whether a person stands first in a part of a sentence: a list may have gone on to there."""
        ends = self.body[sighting.closes : sighting.closes + 1] in _ENDS_PART
        return ends and _OPENS_PART.fullmatch(self.body, self.span.start, sighting.opens) is not None

    def _role_beside_deed(self, sighting: Sighting) -> Role:
        """Return the role of one with whom the subject does something: 與…共同主持, 與甲、乙等嘉賓祝酒."""
        jointly = _JOINTLY.match(self.body, sighting.closes) or _AND_GUESTS.match(self.body, sighting.closes)
        start = jointly.end() if jointly else sighting.closes
        role = self.deeds.verb_roles.get(self.verbs.starting_at(start))
        return "attended" if role == "spoke" else role or "named"

    def _meets(self, sighting: Sighting) -> bool:
        """Tell whether this person is met, not one who does the same as the subject."""
        if _JOINTLY.match(self.body, sighting.closes) or _SIGNS.match(self.body, sighting.closes):
            return False
        return _TOGETHER.search(self.body, sighting.closes, min(self.span.end, sighting.closes + 160)) is not None
