"""A day's index page: its day, and the releases it lists."""

import re
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.crawl.site import AddressError, Site, read_release_id
from etl.normalise import normalise_line

_DAY = re.compile(r"(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)", re.ASCII)


class LayoutError(ValueError):
    """A page lacks a landmark; the message names it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One release as an index lists it."""

    release_id: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class DayIndex:
    """What an index page says: its day, its releases in the page's order, and links that cannot be followed."""

    day: date
    listed: tuple[Listed, ...]
    refused: tuple[str, ...]


def read_index(html: str, url: str, site: Site) -> DayIndex:
    """Read the index page at `url`. Raises LayoutError."""
    tree = LexborHTMLParser(html)
    banner, content = tree.css_first("#headerBanner"), tree.css_first("#contentBody")
    if banner is None or content is None:
        raise LayoutError(
            f"not a day index: expected the landmark {'#headerBanner' if banner is None else '#contentBody'}"
        )
    day = _read_day(banner.text())
    listed: dict[str, Listed] = {}
    refused = []
    links = content.css("ul.list.fontSize1 > li > a[href]")
    if not links and any(_leads_to_release(link, url, site) for link in content.css("a[href]")):
        raise LayoutError("not a day index: expected the releases in #contentBody ul.list.fontSize1 > li > a")
    for link in links:
        try:
            address = site.resolve(url, link.attributes.get("href") or "")
        except AddressError as error:
            refused.append(str(error))
            continue
        release_id = read_release_id(address)
        if release_id:
            listed.setdefault(address, Listed(release_id, address, normalise_line(link.text())))
        else:
            refused.append(f"'{address}': expected the address of a release")
    return DayIndex(day, tuple(listed.values()), tuple(refused))


def _leads_to_release(link: LexborNode, url: str, site: Site) -> bool:
    try:
        return bool(read_release_id(site.resolve(url, link.attributes.get("href") or "")))
    except AddressError:
        return False


def _read_day(banner: str) -> date:
    found = _DAY.search(banner)
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))  # type: ignore[index]
    except (TypeError, ValueError) as error:
        raise LayoutError("not a day index: expected a day as DD-MM-YYYY in #headerBanner") from error
