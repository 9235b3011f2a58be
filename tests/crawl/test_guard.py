"""Where a crawl goes and where it does not: redirects, private addresses, base URLs typed wrongly."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.crawl.fetch import Answer, Fetcher, FetchError, StopError
from etl.crawl.guard import check_host
from etl.crawl.site import read_base
from tests.crawl.conftest import QUICK, Job, make_items
from tests.crawl.replica import Replica, Response
from tests.crawl.serving import serve

PUBLIC = "93.184.216.34"
PAGE = "/gia/general/202403/01/P2024030100000.htm"
NAME = "press.example"
Enter = Callable[..., list[str]]


@pytest.fixture
def elsewhere() -> Iterator[tuple[Replica, str]]:
    """Another server, which holds the same releases."""
    site = Replica()
    site.add(make_items(4, 1))
    with serve(site) as address:
        yield site, address


@pytest.fixture
def lead(monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Enter where NAME leads to: when asked first, when asked next and so on, the last for good; tells the asked."""
    real = socket.getaddrinfo
    asked: list[str] = []

    def enter(*addresses: str) -> list[str]:
        def look_up(host: Any, *args: Any, **named: Any) -> Any:
            if host not in (NAME, NAME.encode()):
                return real(host, *args, **named)
            found = addresses[min(len(asked), len(addresses) - 1)]
            asked.append(found)
            return [entry for address in found.split() for entry in real(address, *args, **named)]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return enter


def fetch(base: str, path: str = PAGE) -> Answer:
    """Fetch one page by HTTP."""

    async def ask() -> Answer:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await Fetcher(read_base(base), replace(QUICK, attempts=3), client).fetch(base + path)

    return asyncio.run(ask())


def move(to: str, status: int = 302) -> Response:
    return Response(status, b"<html>moved</html>", headers=(("Location", to),))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_within_the_site_are_followed(status: int, replica: Replica, base: str) -> None:
    replica.pages |= {
        PAGE: move("/new/", status),
        "/new/": move(f"{base}/new/a.htm#top", status),
        "/new/a.htm": move("b.htm?x=1", status),
        "/new/b.htm?x=1": Response(200, b"the page"),
    }
    answer = fetch(base)
    assert (answer.url, answer.status, answer.body) == (base + PAGE, 200, b"the page")
    assert replica.asked("htm") == [PAGE, "/new/a.htm", "/new/b.htm?x=1"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_port_is_refused_unasked(
    status: int, replica: Replica, base: str, elsewhere: tuple[Replica, str]
) -> None:
    other, address = elsewhere
    replica.pages[PAGE] = move(address + PAGE, status)
    with pytest.raises(FetchError, match=f"a redirect to .*expected an address on {base}"):
        fetch(base)
    assert other.seen == []
    assert len(replica.asked("/P")) == 1


@pytest.mark.parametrize(
    "to",
    [
        "http://localhost:{port}{page}",
        "http://press.example:{port}{page}",
        "//press.example:{port}{page}",
        "http://127.0.0.1:{port}@press.example{page}",
        "ftp://127.0.0.1:{port}{page}",
        "file://{page}",
        "http://[",
        "http://127.0.0.1:{port}/?\x01",
    ],
)
def test_a_redirect_to_another_host_or_scheme_is_refused_unasked(
    to: str, replica: Replica, base: str, lead: Enter
) -> None:
    asked = lead("127.0.0.1")
    replica.pages[PAGE] = move(to.format(port=base.rpartition(":")[2], page=PAGE.replace("00000", "00001")))
    with pytest.raises(FetchError, match=r"a redirect to|Invalid URL in location"):
        fetch(base)
    assert asked == []
    assert set(replica.asked()) == {"/robots.txt", PAGE}


def test_a_redirect_to_another_host_leaves_the_day_incomplete(
    replica: Replica, job: Job, elsewhere: tuple[Replica, str]
) -> None:
    other, address = elsewhere
    replica.pages[PAGE] = move(address + PAGE)
    outcome = job.crawl(1)
    assert other.seen == []
    assert [issue.origin for issue in outcome.troubles] == [job.base + PAGE]
    assert job.query("SELECT lang, complete FROM crawled_days ORDER BY lang") == [("en", False), ("tc", True)]
    assert "a redirect to" in job.query("SELECT problem FROM listings WHERE state = 'failed'")[0][0]


@pytest.mark.parametrize("to", [(PAGE,), ("/a", PAGE), ("/a", "/b", "/a")])
def test_redirects_in_a_circle_come_to_an_end(to: tuple[str, ...], replica: Replica, base: str) -> None:
    replica.pages |= {path: move(target) for path, target in zip((PAGE, *to), to, strict=False)}
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(base)
    assert len(replica.seen) == 1 + 6


def test_a_redirect_to_what_robots_may_not_ask_is_refused_unasked(replica: Replica, base: str) -> None:
    replica.robots = "User-agent: *\nDisallow: /private/"
    replica.pages |= {PAGE: move("/private/page.htm"), "/private/page.htm": Response(200, b"not for robots")}
    with pytest.raises(FetchError, match="forbids it"):
        fetch(base)
    assert replica.asked("/private/") == []


def test_rules_for_robots_that_lie_elsewhere_end_the_run(
    replica: Replica, base: str, elsewhere: tuple[Replica, str]
) -> None:
    other, address = elsewhere
    replica.pages["/robots.txt"] = move(f"{address}/robots.txt")
    with pytest.raises(StopError, match="a redirect to"):
        fetch(base)
    assert other.seen == []
    assert replica.asked("/P") == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 — nobody listens there
        "::1",
        "fe80::1",
        "fd00::1",
    ],
)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str, lead: Enter) -> None:
    for answer in (address, f"{PUBLIC} {address}", f"{address} {PUBLIC}"):
        lead(answer)
        assert check_host(read_base(f"http://{NAME}")) == f"{NAME}: leads to the private address {address}"


def test_a_name_that_leads_to_a_public_address_may_be_asked(lead: Enter) -> None:
    lead(PUBLIC)
    assert check_host(read_base(f"https://{NAME}")) == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.1.1", "[::1]", "[fe80::1]"])
def test_a_private_address_that_the_base_url_names_may_be_asked(host: str) -> None:
    assert check_host(read_base(f"http://{host}:8080")) == ""


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1"])
def test_a_private_address_in_disguise_is_no_name_for_it(host: str) -> None:
    assert "leads to the private address 127.0.0.1" in check_host(read_base(f"http://{host}:8080"))


def test_localhost_is_asked_by_name(base: str, replica: Replica) -> None:
    assert fetch(base.replace("127.0.0.1", "localhost")).status == 200


def test_a_crawl_of_a_private_address_by_another_name_asks_for_nothing(job: Job, replica: Replica, lead: Enter) -> None:
    lead("127.0.0.1")
    job.base = job.base.replace("127.0.0.1", NAME)
    assert job.crawl(1).stopped == f"{NAME}: leads to the private address 127.0.0.1"
    assert replica.seen == []


def test_a_name_that_turns_private_while_it_is_asked_ends_the_run(base: str, replica: Replica, lead: Enter) -> None:
    named = base.replace("127.0.0.1", NAME)
    lead(PUBLIC, "127.0.0.1")
    assert check_host(read_base(named)) == ""
    with pytest.raises(StopError, match=f"{NAME} led to the private address 127.0.0.1"):
        fetch(named)
    assert len(replica.seen) <= 1


@pytest.mark.parametrize("host", ["a" * 70, "press..example", "press.invalid"])
def test_a_host_that_cannot_be_is_told_in_a_line(host: str) -> None:
    problem = check_host(read_base(f"https://{host}"))
    assert problem.startswith(f"{host}: no such host, or no network (")
    assert "\n" not in problem


@pytest.mark.parametrize(
    "base",
    [
        "",
        "www.info.gov.hk",
        "//www.info.gov.hk",
        "ftp://www.info.gov.hk",
        "file:///etc/hosts",
        "https://",
        "https://www.info.gov.hk/gia",
        "https://www.info.gov.hk?day=1",
        "https://www.info.gov.hk#top",
        "https://somebody@www.info.gov.hk",
        "https://:@www.info.gov.hk",
        "https://www.info.gov.hk:0",
        "https://www.info.gov.hk:99999",
        "https://www.info.gov.hk:https",
        "https://[::1",
        "https://www.info.gov.hk\nhttps://elsewhere.example",
    ],
)
def test_a_base_url_typed_wrongly_is_told_in_a_line(base: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["crawl", "--since-last", "--base-url", base, "--data-dir", str(tmp_path / "data")]
    )
    assert result.exit_code == 2
    assert "--base-url: " in result.output
    assert "expected http(s)://host[:port]" in result.output
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "data").exists()
