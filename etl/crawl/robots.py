"""What a site's robots.txt allows."""

from dataclasses import dataclass

from protego import Protego

_MAX_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one asker; `delay` is the least number of seconds between requests, 0 where none is set."""

    rules: Protego
    agent: str

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for."""
        return float(self.rules.crawl_delay(self.agent) or 0)

    def allows(self, url: str) -> bool:
        """Tell whether the page may be asked for."""
        return bool(self.rules.can_fetch(url, self.agent))


def read_robots(status: int, body: bytes, agent: str) -> Robots:
    """Read the answer to a request for robots.txt; a site without one allows everything (RFC 9309)."""
    text = body[:_MAX_BYTES].decode("utf-8", "replace") if status == 200 else ""
    return Robots(Protego.parse(text), agent)
