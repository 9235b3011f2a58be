"""A saved release page of the Government's site: title and text by its landmarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from etl.parse.unreadable import UnreadableError

_BLOCKS = "p, div, tr, li, h1, h2, h3, h4, h5, h6, table, ul, ol"
_SERIAL = re.compile(r"(?<![A-Za-z0-9])P\d{13}(?!\d)", re.ASCII)
# The script that chooses the page itself in the day's list of releases.
_CHOICE = re.compile(r"option\[value=\\?[\"'](P\d{13})c?\\?[\"']\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """What a release page holds; `url` and `serial` are its own, empty where the page states none."""

    title: str
    text: str
    url: str
    serial: str


def find_serial(address: str) -> str:
    """Return the serial number of the Government's site in an address, such as P2025040300123, or nothing."""
    found = _SERIAL.search(address)
    return found[0] if found else ""


def read_page(html: str) -> Page:
    """Read the title (`#PRHeadlineSpan`) and the body (`#pressrelease`) of a release page."""
    tree = LexborHTMLParser(html)
    headline, release = tree.css_first("#PRHeadlineSpan"), tree.css_first("#pressrelease")
    if headline is None or release is None:
        missing = "#PRHeadlineSpan" if headline is None else "#pressrelease"
        raise UnreadableError("document", f"not a release page: expected the landmark {missing}")
    url, serial = _find_address(tree)
    for node in release.css("script, style, .controlDisplay2"):
        node.decompose()
    for node in release.css("br"):
        node.replace_with("\n")
    for node in release.css("td, th"):
        node.insert_after(" ")
    for node in release.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return Page(headline.text(), release.text(), url, serial)


def _find_address(tree: LexborHTMLParser) -> tuple[str, str]:
    """Find the page's own address and serial. Other releases' links are all over a page and tell nothing."""
    stated = next(_attributes(tree, "link[rel=canonical]", "href"), "")
    stated = stated or next(_attributes(tree, "meta[property='og:url']", "content"), "")
    choice = next(filter(None, (_CHOICE.search(node.text()) for node in tree.css("script"))), None)
    photo = next(_attributes(tree, "meta[property='og:image']", "content"), "")
    serial = find_serial(stated) or (choice[1] if choice else find_serial(photo))
    return stated or _find_shared(tree, serial), serial


def _find_shared(tree: LexborHTMLParser, serial: str) -> str:
    """Find the address that the page's buttons share, by mail for example."""
    shared = re.compile(rf"https?://[^\s?&#\"'<>]{{1,200}}/{serial}c?\.htm")
    found = (shared.search(unquote(href)) for href in _attributes(tree, "a[href]", "href")) if serial else ()
    return next((match[0] for match in found if match), "")


def _attributes(tree: LexborHTMLParser, selector: str, name: str) -> Iterator[str]:
    return (value for node in tree.css(selector) if (value := node.attributes.get(name)))
