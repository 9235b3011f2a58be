"""Reads the phrase around a number: its qualifier before, its noun behind ("more than 320 participants")."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from etl.extract.numbers import Number
from etl.extract.quantity_nouns import find_noun
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_scan import Candidate, leave_out_of
from etl.extract.text import Span
from etl.model import Lang, Qualifier, Unit

# An abbreviation in brackets is passed over: "Harbour Youth Orchestra (HYO) delegation".
_TOKEN = re.compile(r"((?: \([\w&]{2,12}\))?,? \"?)([^\W\d_][\w'./]*)")
_MAX_TOKENS = 11
# Words between the number and its noun.
_MAX_MODIFIERS = 8
# A number below this needs a measure word.
_LEAST_BARE = 100
# A word behind the number: what it counts stands there, not ahead of it.
_CONTINUED = re.compile(r"(?! (?:and|in|at|on|during|over|with|this|today|tonight|yesterday)\b) ?[^\W\d_]")
# Four figures without a space are a year, in English, unless a qualifier says otherwise.
_YEAR = re.compile(r"(?:[a-z]+ )*(?:19|20)\d\d(?:\D{1,5}(?:19|20)?\d\d)?")
# A noun ahead of the number that counts it.
_THIS_YEAR = re.compile(r"\b(?:this|last) year $")
# "300 and 450 guests respectively": the noun stands behind the second number.
_PAIR = re.compile(r" and (?:[a-z]+ ){0,2}?\d(?:[\d,]| (?=\d{3}\b)){0,12}(?= [a-z][^.;]{0,60}\brespectively\b)")
_AHEAD = re.compile(r"\b([a-z]+),?(?: (?:all|some|about|around|over|more than|nearly|almost|at least))*\s?$")
_AHEAD_REACH = 60
_OF_BODIES = ("间", "家", "所")  # 35間企業領導 are 35 bodies
_LAST_WORD = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Qualifier, number and noun; `attending` where the noun says that they came, `evident` where no cue is needed.

    `counted` where a noun ahead of the number says so too: "attendance reached 12 000 people". `is_alone` where no
    noun stands with it, and the subject is empty. `is_company` where the number is that of a delegation.
    """

    start: int
    number_start: int
    end: int
    value: float
    value_high: float | None
    qualifier: Qualifier
    unit: Unit
    attending: bool
    evident: bool
    is_company: bool
    counted: bool
    is_alone: bool
    subject: Span


class _Noun(NamedTuple):
    end: int
    unit: Unit
    attending: bool
    subject: Span
    head: str = ""


def read_phrase(folded: str, candidate: Candidate, lang: Lang, patterns: Patterns) -> Phrase | None:
    """Return the phrase around a number, or nothing where no noun of people or bodies stands there."""
    number, counted, _ = candidate
    suffix = patterns.suffix.match(folded, number.end)
    read_noun = _read_english_noun if lang == "en" else _read_chinese_noun
    noun = read_noun(folded, candidate, suffix.end() if suffix else number.end, patterns)
    if noun is None and counted:
        noun = _read_counted(folded, number, counted, patterns)
    is_alone = noun is None and patterns.alone is not None and patterns.alone.stands(folded, number.start, number.end)
    if is_alone:
        noun = _Noun(number.end, "people", True, Span(number.end, number.end))
    if noun is None:
        return None
    start, qualifier = _read_qualifier(folded, number, lang, patterns)
    sized = patterns.sized.match(folded, number.end) if noun.head in patterns.companies else None
    # "Year 4 pupils", but "this year 400 pupils" and "in the year some 400 pupils".
    is_doubtful = not sized and start == number.start and _last_word(folded, start, lang) in patterns.preceding_lasts
    ahead = (max(0, start - 12), start)
    if is_doubtful and patterns.preceding_end.search(folded, *ahead) and not _THIS_YEAR.search(folded, *ahead):
        return None
    if lang == "en" and qualifier == "exact" and _YEAR.fullmatch(folded, number.start, number.end):
        return None
    end = noun.end
    if suffix := suffix or patterns.suffix.match(folded, end) or _find_suffix_inside(folded, number, patterns):
        qualifier, end = patterns.suffixes[suffix["phrase"]], max(end, suffix.end())
    if number.high is not None:
        qualifier = "range"
    return Phrase(
        start=start,
        number_start=number.start,
        end=end,
        value=number.value,
        value_high=number.high,
        qualifier=qualifier,
        unit=noun.unit,
        attending=noun.attending,
        evident=noun.head in patterns.evident,
        is_company=sized is not None,
        counted=counted is not None,
        is_alone=is_alone,
        subject=_leave_out_size(noun.subject, sized) if sized else noun.subject,
    )


def _find_suffix_inside(folded: str, number: Number, patterns: Patterns) -> re.Match[str] | None:
    """Return the qualifier between a measure word and its noun: 200名左右嘉賓."""
    measure = patterns.measure.match(folded, number.end)
    return patterns.suffix.match(folded, measure.end()) if measure else None


def _leave_out_size(subject: Span, sized: re.Match[str]) -> Span:
    """Return who is counted without "strong", which stands ahead of a noun behind the number."""
    return Span(subject.start + len(sized[0]), subject.end) if sized.start() <= subject.start else subject


def tell_counted(subject: str, lang: Lang, patterns: Patterns) -> str:
    """Return who is counted, by the end of a folded subject: "students"; "" for anybody ("people", 名)."""
    if lang == "en":
        counted = subject.rpartition(" ")[2]
    else:
        measure = patterns.measure.match(subject)
        counted = subject[measure.end() if measure else 0 :][-2:]
    return "" if counted in patterns.anybody else counted


def _read_qualifier(folded: str, number: Number, lang: Lang, patterns: Patterns) -> tuple[int, Qualifier]:
    found = None
    if _last_word(folded, number.start, lang) in patterns.qualifier_lasts:
        found = patterns.qualifier_end.search(folded, max(0, number.start - 24), number.start)
    if found:
        return found.start(), patterns.qualifiers[found["phrase"]]
    return number.start, number.sign or "exact"


def _last_word(folded: str, end: int, lang: Lang) -> str:
    """Return the last word ahead of `end`, or the last character in Chinese."""
    if lang == "tc":
        return folded[max(0, end - 2) : end].rstrip()[-1:]
    return _LAST_WORD.split(folded[max(0, end - 16) : end].rstrip())[-1]


def _read_counted(folded: str, number: Number, counted: Span, patterns: Patterns) -> _Noun | None:
    """Read "attendance reached 12 000", where the noun stands ahead of the number."""
    measure = patterns.measure.match(folded, number.end)
    end = measure.end() if measure else number.end
    if not measure and _CONTINUED.match(folded, end) and not patterns.came.match(folded, end):
        return None
    return _Noun(end, patterns.counted[folded[counted.start : counted.end]], True, counted)


def _read_english_noun(folded: str, candidate: Candidate, start: int, patterns: Patterns) -> _Noun | None:
    if trailing := patterns.trailing.match(folded, start):
        return _read_ahead(folded, candidate.number, trailing.end(), patterns)
    if addressed := patterns.addressed.match(folded, leave_out_of(folded, start)):
        return _Noun(addressed.end(), "people", True, Span(*addressed.span("noun")), addressed["noun"])
    pair = _PAIR.match(folded, start)
    start = pair.end() if pair else start
    part = patterns.partitive.match(folded, start)
    tokens = _read_tokens(folded, part.end() if part else start, patterns)
    if patterns.sized.match(folded, start):
        for place, (begin, end, word) in enumerate(tokens[:_MAX_MODIFIERS]):
            if word in patterns.crews and not _match_noun(tokens, place + 1, patterns):
                return _Noun(end, "people", False, Span(begin, end), word)
    invited = False
    for place, token in enumerate(tokens[:_MAX_MODIFIERS]):
        if size := _match_noun(tokens, place, patterns):
            noun = _extend(tokens, place, size, invited, patterns)
            return None if part and noun.unit != "people" else noun
        invited = invited or token[2] in patterns.modifiers
    return None


def _read_ahead(folded: str, number: Number, end: int, patterns: Patterns) -> _Noun | None:
    """Read "our guests, 300 of them," and "a delegation 300 strong"."""
    found = _AHEAD.search(folded, max(0, number.start - _AHEAD_REACH), number.start)
    if found is None or found[1] not in patterns.companies | patterns.crews | patterns.nouns.keys():
        return None
    unit = patterns.nouns.get(found[1], "people")
    return _Noun(end, unit, True, Span(*found.span(1)), found[1])


def _read_tokens(folded: str, start: int, patterns: Patterns) -> list[tuple[int, int, str]]:
    """Return the words behind a number, up to one that cannot stand in a noun phrase of people."""
    tokens: list[tuple[int, int, str]] = []
    position = start
    while len(tokens) < _MAX_TOKENS and (found := _TOKEN.match(folded, position)):
        word = found[2].rstrip("./'")
        if "/" in word and word not in patterns.nouns and word.partition("/")[0] in patterns.nouns:
            word = word.partition("/")[0]  # "firemen/firewomen"
        named = word in patterns.nouns or (tokens and f"{tokens[-1][2]} {word}" in patterns.nouns)
        if (found[1][0] == "," and not tokens) or (word in patterns.ends and not named):
            break
        if tokens and tokens[-1][2] == "and" and word in patterns.numbers:
            break  # "four inspectors and five sergeants"
        position = found.start(2) + len(word)
        position += folded.startswith("' ", position)  # "residents' associations"
        tokens.append((found.start(2), position, word))
    return tokens


def _match_noun(tokens: list[tuple[int, int, str]], place: int, patterns: Patterns) -> int:
    """Return how many tokens from `place` on are a noun, or 0."""
    if place < len(tokens):
        for size in patterns.noun_sizes.get(tokens[place][2], ()):
            part = tokens[place : place + size]
            if len(part) == size and _join_words(part, 0, size) in patterns.nouns:
                return size
    return 0


def _extend(tokens: list[tuple[int, int, str]], place: int, size: int, invited: bool, patterns: Patterns) -> _Noun:
    """Take in nouns that follow: "industry associations representatives", "paddlers and spectators".

    Of a list the first noun says what is counted: "300 students, green groups and companies" are people.
    """
    last, width = place, size
    head = _join_words(tokens, last, width)
    in_list = False
    while more := _match_noun(tokens, last + width, patterns):
        last, width = last + width, more
        in_list = in_list or tokens[last][0] - tokens[last - 1][1] > 1
        head = head if in_list else _join_words(tokens, last, width)
    unit, attending = patterns.nouns[head], head in patterns.attending
    end = last + width
    if end < len(tokens) and tokens[end][2] in ("and", "or", "&"):
        for step in range(end + 1, min(end + 4, len(tokens))):
            if more := _match_noun(tokens, step, patterns):
                end = step + more
                break
    start_last, _, word = tokens[end - 1]
    span = Span(tokens[0][0], start_last + len(word))
    return _Noun(span.end, unit, attending or invited, span, head)


def _join_words(tokens: list[tuple[int, int, str]], place: int, size: int) -> str:
    return " ".join([word for _, _, word in tokens[place : place + size]])


def _read_chinese_noun(folded: str, candidate: Candidate, start: int, patterns: Patterns) -> _Noun | None:
    begin = start + folded.startswith(" ", start)
    measure = patterns.measure.match(folded, begin)
    bare = _read_unmeasured_noun(folded, candidate, begin, patterns)
    if measure is None or (bare and bare.end > measure.end()):
        return bare
    if patterns.thing.match(folded, begin) and not folded.endswith("的", 0, candidate.number.start):
        return None  # 30名在囚人士參加考試, but 出席典禮的30名在囚人士
    unit = patterns.measures[measure[0]]
    noun = None if measure[0].startswith("人") else find_noun(folded, measure.end(), bool(unit), patterns)
    if noun is None:
        span = Span(*measure.span())
        return _Noun(span.end, unit, measure[0] in patterns.attending, span) if unit else None
    span, attending = Span(begin, noun.end()), noun[0] in patterns.attending
    # 三十名參展商 are organisations, 三十名學校代表 people.
    if unit is None or (attending and unit == "people"):
        unit = "organisations" if measure[0] in _OF_BODIES else patterns.nouns[noun[0]]
    return _Noun(span.end, unit, attending, span, noun[0])


def _read_unmeasured_noun(folded: str, candidate: Candidate, start: int, patterns: Patterns) -> _Noun | None:
    """Read 數以百計的市民 and 逾千市民, which have no measure word; in a headline words may stand between."""
    number, begin = candidate.number, start
    if folded[number.start : number.end] in patterns.unmeasured:
        begin += folded.startswith("的", begin)
        noun = find_noun(folded, begin, False, patterns)
    elif folded[number.end - 1] not in patterns.bare or number.value < _LEAST_BARE:
        return None
    elif candidate.is_terse:
        noun = find_noun(folded, begin, True, patterns)
    else:
        noun = patterns.noun_or_stop.match(folded, begin)
    if noun is None or not noun["noun"] or noun["noun"] == "人":
        return None
    return _Noun(noun.end(), patterns.nouns[noun[0]], noun[0] in patterns.attending, Span(begin, noun.end()), noun[0])
