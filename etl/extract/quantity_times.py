"""Tells who came to one event from totals of years, cases and schemes, by what the sentence says of time."""

import re

from etl.extract.quantity_around import Around
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase
from etl.extract.text import Span

# ", who won prizes in the past,", ", held every year since 2015,": what is told there is not told of the number.
_ASIDE = re.compile(
    r"(?:, (?:who|which|whose|now) |(?:^|, )(?:first )?(?:held|organised|organized|staged|hosted|launched|established"
    r"|founded|introduced|inaugurated) )[^,;]{1,150},"
)
# "They drew 500 000, of which the show that goes on has had 100 000 so far."
_OF_THESE = re.compile(",其中.*$")
# What somebody said there tells of other times: "300 graduates marched in, and he said that over the past years …".
_SAID = re.compile(
    r",(?:他|她|[^,。]{0,12})(?:致[辞词]|表示|指出|强调|说)"
    r"|,? (?:and|where|while) (?:he|she|m(?:r|rs|s|iss) [a-z-]+) (?:said|noted|added)\b"
)
# "Our guests, who have supported us over the years": thanks, not a total.
_LOOKING_BACK = re.compile(r"\b(?:in|over|for|during) (?:the (?:past|last|years)|these years|recent years)\b")
# The best for long, and all who came to an event that is open yet.
_RECORD = re.compile(r"\b(?:largest|biggest|highest|best|strongest|most)\b[^,;.]{0,60}? since [^,;.]{1,30}")
# All who came so far to an event that goes on.
_GOING_ON = re.compile(
    r"\b(?:the|this|an?|our) (?:[\w'&-]+ ){0,6}?(?:exhibition|fair|festival|show|expo|carnival|games|marathon"
    r"|tournament)\b"
)
_SO_FAR = re.compile(r"\b(?:so far|to date|(?:a )?cumulative(?: total of| attendance of| attendance)?)\b")
_OPENED = re.compile(
    r"\b(?:exhibition|fair|festival|show|expo|carnival)"
    r"(?P<told>\b(?! (?:hall|centre|gallery|ground|space))(?:[^,;.]|,(?=\d)|, having){0,120}?)"
    r" since (?:it opened|its opening|it began|it started|(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december) \d{1,2})\b"
    r"|(?:展览?|博览会?|嘉年华|艺术节|电影节|音乐节)(?:[《「][^》」]{1,40}[》」])?(?:自[^,;。]{1,12})?(?:开幕|开展|举行|揭幕)(?:至今|以来)"
)
# "It attracted 300", of what the sentence before tells.
_IT = re.compile(r"(?:^|, |\byear )it\b")
# Whoever drew participants is an event, or a scheme, but for the city: "last year we drew 300 delegates".
_PARTICIPANTS = re.compile(r"\b(?:participants|attendees|delegates|exhibitors|contestants|entrants|runners)\b")
_CITY = re.compile(r"\b(?:we|hong kong|the city|our city|i)\b")
# What a department runs the year round draws: 每年，署方轄下的14間博物館吸引.
_EVERY_YEAR = re.compile("每年[^。;]{0,40}辖下")
# "In 2017 the gallery received 19 769 visitors".
_WHOLE_YEAR = re.compile(
    r"\s*(?:在|于)?(?:\d{4}|[一二][零〇○九一二三四五六七八]{3})年(?:全年)?[,内].{0,20}(?:接待|录得|共有)"
)
# One event, of however many performances.
_FESTIVAL = re.compile(r"\b(?:festival|carnival|biennale|book fair)\b|(?:艺术|电影|音乐|文化)节(?!目)|书展")
# An event, whatever it is.
_NAMELESS = re.compile(r"\bevent\b")
# "Since the scheme was launched in 2009".
_SINCE = re.compile(r"\bsince (?:[\w'-]+ ){1,8}?(?:launched|established|set up|founded|introduced|rolled out)\b")
# What an event that is over drew in all.
_CLOSED = re.compile("落幕|闭幕|圆满结束|一连|(?:展览?|博览会?|嘉年华|艺术节|电影节|音乐节)(?=累[计积])")
_IN_ALL = re.compile("累[计积]共?(?:录得|吸引|接待|入场|参观)")
# What is told of now is no total of the years told of beside it.
_YEARS = re.compile(
    r"\b(?:in recent years|over (?:the|these) years|(?:in|over|for) the past(?: [a-z0-9]+ years)?"
    r"|since (?:[a-z]+ )?\d{4}|since its [a-z]+|since then)\b|多年来|近年|自\d{4}年(?:起|以来)?"
)
_NOW = re.compile(
    r"\b(?:this (?:year|month|week|weekend|morning|afternoon|evening|edition)|today|tonight|yesterday"
    r"|last (?:night|week|weekend))\b|今年|今届|本届|今日|今晚|昨日"
)
_COMMA = re.compile("[,;。；，]")
# A span as short as an event.
_FEW_DAYS = re.compile(r"(?:over|in|during|for) (?:the|these) (?:past|last) (?:[a-z]+ |\d )?(?:days|hours|weekend)\b")


def is_of_another_time(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell what a sentence says of years and cases from what guests of an event were told, or thanked for, there."""
    words, place = around.sentence, around.place
    words = words[: place.end] + _OF_THESE.sub("", _SAID.split(words[place.end :], maxsplit=1)[0])
    if phrase.attending and patterns.frames.named.search(words):
        words = words[: place.end] + _LOOKING_BACK.sub("", words[place.end :])
    words = _leave_out_own_time(_leave_out_asides(words, place))
    if _NOW.search(_COMMA.split(around.before)[-1]) or _NOW.search(_COMMA.split(around.after, maxsplit=1)[0]):
        words = _YEARS.sub("", words)
    return bool(_SINCE.search(words) or patterns.false_sentence.search(words))


def is_of_a_year(around: Around, patterns: Patterns) -> bool:
    """Tell "we welcomed 300 buyers last year" from "last year, the fair welcomed 300", or "it" of a fair told before.

    "Last year, 300 buyers came to its 40 fairs" is of the year too, but for a festival's performances.
    """
    words = patterns.kinds_of_scheme.sub("", around.sentence)
    of_whole_year = _WHOLE_YEAR.match(words) and not patterns.frames.named.search(words)
    if of_whole_year or _EVERY_YEAR.search(around.sentence, 0, around.place.start):
        return True
    if not (patterns.yearly.search(around.before) or patterns.yearly.search(around.after)):
        return False
    if patterns.many.search(around.sentence):
        return not (_FESTIVAL.search(around.sentence) or _FESTIVAL.search(around.told))
    if not patterns.gather.search(around.before) or patterns.occasion.search(words):
        return False
    if _PARTICIPANTS.search(around.sentence):
        return bool(_CITY.search(around.before) or patterns.scheme.search(around.sentence))
    told = patterns.event.search(around.told) or _NAMELESS.search(around.told)
    return not (told and _IT.search(around.before))


def _leave_out_own_time(words: str) -> str:
    """Return a sentence without what sums up one event: all who came till it closed, or since it opened."""
    words = words.replace("so far as", "").replace("up to date", "")
    if _SO_FAR.search(words) and _GOING_ON.search(words):
        words = _SO_FAR.sub("", words)
    if _CLOSED.search(words):
        words = _IN_ALL.sub("", words)
    if " since " in words or "至今" in words or "以来" in words:
        words = _OPENED.sub(r"\g<told>", _RECORD.sub("", words))
    return words


def _leave_out_asides(words: str, place: Span) -> str:
    """Return a sentence without asides that do not hold the number at `place`, nor a span as short as an event."""

    def leave_out(aside: re.Match[str]) -> str:
        return "," if aside.end() <= place.start or aside.start() >= place.end else aside[0]

    return _FEW_DAYS.sub("", _ASIDE.sub(leave_out, words))
