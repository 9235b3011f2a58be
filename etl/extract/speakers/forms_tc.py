"""Tells who speaks in a Chinese transcript: its opening sentence, its greeting, its speaker labels."""

import re
from dataclasses import dataclass

from etl.extract.speakers.sentences import Person
from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span, Text
from etl.model import Role

_SPEECH = "致辭|致詞|發言|講話|談話|演辭|演講"
_FORM = re.compile(
    rf"(?:下稿代[^：\n]{{1,30}}：\s*)?以下[是為](?P<rest>(?P<speech>(?:[^：\n「」]|「[^」\n]{{0,80}}」){{0,160}}?(?:{_SPEECH}))?[^\n]{{0,300}})"
)
_SAID = re.compile(rf"{_SPEECH}|答覆|答問|提問|質詢|議案|全文|聲明|訪問|文章|內容|對話|記者|傳媒|回應|演說|講稿|書面")
_JOINED = re.compile("聯同|連同|偕同|會同")
# 就 introduces what is spoken about, unless it is part of another word.
_ABOUT = re.compile("(?<![成造遷])就(?![業職任讀學診醫近])")
_ASKS = re.compile(r"(?:提出)?的?(?:口頭|書面|急切|補充)?(?:提問|質詢|問題)")
_MOVED = re.compile(
    r"(?:(?:、|和|及|與|以及)[^，。；、]{2,6}?議員){0,8}(?:今日|今天|剛才)?(?:就[^，。；]{0,20})?(?:分別)?(?:所)?(?:(?:提出|動議)的?|的)"
    r"(?:修正案|修正議案|原議案|議案)"
)
_MOVED_BY = re.compile(
    r"(?:提出|動議)(?:[^，。；]{0,8}?)(?:議案|修正案)的(?:[^，。；、]{2,6}?議員(?:、|和|及|與)){0,8}$"
)
_GREETING = re.compile(r"各位|：$")
_SAYS = re.compile(r"）?：[ \u3000]*[^\n]{0,200}?[，。？！]")
_GREETS_UNTIL = 4
_LABEL_STARTS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of transcript a text is.

    `opening` is the number of the sentence that tells who speaks (-1: none); behind `told` a speaker speaks.
    """

    opening: int = -1
    told: int | None = None

    def is_told(self, number: int) -> bool:
        """Tell whether a speaker speaks in the sentence of this number."""
        return self.told is not None and number > self.told


def read_form(text: Text) -> Form:
    """Return the form of `text`: a speech also begins where its first line greets the audience."""
    if text.in_title:
        return Form()
    match = _FORM.match(text.text) if text.text.startswith(("以下", "下稿代")) else None
    if match and _SAID.search(match["rest"]):
        span = text.sentence_at(match.start("rest"))
        opening = text.sentences.index(span)
        return Form(opening, opening if match["speech"] else None)
    line = text.text[: text.sentences[0].end]
    return Form(told=-1) if line.endswith("：") and "各位" in line else Form()


def is_greeting(text: Text, number: int, form: Form) -> bool:
    """Tell whether a sentence greets people at the beginning of a speech."""
    if form.told is None or not form.told < number < _GREETS_UNTIL:
        return False
    return _GREETING.search(text.text, *text.sentences[number]) is not None


def read_opening(body: str, span: Span, present: list[Person]) -> list[tuple[Person, Role]]:
    """Return the role of each person of the opening: the first speaks, those who join stand beside."""
    joined = _JOINED.search(body, *span)
    found: list[tuple[Person, Role]] = []
    before: Sighting | None = None
    for person in present:
        sighting = person[0]
        meant = before is not None and _ABOUT.search(body, before.closes, sighting.start)
        role: Role = "spoke"
        if moves(body, sighting) or (joined and joined.start() < sighting.opens):
            role = "attended"
        elif meant and not _ASKS.match(body, sighting.closes):
            role = "named"
        found.append((person, role))
        before = sighting
    return found


def moves(body: str, sighting: Sighting) -> bool:
    """Tell whether someone moved the motion that others speak about: 就陳大文議員動議的議案."""
    return body.startswith(("動議的", "提出的"), sighting.closes) and not _ASKS.match(body, sighting.closes)


def is_mover(body: str, span: Span, sighting: Sighting) -> bool:
    """Tell whether a member moved what is debated, which only those present do: 感謝陳大文議員的修正案."""
    if not body.startswith("議員", sighting.end):
        return False
    behind = _MOVED.match(body, sighting.closes)
    return behind is not None or _MOVED_BY.search(body, span.start, sighting.opens) is not None


def is_label(body: str, span: Span, sighting: Sighting) -> bool:
    """Tell whether a paragraph begins with someone's name or post, and gives the words behind a colon."""
    if not body.startswith(("：", "）："), sighting.closes) or (span.start and body[span.start - 1] != "\n"):
        return False
    return sighting.opens - span.start < _LABEL_STARTS and _SAYS.match(body, sighting.closes) is not None
