"""A reader's walk through the pages: choose, see, click, read the proof, take the file, share the address."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Download, Page, expect

MARKS = "#card-frequency .scatterlayer path.point"


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#page > *").first).to_be_visible()
    page.wait_for_load_state("networkidle")  # the controls have followed the address: nobody types faster than that


def set_date(page: Page, name: str, day: str) -> None:
    page.get_by_label(name, exact=True).fill(day)
    page.keyboard.press("Enter")


def choose_theme(page: Page, name: str) -> None:
    field = page.get_by_role("textbox", name="Themes")
    field.fill(name)
    page.get_by_role("option", name=name).click()


def click_mark(page: Page, place: int) -> None:
    """Click a point of the chart, once more where the chart was being drawn anew under the pointer."""
    for _ in range(5):
        page.locator(MARKS).nth(place).click(force=True)
        try:
            return expect(page.get_by_role("dialog")).to_be_visible(timeout=5000)
        except AssertionError:
            page.wait_for_timeout(1000)
    return expect(page.get_by_role("dialog")).to_be_visible()


def chart_values(page: Page, card: str) -> list[list[float]]:
    """The values behind the points of a drawn chart, one list a series."""
    script = """graph => graph.data.filter(trace => trace.customdata)
        .map(trace => Array.from(trace.y).filter((_, at) => trace.customdata[at]))"""
    found = page.locator(f"#card-{card} .js-plotly-plot").evaluate(script)
    return [list(map(float, series)) for series in found]


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def save(download: Download) -> str:
    return download.path().read_text(encoding="utf-8-sig")


def test_a_reader_walks_from_the_dates_to_the_sentence_and_the_file(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes")
    before = chart_values(page, "frequency")
    set_date(page, "From", "2025-02-01")
    set_date(page, "To", "2025-05-31")
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes, weekly, February 2025 to May 2025")
    choose_theme(page, "Sport")
    choose_theme(page, "Housing")
    page.keyboard.press("Escape")
    expect(page.locator("#card-frequency h2")).to_have_text(re.compile("^Sport and Housing"))
    after = chart_values(page, "frequency")
    assert after != before
    assert parse_qs(urlsplit(page.url).query)["theme"] == ["sport", "housing"]

    place = [sport != housing for sport, housing in zip(*after, strict=True)].index(True)
    drawer = page.get_by_role("dialog")
    click_mark(page, place)
    expect(drawer.locator(".evidence-count")).to_have_text(re.compile("releases?, .* documents?"))
    expect(drawer.locator("blockquote").first).to_have_text("It was all about sport and kites.")
    expect(drawer.locator("mark").first).to_have_text("sport")
    shown = drawer.locator(".document").count()
    assert shown == after[0][place]
    with page.expect_download() as evidence:
        drawer.get_by_role("link", name="Download these releases").click()
    assert len({row["unit_id"] for row in read_csv(save(evidence.value))}) == after[0][place]
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert "open" not in parse_qs(urlsplit(page.url).query)

    with page.expect_download() as numbers:
        page.get_by_role("link", name="Download CSV: Sport and Housing, weekly").click()
    rows = read_csv(save(numbers.value))
    for theme, series in zip(("sport", "housing"), after, strict=True):
        assert [float(row["releases"]) for row in rows if row["theme_id"] == theme] == series

    page.reload()
    expect(page.locator("#card-frequency h2")).to_have_text(re.compile("^Sport and Housing"))
    assert chart_values(page, "frequency") == after
    expect(page.get_by_label("From", exact=True)).to_have_value("2025-02-01")


def test_back_restores_what_was_shown(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes")
    first = page.get_by_role("heading", level=1).inner_text()
    set_date(page, "From", "2025-04-01")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("1 Apr|April"))
    page.get_by_role("link", name="Speakers", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Speakers, weekly, April"))
    assert "from=2025-04-01" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Themes, weekly, April"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    expect(page.get_by_label("From", exact=True)).to_have_value("2025-01-01")


def test_a_speaker_is_found_by_name_and_named_again_after_back(page: Page, address: str) -> None:
    open_page(page, f"{address}/speakers")
    field = page.get_by_role("textbox", name="Speaker")
    field.fill("郭本")
    page.get_by_role("option", name="Ben Kwok").click()
    expect(page.locator("#card-roles h2")).to_have_text("Ben Kwok 郭本, weekly")
    page.get_by_role("link", name="all days").click()
    page.get_by_role("link", name="Events", exact=True).click()
    expect(page.locator(".message")).to_contain_text("No event size to show.")
    page.go_back()
    expect(page.locator("#card-roles h2")).to_have_text("Ben Kwok 郭本, weekly")
    expect(field).to_have_value("Ben Kwok 郭本")


def test_a_shared_address_opens_the_evidence(page: Page, address: str) -> None:
    open_page(page, f"{address}/speakers?open=%3Ffrom%3D2025-03-01%26to%3D2025-03-31%26speaker%3Dben-kwok")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".evidence-count")).to_have_text("5 releases, 5 documents")
    expect(drawer.get_by_role("link", name="Original").first).to_have_attribute("target", "_blank")
    page.get_by_role("button", name="Close the evidence").click()
    expect(drawer).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/themes", "/speakers", "/events", "/releases", "/data"])
def test_every_page_names_the_newest_day_and_says_that_data_are_invented(page: Page, address: str, path: str) -> None:
    open_page(page, address + path)
    expect(page.get_by_role("note")).to_have_text("Demonstration data: people and events are invented.")
    expect(page.locator("#top")).to_contain_text("Newest day covered: 30 Jun 2025")
    expect(page.get_by_role("heading", level=1)).to_contain_text("January 2025 to June 2025")
    assert page.title().endswith("Communiqué")
    expect(page.locator("#page .message")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("/", "/themes", "/speakers", "/events", "/releases", "/data"):
        open_page(page, address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2025-13-01", "a day of the calendar written like 2025-04-03"),
        ("theme=weather", "sport"),
        ("colour=red", "the parameters from, to"),
        ("sort=kites", "releases"),
        ("page=zero", "a whole number"),
    ],
)
def test_an_invalid_parameter_is_refused_in_plain_words(page: Page, address: str, query: str, words: str) -> None:
    open_page(page, f"{address}/themes?{query}")
    message = page.get_by_role("alert").filter(has_text="cannot be used")
    expect(message).to_contain_text(words)
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    message.get_by_role("link").click()
    expect(page.locator("#card-frequency .js-plotly-plot")).to_be_visible()
    assert page.url == f"{address}/themes"


def test_a_wrong_date_typed_is_refused_and_can_be_mended(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes")
    set_date(page, "From", "31/12/2025")
    expect(page.get_by_role("alert").filter(has_text="31/12/2025")).to_be_visible()
    set_date(page, "From", "2025-03-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes, weekly, March 2025 to June 2025")


def test_an_empty_result_says_why_and_offers_a_step(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes?from=2025-01-02&to=2025-01-03")
    message = page.locator(".message")
    expect(message).to_contain_text("No release matches these filters.")
    message.get_by_role("link", name="Drop all filters").click()
    expect(page.locator("#card-frequency")).to_be_visible()


def test_without_a_snapshot_the_page_says_what_to_do(page: Page, empty_address: str) -> None:
    open_page(page, empty_address)
    expect(page.get_by_role("alert").filter(has_text="There is no snapshot")).to_be_visible()


def test_releases_are_searched_sorted_and_opened(page: Page, address: str) -> None:
    open_page(page, f"{address}/releases")
    titles = page.locator("#card-releases tbody tr td:nth-child(2)")
    page.get_by_label('Words or "phrases"').fill("kite")
    expect(page.locator("#card-releases h2")).to_have_text("61 releases that say kite")
    expect(titles.first).to_have_text("Kite fair 180")
    page.get_by_role("link", name="Title").click()
    expect(titles.first).to_have_text("Kite fair 0")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["kite"], "sort": ["title"]}
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pager")).to_contain_text("26–50 of 61 documents")
    title = titles.first.inner_text()
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("dialog").locator("h3")).to_have_text(title)


def test_the_numbers_of_a_card_replace_its_chart_at_the_same_height(page: Page, address: str) -> None:
    open_page(page, f"{address}/?from=2025-02-01&to=2025-04-30&by=month")
    card = page.locator("#card-volume")
    expect(card.locator(".js-plotly-plot")).to_be_visible()
    values = chart_values(page, "volume")
    card.scroll_into_view_if_needed()
    height = card.evaluate("card => [card.offsetTop, card.offsetHeight]")
    card.get_by_role("link", name="Show as data table").click()
    expect(card.get_by_role("table")).to_be_visible()
    cells = card.locator("tbody td.number").all_inner_texts()
    assert [float(cell) for cell in cells] == values[0]
    assert card.evaluate("card => [card.offsetTop, card.offsetHeight]") == height


def test_nothing_is_asked_from_elsewhere_even_by_the_chart_buttons(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes")
    page.locator("#card-frequency .js-plotly-plot").hover()
    titles = page.locator("#card-frequency .modebar-btn").evaluate_all("all => all.map(b => b.dataset.title)")
    assert titles
    assert not [title for title in titles if re.search("cloud|share|edit", title, re.IGNORECASE)]


def test_a_server_gone_is_said(page: Page, address: str) -> None:
    open_page(page, f"{address}/themes")
    page.route("**/_dash-update-component*", lambda route: route.abort())
    set_date(page, "From", "2025-04-01")
    expect(page.locator("#offline")).to_contain_text("could not be brought up to date")


def test_the_calendar_of_coverage_tells_the_days_of_a_month(page: Page, crawled_address: str) -> None:
    open_page(page, f"{crawled_address}/data")
    card = page.locator("#card-coverage")
    plot = card.locator("#calendar-en .nsewdrag")
    box = plot.bounding_box()
    assert box
    plot.hover(position={"x": box["width"] * 3.5 / 12, "y": box["height"] / 2}, force=True)
    expect(card.locator("#calendar-en .hovertext")).to_contain_text("April 2025")
    expect(card.locator("#calendar-en .hovertext")).to_contain_text("1 day not loaded: 3")
    expect(card.get_by_text("3 Apr 2025").first).to_be_hidden()
    card.locator("summary").first.click()
    expect(card.get_by_text("3 Apr 2025").first).to_be_visible()


def test_short_days_are_shaded_behind_the_marks(page: Page, crawled_address: str) -> None:
    open_page(page, f"{crawled_address}/?by=day&from=2025-03-28&to=2025-04-08")
    bands = page.locator("#card-volume .shapelayer path")
    expect(bands).to_have_count(3)
    assert all(band.bounding_box()["width"] > 20 for band in bands.all())  # type: ignore[index]
