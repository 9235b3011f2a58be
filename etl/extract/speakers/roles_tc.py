"""Reads from a Chinese sentence what the people in it do."""

import re

from etl.extract.speakers.company_tc import Company
from etl.extract.speakers.deeds_tc import Deeds, compile_deeds, find_host
from etl.extract.speakers.forms_tc import is_greeting, is_label, is_mover, moves, read_form, read_opening
from etl.extract.speakers.lists_tc import Introduced, begins_list, find_introduced, goes_on, may_introduce
from etl.extract.speakers.resolve import Cast, Someone
from etl.extract.speakers.roles import Roles, Verb, group_by_sentence, sentence_number
from etl.extract.speakers.scan import find_words
from etl.extract.speakers.sentences import Person, Relation, SentenceReader
from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.verbs_tc import TextVerbs
from etl.extract.text import Span, Text
from etl.model import Role
from etl.reference.people import PeopleReference

_GAP = re.compile(
    r"(?:（[^（）]{0,60}）)?[，]? ?(?:、|，|和|及|與|以及|聯同|連同|暨|；)(?:其)?(?:夫人|太太|妻子|丈夫)?"
)
_GAP_LEAD = re.compile(r"(?:（[^（）]{0,20}）)?(?:、|和|及|以及)[\u3400-\u9fff]{2,12}")
_LONGEST_LEAD = 36
_LEADS = re.compile(r"(?:（[^（）]{0,40}）)?(?:所)?(?:率領|帶領|主持)")
_LEADS_GROUP = re.compile(r"(?:（[^（）]{0,40}）)?[^，。；率]{0,8}率[^，。；先同]{1,20}?(?:代表團|訪問團|考察團|團隊)")
# Whoever joins others does what they do together: 聯同署長陳大文主持儀式.
_JOINING = ("聯同", "連同")
# Of two posts of one person the first: 與代表團團長、副秘書長陳大文會面.
_ANOTHER_POST = re.compile(r"(?P<link>[與跟])[^，。；、與跟]{2,30}[長員任席理事官監授士]、$")
_TWO_POSTS = 34
_TOGETHER = re.compile(
    r"會面|會晤|會談|[舉進]行[^，。；、]{0,4}會議|交流|見面|簽署|商討|討論|交換意見|對談|一起|共同|合照|午宴|晚宴"
)
# What a further verb of the same subject may follow.
_LINKS = frozenset("，、；並亦也及和又再會將後時起同曾以上地行為中）到來強出")
_LINKING = frozenset(["即場", "分別", "共同", "代表", "繼續", "應邀", "下午", "上午"])
_JOINTLY = re.compile(r"(?:（[^（）]{0,40}）)?(?:一同|共同|一起|聯合|一道)")
_AND_GUESTS = re.compile(
    r"(?:（[^（）]{0,40}）)?(?:[、及和][^，。；]{2,90}?)?等(?:主禮|多位|一眾)?(?:嘉賓|人士|官員|代表|人)?(?:一同|共同|一起|聯合|一道)?"
)
_INVITING = ("邀得", "邀請")  # 邀得副總理陳大文發表演講
_PRONOUNS = ("，他", "，她")
_SERVED = re.compile(r"(?:（[^（）]{0,40}）)?(?:陪同|陪伴|接待)")
_AT_HEAD = ("為團長", "為首", "為主席", "擔任團長", "出任團長", "任團長")
_APPOINTED = re.compile("(?:、[^，。；]{2,20})?(?:的(?:任命|委任|加入)|獲|出任|接任|擔任|加入|當選|就任|成為)")
_EXPLAINS = re.compile(r"(?:（[^（）]{0,40}）)?(?:詳細|親自|逐一|向[^，。；]{1,8}?)?(?:介紹|講解|簡介)")
_ENSEMBLE = re.compile(r"[^，。；]{0,16}?(?:樂團|合唱團|合奏團|樂隊|樂手)")
_FILM = re.compile(r"電影|影片|短片|電視|宣傳片")
_MEDIA = ("會見傳媒", "見記者")
_TITLE = re.compile(r"「[^「」，。；！？\n]{1,40}」")
_ALL_CAME = re.compile(r"[均皆](?:有|曾|親自)?(?:出席|參與|參加|到場)")
_ENDS_PART = frozenset("；。，、和及（")
_OPENS_PART = re.compile("(?:以及|及|和)?[\u3400-\u9fff]{0,24}")
_OPENS_LEADS = frozenset("（所率帶主")
_SIGNS = re.compile(r"(?:（[^（）]{0,40}）)?(?:代表[^，。；]{0,12})?(?:簽署|簽訂|互換|主持|主禮)")
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


class _Reader(SentenceReader):
    """Reads one Chinese sentence."""

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
        return "attended" if _ENSEMBLE.match(self.body, leads.end()) else "officiated"

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
        if verb.phrase in ("帶領", "率領") and _ENSEMBLE.match(self.body, verb.end):
            return "attended"
        if "分別就" in self.body[self.reached : verb.start]:
            role = _SEVERALLY.get(verb.phrase, role)
        if verb.phrase == "主演" and _FILM.search(self.body, *self.span):
            return "named"
        if verb.phrase == "擔任秘書長" and "團長" not in self.body[self.span.start : verb.start]:
            return None
        return role
