"""Judges from the words around a number whether it counts who came to an event (codebook, section 3)."""

import re
from dataclasses import dataclass

from etl.extract.quantity_alone import HERE
from etl.extract.quantity_frames import is_at_event, is_framed
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase
from etl.extract.text import Span, Text
from etl.model import Lang

# How far a cue may stand from the number, in characters: a long list of guests, or a few words.
_FAR: dict[Lang, int] = {"en": 140, "tc": 60}
_NEAR: dict[Lang, int] = {"en": 24, "tc": 6}
# A sentence is looked at this far on both sides: a text without full stops takes linear time too.
_SENTENCE = 500
_CLAUSE = 60
# How far behind a number "at this event" may end.
_SAME_EVENT = 90
# Whatever must stand right ahead of a number begins within so many characters.
_LAST_WORDS = 48
# How much further where a list stands behind the number: "300 guests from all walks of life, including … attended".
_LISTED = 2.5
# ", who won prizes in the past,": what is told there happened elsewhere.
_RELATIVE = re.compile(r", who [^,;]{1,150},")
# "Our guests, who have supported us over the years": thanks, not a total.
_LOOKING_BACK = re.compile(r"\b(?:in|over|for|during) (?:the (?:past|last|years)|these years|recent years)\b")
# Programmes of a day are events: "took part in the free programmes held in all districts yesterday".
_PROGRAMMES = re.compile(r"programmes|programs")
_HELD = re.compile(r"\b(?:held|today|yesterday)\b")
# The best for long, and all who came to an event that is open yet.
_RECORD = re.compile(r"\b(?:largest|biggest|highest|best|strongest|most)\b[^,;.]{0,60}? since [^,;.]{1,30}")
_OPENED = re.compile(
    r"\b(?:exhibition|fair|festival|show|expo|carnival) since (?:it opened|its opening|it began|it started)\b"
    r"|(?:展览?|博览会?|嘉年华|艺术节|电影节|音乐节)(?:自[^,;。]{1,12})?(?:开幕|开展|举行|揭幕)(?:至今|以来)"
)
# Who vies in events of a contest does not join them as one joins a project.
_CONTEST = ("角逐", "竞逐", "争逐", "参赛", "比赛", "较量")
# An event, whatever it is.
_NAMELESS = re.compile(r"\b(?:event|edition|occasion|stage)\b")
# What somebody joined, in whole words.
_OBJECT = re.compile(r"[^,]{0,50}(?![a-z])")
_CLAUSE_START = re.compile(r",| and ")
_FEW_DAYS = re.compile(r"over (?:the|these) (?:past|last) (?:[a-z]+ |\d )?(?:days|hours|weekend)\b")
# A new clause, with a subject of its own.
_BREAK = re.compile(
    r";|:|。|,? compared (?:with|to) |, (?:while |whereas |and (?:i|we) |(?:and )?the number of )| and (?:i|we) "
)
# Those who are given something: "transport and meals to 300 elderly people".
_GIVEN_TO = re.compile(r"\b(?:provid|offer|distribut|donat|dispens|allocat|grant|suppl)[a-z]*\b[^,;.]{0,60} to $")
# "Lessons at five schools": bodies that are places.
_WHERE = re.compile(r"\bat(?: the)? $")
# "Several hundred practitioners and other stakeholders": of such a sum nothing can be said.
_VAGUE = re.compile(r"several|a few|a couple|\b(?:dozen|score|hundred|thousand|million)s\b|[數数幾几]")
_VAGUE_LENGTH = 24
_OTHERS = re.compile(r"[^.;,。；，]{0,80}?(?:\band (?:some )?others?\b|(?:[及和與与]|以及)其他)")


@dataclass(frozen=True, slots=True)
class Around:
    """The folded words before and after a phrase in its sentence; `place` is where it stands there."""

    before: str
    near_before: str
    after: str
    near_after: str
    clause: str
    sentence: str
    place: Span


def look_around(folded: str, text: Text, phrase: Phrase, patterns: Patterns) -> Around:
    """Return the words around `phrase`, within its sentence and up to where another clause begins."""
    span = text.sentence_at(phrase.start)
    span = Span(max(span.start, phrase.start - _SENTENCE), min(span.end, phrase.end + _SENTENCE))
    far, near = _FAR[text.lang], _NEAR[text.lang]
    before = folded[max(span.start, phrase.start - far) : phrase.start]
    before = before[_last_break(before) :]
    end = max(phrase.end, span.end)
    if patterns.listing.match(folded, phrase.end):
        far = int(far * _LISTED)
    behind = phrase.end + folded.startswith('"', phrase.end)
    after = folded[behind : min(end, behind + far)]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    return Around(
        before,
        before[-near:],
        after,
        after[: 2 * near],
        before[-_CLAUSE:] + folded[phrase.start : phrase.end] + after[:_CLAUSE],
        folded[span.start : end],
        Span(phrase.start - span.start, phrase.end - span.start),
    )


def _last_break(words: str) -> int:
    last = 0
    for found in _BREAK.finditer(words):
        last = found.end()
    return last


def is_false_friend(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell whether something around the number says that it counts no event's people."""
    if (
        _has_false_word_before(around.near_before, phrase.attending, patterns)
        or _GIVEN_TO.search(around.before)
        or _are_things_of(around, patterns)
        or _are_described(around, patterns)
        or _has_false_word_behind(around, patterns)
        or _belongs_to_a_body(around, phrase, patterns)
        or (phrase.unit == "organisations" and _WHERE.search(around.before))
    ):
        return True
    if phrase.is_company:
        return False
    return bool(
        patterns.false_clause.search(around.clause)
        or _is_of_another_time(around, phrase, patterns)
        or _is_of_a_year(around, patterns)
    )


def _is_of_another_time(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell what a sentence says of years and cases from what guests of an event were told, or thanked for, there."""
    words = _leave_out_relative(around)
    if " since " in words or "至今" in words or "以来" in words:
        words = _OPENED.sub("", _RECORD.sub("", words))
    if phrase.attending and patterns.frames.named.search(around.sentence):
        words = words[: around.place.end] + _LOOKING_BACK.sub("", words[around.place.end :])
    return patterns.false_sentence.search(words) is not None


def is_too_vague(around: Around, phrase: Phrase) -> bool:
    """Tell whether a vague number ("several hundred") has others added to it that are not counted at all."""
    start = around.place.start
    vague = phrase.qualifier == "range" and _VAGUE.search(around.sentence, start, start + _VAGUE_LENGTH)
    return bool(vague and _OTHERS.match(around.sentence, start))


def _are_things_of(around: Around, patterns: Patterns) -> bool:
    """Tell "works by 30 artists" from "talks by 30 artists"."""
    words = around.before[-_LAST_WORDS:]
    return patterns.of_things.search(words) is not None and patterns.acts.search(words) is None


def _has_false_word_before(near_before: str, attending: bool, patterns: Patterns) -> bool:
    """Tell 招聘300名 from 招聘會 ("job fair"), and "training 300" from "training that attracted 300"."""
    for found in patterns.false_before.finditer(near_before):
        if attending and found[0] == "of the":
            continue  # "half of the 300 participants"
        if found[0].endswith(" the") and _CLAUSE_START.search(near_before, found.end()):
            continue  # "at the end of the ceremony, 300 guests"
        event = patterns.event.search(near_before, found.start())
        named = event is not None and event.start() == found.start() and event.end() > found.end()
        if not named and not patterns.cue_before.search(near_before, found.end()):
            return True
    return False


def _are_described(around: Around, patterns: Patterns) -> bool:
    """Tell "30 firms offering jobs" from "30 firms set up booths, offering jobs", where they have come already."""
    return patterns.describing.search(around.near_after) is not None and not (
        _is_cued_ahead(around, patterns)
        or _is_recorded_at_event(around, patterns)
        or patterns.frames.meeting.search(around.before)
        or patterns.cue_after.search(around.after)
    )


def _has_false_word_behind(around: Around, patterns: Patterns) -> bool:
    """Find what was done with those counted, where it is no part of an event's name or of what says that they came."""
    words = around.near_after
    found = patterns.false_after.search(words)
    if found is None:
        return False
    event = patterns.event.search(words, found.end())
    if event is not None and event.start() == found.end():
        return False  # 簽署儀式 ("signing ceremony")
    cue = patterns.cue_after_people.search(words)
    if cue is not None and cue.start() <= found.start() < cue.end():
        return False  # "seated behind me"
    clause, comma, _ = words[: found.start()].rpartition(",")
    return not comma or patterns.cue_after.search(clause) is None


def _leave_out_relative(around: Around) -> str:
    """Return the sentence without what happened elsewhere, and without a span as short as an event."""
    relative = _RELATIVE.match(around.sentence, around.place.end)
    if relative is None:
        return _FEW_DAYS.sub("", around.sentence)
    return _FEW_DAYS.sub("", around.sentence[: relative.start()] + around.sentence[relative.end() :])


def _belongs_to_a_body(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell "the network has attracted 60 firms" from "the network's dinner attracted 60 firms"."""
    if phrase.unit != "people" and patterns.members.search(around.sentence, *around.place):
        return patterns.gather.search(around.before) is not None
    before = around.sentence[: around.place.start]
    found = patterns.body_gathers.search(before)
    return found is not None and patterns.occasion.search(before, 0, found.end()) is None


def _is_of_a_year(around: Around, patterns: Patterns) -> bool:
    """Tell "we welcomed 300 buyers last year" from "last year, the fair welcomed 300 buyers".

    "Last year, 300 buyers came to its 40 fairs" is of the year too.
    """
    if not (patterns.yearly.search(around.before) or patterns.yearly.search(around.after)):
        return False
    if patterns.many.search(around.sentence):
        return True
    return bool(patterns.gather.search(around.before)) and patterns.occasion.search(around.sentence) is None


def has_cue(around: Around, phrase: Phrase, follows_size: bool, patterns: Patterns) -> bool:
    """Tell whether the words say that the people came; `follows_size`: a size was stated just before."""
    if phrase.is_alone:
        # "300 attended" may be of a kindergarten.
        return bool(
            patterns.event.search(around.sentence)
            or _NAMELESS.search(around.sentence)
            or HERE.search(around.near_after)
        )
    if (
        phrase.is_company
        or phrase.counted
        or _is_cued_ahead(around, patterns)
        or patterns.cue_next.match(around.after)
        or _is_tallied(around, patterns)
        or _is_attending(around, phrase, patterns)
        or (follows_size and phrase.evident)
    ):
        return True
    if phrase.unit in ("organisations", "countries"):
        last_words = around.before[-_LAST_WORDS:]
        is_linked = follows_size and patterns.cue_linked.search(last_words)
        if is_linked or patterns.drawn_from.search(last_words):
            return True
        if patterns.people_of.search(last_words) and patterns.cue_after_people.search(around.after):
            return True
    elif _is_greeted(around, patterns) or _is_recorded_at_event(around, patterns):
        return True
    after = patterns.cue_after.search(around.after)
    return (after is not None and not _joins_a_scheme(around, after, patterns)) or _is_framed(around, phrase, patterns)


def _is_framed(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    names_event = phrase.unit == "person-times" and patterns.event.search(around.sentence) is not None
    return is_framed(patterns.frames, around.before, around.after, phrase.unit, names_event) or is_at_event(
        patterns.frames, around.before, around.after, around.sentence, phrase.unit
    )


def _is_cued_ahead(around: Around, patterns: Patterns) -> bool:
    """Read "attended by 300 firms", "with us are the heads of 30 firms" and "the fair presents 30 firms"."""
    last_words = around.before[-_LAST_WORDS:]
    return bool(
        patterns.cue_before.search(around.before)
        or patterns.cue_close.search(last_words)
        or patterns.presence.search(last_words)
        or patterns.acts.search(last_words)
        or (patterns.performed.search(last_words) and patterns.performers.search(around.sentence, *around.place))
        or patterns.cue_staged.search(around.before[-_CLAUSE:])
    )


def _is_attending(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    """Tell a noun that says by itself that they came, or one "at the fair", behind a weak cue or none."""
    is_there = phrase.attending or patterns.at_event.match(around.after)
    if is_there and (patterns.cue_near.search(around.near_before) or patterns.of_event_before.search(around.before)):
        return True
    if phrase.attending and patterns.frames.awaited.match(around.after):
        return True
    if not phrase.evident:
        return False
    beside = f"{around.sentence[: around.place.start]}|{around.sentence[around.place.end :]}"
    return bool(patterns.present.search(beside) or patterns.event.search(around.sentence))


def _is_tallied(around: Around, patterns: Patterns) -> bool:
    """Read 出席酒會的官員共有十二位, but not 參與計劃的學校共有三百間."""
    tally = patterns.cue_tallied.search(around.before)
    return tally is not None and patterns.objects.search(tally[0]) is None


def _is_greeted(around: Around, patterns: Patterns) -> bool:
    """Read "it is a pleasure to see 300 doctors" and "300 doctors are here", of which firms may be for good."""
    ahead = patterns.greeting.search(around.before[-_LAST_WORDS:])
    if ahead or patterns.cue_after_people.search(around.after):
        return True
    return patterns.at_this_event.search(around.after, 0, _SAME_EVENT) is not None


def _is_recorded_at_event(around: Around, patterns: Patterns) -> bool:
    """Read "the fair recorded 300 families" and "we expect 300 families at the fair"."""
    if not patterns.cue_recorded.search(around.before):
        return False
    return bool(patterns.event.search(around.before) or patterns.at_event.search(around.after, 0, _CLAUSE))


def _joins_a_scheme(around: Around, cue: re.Match[str], patterns: Patterns) -> bool:
    """Tell "joined the scheme" from "joined the launch ceremony of the scheme" or "the scheme's ceremony"."""
    named = _OBJECT.match(around.after, cue.end())
    words = named[0] if named else ""
    scheme, event = patterns.objects.search(words), patterns.event.search(words)
    if cue[0] in _CONTEST:
        return False
    if scheme is None:
        named_before = patterns.scheme.search(around.sentence, 0, around.place.start)
        joined = named_before is not None and patterns.joins.fullmatch(cue[0]) is not None
        return joined and patterns.occasion.search(around.sentence) is None
    kinds = patterns.kinds_of_scheme.search(words)
    if event is None or (kinds and not patterns.event.search(words, kinds.end())):
        return not (_PROGRAMMES.fullmatch(scheme[0]) and _HELD.search(around.sentence))
    return scheme.start() < event.start() and not patterns.compound.fullmatch(words, scheme.end(), event.start())


def is_expected(around: Around, patterns: Patterns) -> bool:
    """Tell whether the number is of an event still to come: "300 buyers of all kinds are expected to attend"."""
    if patterns.frames.honoured.match(around.after):
        return False  # "the 25 students we honour today will go far"
    after = patterns.cue_after.search(around.after)
    told = around.after[: max(after.end() if after else 0, len(around.near_after))]
    return bool(patterns.expected.search(around.before) or patterns.expected.search(told))
