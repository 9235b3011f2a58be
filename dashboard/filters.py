"""Filter state ⇄ address query: strict when reading, canonical when writing.

Whatever an address asks for is either understood exactly or refused with a `FilterError` that says what
is allowed; nothing is guessed or ignored. Dates outside the days covered are clipped to them, so that no
day without data is ever charted as zero.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal, TypeVar, get_args
from urllib.parse import urlencode

from dashboard.periods import PERIODS, Period, choose_period
from dashboard.search.query import PhraseError, parse_query
from dashboard.snapshot import Snapshot

Role = Literal["spoke", "officiated", "attended", "named"]
Lang = Literal["all", "en", "tc"]
Routine = Literal["exclude", "include"]
Measure = Literal["releases", "mentions", "share"]
Size = Literal["people", "person-times", "organisations", "countries"]

ROLES: tuple[Role, ...] = get_args(Role)
LANGS: tuple[Lang, ...] = get_args(Lang)
ROUTINES: tuple[Routine, ...] = get_args(Routine)
MEASURES: tuple[Measure, ...] = get_args(Measure)
SIZES: tuple[Size, ...] = get_args(Size)
PARAMETERS = ("from", "to", "by", "theme", "speaker", "role", "lang", "routine", "measure", "size", "release", "q")
PAGE_PARAMETERS = ("sort", "page", "open")

_REPEATABLE = frozenset({"theme", "role"})
_LONGEST_VALUE = 200
_LISTED = 8
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Choice = TypeVar("_Choice", bound=str)

_FIND_PERSON = """
SELECT person_id FROM people WHERE person_id = $asked OR name_en = $asked OR name_tc = $asked
ORDER BY person_id <> $asked, person_id
LIMIT 10
"""
_FIND_CLOSE_PEOPLE = """
SELECT concat(coalesce(nullif(name_en, ''), name_tc), ' (', person_id, ')')
FROM people
ORDER BY
    greatest(
        jaro_winkler_similarity(lower(name_en), lower($asked)),
        jaro_winkler_similarity(name_tc, $asked),
        jaro_winkler_similarity(lower(person_id), lower($asked))
    ) DESC,
    person_id
LIMIT 5
"""


class FilterError(ValueError):
    """A parameter that cannot be understood: its name, what was given, and what is allowed.

    `allowed` is a sentence part; `choices` are all allowed values where that part names only some.
    """

    def __init__(self, parameter: str, value: str, allowed: str, choices: Sequence[str] = ()) -> None:
        self.parameter = _quote(parameter)
        self.value = _quote(value)
        self.allowed = allowed
        self.choices = tuple(choices)
        super().__init__(f"{self.parameter}: “{self.value}” cannot be used. Allowed: {allowed}.")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Empty `themes`, `speaker`, `roles`, `size`, `release` and `q` mean no restriction.

    `by` is the period to chart; `by_asked` is what the address said, which may be `auto`.
    """

    since: date
    until: date
    by: Period
    by_asked: str = "auto"
    themes: tuple[str, ...] = ()
    speaker: str = ""
    roles: tuple[Role, ...] = ()
    lang: Lang = "all"
    routine: Routine = "exclude"
    measure: Measure = "releases"
    size: Size | Literal[""] = ""
    release: str = ""
    q: str = ""


def read_filters(
    params: Mapping[str, Sequence[str]], snapshot: Snapshot, page_only: frozenset[str] = frozenset()
) -> Filters:
    """Read the parameters of an address, each name with all of its values.

    `page_only` names further parameters that the caller reads itself. Raises FilterError.
    """
    given = _check_names(params, page_only)
    since, until = _read_range(given, snapshot)
    by_asked = _read_choice(given, "by", ("auto", *PERIODS))
    return Filters(
        since=since,
        until=until,
        by=_resolve_period(by_asked, since, until),
        by_asked=by_asked,
        themes=_read_choices(given, "theme", snapshot.theme_ids),
        speaker=_read_speaker(given, snapshot),
        roles=_read_choices(given, "role", ROLES),
        lang=_read_choice(given, "lang", LANGS),
        routine=_read_choice(given, "routine", ROUTINES),
        measure=_read_choice(given, "measure", MEASURES),
        size=next(iter(_read_choices(given, "size", SIZES)), ""),
        release=_read_release(given, snapshot),
        q=_read_phrases(given),
    )


def change_filters(filters: Filters, **changes: object) -> Filters:
    """Return the filters with fields changed; `by` follows the range again where it was asked as auto."""
    if "by" in changes:
        changes.setdefault("by_asked", changes["by"])
    changed = replace(filters, **changes)  # type: ignore[arg-type]
    return replace(changed, by=_resolve_period(changed.by_asked, changed.since, changed.until))


def narrow_filters(
    filters: Filters,
    *,
    start: date | None = None,
    end: date | None = None,
    theme: str = "",
    speaker: str = "",
    role: Role | Literal[""] = "",
    size: Size | Literal[""] = "",
    release: str = "",
) -> Filters:
    """Narrow to one point of a chart: its period, clipped to the range, and its theme, person, role or sizes."""
    changes: dict[str, object] = {
        "since": max(filters.since, start or filters.since),
        "until": min(filters.until, end or filters.until),
        "themes": (theme,) if theme else filters.themes,
        "speaker": speaker or filters.speaker,
        "roles": (role,) if role else filters.roles,
        "size": size or filters.size,
        "release": release or filters.release,
    }
    return change_filters(filters, **changes)


def write_query(filters: Filters, snapshot: Snapshot, **changes: object) -> str:
    """Write the address query: stable order, without what equals the defaults, without a question mark.

    `changes` are fields of Filters, or the page's own parameters (`sort`, `page`, `open`).
    """
    own = [(name, str(changes.pop(name))) for name in PAGE_PARAMETERS if changes.get(name)]
    for name in PAGE_PARAMETERS:
        changes.pop(name, None)
    changed = change_filters(filters, **changes)
    defaults = Filters(snapshot.info.oldest_on, snapshot.info.newest_on, by=changed.by)
    before = set(_list_pairs(defaults))
    return urlencode([pair for pair in _list_pairs(changed) if pair not in before] + own)


def _list_pairs(filters: Filters) -> list[tuple[str, str]]:
    pairs = [("from", filters.since.isoformat()), ("to", filters.until.isoformat()), ("by", filters.by_asked)]
    pairs += [("theme", theme) for theme in filters.themes]
    pairs += [("speaker", filters.speaker)]
    pairs += [("role", role) for role in filters.roles]
    pairs += [("lang", filters.lang), ("routine", filters.routine), ("measure", filters.measure)]
    return [*pairs, ("size", filters.size), ("release", filters.release), ("q", filters.q)]


def _check_names(params: Mapping[str, Sequence[str]], page_only: frozenset[str]) -> Mapping[str, Sequence[str]]:
    known = (*PARAMETERS, *sorted(page_only))
    for name, values in params.items():
        if name not in known:
            raise FilterError(name, ", ".join(values), f"the parameters {', '.join(known)}")
        if len(values) > 1 and name not in _REPEATABLE:
            raise FilterError(name, ", ".join(values), "one value, given once")
        for value in values:
            if not value.strip() or len(value) > _LONGEST_VALUE:
                raise FilterError(name, value, f"a value of 1 to {_LONGEST_VALUE} characters")
    return params


def _read_range(given: Mapping[str, Sequence[str]], snapshot: Snapshot) -> tuple[date, date]:
    info = snapshot.info
    since = _read_day(given, "from", info.oldest_on)
    until = _read_day(given, "to", max(info.newest_on, since))
    if "from" not in given:
        since = min(since, until)
    if since > until:
        raise FilterError("from", str(since), f"a day that is not after the last day asked for, {until}")
    if since > info.newest_on or until < info.oldest_on:
        return since, until  # nothing is covered there, and nothing is found
    return max(since, info.oldest_on), min(until, info.newest_on)


def _read_day(given: Mapping[str, Sequence[str]], name: str, default: date) -> date:
    if name not in given:
        return default
    (text,) = given[name]
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise FilterError(name, text, "a day of the calendar written like 2025-04-03")


def _read_choices(given: Mapping[str, Sequence[str]], name: str, allowed: tuple[_Choice, ...]) -> tuple[_Choice, ...]:
    asked = given.get(name, ())
    for value in asked:
        if value not in allowed:
            unnamed = allowed if len(allowed) > _LISTED else ()
            raise FilterError(name, value, _describe_choices(value, allowed), unnamed)
    return tuple(choice for choice in allowed if choice in asked)


def _read_choice(given: Mapping[str, Sequence[str]], name: str, allowed: tuple[_Choice, ...]) -> _Choice:
    return (_read_choices(given, name, allowed) or allowed)[0]


def _describe_choices(value: str, allowed: Sequence[str]) -> str:
    if len(allowed) <= _LISTED:
        return ", ".join(allowed)
    close = get_close_matches(value, allowed, n=5, cutoff=0.5) or allowed[:5]
    return f"one of {len(allowed)} identifiers, such as {', '.join(close)}"


def _read_speaker(given: Mapping[str, Sequence[str]], snapshot: Snapshot) -> str:
    if "speaker" not in given:
        return ""
    (asked,) = given["speaker"]
    found = [person_id for (person_id,) in _read_all(snapshot, _FIND_PERSON, asked)]
    if asked in found:
        return asked
    if len(found) == 1:
        return str(found[0])
    if found:
        raise FilterError("speaker", asked, f"one of the people of that name: {', '.join(found)}")
    close = [person for (person,) in _read_all(snapshot, _FIND_CLOSE_PEOPLE, asked)]
    raise FilterError("speaker", asked, f"a person_id or a whole name; the closest are {', '.join(close)}")


def _read_release(given: Mapping[str, Sequence[str]], snapshot: Snapshot) -> str:
    if "release" not in given:
        return ""
    (asked,) = given["release"]
    if not _read_all(snapshot, "SELECT 1 FROM releases WHERE release_id = $asked LIMIT 1", asked):
        raise FilterError("release", asked, "the release_id of a release in this snapshot")
    return asked


def _read_phrases(given: Mapping[str, Sequence[str]]) -> str:
    text = given.get("q", [""])[0].strip()
    if text:
        try:
            parse_query(text)
        except PhraseError as error:
            raise FilterError("q", text, str(error)) from error
    return text


def _read_all(snapshot: Snapshot, sql: str, asked: str) -> list[tuple[str, ...]]:
    return [row for batch in snapshot.rows(sql, {"asked": asked}).batches for row in batch]


def _resolve_period(by_asked: str, since: date, until: date) -> Period:
    for period in PERIODS:
        if period == by_asked:
            return period
    return choose_period(since, until)


def _quote(text: str) -> str:
    """Show what was given: one line, without control characters, of bounded length."""
    shown = "".join(char if char.isprintable() else " " for char in text[:_LONGEST_VALUE])
    return shown + ("…" if len(text) > _LONGEST_VALUE else "")
