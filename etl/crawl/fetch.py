"""Asks one site for pages, politely: few at a time, at a steady rate, and as its answers and its robots.txt demand."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import tenacity
from aiolimiter import AsyncLimiter

from etl.crawl.guard import PrivateAddressError, check_peer
from etl.crawl.robots import Robots, read_robots
from etl.crawl.site import AddressError, Site

MAX_PAGE_BYTES = 5_000_000
_MAX_REDIRECTS = 5
# A page that has not come whole by then is asked for again.
_LONGEST_SECONDS = 60
# A site that asks to be left alone for longer ends the run; the next one goes on.
_LONGEST_PAUSE_SECONDS = 600.0
_LONGEST_BACKOFF_SECONDS = 60.0
# The rules for robots come first: a site that does not answer then is left for the next run.
_FIRST_ATTEMPTS = 4
# Requests in a row without an answer, whichever pages they were for: then the site is down.
_DOWN = 12
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(Exception):
    """A page did not come; the message says why."""


class ForbiddenError(FetchError):
    """A page that the rules for robots forbid: that it does not come says nothing of how the site does."""


class StopError(Exception):
    """The site must not, or cannot, be asked any more in this run; the message says why."""


class _PassingError(FetchError):
    """What is worth asking again."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the site is asked: requests a second, how many at a time, who asks, how what fails is asked again.

    Times are in seconds; `timeout` is for each step of an answer: connecting, and each part of it.
    """

    rate: float
    at_a_time: int
    agent: str
    attempts: int = 10
    first_backoff: float = 0.5
    timeout: float = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came, to the address asked for.

    `status` is 200, 304 (what is held is still right), or what makes asking again useless, such as 404. `fetched_at`
    is UTC without a zone. `cut` tells that the body was longer than `MAX_PAGE_BYTES` and ends there.
    """

    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool


class Fetcher:
    """Fetches from one site. Raises FetchError for a page that did not come, StopError where the run must end."""

    def __init__(self, site: Site, manners: Manners, client: httpx.AsyncClient) -> None:
        self._site, self._manners, self._client = site, manners, client
        self._slots = asyncio.Semaphore(manners.at_a_time)
        self._pace = AsyncLimiter(1, 1 / manners.rate)
        self._robots: Robots | None = None
        self._asking_robots = asyncio.Lock()
        self._silent_until = 0.0
        self._failures = 0
        self.requests = 0

    async def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Answer:
        """Ask for a page, unless it still is as `etag` or `last_modified` say; what may pass is asked again."""
        robots = await self._obey_robots()
        if not robots.allows(url):
            raise ForbiddenError(f"{url}: robots.txt forbids it")
        return await self._ask_again(
            url, {"If-None-Match": etag, "If-Modified-Since": last_modified}, self._manners.attempts
        )

    async def _obey_robots(self) -> Robots:
        async with self._asking_robots:
            if self._robots is None:
                try:
                    answer = await self._ask_again(self._site.robots, {}, min(_FIRST_ATTEMPTS, self._manners.attempts))
                except FetchError as error:
                    raise StopError(f"{error}: without its rules for robots the site is not asked") from error
                self._robots = read_robots(answer.status, answer.body, self._manners.agent)
                if self._robots.delay > 1 / self._manners.rate:
                    self._pace = AsyncLimiter(1, self._robots.delay)
        return self._robots

    async def _ask_again(self, url: str, headers: Mapping[str, str], attempts: int) -> Answer:
        manners = self._manners
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(attempts),
            wait=tenacity.wait_exponential_jitter(
                multiplier=manners.first_backoff, max=_LONGEST_BACKOFF_SECONDS, jitter=2 * manners.first_backoff
            ),
            retry=tenacity.retry_if_exception_type(_PassingError),
            reraise=True,
        )
        return await retrying(self._follow, url, {name: value for name, value in headers.items() if value})

    async def _follow(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask, and follow redirects within the site."""
        address = url
        for _ in range(_MAX_REDIRECTS + 1):
            answer = await self._ask(address, headers)
            location = answer.headers.get("location", "")
            if not (300 < answer.status < 304 or answer.status in (307, 308)) or not location:
                return Answer(url, answer.fetched_at, answer.status, answer.headers, answer.body, answer.cut)
            try:
                address = self._site.resolve(address, location)
            except AddressError as error:
                raise FetchError(f"{url}: a redirect to {error}") from error
            if self._robots and not self._robots.allows(address):
                raise FetchError(f"{url}: a redirect to {address}: robots.txt forbids it")
        raise FetchError(f"{url}: more than {_MAX_REDIRECTS} redirects")

    async def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        async with self._slots:
            await self._wait_turn()
            self.requests += 1
            try:
                async with (
                    asyncio.timeout(_LONGEST_SECONDS),
                    self._client.stream("GET", url, headers=headers, follow_redirects=False) as response,
                ):
                    check_peer(response, self._site)
                    self._note_pause(url, response)
                    body, cut = await _read_body(response)
            except PrivateAddressError as error:
                raise StopError(str(error)) from error
            except (httpx.HTTPError, TimeoutError) as error:
                raise self._note_failure(f"{url}: {type(error).__name__} {error}".rstrip()) from error
            if response.status_code in _MAY_PASS:
                raise self._note_failure(f"{url}: answered with status {response.status_code}")
            self._failures = 0
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            return Answer(url, now, response.status_code, dict(response.headers), body, cut)

    def _note_failure(self, problem: str) -> FetchError | StopError:
        """Count a request without an answer, and return what to raise for it."""
        self._failures += 1
        if self._failures < _DOWN:
            return _PassingError(problem)
        return StopError(f"the site does not answer: {_DOWN} requests in a row failed, the last: {problem}")

    async def _wait_turn(self) -> None:
        """Wait for the next place at the steady rate, behind a pause that the site has asked for."""
        await self._pace.acquire()
        while (pause := self._silent_until - time.monotonic()) > 0:
            await asyncio.sleep(pause)
            await self._pace.acquire()

    def _note_pause(self, url: str, response: httpx.Response) -> None:
        if response.status_code not in _MAY_PASS:
            return
        pause = _read_pause(response.headers.get("retry-after", ""))
        if pause > _LONGEST_PAUSE_SECONDS:
            raise StopError(f"{url}: the site asks to come back in {pause:.0f} seconds: run again then")
        self._silent_until = max(self._silent_until, time.monotonic() + pause)


async def _read_body(response: httpx.Response) -> tuple[bytes, bool]:
    """Read the body, unpacked, up to the most that is kept."""
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > MAX_PAGE_BYTES:
            return bytes(body[:MAX_PAGE_BYTES]), True
    return bytes(body), False


def _read_pause(stated: str) -> float:
    """Return the seconds of a Retry-After, stated as a number or as a time; 0 where it says nothing."""
    if stated.strip().isascii() and stated.strip().isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
