"""A saved release page of the Government's site: title and text by its landmarks."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from etl.parse.unreadable import UnreadableError

_BLOCKS = "p, div, tr, li, h1, h2, h3, h4, h5, h6, table, ul, ol"


@dataclass(frozen=True, slots=True)
class Page:
    """What a release page holds; `url` is its own address where the page states it."""

    title: str
    text: str
    url: str


def read_page(html: str) -> Page:
    """Read the title (`#PRHeadlineSpan`) and the body (`#pressrelease`) of a release page."""
    tree = LexborHTMLParser(html)
    headline, release = tree.css_first("#PRHeadlineSpan"), tree.css_first("#pressrelease")
    if headline is None or release is None:
        missing = "#PRHeadlineSpan" if headline is None else "#pressrelease"
        raise UnreadableError("document", f"not a release page: expected the landmark {missing}")
    for node in release.css("script, style, .controlDisplay2"):
        node.decompose()
    for node in release.css("br"):
        node.replace_with("\n")
    for node in release.css("td, th"):
        node.insert_after(" ")
    for node in release.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    address = tree.css_first("link[rel=canonical], meta[property='og:url']")
    url = (address.attributes.get("href") or address.attributes.get("content") or "") if address else ""
    return Page(headline.text(), release.text(), url)
