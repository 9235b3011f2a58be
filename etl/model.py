"""The vocabulary: the records that pass between the stages of the job.

Offsets are in code points. They point into `Release.body`, or into `Release.title` where `in_title` is
true, exactly as stored: `text[start_char:end_char]` is the evidence.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

Lang = Literal["en", "tc"]
Role = Literal["spoke", "officiated", "attended", "named"]
Qualifier = Literal["exact", "about", "more-than", "at-least", "nearly", "up-to", "range"]
Unit = Literal["people", "person-times", "organisations", "countries"]

KEPT_RAW = 100_000
"""So many signs are kept of a document that could not be read: enough to see what it is."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a source gave it, before parsing.

    `origin` says where it stands (a path, with a line number where the file holds many). `raw` is its
    text as read. The other fields are what the source itself states of it; empty where it says nothing.
    `source` is `file` or `infogov` (the live site).
    """

    origin: str
    format: Literal["record", "html", "text"]
    raw: str
    release_id: str = ""
    lang: str = ""
    published_at: str = ""
    title: str = ""
    url: str = ""
    source: str = "file"


@dataclass(frozen=True, slots=True)
class Release:
    """One press release in one language.

    `title` and `body` are normalised once (see `etl.normalise`); all offsets refer to them.
    `published_at` is Hong Kong time without a zone; midnight when `time_known` is false.
    `date_basis` says what the date rests on: `stated`, `given` (by the user) or `anchor` (inferred
    from a dated event in the text).
    """

    release_id: str
    lang: Lang
    published_at: datetime
    time_known: bool
    date_basis: Literal["stated", "given", "anchor"]
    title: str
    body: str
    url: str
    source: str

    @property
    def published_on(self) -> date:
        """The day of publication in Hong Kong."""
        return self.published_at.date()


class ThemeMention(NamedTuple):
    """One occurrence of a phrase of a theme; `phrase` is the text as it stands."""

    theme_id: str
    phrase: str
    start_char: int
    end_char: int
    in_title: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """One person in one release (codebook, section 2).

    `person_id` joins releases and languages: a reference id for people in `data/reference`, otherwise
    the name itself behind its language. `name` is as first written, and empty where only the office is
    named. `sentence` proves `role`, and the span is where it names the person, if only by surname or
    office. Where it says "he", it begins with the sentence that names him.
    """

    person_id: str
    name: str
    office: str
    office_id: str
    acting: bool
    role: Role
    start_char: int
    end_char: int
    in_title: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class EventSize:
    """One stated number of people, organisations or countries at an event (codebook, section 3).

    The span covers qualifier, number and noun: "more than 320 participants". `held_on` is the day of the
    event (its first, where it lasted), if the text states it.
    """

    event_type: str
    value: float
    value_high: float | None
    qualifier: Qualifier
    unit: Unit
    subject: str
    expected: bool
    held_on: date | None
    start_char: int
    end_char: int
    in_title: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the job could not understand: what, where, why, and the text it could not read.

    `field` names what is affected; `document` for a document that was rejected as a whole.
    """

    origin: str
    field: str
    reason: str
    raw: str
    release_id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that extraction found in one release.

    `primary_themes` are the one to three themes the release is about, a subset of `themes`' ids.
    """

    kind: str
    routine: bool
    bureau_id: str
    themes: tuple[ThemeMention, ...]
    primary_themes: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    event_sizes: tuple[EventSize, ...]
    issues: tuple[Issue, ...] = ()
