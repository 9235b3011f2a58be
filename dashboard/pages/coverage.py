"""What is loaded, day by day: a calendar for each language, the days that fall short, and what changed afterwards."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import render_graph, render_panel
from dashboard.components.table import Cell, Column, render_table
from dashboard.figures.calendar import calendar_key, draw_calendar
from dashboard.periods import count_days, list_short
from dashboard.rows import rows_of
from dashboard.snapshot import GAP_DAYS
from dashboard.view import View
from dashboard.wording import DOCUMENT_LANG, LANGUAGES, REVISIONS, count_of, format_day, format_number, format_time

_YEARS = """
SELECT date_trunc('year', day)::DATE AS year, lang, sum(loaded)::BIGINT AS loaded, sum(failed)::BIGINT AS failed,
    count(*) FILTER (complete) AS complete, count(*) FILTER (NOT complete) AS short,
    count(*) FILTER (complete IS NULL) AS file, min(day) AS first_day, max(day) AS last_day
FROM coverage GROUP BY ALL ORDER BY year DESC, lang
"""
_MONTHS = """
WITH days AS (
    SELECT d.day::DATE AS day, l.lang
    FROM (SELECT unnest(generate_series(min(day), max(day), INTERVAL 1 DAY)) AS day FROM coverage) AS d
    CROSS JOIN (SELECT DISTINCT lang FROM coverage) AS l
),
judged AS (
    SELECT d.day, d.lang,
        CASE
            WHEN c.complete THEN 'complete'
            WHEN NOT c.complete THEN CASE WHEN c.loaded > 0 THEN 'incomplete' ELSE 'missing' END
            WHEN c.day IS NOT NULL THEN 'file'
            ELSE 'none'
        END AS state
    FROM days AS d
    LEFT JOIN coverage AS c USING (day, lang)
)
SELECT lang, date_trunc('month', day)::DATE AS month,
    coalesce(list(day ORDER BY day) FILTER (state = 'complete'), []) AS complete_days,
    coalesce(list(day ORDER BY day) FILTER (state = 'incomplete'), []) AS incomplete_days,
    coalesce(list(day ORDER BY day) FILTER (state = 'missing'), []) AS missing_days,
    coalesce(list(day ORDER BY day) FILTER (state = 'file'), []) AS file_days,
    coalesce(list(day ORDER BY day) FILTER (state = 'none'), []) AS none_days
FROM judged GROUP BY ALL ORDER BY lang, month
"""
_REVISIONS = """
SELECT v.release_id, v.lang, v.noticed_at, v.what, v.title, coalesce(r.url, '') AS url, r.release_id IS NOT NULL AS held
FROM (SELECT *, rowid AS place FROM revisions ORDER BY noticed_at DESC, place DESC LIMIT 20) AS v
LEFT JOIN releases AS r USING (release_id, lang)
ORDER BY v.noticed_at DESC, v.place DESC
"""
_MOST_RUNS = 200
_UNIT = "Days of each month by language; point at a month for its days"


def render_calendar(view: View) -> Component:
    """Render a calendar for each language side by side, and the years in numbers."""
    answer = view.snapshot.rows(_MONTHS)
    frame = pd.DataFrame([row for batch in answer.batches for row in batch], columns=list(answer.columns))
    calendars = [
        html.Div(
            [
                html.H3(_sum_up(LANGUAGES[str(lang)], months)),
                render_graph(
                    f"calendar-{lang}",
                    f"coverage-{lang}",
                    draw_calendar(months, view.look),
                    f"Calendar of coverage, {LANGUAGES[str(lang)]}. Its numbers by year are in the table below.",
                ),
            ]
        )
        for lang, months in frame.groupby("lang", sort=True)
    ]
    tables = [*_render_short(view), *_fold("Coverage by year, in numbers", _render_years(view))]
    calendar = html.Div(calendars, className="calendars")
    return render_panel("coverage", "What is covered", _UNIT, _render_key(view), calendar, *tables)


def _render_key(view: View) -> Component:
    """Explain the cells, because the numbers and letters in them say what their colours say."""
    kinds = [
        html.Li([html.Span(mark, className="cell", style={"background": colour}), words])
        for colour, mark, words in calendar_key(view.look)
    ]
    return html.Ul(kinds, className="key")


def _fold(summary: str, *content: Component) -> list[Component]:
    """Put away what is long, and looked up only."""
    return [html.Details([html.Summary(summary), *content])]


def _sum_up(language: str, months: pd.DataFrame) -> str:
    """Say in a heading how many days of a language are complete."""
    counts = {
        name: int(months[f"{name}_days"].map(len).sum()) for name in ("complete", "incomplete", "missing", "file")
    }
    crawled = counts["complete"] + counts["incomplete"] + counts["missing"]
    parts = [f"{format_number(counts['complete'])} of {count_of(crawled, 'day')} complete"] if crawled else []
    if counts["file"]:
        parts.append(f"{count_of(counts['file'], 'day')} known from files only")
    return f"{language}: {', '.join(parts)}"


def _render_years(view: View) -> Component:
    columns = [
        Column("Year", lambda row: str(row.year.year)),
        Column("Language", lambda row: LANGUAGES[row.lang]),
        Column("Documents", lambda row: format_number(row.loaded), number=True),
        Column("Failed", lambda row: format_number(row.failed), number=True),
        Column("Days complete", lambda row: format_number(row.complete), number=True),
        Column("Not complete", lambda row: format_number(row.short), number=True),
        Column("From files only", lambda row: format_number(row.file), number=True),
        Column("First day", lambda row: format_day(row.first_day)),
        Column("Last day", lambda row: format_day(row.last_day)),
    ]
    return render_table("Coverage by year and language", columns, rows_of(view.snapshot.frame(_YEARS)))


def _render_short(view: View) -> list[Component]:
    """List the runs of days that are not loaded or not complete, newest first."""
    runs, info = _list_short(view), view.snapshot.info
    if not runs:
        return []
    columns = [
        Column("From", lambda run: format_day(run[0])),
        Column("To", lambda run: format_day(run[1])),
        Column("Days", lambda run: format_number((run[1] - run[0]).days + 1), number=True),
        Column("State", lambda run: run[2]),
        Column("Language", lambda run: " and ".join(runs[run])),
    ]
    shown = sorted(runs, reverse=True)[:_MOST_RUNS]
    words = [
        "A day is complete when the source's index of it was read after the day had ended, and all that it lists is "
        "loaded. Numbers of periods with other days are provisional and kept out of comparisons. Where nothing is "
        "loaded, charts are blank: not zero. Where no index was read, that is seen from "
        f"{GAP_DAYS} days or more in a row without a release."
    ]
    if len(runs) > len(shown):
        words.append(f"These are the newest {len(shown)} of {format_number(len(runs))} runs of days.")
    table = render_table("Days not loaded or not complete", columns, shown)
    days = count_of(count_days(list_short(info.oldest_on, info.newest_on, info)), "day")
    return _fold(f"{days} not loaded or not complete", html.P(" ".join(words), className="unit"), table)


def _list_short(view: View) -> dict[tuple[Any, Any, str], list[str]]:
    """Languages by run of days and its state."""
    info = view.snapshot.info
    covered = {str(lang) for lang in view.snapshot.frame("SELECT DISTINCT lang FROM coverage")["lang"]}
    runs: dict[tuple[Any, Any, str], list[str]] = {}
    for lang in sorted(covered):
        for state, found in (("not loaded", info.gaps[lang]), ("not complete", info.incomplete[lang])):
            for first, last in found:
                runs.setdefault((first, last, state), []).append(LANGUAGES[lang])
    return runs


def render_revisions(view: View) -> Component:
    """Render what the source changed or took away after it had been loaded, newest first."""
    title, unit = "What the source changed afterwards", "Releases changed, taken away or back since they were loaded"
    rows = rows_of(view.snapshot.frame(_REVISIONS))
    if not rows:
        return render_panel("revisions", title, unit, html.P("No change is recorded."))
    columns = [
        Column("Noticed", lambda row: format_time(row.noticed_at)),
        Column("What", lambda row: REVISIONS.get(row.what, row.what)),
        Column("Title until then", lambda row: _link_release(view, row)),
        Column("Language", lambda row: LANGUAGES[row.lang]),
        Column("Original", _link_original),
    ]
    table = render_table("Newest changes of releases", columns, rows)
    total = int(view.snapshot.frame("SELECT count(*) AS revisions FROM revisions")["revisions"][0])
    newest = f", the newest {len(rows)} of {format_number(total)}" if total > len(rows) else ""
    return render_panel("revisions", title, unit + newest, table)


def _link_release(view: View, row: Any) -> Cell:
    """Link a title to its evidence; a release that was issued again under another number is not there any more."""
    words = row.title or row.release_id
    if not row.held:
        return html.Span(words, lang=DOCUMENT_LANG[row.lang])
    return html.A(
        words,
        href=view.href(open=f"?{urlencode({'release': row.release_id, 'routine': 'include'})}"),
        lang=DOCUMENT_LANG[row.lang],
    )


def _link_original(row: Any) -> Cell:
    if not row.url:
        return "not known"
    return html.A(
        "Original\u00a0↗", href=row.url, target="_blank", rel="noopener noreferrer", title="Opens in a new tab"
    )
