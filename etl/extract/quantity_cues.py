"""Judges from the words around a number whether they say that people came to an event (codebook, section 3)."""

import re

from etl.extract.quantity_alone import HERE
from etl.extract.quantity_around import CLAUSE, LAST_WORDS, Around
from etl.extract.quantity_frames import is_at_event, is_framed, is_made_or_unlike
from etl.extract.quantity_patterns import Patterns
from etl.extract.quantity_phrases import Phrase

# How far behind a number "at this event" may end.
_SAME_EVENT = 90
# How far behind what says that people came the event may be named: "attended last week's first Kite Forum".
_TIED = 90
# "A forum, which 200 people attended".
_RELATIVES = (", which ", ", where ", " that ")
# So few speakers may be of one session.
_FEW = 8
# Programmes of a day are events: "took part in the free programmes held in all districts yesterday".
_PROGRAMMES = re.compile(r"programmes|programs")
_HELD = re.compile(r"\b(?:held|today|yesterday)\b")
# Who vies in events of a contest does not join them as one joins a project.
_CONTEST = ("角逐", "竞逐", "争逐", "参赛", "比赛", "较量")
# An event, whatever it is.
_NAMELESS = re.compile(r"\b(?:event|edition|occasion|stage)\b")
_AT_NAMELESS = re.compile(r" at (?:the|this) (?:event|occasion)\b")
# Of people by nature, and of an event told before: "the audience of 500".
_AUDIENCE = re.compile(r"\b(?:audience|crowd|attendance|turnout) of(?: [a-z]+){0,3} ?$")
# What somebody joined, in whole words.
_OBJECT = re.compile(r"[^,]{0,80}(?![a-z])")


def has_cue(around: Around, phrase: Phrase, follows_size: bool, patterns: Patterns) -> bool:
    """Tell whether the words say that the people came; `follows_size`: a size was stated just before."""
    if phrase.is_alone:
        # "300 attended" may be of a kindergarten.
        return bool(
            patterns.event.search(around.sentence)
            or _NAMELESS.search(around.sentence)
            or (_AUDIENCE.search(around.before) and patterns.event.search(around.told))
            or HERE.search(around.near_after)
        )
    if (
        phrase.is_company
        or phrase.counted
        or is_cued_ahead(around, patterns)
        or patterns.cue_next.match(around.after)
        or _is_tallied(around, patterns)
        or _is_attending(around, phrase, patterns)
        or (follows_size and phrase.evident)
    ):
        return True
    if phrase.unit in ("organisations", "countries"):
        last_words = around.before[-LAST_WORDS:]
        is_linked = follows_size and patterns.cue_linked.search(last_words)
        if is_linked or patterns.drawn_from.search(last_words):
            return True
        if patterns.people_of.search(last_words) and patterns.cue_after_people.search(around.after):
            return True
    elif _is_greeted(around, patterns) or is_recorded_at_event(around, patterns):
        return True
    after = patterns.cue_after.search(around.after)
    return (after is not None and not _joins_a_scheme(around, after, patterns)) or _is_framed(around, phrase, patterns)


def speaks_against(around: Around, patterns: Patterns) -> bool:
    """Tell whether those counted joined a scheme, made an event or had something done to them, by where words stand."""
    after = patterns.cue_after.search(around.after)
    if after is not None and _joins_a_scheme(around, after, patterns):
        return True
    return is_made_or_unlike(patterns.frames, around.before, around.after)


def came_to_event(around: Around, patterns: Patterns) -> bool:
    """Tell whether the words name the event that the people came to: "attended the forum", "the forum attracted"."""
    held = patterns.frames.held
    after = patterns.cue_after.search(around.after)
    if after is not None:
        told = patterns.frames.lang == "tc" or around.before.endswith(_RELATIVES)
        ahead = told and held.search(around.before)
        return bool(ahead or held.search(around.after, after.end(), after.end() + _TIED))
    if patterns.frames.brings_here.search(around.before):
        return True
    if is_cued_ahead(around, patterns) or is_recorded_at_event(around, patterns):
        return bool(held.search(around.before) or held.search(around.after, 0, _TIED))
    return False


def is_expected(around: Around, patterns: Patterns) -> bool:
    """Tell whether the number is of an event still to come: "300 buyers of all kinds are expected to attend"."""
    if patterns.frames.honoured.match(around.after):
        return False  # "the 25 students we honour today will go far"
    after = patterns.cue_after.search(around.after)
    told = around.after[: max(after.end() if after else 0, len(around.near_after))]
    if after is not None:
        told = told[: after.end()] + told[after.end() :].partition(",")[0]  # "300 attended, which will help"
    return bool(patterns.expected.search(around.before) or patterns.expected.search(told))


def is_cued_ahead(around: Around, patterns: Patterns) -> bool:
    """Read "attended by 300 firms", "with us are the heads of 30 firms" and "the fair presents 30 firms"."""
    last_words = around.before[-LAST_WORDS:]
    return bool(
        patterns.cue_before.search(around.before)
        or patterns.cue_close.search(last_words)
        or patterns.presence.search(last_words)
        or patterns.acts.search(last_words)
        or (patterns.performed.search(last_words) and patterns.performers.search(around.sentence, *around.place))
        or patterns.cue_staged.search(around.before[-CLAUSE:])
    )


def is_recorded_at_event(around: Around, patterns: Patterns) -> bool:
    """Read "the fair recorded 300 families" and "we expect 300 families at the fair"."""
    if not patterns.cue_recorded.search(around.before):
        return False
    return bool(
        patterns.event.search(around.before)
        or _NAMELESS.search(around.before)
        or patterns.at_event.search(around.after, 0, CLAUSE)
        or _AT_NAMELESS.search(around.after, 0, CLAUSE)
    )


def _is_framed(around: Around, phrase: Phrase, patterns: Patterns) -> bool:
    names_event = phrase.unit == "person-times" and patterns.event.search(around.sentence) is not None
    if is_framed(patterns.frames, around.before, around.after, phrase.unit, names_event):
        return True
    few = phrase.value <= _FEW and phrase.unit == "people"
    return not few and is_at_event(patterns.frames, around.before, around.after, around.sentence, phrase.unit)


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
    if patterns.present.search(beside) or patterns.event.search(around.sentence):
        return True
    return phrase.value > _FEW and patterns.event.search(around.told) is not None


def _is_tallied(around: Around, patterns: Patterns) -> bool:
    """Read 出席酒會的官員共有十二位, but not 參與計劃的學校共有三百間."""
    tally = patterns.cue_tallied.search(around.before)
    return tally is not None and patterns.objects.search(tally[0]) is None


def _is_greeted(around: Around, patterns: Patterns) -> bool:
    """Read "it is a pleasure to see 300 doctors" and "300 doctors are here", of which firms may be for good."""
    ahead = patterns.greeting.search(around.before[-LAST_WORDS:])
    if ahead or patterns.cue_after_people.search(around.after):
        return True
    return patterns.at_this_event.search(around.after, 0, _SAME_EVENT) is not None


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
