"""What a page costs on the wire, and that it draws under the policy that the server sends."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Page, expect

MOST_COLD = 1_500_000
MOST_WARM = 100_000
PAGES = ("/", "/themes", "/speakers", "/events", "/releases", "/data")


@contextmanager
def count_bytes(page: Page) -> Iterator[dict[str, int]]:
    """Count what comes over the wire for each address, headers included."""
    session = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    received: dict[str, int] = {}

    def note(event: dict[str, object]) -> None:
        address = addresses.get(str(event["requestId"]), "?")
        received[address] = received.get(address, 0) + int(str(event["encodedDataLength"]).partition(".")[0])

    session.on(
        "Network.requestWillBeSent",
        lambda event: addresses.__setitem__(str(event["requestId"]), event["request"]["url"]),
    )
    session.on("Network.loadingFinished", note)
    session.send("Network.enable")
    yield received
    session.detach()


def expect_charts(page: Page) -> None:
    """Every chart of the page is drawn, with marks in it."""
    expect(page.locator("h1")).not_to_have_text(re.compile("Reading"))
    page.wait_for_load_state("networkidle")
    # None is counted beforehand: those of the page before may still be there.
    expect(page.locator(".dash-graph:not(:has(.main-svg)):visible")).to_have_count(0)
    expect(page.locator(".dash-graph:not(:has(.trace, .hm, .point)):visible")).to_have_count(0)


def test_a_cold_page_is_small_and_a_warm_one_tiny(page: Page, address: str) -> None:
    with count_bytes(page) as cold:
        page.goto(f"{address}/themes")
        expect_charts(page)
    assert page.locator(".dash-graph").count() > 0
    assert sum(cold.values()) < MOST_COLD, cold
    assert not [name for name in cold if "plotly.min.js" in name], "plotly's full bundle was loaded"
    with count_bytes(page) as warm:
        page.reload()
        expect_charts(page)
    assert sum(warm.values()) < MOST_WARM, warm


def test_all_pages_draw_under_the_policy(page: Page, address: str) -> None:
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", note)
    page.goto(address + PAGES[0])
    for path in PAGES:
        page.locator(f"nav a[href^='{path}']").first.click()
        page.wait_for_url(re.compile(f"{re.escape(address)}{path}([?].*)?$"))
        expect(page.locator("nav a[aria-current=page]")).to_have_attribute("href", re.compile(f"^{path}([?].*)?$"))
        expect_charts(page)
    assert not complaints
