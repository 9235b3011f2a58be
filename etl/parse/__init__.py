"""Document → Release: reads what a source gave and normalises it once. Pure: no clock, no network."""

import hashlib
import re
from datetime import date, datetime, time, timedelta, timezone

from etl.model import Document, Lang, Release
from etl.normalise import normalise, normalise_line
from etl.parse.anchors import Anchor
from etl.parse.closing import split_closing
from etl.parse.dates import find_release_day
from etl.parse.issued import Issued
from etl.parse.page import find_serial, read_page
from etl.parse.plain_text import read_plain_text
from etl.parse.unreadable import UnreadableError

__all__ = ["Anchor", "UnreadableError", "parse_document"]

HONG_KONG = timezone(timedelta(hours=8))
_DEMO_ID = re.compile(r"DEMO\d{13}", re.ASCII)
_ID = re.compile(r"[^\s\x00-\x1f]{1,100}")
_CHINESE = re.compile("[\u3400-\u9fff]")
_YEARS = range(1990, 2100)


def parse_document(document: Document, anchors: tuple[Anchor, ...], published_on: date | None = None) -> Release:
    """Read one document.

    `published_on` is the day to use for documents that do not state theirs. Raises UnreadableError, whose
    message names the field, what was expected and what to do.
    """
    title, text, url, serial = document.title, document.raw, document.url, find_serial(document.url)
    if document.format == "html":
        page = read_page(document.raw)
        title, text, url, serial = page.title, page.text, url or page.url, serial or page.serial
    elif document.format == "text":
        title, text = read_plain_text(document.raw)
    title = normalise_line(title)
    body, closing = split_closing(normalise(text))
    if not title:
        raise UnreadableError("title", "empty: expected the release's title")
    if not body:
        raise UnreadableError("text", "empty: expected the release's body")
    lang = _read_lang(document.lang, title + body)
    stated = _read_time(document.published_at)
    if stated and closing and not stated.time_known and stated.at.date() == closing.at.date():
        stated = closing
    issued = stated or closing or _find_day(title, body, lang, anchors, published_on)
    release_id = _identify(document, serial, lang, title, issued.at.date())
    return Release(
        release_id=release_id,
        lang=lang,
        published_at=issued.at,
        time_known=issued.time_known,
        date_basis=issued.basis,
        title=title,
        body=body,
        url=url,
        source="demo" if _DEMO_ID.fullmatch(release_id) else document.source,
    )


def _read_lang(stated: str, text: str) -> Lang:
    match stated.strip().lower():
        case "en":
            return "en"
        case "tc":
            return "tc"
        case "":
            # English releases quote a few Chinese words at most; Chinese ones are mostly Chinese.
            return "tc" if len(_CHINESE.findall(text)) * 5 > len(text) else "en"
        case _:
            raise UnreadableError("lang", f"'{stated[:40]}': expected en or tc")


def _read_time(stated: str) -> Issued | None:
    """Read an ISO date or time as Hong Kong time without a zone; None for an empty one."""
    stated = stated.strip()
    if not stated:
        return None
    try:
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo:
            moment = moment.astimezone(HONG_KONG).replace(tzinfo=None)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.year not in _YEARS:
        raise UnreadableError(
            "published_at",
            f"'{stated[:40]}': expected an ISO date or time from {_YEARS.start} on, such as "
            "2025-04-03 or 2025-04-03T10:00:00+08:00",
        )
    return Issued(moment, time_known=len(stated) > len("2025-04-03"))


def _find_day(title: str, body: str, lang: Lang, anchors: tuple[Anchor, ...], published_on: date | None) -> Issued:
    """Take the day that the user gives, or find it in the text."""
    if published_on:
        return Issued(datetime.combine(published_on, time()), time_known=False, basis="given")
    return find_release_day(title, body, lang, anchors)


def _identify(document: Document, serial: str, lang: Lang, title: str, day: date) -> str:
    """Name the release: by its source's id, by the serial in its address, or by what makes it the same."""
    stated = document.release_id.strip()
    if stated:
        if not _ID.fullmatch(stated):
            raise UnreadableError("id", f"'{stated[:40]}': expected up to 100 characters without spaces")
        return stated
    if serial:
        return serial
    key = f"{lang}\n{day.isoformat()}\n{title}"
    return "text-" + hashlib.sha256(key.encode()).hexdigest()[:16]
