"""Pages in headless Chromium: opened cold and warm, and a changed filter, until the chart is drawn."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.processes import Server, serve
from tests.bench.table import Row, make_row, print_rows
from tests.bench.timing import list_turns

_TIMES, _SECONDS = 9, 40.0
_OPEN, _SENT, _CHANGE = 1500.0, 1500.0, 250.0
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_CHART = "#card-frequency .js-plotly-plot .main-svg"
# Resolves two frames after the heading has changed and a chart was drawn since, with the milliseconds this took.
_CHANGE_SCRIPT = """
async (search) => {
  const heading = () => document.querySelector("h1")?.textContent;
  const graph = () => document.querySelector("#card-frequency .js-plotly-plot");
  const [before, old] = [heading(), graph()];
  let drawn = false;
  old.on("plotly_afterplot", () => { drawn = true; });
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  history.pushState(null, "", location.pathname + "?" + search);
  window.dispatchEvent(new PopStateEvent("popstate"));
  while (heading() === before || !graph()?.querySelector(".main-svg .trace") || (graph() === old && !drawn)) {
    await frame();
    if (performance.now() - start > 20000) throw new Error("no chart was drawn");
  }
  await frame();
  await frame();
  return performance.now() - start;
}
"""


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Measure the page Themes, which has the charts with the most points."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with (
        serve(folder / str(documents), workers=1) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=_FLAGS) as browser,
    ):
        yield from _measure_opening(browser, server)
        yield from _measure_change(browser, server)


def _measure_opening(browser: Browser, server: Server) -> Iterator[Row]:
    cold, warm, sent = [], [], []
    for turn in list_turns(_TIMES, _SECONDS):
        with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            page = context.new_page()
            received = _count_bytes(page)
            cold.append(_open(page, f"{server.address}/themes?from=1998-{turn % 12 + 1:02}-01"))
            sent.append(sum(received) / 1000)
            warm.append(_open(page, f"{server.address}/themes?from=1999-{turn % 12 + 1:02}-01"))
    yield make_row("page opened cold, chart drawn", "ms", cold[1:], most=_OPEN)
    yield make_row("page opened cold: sent", "kB", sent[1:], most=_SENT)
    yield make_row("page opened warm, chart drawn", "ms", warm[1:])


def _measure_change(browser: Browser, server: Server) -> Iterator[Row]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        _open(page, f"{server.address}/themes")
        page.wait_for_load_state("networkidle")
        anew, again = [], []
        for turn in list_turns(_TIMES, _SECONDS):
            search, other = f"from={1998 + turn}-01-01", "from=1998-07-01"
            anew.append(_change(page, search))
            _change(page, other)
            again.append(_change(page, search))
            _change(page, other)
    yield make_row("filter changed, chart drawn", "ms", anew[1:], most=_CHANGE)
    yield make_row("filter changed to one asked before, chart drawn", "ms", again[1:], most=_CHANGE)


def _change(page: Page, search: str) -> float:
    return float(page.evaluate(_CHANGE_SCRIPT, search))


def _open(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(_CHART, timeout=60_000)
    return (time.perf_counter() - start) * 1000


def _count_bytes(page: Page) -> list[float]:
    """Return a list to which the bytes of each answer are added as it comes, headers included."""
    received: list[float] = []
    session: Any = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received


if __name__ == "__main__":
    print_rows(measure)
