"""Reads whole frames of a sentence that say people came, whatever the verb: "the ceremony, where 30 cadets sang".

What is named there must be an event that is no other thing as well: a market, a party or a mission may be.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from etl.model import Lang, Unit

# How far behind a number its frame may end.
_REACH: dict[Lang, int] = {"en": 150, "tc": 40}
_ARTICLES = (
    r"(?:the|a|an|this|our|today's|tonight's|yesterday's|last night's|this year's|this morning's|this evening's|annual"
    r"|(?:first|second|third|\d+th) edition of)"
)
# Where a clause begins with the number as its subject.
_SUBJECT: dict[Lang, str] = {
    "en": r"(?:^|[,—] |\b(?:that|where|when|while|saw|as) )(?:some |all |the |our |these |another |a total of ){0,2}$",
    "tc": r"(?:(?:^|[,。])(?:[^,。]{0,10}(?:界|队|校|区|地|处|署|局))?|^[^,。]{0,12}(?:今日|昨日|今早|今晚|昨晚))"
    r"(?:合?共有?|有|全体|另有)?$",
}
# What is done to people at an event is seldom their taking part, but for what is done to guests.
_PASSIVE = re.compile(
    r" (?:were|was|are|is|have been|had been|will be) (?:\w+ly )?"
    r"(?!(?:expected|given|shown|treated|introduced|guided|sworn|seen|commissioned)\b)(?:\w+ed|taken|shot|found|held|put)\b"
)
# What is done so often is no event, and what is theirs is not they.
_REGULAR = re.compile(r"'|[^,;]{0,80}? (?:(?:every|each|per|a) (?:year|month|week|term)|annually|yearly|at a time)\b")
# An event named so near to bodies is theirs.
_BESIDE = 90
_CLAUSE_END = re.compile(r"[,;。]")


@dataclass(frozen=True, slots=True)
class Frames:
    """People are at an event that is `named` beside them, unless it was `made_by` them, is about or only needs them.

    Nor are they where they open a clause, as its `subject`, and an `unlike` word stands in it.
    `gathering` ends ahead of people, and `meeting` of people or bodies, whose event it names; `formed` ends ahead of
    those who make up a party, `inverted` ahead of those said to be there, `honouring` ahead of those honoured now;
    `honoured` stands behind these, and `awaited` behind guests. At a `ceremony` are those `presented` with a prize.
    What `brings` those ahead of `together`, or an event that `brings_here` those ahead of `here`, has them come;
    whoever was `taken` `along` travelled. `recorded` stands behind visits. To one event that is `held` people come,
    whatever else its name may mean.
    """

    lang: Lang
    subject: re.Pattern[str]
    unlike: re.Pattern[str]
    gathering: re.Pattern[str]
    meeting: re.Pattern[str]
    formed: re.Pattern[str]
    inverted: re.Pattern[str]
    honouring: re.Pattern[str]
    honoured: re.Pattern[str]
    ceremony: re.Pattern[str]
    presented: re.Pattern[str]
    awaited: re.Pattern[str]
    brings: re.Pattern[str]
    together: re.Pattern[str]
    taken: re.Pattern[str]
    along: re.Pattern[str]
    brings_here: re.Pattern[str]
    here: re.Pattern[str]
    named: re.Pattern[str]
    held: re.Pattern[str]
    made_by: re.Pattern[str]
    recorded: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What frames are written with, as patterns; `event` is the name of one and of nothing else, unlike `any_event`."""

    event: str
    any_event: str
    venue: str
    article: str
    unlike: str
    parties: str
    forms: str
    comings: str
    crews: str


def compile_frames(words: FrameWords, lang: Lang) -> Frames:
    """Return the frames of a language; those that it does not have match nothing."""
    written = _write_english(words) if lang == "en" else _write_chinese(words)
    names = [field.name for field in fields(Frames) if field.name not in ("lang", "subject", "unlike")]
    return Frames(
        lang=lang,
        subject=re.compile(_SUBJECT[lang]),
        unlike=re.compile(words.unlike),
        **{name: re.compile(written.get(name, r"(?!)")) for name in names},
    )


def _write_chinese(words: FrameWords) -> dict[str, str]:
    return {"named": rf"{words.event}(?!{words.venue})", "held": rf"{words.any_event}(?!{words.venue})"}


def _write_english(words: FrameWords) -> dict[str, str]:
    named, held = (
        rf"\b{_ARTICLES} (?:[\w'&-]+ (?:\([\w&]{{2,12}}\) )?){{0,6}}?{event}(?!\s?{words.venue})"
        for event in (words.event, words.any_event)
    )
    brought, home = (
        "(?:bring|brings|brought|bringing|draws|drew|drawing)",
        "(?:hong kong|the city|our city|town|our shores)",
    )
    brings, number = r"\b(?:bring|brings|brought|bringing)(?: \d+ [a-z]+ and)?", rf"{words.article} ?$"
    talked = (
        r"\b(?:chatted|chatting|talked|talking|spoke|speaking|interacted|interacting|mingled|mingling|dined|lunched"
        r"|(?:sat|sit|sitting) down|(?:met|meet|meeting|caught|catch|catching) up"
        r"|(?:had|have|having|hold|held|holding) (?:an?|the) (?:\w+ )?(?:chat|talk|lunch|luncheon|dinner|breakfast|tea"
        r"|meeting|discussion|exchange|gathering|dialogue)|shared (?:a|the) [a-z ]{1,20})\b[^,;.]{0,40} with"
        r"|\b(?:attended|visited|joined|toured|watched|celebrated|officiated|participated|took part)\b[^,;.]{0,110}"
        r",? (?:together|along) with"
    )
    being = "(?:are|is|were|was|will be)"
    honour = (
        "(?:honour|honouring|recognise|recognising|celebrate|celebrating|salute|saluting|pay tribute to"
        "|paying tribute to|congratulate|congratulating|applaud|applauding|commend|commending)"
    )
    now, we = "(?:today|tonight|this (?:morning|afternoon|evening))", "(?:we|i)(?: are| am| will| shall|'re|'m)?"
    chance = "to (?:have|be given|get) (?:the|this|an?) (?:\\w+ )?(?:opportunity|chance|honour|privilege|pleasure)"
    prizes = "(?:awards?|prizes?|medals?|certificates?|degrees?|diplomas?|scholarships?|honours?|commendations?)"
    presented = rf"[^,;.]{{0,120}}? (?:are|is|were|was) (?:each )?presented with (?:\w+ ){{0,3}}?{prizes}"
    return {
        "gathering": rf"{named} (?:(?:(?:was|is|will be|has been) )?(?:held|hosted|staged)(?: [a-z]+){{0,4}} )?"
        rf"(?:of|for){number}",
        "meeting": rf"(?:{named} (?:with|among|between)|{talked}|(?:to|will|and) address"
        rf"|\b(?:attended|joined|watched), [^,;.]{{1,40}}, by|{named} {brought} to {home}"
        rf"|\b(?:keynote|speech|address|lecture|talk)\b[^,;.]{{0,40}} (?:delivered|given|presented) to"
        rf"|\b(?:gives?|gave|giving|deliver(?:s|ed|ing)?) (?:an?|the|his|her|my) (?:[\w-]+ ){{0,4}}?"
        rf"(?:keynote|speech|address|lecture|talk|presentation)\b[^,;.]{{0,40}} to){number}",
        "formed": rf"(?:{words.parties}|\b(?:tonight's|today's|this evening's) (?:[a-z]+ ){{0,2}}{words.crews})"
        rf"(?: (?:to|for|from|at) [^,;.]{{1,60}})?,? (?:which |that )?(?:is |was |are )?{words.forms}{number}",
        "inverted": rf"(?:^|, )(?:also )?{words.comings}\b[^;.]{{0,60}} {being}"
        rf"(?: (?:[a-z]+ ){{1,2}}(?:of|from))?{number}",
        "brings": rf"{brings}{number}",
        "honouring": rf"\b{now},? {we}(?: here| gathered here| gathered)?(?: also)?(?: to)? {honour}{number}"
        rf"|\b{we} {honour} (?:here )?{now}{number}|\b{now},? {chance} to {honour}{number}",
        "honoured": rf"[^,;.]{{0,60}}?(?:,? (?:that |who |whom )?{we} {honour}"
        rf"| (?:being |are |is )+(?:honoured|recognised|celebrated|saluted|commended|inducted|installed|admitted"
        rf"|sworn in)"
        rf"| receiv(?:e|es|ing)(?: [a-z]+){{0,3}} {prizes}) (?:here )?{now}\b"
        rf"|{presented}(?: at (?:a|the) (?:\w+ ){{0,4}}?ceremony)? {now}\b",
        "ceremony": rf"\b(?:at|in|during) (?:a|the|today's) (?:\w+ ){{0,4}}?ceremony(?: {now})?,{number}",
        "presented": presented,
        "awaited": r" (?:(?:are|is|were|was) (?:expected|anticipated)|comprised|comprise|included|include)\b",
        "together": r"[^,;]{0,90}? (?:together|face to face)\b",
        "taken": rf"\b(?:i|we|he|she)(?: also| recently| personally)? (?:took|led|brought|lead|take|joined"
        rf"|will take|will lead|will bring|am taking|am leading){number}",
        "along": r"[^,;.]{0,80}? (?:to|on|for|in|at) ",
        "brings_here": rf"{named}[^;.]{{0,100}} {brings}{number}",
        "made_by": rf"\b(?:by|for|on|about|through|than|needs?|needed|employ(?:s|ed)?|train(?:s|ed)?|hired?|feeds?"
        rf"|affects?|affected|costs?|saved?){number}",
        "here": rf"[^,;]{{0,90}}? to {home}\b",
        "named": named,
        "held": rf"{held}(?<![^s]s)|\b(?:in|at) (?:it|the event|the occasion)\b",
        "recorded": r" (?:were|was|have been|had been) (?:recorded|logged|registered)\b",
    }


def is_framed(frames: Frames, before: str, after: str, unit: Unit, names_event: bool) -> bool:
    """Tell whether a frame around the number says that those counted are at an event."""
    if unit == "person-times" or (frames.lang == "en" and _REGULAR.match(after)):
        return names_event and frames.recorded.match(after) is not None
    if _are_brought(frames, before, after) or frames.meeting.search(before) or frames.inverted.search(before):
        return True
    if unit == "countries":
        return False
    if _are_honoured(frames, before, after):
        return True
    if unit == "people" and frames.taken.search(before) and frames.along.match(after):
        return True
    return frames.formed.search(before) is not None or (
        unit == "people" and frames.gathering.search(before) is not None
    )


def is_at_event(frames: Frames, before: str, after: str, sentence: str, unit: Unit) -> bool:
    """Tell whether an event is named so near that those counted are at it, if nothing says that they did else."""
    if frames.made_by.search(before):
        return False
    if frames.subject.search(before) and _is_unlike(frames, after[: _REACH[frames.lang]]):
        return False
    if unit == "people":
        return frames.named.search(sentence) is not None
    if frames.lang == "tc" or _REGULAR.match(after):
        return False
    return frames.named.search(f"{before[-_BESIDE:]} {after[:_BESIDE]}") is not None


def is_made_or_unlike(frames: Frames, before: str, after: str) -> bool:
    """Tell those who made an event, or won, worked or were sent away there, from those who took part."""
    return frames.made_by.search(before) is not None or _is_unlike(frames, after[: _REACH[frames.lang]])


def _are_honoured(frames: Frames, before: str, after: str) -> bool:
    """Read "today we salute 40 nurses" and "at the ceremony, 40 nurses were presented with certificates"."""
    if frames.honouring.search(before) or frames.honoured.match(after):
        return True
    return frames.presented.match(after) is not None and frames.ceremony.search(before) is not None


def _are_brought(frames: Frames, before: str, after: str) -> bool:
    """Read "brought 40 firms together" and "the congress brought 40 firms to Hong Kong"."""
    if frames.brings.search(before) and frames.together.match(after):
        return True
    return frames.brings_here.search(before) is not None and frames.here.match(after) is not None


def _is_unlike(frames: Frames, after: str) -> bool:
    """Tell those who won, worked or were sent away there from those who took part."""
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    return bool(frames.unlike.search(clause) or (frames.lang == "en" and _PASSIVE.match(clause)))


def leave_out(words: Iterable[str], loose: Iterable[str]) -> list[str]:
    """Return the names of events without those that mean other things as well."""
    dropped = set(loose)
    return [word for word in words if word not in dropped]
