"""Whether a fetched page is a whole release page, before anything is made of it."""

import re

from etl.crawl.fetch import MAX_PAGE_BYTES, Answer
from etl.parse.page import read_page
from etl.parse.unreadable import UnreadableError
from etl.sources.decode import decode_text

_END = re.compile(rb"</html\s*>", re.IGNORECASE)


class PageError(ValueError):
    """A page is no whole release page; `is_layout` tells that a landmark is missing."""

    def __init__(self, reason: str, is_layout: bool = False) -> None:
        super().__init__(reason)
        self.is_layout = is_layout


def check_page(answer: Answer) -> None:
    """Raise PageError for a page that was cut, came in part, is no text, or lacks a landmark."""
    if answer.cut:
        raise PageError(f"longer than {MAX_PAGE_BYTES:,} bytes: cut off")
    if not _END.search(answer.body[-2000:]):
        raise PageError("ends before </html>: it did not come whole")
    read_text(answer.body)


def read_text(body: bytes) -> str:
    """Decode a release page that has its landmarks; raises PageError."""
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
