"""What a browser does until charts are seen: no more than it must, and the chart in sight first."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

# Changes the dates, and resolves with the cards that have a chart after each step in which a chart was drawn.
_STEPS = """
(count) => new Promise((resolve) => {
  const steps = [];
  const old = new Set(document.querySelectorAll(".card"));
  new MutationObserver((_, observer) => {
    const cards = [...document.querySelectorAll(".card")].filter((card) => !old.has(card));
    const drawn = cards.filter((card) => card.querySelector(".main-svg")).map((card) => card.id);
    if (drawn.length > (steps.at(-1) || []).length) steps.push(drawn);
    if (drawn.length < count) return;
    observer.disconnect();
    resolve(steps);
  }).observe(document.getElementById("page"), { childList: true, subtree: true });
  history.pushState(null, "", "/themes?from=2025-03-01");
  window.dispatchEvent(new PopStateEvent("popstate"));
})
"""


def open_themes(page: Page, address: str) -> None:
    page.goto(f"{address}/themes")
    expect(page.locator(".card .main-svg").first).to_be_visible()
    expect(page.locator("#card-ranking .js-plotly-plot .main-svg").first).to_be_attached()
    page.wait_for_load_state("networkidle")


def test_charts_are_drawn_one_by_one_from_the_top(page: Page, address: str) -> None:
    open_themes(page, address)
    frequency, heatmap, ranking = "card-frequency", "card-heatmap", "card-ranking"
    assert page.evaluate(_STEPS, 3) == [[frequency], [frequency, heatmap], [frequency, heatmap, ranking]]


def test_the_chart_in_sight_is_drawn_first(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 300})
    open_themes(page, address)
    page.locator("#card-ranking .main-svg").first.scroll_into_view_if_needed()
    assert page.evaluate(_STEPS, 1) == [["card-ranking"]]


def test_all_charts_are_on_paper(page: Page, address: str) -> None:
    open_themes(page, address)
    page.evaluate(
        """const old = document.getElementById("card-frequency");
        new MutationObserver((_, observer) => {
          const now = document.getElementById("card-frequency");
          if (now === old || !now.querySelector(".main-svg")) return;
          observer.disconnect();
          window.dispatchEvent(new Event("beforeprint"));
        }).observe(document.getElementById("page"), { childList: true, subtree: true })"""
    )
    assert page.evaluate(_STEPS, 3) == [["card-frequency", "card-heatmap", "card-ranking"]], (
        "the others without waiting"
    )


def test_a_word_measured_for_a_chart_does_not_style_the_page_anew(page: Page, browser: Browser, address: str) -> None:
    """One rule of a style sheet may make it so: a chart measures a hundred words, at 8 ms each instead of 0.1."""
    open_themes(page, address)
    page.evaluate("document.body.getBoundingClientRect()")
    styled = trace_styling(
        page,
        browser,
        """const tester = document.getElementById("js-plotly-tester");
        for (let word = 0; word < 3; word += 1) {
          const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
          text.setAttribute("class", "word");
          text.textContent = "word";
          tester.appendChild(text).getBoundingClientRect();
          text.remove();
        }""",
    )
    everything = page.locator("*").count()
    assert 0 < max(styled) < 20 < everything, (styled, everything)


def trace_styling(page: Page, browser: Browser, script: str) -> list[int]:
    """Run a script and return of how many elements each styling within it was."""
    session = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    categories = ["devtools.timeline", "blink.user_timing"]
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": categories}})
    page.evaluate(f"() => {{ performance.mark('begin'); {script}; performance.mark('end'); }}")
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    session.detach()
    begin, end = (next(event["ts"] for event in events if event["name"] == name) for name in ("begin", "end"))
    return [
        event["args"]["elementCount"]
        for event in events
        if event["name"] == "UpdateLayoutTree" and begin <= event["ts"] <= end
    ]
