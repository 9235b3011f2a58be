"""Simultaneous users of the real server, each with a second between an answer and the next question."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.bench.asking import ADDRESS, JSON, Asker, Body
from tests.bench.processes import serve
from tests.bench.queries import THEMES
from tests.bench.table import Row, make_row, print_rows

_SECONDS = 20.0
_PAUSE = 1.0
_USERS = (1, 10, 50)
_MOST = 500.0
_WORKERS = 2
_PATHS = ["/", "/events", "/releases", "/speakers", "/themes"]


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Measure each number of users on a server of its own, which has answered nothing yet."""
    for users in _USERS:
        with serve(folder / str(documents), _WORKERS) as server:
            taken, errors = asyncio.run(_play(server.address, users))
        yield make_row(f"{users} users, {len(taken)} answers", "ms", taken, most=_MOST if users > 1 else None)
        yield make_row(f"{users} users: errors", "answers", [float(errors)], most=0)


async def _play(address: str, users: int) -> tuple[list[float], int]:
    with httpx.Client(base_url=address, timeout=60) as client:
        asker = Asker(client, _PATHS)
    taken: list[float] = []
    end = time.monotonic() + _SECONDS
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as session:
        errors = await asyncio.gather(*(_use(session, asker, user, end, taken) for user in range(users)))
    return taken, sum(errors)


async def _use(session: httpx.AsyncClient, asker: Asker, user: int, end: float, taken: list[float]) -> int:
    """Ask one question after another, and return how many got no answer."""
    chance, errors = random.Random(user), 0  # noqa: S311 — the same each time
    await asyncio.sleep(chance.random() * _PAUSE)
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            errors += await _post(session, _choose(asker, chance)) != 200
        except httpx.HTTPError:
            errors += 1
        taken.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(_PAUSE)
    return errors


async def _post(session: httpx.AsyncClient, body: Body) -> int:
    """Send a question; once more, as browsers do, where the server just closed a connection that was idle."""
    content = json.dumps(body)
    try:
        answer = await session.post(ADDRESS, content=content, headers=JSON)
    except (httpx.RemoteProtocolError, httpx.ReadError):
        answer = await session.post(ADDRESS, content=content, headers=JSON)
    return answer.status_code


def _choose(asker: Asker, chance: random.Random) -> Body:
    """Choose what a reader may ask: any page, any span of whole years, now and then a theme or a month's evidence."""
    first = chance.randint(1998, 2024)
    if chance.random() < 0.15:
        return asker.evidence(f"theme={chance.choice(THEMES)}&from={first}-03-01&to={first}-03-31")
    last = chance.randint(first, 2025)
    theme = f"&theme={chance.choice(THEMES)}" if chance.random() < 0.5 else ""
    return asker.page(chance.choice(_PATHS), f"from={first}-01-01&to={last}-12-31{theme}")


if __name__ == "__main__":
    print_rows(measure)
