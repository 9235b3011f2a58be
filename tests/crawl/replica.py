"""A replica of the press release site on loopback, in the site's own shapes, built from releases.

It counts what is asked of it, and misbehaves as it is told to: what is simulated here is the site, not the network.
"""

import hashlib
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.sax.saxutils import escape as escape_xml
from zoneinfo import ZoneInfo

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
_SUFFIX = {"en": "", "tc": "c"}
_CLOSING = re.compile(r"\s+(?:Ends/|完)")
_FEED = {"en": "general_en", "tc": "general_zh"}


@dataclass(frozen=True, slots=True)
class Item:
    """A release on the site; `day` is that of the index which lists it."""

    serial: str
    lang: str
    day: date
    issued: datetime
    title: str
    text: str

    @property
    def path(self) -> str:
        """Its path on the site."""
        return f"/gia/general/{self.day:%Y%m}/{self.day:%d}/{self.serial}.htm"


@dataclass(frozen=True, slots=True)
class Response:
    """What the replica answers; a header without a value is left out, also one that is always sent."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "text/html; charset=utf-8"


@dataclass(slots=True)
class Request:
    """One request as the server saw it; times in seconds of its clock."""

    path: str
    headers: dict[str, str]
    came: float
    went: float = 0.0
    status: int = 0


# Answers in place of the site, or None to let it answer; it may raise, which closes the connection.
Trouble = Callable[[str, int], Response | None]


@dataclass(slots=True)
class Replica:
    """The site: change `items`, `pages` or `trouble` between or during requests."""

    items: dict[str, Item] = field(default_factory=dict)
    pages: dict[str, Response] = field(default_factory=dict)
    trouble: Trouble = lambda path, times: None
    seen: list[Request] = field(default_factory=list)
    robots: str = ""
    touched: set[date] = field(default_factory=set)
    _times: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, items: Iterable[Item]) -> None:
        """Put releases on the site."""
        self.items |= {item.path: item for item in items}

    def change(self, path: str, **changes: Any) -> None:
        """Change a release under its address."""
        self.items[path] = replace(self.items[path], **changes)

    def asked(self, part: str = "") -> list[str]:
        """Return the paths that were asked for, those with `part` in them."""
        return [request.path for request in self.seen if part in request.path]

    def answer(self, path: str, headers: dict[str, str]) -> Response:
        """Answer as the site would, with an ETag and 304 for what is known."""
        with self._lock:
            times = self._times[path]
            self._times[path] += 1
        special = self.trouble(path, times) or self.pages.get(path)
        response = special or self._render(path)
        if response.status != 200:
            return response
        # A list that was written anew is another one for the site, though it may read the same.
        index = _read_index_path(path)
        anew = index is not None and index[0] in self.touched
        tag = f'"{hashlib.sha256(response.body).hexdigest()[:16]}{"-anew" if anew else ""}"'
        if headers.get("if-none-match") == tag:
            return Response(304, headers=(("ETag", tag),))
        return replace(response, headers=(*response.headers, ("ETag", tag)))

    def _render(self, path: str) -> Response:
        if path == "/robots.txt":
            return Response(200, self.robots.encode(), content_type="text/plain") if self.robots else Response(404)
        if path in self.items:
            return Response(200, render_release(self.items[path]).encode())
        for lang, name in _FEED.items():
            if path == f"/gia/rss/{name}.xml":
                newest = sorted(self.items.values(), key=lambda item: item.issued, reverse=True)
                feed = render_feed([item for item in newest if item.lang == lang][:30])
                return Response(200, feed.encode(), content_type="application/rss+xml")
        index = _read_index_path(path)
        if index is None:
            return Response(404, b"<html><body>Not found</body></html>")
        day, lang = index
        listed = [item for item in self.items.values() if (item.day, item.lang) == (day, lang)]
        return Response(
            200, render_index(day, sorted(listed, key=lambda i: (i.issued, i.serial), reverse=True)).encode()
        )


def build_items(releases: Iterable[dict[str, str]], days: Iterable[date]) -> list[Item]:
    """Put releases of a JSONL file on `days` in turn, in the order given."""
    found = []
    targets = list(days)
    for number, release in enumerate(releases):
        day = targets[number % len(targets)]
        issued = datetime(day.year, day.month, day.day, 9, tzinfo=HONG_KONG) + timedelta(minutes=number % 600)
        serial = f"P{day:%Y%m%d}{number:05d}"
        text = _CLOSING.split(release["text"], maxsplit=1)[0]  # the page ends in a closing block of its own
        found.append(Item(serial, release["lang"], day, issued, release["title"], text))
    return found


def render_release(item: Item) -> str:
    """A release page with the site's landmarks."""
    paragraphs = "<br><br>\n".join("     " + escape(part) for part in item.text.split("\n\n"))
    if item.lang == "en":
        ends = f"Ends/{item.issued:%A, %B %d, %Y}<br>\nIssued at HKT {item.issued:%H:%M}<br>\n"
    else:
        ends = f"完<br>\n{item.issued:%Y年%m月%d日}<br>\n香港時間{item.issued:%H時%M分}<br>\n"
    return (
        f"<!DOCTYPE html><html><head><title>{escape(item.title)}</title></head><body>"
        f'<div id="contentBody"><div id="PRHeadline"><span id="PRHeadlineSpan">{escape(item.title)}</span></div>'
        f'<span id="pressrelease">{paragraphs}<br><br>\n<div>{ends}<br>\nNNNN</div></span></div></body></html>'
    )


def render_index(day: date, items: Iterable[Item]) -> str:
    """A day's index, newest first."""
    links = "".join(f'<li><a href="{item.path}">{escape(item.title)}</a></li>\n' for item in items)
    return (
        f'<!DOCTYPE html><html><body><div id="headerBanner">{day:%d-%m-%Y}</div>'
        f'<div id="contentBody"><ul class="list fontSize1">{links}</ul></div></body></html>'
    )


def render_feed(items: Iterable[Item]) -> str:
    """The feed of the newest releases."""
    entries = "".join(
        f"<item><title>{escape_xml(item.title)}</title><link>{item.path}</link>"
        f"<pubDate>{format_datetime(item.issued)}</pubDate></item>"
        for item in items
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{entries}</channel></rss>'


def _read_index_path(path: str) -> tuple[date, str] | None:
    name = path.removeprefix("/gia/general/")
    try:
        lang = "tc" if name.endswith("c.htm") else "en"
        return datetime.strptime(name.removesuffix(f"{_SUFFIX[lang]}.htm"), "%Y%m/%d").date(), lang
    except ValueError:
        return None
