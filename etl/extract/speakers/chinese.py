"""What a Chinese reader needs, compiled once from the reference: posts, surnames, titles, what may follow a name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.speakers.english import CAPITALS, either
from etl.extract.speakers.scan import AGENT, HEAD, KNOWN, MOVE, OFFICE, TITLE, Phrases, flag_phrases
from etl.reference.people import PeopleReference

_HAN = "\u3400-\u9fff"
FUNCTION_WORDS = frozenset(
    "則亦也並將於在與和及已曾又就向為是說指稱等對從由以到因或而但今昨明率獲出連同共再還仍均都擔飾"
)
_SHORTEST_KNOWN = 2
_TIME = "今日|昨日|明日|今天|昨天|今早|今晚|上午|下午|早前|日前|早上|晚上|本週|本周|當日|隨後|其後|翌日"
_AND = "、|以及|及|和|與"
_NUMBER = "[一二三四五六七八九十]+月|[0-9]"


@dataclass(frozen=True, slots=True, eq=False)
class Chinese:
    """Compiled patterns and word sets."""

    scanner: Phrases
    before_name: re.Pattern[str]
    name: re.Pattern[str]
    short: re.Pattern[str]
    after: re.Pattern[str]
    follow: re.Pattern[str]
    verb: re.Pattern[str]
    deed: re.Pattern[str]
    appointed: re.Pattern[str]
    agents: re.Pattern[str]
    listed: re.Pattern[str]
    letters: re.Pattern[str]
    bracketed: re.Pattern[str]
    inside: re.Pattern[str]
    edge: re.Pattern[str]
    greeted: re.Pattern[str]
    bare: re.Pattern[str]
    strong: frozenset[str]
    leading: frozenset[str]
    head_endings: tuple[str, ...]
    heads: frozenset[str]
    loose: frozenset[str]
    posts: frozenset[str]
    endings: frozenset[str]
    weak: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4)
def compile_chinese(people: PeopleReference) -> Chinese:
    """Compile what reading Chinese names needs."""
    words = people.words
    after = either(words["tc_after"])
    surname = rf"(?:{either(words['tc_compound'])}|[{''.join(dict.fromkeys(words['tc_surnames']))}])"
    verbs = [*words["tc_spoke"], *words["tc_officiated"], *words["tc_attended"], *words["tc_denied"]]
    strong = [surname for surname in words["tc_surnames"] if surname not in words["tc_weak"]]
    latin = rf"[{CAPITALS}][^\W\d_{_HAN}]*(?:[-'’. ]+[^\W\d_{_HAN}]+){{0,5}}"
    end = rf"[^{_HAN}・·‧．•]|{either(verbs)}|[{''.join(sorted(FUNCTION_WORDS))}]|$"
    dotted = rf"[{_HAN}]{{1,6}}(?:[・·‧．•][{_HAN}]{{1,8}}?){{1,3}}(?={end})"
    sound = rf"[{''.join(words['tc_sounds'])}]"
    performing = either((*words["tc_performing"], *verbs))
    person = rf"(?:{surname}[{_HAN}]{{1,2}}|{surname}[{''.join(strong)}][{_HAN}]{{2}})"
    row = rf"{person}(?:{after})?(?:（[^（）]{{1,20}}）)?"
    verb = rf"(?:{performing}|將|會|亦|也|在|於|則|曾|就|向|擔任|出任|擔綱|獲|率)"
    heads = either({*words["tc_heads"], *words["tc_role_nouns"]})
    first = "".join(sorted({name[0] for name in (*words["tc_surnames"], *words["tc_compound"])}))
    return Chinese(
        scanner=_build_scanner(people),
        before_name=re.compile(rf"(?:（[^（）]{{1,30}}）)?(?=[{_HAN}{CAPITALS}])"),
        name=re.compile(
            rf"(?P<foreign>{dotted}|{latin})|(?P<sound>{sound}{{4,9}}|(?!{surname}){sound}{{3}})(?!{sound})"
            rf"|(?P<surname>{surname})(?P<given>[{_HAN}]{{1,3}})"
        ),
        short=re.compile(rf"{surname}[{_HAN}]{{1,2}}$"),
        after=re.compile(rf"(?:{after})(?!團|會|院|署|處)"),
        follow=re.compile(
            rf"$|[^{_HAN}A-Za-z]|{after}|{_TIME}|{_NUMBER}|[和及與的等即攜聯以因被把其更還先首再奪勇榮贏同]|{verb}"
        ),
        verb=re.compile(rf"[^{_HAN}]|{after}|{_TIME}|{either(verbs)}"),
        deed=re.compile(either(v for v in verbs if len(v) > 1)),
        appointed=re.compile(
            rf"(?P<names>{row}(?:(?:{_AND}){row}){{0,40}})(?=為|出任|擔任|於|在|奪|獲|接任|連任|當選|加入|[。，！；])"
        ),
        agents=re.compile(
            rf"(?P<names>{row})(?={either(words['tc_performing'])})"
            rf"|(?P<several>{row}(?:(?:{_AND}){row}){{1,40}})(?={performing}|[兩二三四五六七八多]位|等|聯合|分別|共同)"
        ),
        listed=re.compile(rf"(?P<closes>(?P<name>{person})(?:{after})?(?:（[^（）]{{1,20}}）)?)(?:{_AND}|$)"),
        letters=re.compile(rf"[{_HAN}]+"),
        bracketed=re.compile(rf"（[^（）]{{0,40}}(?:{heads})(?P<name>[{_HAN}]{{2,4}})）"),
        inside=re.compile(either(words["tc_inside"])),
        edge=re.compile(rf"[，。；：「\n](?=[{first}])"),
        greeted=re.compile(rf"(?:尊敬的|親愛的)?(?P<name>{surname}[{_HAN}]{{1,2}}?)(?P<title>{after}|{heads})(?=（|$)"),
        strong=frozenset(strong),
        leading=frozenset(words["tc_leading"]),
        head_endings=(*words["tc_heads"], *words["tc_role_nouns"]),
        bare=re.compile(rf"(?P<name>{surname}[{_HAN}]{{2}})(?=(?:亦|也|則|又|並|將|會|曾)*(?:{either(verbs)}|將))"),
        heads=frozenset(words["tc_heads"]),
        loose=frozenset(words["tc_loose"]),
        posts=frozenset(name for o in people.offices for name in (o.name_tc, *o.aliases_tc)),
        endings=frozenset(words["tc_endings"]),
        weak=frozenset(words["tc_weak"]),
        words=frozenset(words["tc_words"]),
    )


def _build_scanner(people: PeopleReference) -> Phrases:
    """Build the automaton of all that shows where people may be named."""
    words = people.words
    names = {name for person in people.people for name in (person.name_tc, *person.aliases_tc)}
    return Phrases(
        flag_phrases(
            (HEAD, {*words["tc_heads"], *words["tc_role_nouns"]}),
            (KNOWN, (name for name in names if len(name) > _SHORTEST_KNOWN)),
            (TITLE, words["tc_after"]),
            (MOVE, words["tc_appointing"]),
            (AGENT, ("由",)),
            (OFFICE, (name for office in people.offices for name in (office.name_tc, *office.aliases_tc))),
        )
    )
