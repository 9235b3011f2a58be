"""What a Chinese reader needs, compiled once from the reference: posts, surnames, titles, what may follow a name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import Implementation

from etl.extract.alternation import write_alternation
from etl.extract.speakers.english import CAPITALS
from etl.extract.speakers.scan import AGENT, CASE, HEAD, KNOWN, MARK, MOVE, OFFICE, TITLE, VERB, Phrases, flag_phrases
from etl.reference.people import PeopleReference

HAN = "\u3400-\u9fff"
FUNCTION_WORDS = frozenset(
    "則亦也並將於在與和及已曾又就向為是說指稱等對從由以到因或而但今昨明率獲出連同共再還仍均都擔飾逾"
)
# Words that show where names may stand in ways of their own.
GREETS, WORK_OPENS, WORK_CLOSES, CONDUCTED, ABSENCE = "各位", "《", "》", "指揮下", "期間"
SCHOOLS = ("中學的", "書院的", "學院的", "學校的", "大學的", "小學的")
_SHORTEST_KNOWN = 2
_TIME = (
    "今日|昨日|明日|今天|昨天|今早|今晚|今午|今晨|昨晚|昨午|上午|下午|早前|日前|早上|晚上|本週|本周|當日|同日|隨後|其後"
    "|翌日"
)
_NUMERALS = "一二三四五六七八九十"
_NUMBER = f"[{_NUMERALS}]+月|[0-9]"
_PARTICLES = "到和及與暨的等即攜聯以因被把其更還先首再奪勇榮贏為是"
_AUXILIARIES = "將|會|亦|也|在|於|則|曾|就|向|擔任|出任|擔綱|獲|率"


@dataclass(frozen=True, slots=True, eq=False)
class Chinese:
    """Compiled patterns and word sets."""

    scanner: Phrases
    before_name: re.Pattern[str]
    name: re.Pattern[str]
    short: re.Pattern[str]
    after: re.Pattern[str]
    post: re.Pattern[str]
    follow: re.Pattern[str]
    follows: frozenset[str]
    verb: re.Pattern[str]
    deed: re.Pattern[str]
    ends: re.Pattern[str]
    appointed: re.Pattern[str]
    agent: re.Pattern[str]
    next_agent: re.Pattern[str]
    inside: re.Pattern[str]
    joined: re.Pattern[str]
    greeted: re.Pattern[str]
    greeted_last: re.Pattern[str]
    unread: re.Pattern[str]
    called: re.Pattern[str]
    bracketed: re.Pattern[str]
    bare: re.Pattern[str]
    clause: re.Pattern[str]
    line: re.Pattern[str]
    member: re.Pattern[str]
    played: re.Pattern[str]
    making: frozenset[str]
    performs: re.Pattern[str]
    compound: frozenset[str]
    firsts: frozenset[str]
    starts: frozenset[str]
    openers: frozenset[str]
    leading: frozenset[str]
    no_person: frozenset[str]
    surnames: frozenset[str]
    heads: frozenset[str]
    loose: frozenset[str]
    posts: frozenset[str]
    endings: frozenset[str]
    weak: frozenset[str]
    behind: frozenset[str]
    given: frozenset[str]
    given_also: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4)
def compile_chinese(people: PeopleReference) -> Chinese:
    """Compile what reading Chinese names needs."""
    words = people.words
    single = "".join(dict.fromkeys(words["tc_surnames"]))
    strong = "".join(sorted({*words["tc_surnames"]} - {*words["tc_weak"]}))
    surname = rf"(?:{_write_any(words['tc_compound'])}|[{single}])"
    sound = rf"[{''.join(words['tc_sounds'])}]"
    foreign = rf"(?:{_write_any((*words['tc_compound'], *words['tc_japanese']))}|[{single}])"
    verbs = [*words["tc_spoke"], *words["tc_officiated"], *words["tc_attended"], *words["tc_denied"]]
    latin = rf"[{CAPITALS}][^\W\d_{HAN}]*(?:[-'’. ]+[^\W\d_{HAN}]+){{0,5}}"
    after = _write_any(words["tc_after"])
    following = _write_any(words["tc_following"])
    end = rf"[^{HAN}・·‧．•]|{_write_any(verbs)}|{after}|{following}|[{''.join(sorted(FUNCTION_WORDS))}]|$"
    dotted = rf"[{HAN}]{{1,6}}(?:[・·‧．•][{HAN}]{{1,8}}?){{1,3}}(?={end})"
    verb = rf"(?:{_write_any(verbs)}|{_AUXILIARIES})"
    verbal = _write_any(v for v in verbs if len(v) > 1)
    letters = _write_any(words["en_post_nominals"])
    performing = _write_any(words["tc_performing"])
    heads = _write_any({*words["tc_heads"], *words["tc_role_nouns"]})
    first = "".join(sorted({name[0] for name in (*words["tc_surnames"], *words["tc_compound"])}))
    bare = (
        rf"(?P<name>{surname}[{HAN}]{{1,2}}?|[{strong}]{{2}}[{HAN}]{{2}})"
        rf"(?=(?:亦|也|則|又|並|將|會|曾)*(?:{_write_any(verbs)}|[將獲在於就向與為]|{following}|{_TIME})"
        rf"|，[{_NUMERALS}]{{1,4}}歲|(?P<owns>的)|(?P<alone>[。；\n]|$)"
        rf"|(?P<gap>[{HAN}]?(?:{after})?[、和及與]))"
    )
    return Chinese(
        scanner=_build_scanner(people),
        before_name=re.compile(rf"(?:（[^（）]{{1,30}}）)?(?P<link>分別為|為|還有|是|：)?(?=[{HAN}{CAPITALS}])"),
        name=re.compile(
            rf"(?P<foreign>{dotted}|{latin})|(?P<sound>{sound}{{4,9}}|(?!{surname}){sound}{{3}})(?!{sound})"
            rf"|(?P<surname>{foreign})(?P<given>[{HAN}]{{1,3}})"
        ),
        short=re.compile(rf"(?P<surname>{foreign}|[{strong}](?P<own>[{strong}]))[{HAN}]{{1,2}}\Z"),
        after=re.compile(rf"(?:{after})(?!團|院|署|處|會(?!{verb}|[就向與代以為分]))"),
        post=re.compile(heads),
        follow=re.compile(
            rf"$|[^{HAN}A-Za-z]|{after}|{_TIME}|{_NUMBER}|[{_PARTICLES}]|{performing}|{following}|{verb}"
        ),
        follows=frozenset(
            word[0] for key in ("tc_after", "tc_performing", "tc_following") for word in words[key]
        ).union((word[0] for word in (*verbs, *f"{_TIME}|{_AUXILIARIES}".split("|"))), _NUMERALS, _PARTICLES),
        verb=re.compile(rf"[^{HAN}]|{after}|{_TIME}|為|{verb}"),
        deed=re.compile(verbal),
        ends=re.compile(rf"{after}|{verbal}"),
        appointed=re.compile(
            rf"(?:{_write_any(words['tc_appointing'])})(?:[^，。；、]{{0,12}}?(?:退休|休假|離任|卸任|榮休|任滿)的)?"
            rf"(?P<name>{surname}[{HAN}]{{2}})(?=為|對|的|[，。；]|$|{following}|{_TIME})"
        ),
        agent=re.compile(rf"由(?P<name>{surname}[{HAN}]{{1,2}}?)(?={performing})"),
        next_agent=re.compile(rf"(?:{performing})[、，](?P<name>{surname}[{HAN}]{{1,2}}?)(?={performing})"),
        performs=re.compile(rf"(?:[兩二三四五六七八九十]位|(?:等人?)?(?:{performing}))"),
        inside=re.compile(_write_any(words["tc_inside"])),
        joined=re.compile(_write_any(words["tc_joined"])),
        greeted=re.compile(
            rf"(?:尊敬的)?(?!{surname}(?:{heads}|{after})(?:（|$))(?P<name>{surname}[{HAN}]{{1,2}}?)"
            rf"(?P<title>{heads}|{after})(?:$|（(?P<post>[^（）、]*)）)"
        ),
        unread=re.compile(
            rf"(?!{verbal}|{_write_any(words['tc_words'])}){surname}[{HAN}]{{1,2}}?(?:{_TIME}|{verbal}|將|亦|也|於|則)"
        ),
        greeted_last=re.compile(
            rf"(?<=[區會團部局署院校司行社])(?P<name>{surname}[{HAN}]{{2}})(?P<title>{heads})(?P<post>)$"
        ),
        bracketed=re.compile(rf"（[^（）]{{0,40}}(?:{heads})(?P<name>[{HAN}]{{2,4}})）"),
        called=re.compile(
            rf"(?P<post>[{HAN}]{{0,30}}(?P<title>{heads}))（(?P<name>{surname}[{HAN}]{{1,2}})(?:{after})?）$"
        ),
        surnames=frozenset(words["tc_surnames"]),
        bare=re.compile(bare),
        clause=re.compile(rf"[，。；：「\n](?=[{first}]){bare}"),
        line=re.compile(
            rf"\n[ \u3000]*(?:[{HAN}]{{2}}：)?(?=[{HAN}]{{2}})"
            rf"(?P<name>(?P<surname>{surname}[{HAN}]{{1,3}}?)|[{HAN}]{{2,4}}?)"
            rf"(?P<title>{after})?(?P<letters>(?:[，, ]{{1,2}}(?:{letters})\b)+)?"
            rf"(?:（[^（）\n]{{1,30}}?(?P<school>中學|學院|書院|學校|大學)?）)?[ \u3000]*(?=\n|$)"
        ),
        member=re.compile(
            rf"(?P<name>{surname}[{HAN}]{{1,3}}?)(?P<title>{after})?(?P<note>（[^（）]{{1,40}}）)?"
            rf"(?:(?P<gap>，?(?:以及|還有|[、和及與]))|(?=[^{HAN}（]|[的於為]|$|{following}|{performing}))"
        ),
        played=re.compile(rf"（(?:{_write_any(words['tc_instruments'])})[^（）]{{0,8}}）"),
        making=frozenset(words["tc_making"]),
        heads=frozenset(words["tc_heads"]),
        loose=frozenset(words["tc_loose"]),
        posts=frozenset(name for o in people.offices for name in (o.name_tc, *o.aliases_tc)),
        endings=frozenset(words["tc_endings"]),
        weak=frozenset(words["tc_weak"]),
        behind=frozenset(words["tc_behind"]),
        compound=frozenset(words["tc_compound"]),
        firsts=frozenset(first),
        starts=frozenset([*first, *words["tc_sounds"], *(name[0] for name in words["tc_japanese"])]),
        openers=FUNCTION_WORDS | frozenset("的了予給請席員長任官生士"),
        leading=frozenset(words["tc_leading"]),
        no_person=frozenset("位名個各諸們這那該有席長員官"),
        given=frozenset("".join(words["tc_given"])),
        given_also=frozenset("".join(words["tc_given_also"])),
        words=frozenset(words["tc_words"]),
    )


def _write_any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases that looks at the first character before it tries one after the other."""
    wanted = tuple(phrases)
    first = "".join(sorted({re.escape(phrase[0]) for phrase in wanted}))
    return rf"(?:(?=[{first}])(?:{write_alternation(wanted)}))"


def _build_scanner(people: PeopleReference) -> Phrases:
    """Build the automaton of all that shows where people may be named."""
    words = people.words
    names = {name for person in people.people for name in (person.name_tc, *person.aliases_tc)}
    verbs = (f"tc_{kind}" for kind in ("spoke", "officiated", "attended", "denied", "plain"))
    return Phrases(
        flag_phrases(
            (VERB, (verb for key in verbs for verb in words[key])),
            (HEAD, {*words["tc_heads"], *words["tc_role_nouns"]}),
            (KNOWN, (name for name in names if len(name) > _SHORTEST_KNOWN)),
            (TITLE, words["tc_after"]),
            (MOVE, words["tc_appointing"]),
            (AGENT, ("由",)),
            (CASE, words["private_words_tc"]),
            (MARK, (GREETS, WORK_OPENS, WORK_CLOSES, CONDUCTED, ABSENCE, *SCHOOLS)),
            (OFFICE, (name for office in people.offices for name in (office.name_tc, *office.aliases_tc))),
        ),
        Implementation.DFA,
    )
