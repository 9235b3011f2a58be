"""Compiles the words of quantities.yaml into patterns, once for each reference and language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from etl.extract.folding import fold
from etl.extract.phrase_search import PhraseSearch, compile_search
from etl.extract.quantity_alone import Alone, compile_alone
from etl.extract.quantity_frames import Frames, FrameWords, compile_frames, leave_out
from etl.extract.quantity_writing import (
    ARTICLES,
    COMPOUND,
    JOINT,
    LISTING,
    MEMBER,
    OF_EVENT,
    PARTITIVE,
    QUALIFYING,
    fold_keys,
    list_bare_signs,
    list_lasts,
    list_sizes,
    write_phrases,
    write_tally,
)
from etl.model import Lang, Qualifier, Unit
from etl.reference.quantities import QuantityReference

Search = PhraseSearch | re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the extractor searches for in folded text. Those named `…_end` end where the search ends.

    `noun_sizes` tells by the first word of a noun how many words it may have; `noun_heads` are the first signs of what
    `noun_or_stop` matches. Numbers in `unmeasured` need no measure, nor do those that end with one of `bare` where a
    noun touches them (逾千市民).
    """

    qualifier_end: re.Pattern[str]
    qualifier_lasts: frozenset[str]
    preceding_lasts: frozenset[str]
    qualifiers: Mapping[str, Qualifier]
    suffix: re.Pattern[str]
    suffixes: Mapping[str, Qualifier]
    nouns: Mapping[str, Unit]
    noun_sizes: Mapping[str, Sequence[int]]
    noun_or_stop: re.Pattern[str]
    noun_heads: frozenset[str]
    measure: re.Pattern[str]
    measures: Mapping[str, Unit | None]
    unmeasured: frozenset[str]
    bare: frozenset[str]
    attending: frozenset[str]
    anybody: frozenset[str]
    thing: re.Pattern[str]
    ends: frozenset[str]
    numbers: frozenset[str]
    modifiers: frozenset[str]
    cue_before: Search
    cue_close: re.Pattern[str]
    cue_near: re.Pattern[str]
    cue_next: re.Pattern[str]
    cue_recorded: re.Pattern[str]
    cue_staged: re.Pattern[str]
    cue_linked: re.Pattern[str]
    cue_after: Search
    cue_after_people: Search
    people_of: re.Pattern[str]
    drawn_from: re.Pattern[str]
    greeting: re.Pattern[str]
    presence: re.Pattern[str]
    beside: re.Pattern[str]
    acts: re.Pattern[str]
    performers: re.Pattern[str]
    performed: re.Pattern[str]
    partitive: re.Pattern[str]
    present: Search
    evident: frozenset[str]
    addressed: re.Pattern[str]
    sized: re.Pattern[str]
    trailing: re.Pattern[str]
    sizing: frozenset[str]
    crews: frozenset[str]
    companies: frozenset[str]
    cue_tallied: re.Pattern[str]
    joint: re.Pattern[str]
    listing: re.Pattern[str]
    came: re.Pattern[str]
    counting: re.Pattern[str]
    counted: Mapping[str, Unit]
    expected: Search
    false_before: Search
    false_after: Search
    describing: Search
    false_clause: Search
    clause_topic: Search
    false_sentence: Search
    sentence_topic: Search
    objects: Search
    scheme: Search
    joins: re.Pattern[str]
    kinds_of_scheme: re.Pattern[str]
    body_gathers: re.Pattern[str]
    gather: Search
    members: re.Pattern[str]
    yearly: Search
    many: Search
    occasion: Search
    compound: re.Pattern[str]
    at_event: re.Pattern[str]
    of_event_before: re.Pattern[str]
    at_this_event: re.Pattern[str]
    preceding_end: re.Pattern[str]
    of_things: re.Pattern[str]
    event: Search
    event_types: Mapping[str, str]
    qualifying: re.Pattern[str]
    of_event: re.Pattern[str]
    frames: Frames
    alone: Alone | None


@cache
def compile_patterns(quantities: QuantityReference, lang: Lang) -> Patterns:
    """Return the patterns of `lang`; every phrase is folded as the text will be."""
    words = quantities.words[lang]
    cues, friends = words.cues, words.false_friends
    qualifiers, suffixes = fold_keys(words.before, lang), fold_keys(words.after, lang)
    nouns, counted = fold_keys(words.nouns, lang), fold_keys(cues.counted, lang)
    measures = fold_keys(words.measures, lang)
    named = {word: kind.event_type for kind in quantities.event_types for word in kind.words[lang]}
    event_types = fold_keys(named, lang)

    article = rf"(?:\s(?:{'|'.join(ARTICLES[lang])}))?" if lang == "en" else "(?:合?共有?|有)?"

    def whole(phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile(write_phrases(phrases, lang))

    def search(phrases: Iterable[str]) -> Search:
        return compile_search(whole(phrases), [fold(phrase, lang) for phrase in phrases])

    def at_end(phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?P<phrase>{write_phrases(phrases, lang)}){article}\s?$")

    gap = "{0,32}" if lang == "en" else "{0,4}"
    verbs = write_phrases(cues.counted_verbs, lang)
    prefix = write_phrases(qualifiers, lang)
    # An exhibition centre is no exhibition.
    events = rf"{write_phrases(event_types, lang)}(?!\s?{write_phrases(quantities.venues[lang], lang)})"
    return Patterns(
        qualifier_end=at_end(qualifiers),
        qualifier_lasts=list_lasts(qualifiers, lang),
        preceding_lasts=list_lasts(friends.preceding, lang),
        qualifiers=qualifiers,
        suffix=re.compile(rf" ?(?P<phrase>{write_phrases(suffixes, lang)})"),
        suffixes=suffixes,
        nouns=nouns,
        noun_sizes=list_sizes(nouns),
        noun_or_stop=re.compile(f"(?P<noun>{write_phrases(nouns, lang)})|{write_phrases(words.stop, lang)}"),
        noun_heads=frozenset(fold(word[0], lang) for word in (*nouns, *words.stop)),
        measure=whole(measures),
        measures=measures,
        unmeasured=frozenset(fold(word, lang) for word in words.numbers.many),
        bare=list_bare_signs(words.numbers, lang),
        attending=frozenset(fold(noun, lang) for noun in words.attending),
        anybody=frozenset(fold(noun, lang) for noun in words.anybody),
        thing=whole(words.things),
        ends=frozenset(fold(noun, lang) for noun in words.stop | words.things),
        numbers=frozenset((*words.numbers.small, *words.numbers.tens)),
        modifiers=frozenset(fold(word, lang) for word in cues.modifiers),
        cue_before=search(cues.before),
        cue_close=at_end(cues.close),
        cue_near=at_end(cues.near),
        cue_next=re.compile(rf"\s?{write_phrases(cues.next, lang)}"),
        cue_recorded=at_end(cues.recorded),
        cue_staged=re.compile(
            rf"{events}(?:[^,;.]{{0,24}}|,(?: which)?) {write_phrases(cues.staged, lang)}{article}\s?$"
        ),
        cue_linked=at_end(cues.linked),
        # 參加者 ("participants") are named, not said to have come; 接受傳媒訪問 is no visit.
        cue_after=compile_search(
            re.compile(f"(?!参[加与]者)(?<!传媒)(?<!记者)(?<!接受){write_phrases(cues.after, lang)}"),
            [fold(phrase, lang) for phrase in cues.after],
        ),
        cue_after_people=search(cues.after_people),
        # The firms of those who are here need not be: "representatives of 30 firms are here".
        people_of=at_end(
            f"{noun} {joint}" for noun, unit in words.nouns.items() if unit == "people" for joint in ("of", "from")
        ),
        drawn_from=at_end(f"{noun} {verb} from" for noun in (*words.attending, "you") for verb in cues.coming),
        greeting=at_end(cues.greeting),
        presence=re.compile(
            rf"{write_phrases(cues.presence, lang)}(?: are| is)?(?: (?:[a-z]+ ){{1,3}}(?:of|from))?{article}\s?$"
        ),
        beside=re.compile(rf"\s?(?:here )?{write_phrases(cues.presence, lang)}"),
        acts=at_end(cues.acts),
        performers=whole(cues.performers),
        performed=at_end(cues.performed),
        partitive=re.compile(PARTITIVE[lang]),
        present=search(cues.present),
        evident=frozenset(fold(noun, lang) for noun in (*cues.evident, *cues.addressed, *cues.crews)),
        addressed=re.compile(rf" (?P<noun>{write_phrases(cues.addressed, lang)})"),
        sized=re.compile(rf" {write_phrases(cues.sized, lang)}"),
        trailing=re.compile(rf" {write_phrases(cues.trailing, lang)}(?= ?[,.;—)]| and |$)"),
        sizing=frozenset(fold(word, lang) for word in cues.sized),
        crews=frozenset(fold(noun, lang) for noun in cues.crews),
        companies=frozenset(fold(noun, lang) for noun in cues.companies),
        cue_tallied=re.compile(write_tally(cues.after, verbs) if lang == "tc" else r"(?!)"),
        joint=re.compile(JOINT[lang]),
        listing=re.compile(LISTING[lang]),
        came=re.compile(rf"\s?{write_phrases([*cues.next, *cues.after], lang)}"),
        counting=re.compile(rf"(?:[^,.;]{gap}?(?:{verbs}))?\s?(?:{prefix})?\s?"),
        counted=counted,
        expected=search(cues.expected),
        false_before=search(friends.before),
        false_after=search(friends.after),
        describing=search(friends.describing),
        false_clause=search(friends.clause),
        clause_topic=search(friends.clause_topics),
        false_sentence=search(friends.sentence),
        sentence_topic=search(friends.sentence_topics),
        objects=search(friends.objects),
        scheme=search(friends.schemes),
        joins=whole(friends.joins),
        body_gathers=re.compile(
            rf"{write_phrases([*friends.bodies, *friends.schemes], lang)}[^;。]{{0,160}}?"
            rf"{write_phrases(friends.gathers, lang)}"
        ),
        # The exchanges and courses of a scheme, not one of them: "exchange and internship programmes".
        kinds_of_scheme=re.compile(rf"{write_phrases(event_types, lang)}\s?{write_phrases(friends.kinds, lang)}"),
        gather=search(friends.gathers),
        members=re.compile(MEMBER[lang]),
        yearly=search(friends.yearly),
        many=search(friends.many),
        occasion=compile_search(
            re.compile(rf"{write_phrases(friends.occasions, lang)}|{events}"),
            [*(fold(phrase, lang) for phrase in friends.occasions), *event_types],
        ),
        compound=re.compile(COMPOUND[lang]),
        at_event=re.compile(
            rf" (?:at|in(?= (?:the|this|today's|our)\b)) (?:[\w']+ ){{1,4}}?{write_phrases(event_types, lang)}"
        ),
        of_event_before=re.compile(rf"{events}'s {article}$") if lang == "en" else re.compile(r"(?!)"),
        at_this_event=re.compile(
            rf" (?:at|for|in|to) {write_phrases(cues.deictic, lang)} (?:[\w']+ ){{0,4}}?"
            rf"{write_phrases(event_types, lang)}"
        ),
        preceding_end=at_end(friends.preceding),
        of_things=at_end(
            [f"{thing} {origin}" for thing in words.things.difference(friends.realms) for origin in friends.origins]
        ),
        event=compile_search(re.compile(events), event_types),
        event_types=event_types,
        qualifying=re.compile(QUALIFYING[lang]),
        of_event=re.compile(OF_EVENT[lang]),
        frames=compile_frames(
            FrameWords(
                event=write_phrases(leave_out(named, cues.loose), lang),
                any_event=write_phrases(named, lang),
                venue=write_phrases(quantities.venues[lang], lang),
                article=article,
                **{
                    part: write_phrases(getattr(cues, part), lang)
                    for part in ("unlike", "parties", "forms", "comings", "crews")
                },
            ),
            lang,
        ),
        alone=compile_alone(
            write_phrases(cues.alone_behind, lang),
            write_phrases(cues.alone_ahead, lang),
            prefix,
            [*words.numbers.small, *words.numbers.tens, *words.numbers.scales],
            list_lasts([*cues.alone_ahead, *qualifiers], lang),
        )
        if cues.alone_behind
        else None,
    )
