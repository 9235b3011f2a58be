"""Applies the declared corrections: to a release before it is read, and to what was read in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from etl.model import Facts, Issue, Release, Role
from etl.reference.corrections import Correction, Corrections, split_role

_TEXTS = ("title", "body")


def correct_release(
    release: Release, corrections: Corrections, again: bool = False
) -> tuple[Release, tuple[Issue, ...]]:
    """Return the release with its text corrected, and an issue for each correction that no longer fits.

    Of a release read `again` from the store, the text may be corrected already.
    """
    issues = []
    for correction in corrections.get((release.release_id, release.lang), ()):
        if correction.field not in _TEXTS:
            continue
        text = getattr(release, correction.field)
        if text.count(correction.expect) == 1:
            changed: dict[str, Any] = {correction.field: text.replace(correction.expect, correction.becomes)}
            release = replace(release, **changed)
        elif not (again and correction.becomes in text):
            issues.append(_report(release, correction, f"found {text.count(correction.expect)} times"))
    return release, tuple(issues)


def correct_facts(release: Release, facts: Facts, corrections: Corrections) -> Facts:
    """Return the facts with single ones withdrawn or changed; what does not fit becomes an issue among them."""
    for correction in corrections.get((release.release_id, release.lang), ()):
        if correction.field in _TEXTS:
            continue
        changed = _CHANGES[correction.field](facts, correction)
        issue = _report(release, correction, "not found") if changed == facts else None
        facts = replace(changed, issues=(*changed.issues, issue)) if issue else changed
    return facts


def _withdraw_theme(facts: Facts, correction: Correction) -> Facts:
    return replace(
        facts,
        themes=tuple(mention for mention in facts.themes if mention.theme_id != correction.expect),
        primary_themes=tuple(theme for theme in facts.primary_themes if theme != correction.expect),
    )


def _change_appearance(facts: Facts, correction: Correction) -> Facts:
    name, role = split_role(correction.expect)
    kept = []
    for person in facts.appearances:
        if (person.name, person.role) != (name, role):
            kept.append(person)
        elif correction.becomes:
            becomes: Role = split_role(correction.becomes)[1]  # type: ignore[assignment]  # checked when loaded
            kept.append(replace(person, role=becomes))
    return replace(facts, appearances=tuple(kept))


def _withdraw_event_size(facts: Facts, correction: Correction) -> Facts:
    kept = tuple(size for size in facts.event_sizes if f"{size.value:.0f} {size.unit}" != correction.expect)
    return replace(facts, event_sizes=kept)


_CHANGES: dict[str, Callable[[Facts, Correction], Facts]] = {
    "theme": _withdraw_theme,
    "appearance": _change_appearance,
    "event_size": _withdraw_event_size,
}


def _report(release: Release, correction: Correction, found: str) -> Issue:
    reason = (
        f"expected {correction.expect!r} once in the {correction.field}, {found}:"
        " remove the correction, or mend it in corrections.yaml"
    )
    return Issue(
        release.url or release.release_id, "correction", reason, correction.expect, release.release_id, release.lang
    )
