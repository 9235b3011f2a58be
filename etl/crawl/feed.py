"""The feed of the newest releases: which are new or changed, without asking for any page."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date

import feedparser

from etl.crawl.site import Site, read_release_day


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A release in the feed: its address, the day in whose folder it lies, and a digest of what the feed says of it."""

    url: str
    day: date
    stamp: str


def read_feed(content: bytes, url: str, site: Site) -> list[FeedItem]:
    """Return the releases of a feed, newest first; what is no release of this site is left out."""
    items = []
    # The parser takes bytes for the name of a file; what was fetched must never name one.
    for entry in feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False).entries:
        try:
            address = site.resolve(url, entry.get("link", ""))
            day = read_release_day(address)
        except ValueError:
            continue
        said = "\n".join(dict.get(entry, name, "") for name in ("updated", "published", "title", "summary"))
        items.append(FeedItem(address, day, hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]))
    return items
