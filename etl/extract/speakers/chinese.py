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
    agent: re.Pattern[str]
    inside: re.Pattern[str]
    edge: re.Pattern[str]
    greeted: re.Pattern[str]
    bare: re.Pattern[str]
    surnames: frozenset[str]
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
    surname = rf"(?:{either(words['tc_compound'])}|[{''.join(dict.fromkeys(words['tc_surnames']))}])"
    verbs = [*words["tc_spoke"], *words["tc_officiated"], *words["tc_attended"], *words["tc_denied"]]
    latin = rf"[{CAPITALS}][^\W\d_{_HAN}]*(?:[-'’. ]+[^\W\d_{_HAN}]+){{0,5}}"
    end = rf"[^{_HAN}・·‧．•]|{either(verbs)}|[{''.join(sorted(FUNCTION_WORDS))}]|$"
    dotted = rf"[{_HAN}]{{1,6}}(?:[・·‧．•][{_HAN}]{{1,8}}?){{1,3}}(?={end})"
    after = either(words["tc_after"])
    verb = rf"(?:{either(verbs)}|將|會|亦|也|在|於|則|曾|就|向|擔任|出任|擔綱|獲|率)"
    heads = either({*words["tc_heads"], *words["tc_role_nouns"]})
    first = "".join(sorted({name[0] for name in (*words["tc_surnames"], *words["tc_compound"])}))
    return Chinese(
        scanner=_build_scanner(people),
        before_name=re.compile(rf"(?:（[^（）]{{1,30}}）)?(?=[{_HAN}{CAPITALS}])"),
        name=re.compile(rf"(?P<foreign>{dotted}|{latin})|(?P<surname>{surname})(?P<given>[{_HAN}]{{1,3}})"),
        short=re.compile(rf"{surname}[{_HAN}]{{1,2}}$"),
        after=re.compile(rf"(?:{after})(?!團|會|院|署|處)"),
        follow=re.compile(
            rf"$|[^{_HAN}A-Za-z]|{after}|{_TIME}|{_NUMBER}|[和及與的等即攜聯以因被把其更還先首再奪勇榮贏]|{verb}"
        ),
        verb=re.compile(rf"[^{_HAN}]|{after}|{_TIME}|{either(verbs)}"),
        deed=re.compile(either(v for v in verbs if len(v) > 1)),
        appointed=re.compile(
            rf"(?:{either(words['tc_appointing'])})(?P<name>{surname}[{_HAN}]{{2}})"
            r"(?=為|出任|擔任|於|在|奪|獲|接任|連任|當選)"
        ),
        agent=re.compile(rf"由(?P<name>{surname}[{_HAN}]{{2}})(?={either(words['tc_performing'])})"),
        inside=re.compile(either(words["tc_inside"])),
        edge=re.compile(rf"[，。；：「\n](?=[{first}])"),
        greeted=re.compile(rf"(?P<name>{surname}[{_HAN}]{{1,2}})(?P<title>{after}|{heads})(?=（|$)"),
        surnames=frozenset(words["tc_surnames"]),
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
