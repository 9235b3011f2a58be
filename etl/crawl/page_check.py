"""Whether a fetched page is a whole release page, before anything is made of it."""

import re

from etl.crawl.fetch import MAX_PAGE_BYTES
from etl.parse.page import read_page
from etl.parse.unreadable import UnreadableError
from etl.sources.decode import decode_text

_END = re.compile(rb"</html\s*>", re.IGNORECASE)
# HTML may leave the last end tags out; what ends with its landmark closed came whole, too.
_CLOSED = re.compile(rb"</(?:body|div|span|ul)\s*>\s*\Z", re.IGNORECASE)


class PageError(ValueError):
    """A page is no whole release page; `is_layout` tells that a landmark is missing."""

    def __init__(self, reason: str, is_layout: bool = False) -> None:
        super().__init__(reason)
        self.is_layout = is_layout


def ends_whole(body: bytes) -> bool:
    """Tell whether a page came to its end; one that breaks off may read like a whole one that holds less."""
    return bool(_END.search(body[-2000:]) or _CLOSED.search(body[-200:]))


def read_text(body: bytes, cut: bool) -> str:
    """Decode a release page; raises PageError for one that was cut, came in part, is no text or lacks a landmark."""
    if cut:
        raise PageError(f"longer than {MAX_PAGE_BYTES:,} bytes: cut off")
    if not ends_whole(body):
        raise PageError("ends before </html> or its landmark is closed: it did not come whole")
    text = decode_text(body)
    if text is None:
        raise PageError("no text: expected UTF-8, or the charset that the page declares")
    try:
        page = read_page(text)
    except UnreadableError as error:
        raise PageError(str(error), is_layout=True) from error
    if not page.title.strip() or not page.text.strip():
        raise PageError("not a release page: a landmark is empty", is_layout=True)
    return text
