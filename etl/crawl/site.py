"""Addresses of the press release site: day indexes, feeds, releases; all on one host and port."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit, urlunsplit

from etl.model import Lang

# The first day whose releases the site keeps.
FIRST_DAY = date(1997, 7, 1)
_SUFFIX: dict[Lang, str] = {"en": "", "tc": "c"}
_TODAY: dict[Lang, str] = {"en": "today", "tc": "ctoday"}
_FEED: dict[Lang, str] = {"en": "general_en", "tc": "general_zh"}
_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A release's address. Before about 2006 its name is no serial number, and tells it from others of its day only.
_RELEASE = re.compile(
    r"/gia/general/(?P<month>\d{6})/(?P<day>\d{2})/(?P<name>(?P<serial>P\d{13})|\w{3,30})\.html?", re.ASCII
)


class AddressError(ValueError):
    """An address cannot be used; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site at a base URL of scheme, host and port, such as `https://www.info.gov.hk`."""

    scheme: str
    host: str
    port: int

    @property
    def base(self) -> str:
        """The base URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def is_loopback(self) -> bool:
        """Whether the base URL names this machine: only then may pages be asked for quickly."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def robots(self) -> str:
        """Address of the rules for robots."""
        return f"{self.base}/robots.txt"

    def day_index(self, day: date, lang: Lang) -> str:
        """Address of the list of a day's releases."""
        return f"{self.base}/gia/general/{day:%Y%m}/{day:%d}{_SUFFIX[lang]}.htm"

    def feed(self, lang: Lang) -> str:
        """Address of the feed of the newest releases."""
        return f"{self.base}/gia/rss/{_FEED[lang]}.xml"

    def resolve(self, page: str, href: str) -> str:
        """Return the address that a link on `page` leads to, by the base's scheme.

        Raises AddressError for another host or port, another scheme than http and https, and what no request can hold.
        """
        if len(href) > _MAX_LENGTH or _CONTROL.search(href):
            raise AddressError(f"{href[:200]!r}: expected an address of up to {_MAX_LENGTH} printable characters")
        try:
            parts = urlsplit(urljoin(page, href.strip()))
            port = parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise AddressError(f"{href[:200]!r}: expected an address ({error})") from error
        if parts.scheme not in _PORTS:
            raise AddressError(f"{href[:200]!r}: expected an address by http or https")
        if (parts.hostname or "") != self.host or port not in {self.port, _PORTS[parts.scheme] if self._plain else -1}:
            raise AddressError(f"{href[:200]!r}: expected an address on {self.base}")
        return self.base + urlunsplit(("", "", parts.path or "/", parts.query, ""))

    @property
    def _plain(self) -> bool:
        """Whether the site is at its scheme's own port, so that links by http and https lead to the same."""
        return self.port == _PORTS[self.scheme]


def read_base(base: str) -> Site:
    """Read a base URL; raises AddressError."""
    try:
        parts = urlsplit(base.strip())
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{base[:200]!r}: expected http(s)://host[:port] ({error})") from error
    beside = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in _PORTS or not parts.hostname or beside or port == 0:
        raise AddressError(f"{base[:200]!r}: expected http(s)://host[:port] alone; the paths under it are the site's")
    return Site(parts.scheme, parts.hostname, port or _PORTS[parts.scheme])


def read_release_id(url: str) -> str:
    """Return the id of a release by its address: P2025040300123, or 20030321-0321286; empty for any other address."""
    found = _RELEASE.fullmatch(urlsplit(url).path)
    return (found["serial"] or f"{found['month']}{found['day']}-{found['name']}") if found else ""


def read_release_day(url: str) -> date:
    """Return the day in whose folder a release lies."""
    found = _RELEASE.fullmatch(urlsplit(url).path)
    if not found:
        raise AddressError(f"{url[:200]!r}: expected the address of a release")
    return date(int(found["month"][:4]), int(found["month"][4:]), int(found["day"]))
