"""Where the numbers come from: definitions, snapshot, coverage, runs, issues, and the files to download."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import guard_card, render_panel
from dashboard.components.table import Column, render_table
from dashboard.datasets import DATASETS
from dashboard.pages.accuracy import render_accuracy
from dashboard.pages.coverage import render_calendar, render_revisions
from dashboard.pages.page import Page
from dashboard.periods import count_days
from dashboard.rows import rows_of
from dashboard.view import View
from dashboard.wording import count_of, format_day, format_number, format_time

_RUNS = "SELECT * FROM runs ORDER BY started_at DESC LIMIT 20"
_ISSUES = (
    "SELECT field, reason, count(*) AS issues, min_by(CASE field WHEN 'document' THEN origin"
    " ELSE release_id || ': ' || left(raw, 120) END, issue_id) AS example"
    " FROM issues GROUP BY field, reason ORDER BY issues DESC, field, reason LIMIT 50"
)
_ISSUES_UNIT = "What was not understood and left out, and what two versions of a release were read to say differently"
_DEFINITIONS = (
    (
        "Theme",
        "A theme belongs to a release whose text explicitly speaks of it: a phrase of its scope occurs and means that "
        "theme there. There are 100 themes in 12 domains. A release counts once for a theme, however often it occurs.",
    ),
    (
        "Appearance",
        "A person named in a release, with the strongest role that holds: spoke (a speech, a quotation, a reply), "
        "officiated (hosted, chaired, led, signed), attended (met, visited, took part), or named without being there.",
    ),
    (
        "Event size",
        "A stated number of people, person-times, organisations or countries that took, take or are expected to take "
        "part in an event. It is charted as stated: “more than 320” is an open mark at 320, never the exact value 320.",
    ),
    (
        "Release",
        "The English and Chinese versions of one release count once, unless one language is chosen. Routine notices "
        "(weather, missing persons, tender results and the like) are left out unless they are counted in.",
    ),
    (
        "Share",
        "Releases that speak of a theme, divided by all releases in the period under the same dates, language, "
        "routine-notice and speaker filters. The denominator is shown and downloadable.",
    ),
    (
        "Period",
        "Calendar periods in Hong Kong time; weeks start on Monday. A period that is cut by the dates asked, or for "
        "which more may come, is dashed or hatched and is kept out of comparisons.",
    ),
)
_FILES = {
    "releases": "One row a document: the releases under the filters",
    "phrase-frequency": "One row a period: releases that say the words looked for, share and denominator",
    "theme-frequency": "One row a period and theme: releases, mentions, share and denominator",
    "speaker-appearances": "One row a period, person and role",
    "event-sizes": "One row a stated size, with the sentence that states it",
}


def render_body(view: View) -> list[Component]:
    """Render the page, from the files a reader may want to the log of the job."""
    cards = (
        _render_files,
        _keep(_render_definitions),
        _keep(render_accuracy),
        _render_snapshot,
        _keep(render_calendar),
        render_revisions,
        _keep(_render_runs),
        _keep(_render_issues),
    )
    return [guard_card(view, card) for card in cards]


def _keep(card: Callable[[View], Component]) -> Callable[[View], Component]:
    """Make a card once for a snapshot and a screen: what it says does not follow the filters."""
    return lambda view: view.snapshot.keep((card.__name__, view.look), lambda: card(view))


def _render_files(view: View) -> Component:
    links = [
        html.Li([html.A(f"{name}.csv", href=view.download(name), download=""), f" – {_FILES.get(name, '')}"])
        for name in DATASETS
        if view.filters.q or name != "phrase-frequency"  # which has nothing to say unless words are looked for
    ]
    unit = "CSV under the filters above (UTF-8); the addresses can be kept and asked again"
    return render_panel("files", "Download the numbers behind the charts", unit, html.Ul(links))


def _render_definitions(view: View) -> Component:
    terms = [part for term, words in _DEFINITIONS for part in (html.Dt(term), html.Dd(words))]
    return render_panel(
        "method", "What is counted", "Definitions of the codebook, in short", html.Dl(terms, className="terms")
    )


def _render_snapshot(view: View) -> Component:
    info, checked = view.snapshot.info, view.snapshot.read_checked()
    facts = {
        "Snapshot": view.snapshot.name,
        "Built": f"{format_time(info.built_at)}, Hong Kong time",
        "Last checked": f"{format_time(checked)}, Hong Kong time" if checked else "The source has not been asked",
        "Days covered": f"{format_day(info.oldest_on)} to {format_day(info.newest_on)}",
        "Version of extraction": info.facts_version,
        "Content": "Demonstration data: people and events are invented"
        if info.demonstration
        else "Press releases as published",
        "Days not complete": format_number(count_days(info.incomplete["all"])),
        "Days not loaded": format_number(count_days(info.gaps["all"])),
    }
    terms = [part for term, words in facts.items() for part in (html.Dt(term), html.Dd(words))]
    return render_panel(
        "snapshot",
        "This snapshot",
        "A snapshot never changes; a new one takes its place as a whole",
        html.Dl(terms, className="terms"),
    )


def _render_runs(view: View) -> Component:
    frame = view.snapshot.frame(_RUNS)
    counts = ("documents", "added", "changed", "unchanged", "rejected")
    columns = [
        Column("Started", lambda row: format_time(row.started_at)),
        Column("Command", lambda row: html.Code(row.command)),
        Column("Status", lambda row: row.status),
        *[
            Column(name.capitalize(), lambda row, name=name: format_number(getattr(row, name)), number=True)  # type: ignore[misc]
            for name in counts
        ],
    ]
    table = render_table("Newest runs of the job", columns, rows_of(frame))
    return render_panel("runs", "How it was loaded", "The newest 20 runs of the job, in documents", table)


def _render_issues(view: View) -> Component:
    frame = view.snapshot.frame(_ISSUES)
    if frame.empty:
        return render_panel("issues", "No issue is recorded", "What the job could not understand", html.P("None."))
    columns = [
        Column("Field", lambda row: row.field),
        Column("Issues", lambda row: format_number(row.issues), number=True),
        Column("Reason", lambda row: row.reason),
        Column("For example", lambda row: row.example),
    ]
    table = render_table("Issues by field and reason", columns, rows_of(frame))
    total = count_of(int(frame["issues"].sum()), "issue")
    return render_panel("issues", f"{total} in what was loaded", _ISSUES_UNIT, table)


PAGE = Page("/data", "Data", "Data and method", render_body, charted=False)
