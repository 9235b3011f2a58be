"""Judges from the words around a number whether it counts something else: the false friends of the codebook."""

import re

from etl.extract.quantity_around import LAST_WORDS, Around
from etl.extract.quantity_cues import came_to_event, is_cued_ahead, is_recorded_at_event
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase
from etl.extract.quantity_times import is_of_a_year, is_of_another_time

# "In front of the 300 boys" is no share of them.
_IN_FRONT = re.compile(
    r"\b(?:on top|in front|presence|company|delight|applause|cheers|sight|arrival|participation|eyes) of the$"
)
_CLAUSE_START = re.compile(r",| and ")
# What has a word of false friends in it and says nothing of who is counted.
_NOT_BEHIND = re.compile(r" (?:behind closed doors|for (?:a|the whole) (?:day|week|month))\b")
# Those who are given something: "transport and meals to 300 elderly people".
_GIVEN_TO = re.compile(
    r"\b(?:provid|offer|distribut|donat|dispens|allocat|grant|suppl)[a-z]*\b[^,;.]{0,60} to $"
    r"|\b(?:document|paper|letter|leaflet|questionnaire)s?\b[^,;.]{0,40} (?:sent|mailed|circulated|issued)"
    r"(?: out)? to $"
)
# "Lessons at five schools": bodies that are places.
_WHERE = re.compile(r"\bat(?: the)? $")
# What a drill plays is no case.
_SIMULATED = re.compile(r"\b(?:drill|simulat(?:ed?s?|ing|ion))\b|演习|演练|模拟")
# Who is sent out there is no force at work.
_CALLED_OUT = frozenset(("出动", "涉及", "调派", "动用"))
# "Several hundred practitioners and other stakeholders": of such a sum nothing can be said.
_VAGUE = re.compile(r"several|a few|a couple|\b(?:dozen|score|hundred|thousand|million)s\b|[數数幾几]")
_VAGUE_LENGTH = 24
_OTHERS = re.compile(r"[^.;,。；，]{0,80}?(?:\band (?:some )?others?\b|(?:[及和與与]|以及)其他)")


def is_false_friend(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell whether something around the number says that it counts no event's people."""
    if (
        _has_false_word_before(around, phrase.attending, patterns)
        or _GIVEN_TO.search(around.before)
        or _are_things_of(around, patterns)
        or _are_described(around, patterns)
        or _has_false_word_behind(around, phrase, patterns)
        or _belongs_to_a_body(around, phrase, patterns)
        or (phrase.unit == "organisations" and _WHERE.search(around.before))
    ):
        return True
    if phrase.is_company:
        return False
    if came_to_event(around, patterns):
        if _SIMULATED.search(around.sentence):
            return False
    elif _is_about_else(around, patterns):
        return True
    return bool(
        patterns.false_clause.search(around.clause)
        or is_of_another_time(around, phrase, patterns)
        or is_of_a_year(around, patterns)
    )


def is_too_vague(around: Around, phrase: Phrase) -> bool:
    """Tell whether a vague number ("several hundred") has others added to it that are not counted at all."""
    start = around.place.start
    vague = phrase.qualifier == "range" and _VAGUE.search(around.sentence, start, start + _VAGUE_LENGTH)
    return bool(vague and _OTHERS.match(around.sentence, start))


def _is_about_else(around: Around, patterns: Patterns) -> bool:
    """Tell whether the sentence is about patients, tenders or the like."""
    return bool(patterns.clause_topic.search(around.clause) or patterns.sentence_topic.search(around.sentence))


def _are_things_of(around: Around, patterns: Patterns) -> bool:
    """Tell "works by 30 artists" from "talks by 30 artists"."""
    words = around.before[-LAST_WORDS:]
    return patterns.of_things.search(words) is not None and patterns.acts.search(words) is None


def _has_false_word_before(around: Around, attending: bool, patterns: Patterns) -> bool:
    """Tell 招聘300名 from 招聘會 ("job fair"), and "training 300" from "training that attracted 300"."""
    near_before = around.near_before
    for found in patterns.false_before.finditer(near_before):
        if found[0] == "of the" and (
            attending or patterns.cue_after_people.search(around.after) or _IN_FRONT.search(near_before, 0, found.end())
        ):
            continue  # "half of the 300 participants", "some of the 300 bankers here", "in front of the 300 boys"
        if found[0].endswith(" the") and _CLAUSE_START.search(near_before, found.end()):
            continue  # "at the end of the ceremony, 300 guests"
        if "," in near_before[found.end() :] and patterns.cue_after.search(around.after):
            continue  # "to support families, 300 volunteers attended"
        if found[0] in _CALLED_OUT and _SIMULATED.search(near_before):
            continue  # 演習出動500名人員
        event = patterns.event.search(near_before, found.start())
        named = event is not None and event.start() == found.start() and event.end() > found.end()
        if not named and not patterns.cue_before.search(near_before, found.end()):
            return True
    return False


def _are_described(around: Around, patterns: Patterns) -> bool:
    """Tell "30 firms offering jobs" from "30 firms set up booths, offering jobs", where they have come already."""
    return patterns.describing.search(around.near_after) is not None and not (
        is_cued_ahead(around, patterns)
        or is_recorded_at_event(around, patterns)
        or patterns.frames.meeting.search(around.before)
        or patterns.frames.inverted.search(around.before)
        or patterns.cue_after.search(around.after)
    )


def _has_false_word_behind(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Find what was done with those counted, where it is no part of an event's name or of what says that they came."""
    words = _NOT_BEHIND.sub("", around.near_after)
    if phrase.counted:
        words = words.partition(",")[0]
    found = patterns.false_after.search(words)
    if found is None:
        return False
    event = patterns.event.search(words, found.end())
    if event is not None and event.start() == found.end():
        return False  # 簽署儀式 ("signing ceremony")
    for cues in (patterns.cue_after_people, patterns.cue_after):
        if any(cue.start() <= found.start() and found.end() <= cue.end() for cue in cues.finditer(words)):
            return False  # "seated behind me", "completed the walk"
    if found[0] == "trained" and patterns.at_event.match(words, found.end()):
        return False
    if _came_already(words[: found.start()], patterns):
        return False  # "joined the camp to help the poor"
    came, comma, _ = words[: found.start()].rpartition(",")
    if patterns.frames.lang == "tc":
        came, comma = words[: found.start()], ","
    return not comma or (patterns.cue_after.search(came) is None and not came_to_event(around, patterns))


def _came_already(words: str, patterns: Patterns) -> bool:
    """Tell whether those counted came to an event before anything else is told; who came may be only some of others."""
    cue = None if words.startswith(" who ") else patterns.cue_after.search(words)
    return cue is not None and patterns.frames.held.search(words, cue.end()) is not None


def _belongs_to_a_body(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell "the network has attracted 60 firms" from "the network's dinner attracted 60 firms"."""
    if phrase.unit != "people" and patterns.members.search(around.sentence, *around.place):
        return patterns.gather.search(around.before) is not None
    before = around.sentence[: around.place.start]
    found = patterns.body_gathers.search(before)
    return found is not None and patterns.occasion.search(before, 0, found.end()) is None
