"""Addresses of the site, and what its lists say, however they are written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.crawl.feed import read_feed
from etl.crawl.index_page import LayoutError, read_index
from etl.crawl.page_check import PageError, ends_whole, read_text
from etl.crawl.site import AddressError, Site, read_base, read_release_day, read_release_id
from tests.crawl.conftest import FIRST
from tests.crawl.replica import render_index

SITE = read_base("https://www.info.gov.hk")
ON_A_PORT = read_base("http://127.0.0.1:8080")
INDEX = SITE.day_index(FIRST, "en")
PATH = "/gia/general/202403/01/P2024030100123.htm"
# Pieces of which pages are made: put together at random they come close to real ones.
PIECES = st.sampled_from(
    [
        '<div id="headerBanner">01-03-2024</div>',
        '<div id="headerBanner">31-02-0000</div>',
        '<div id="contentBody">',
        '<ul class="list fontSize1"><li>',
        '<span id="PRHeadlineSpan">Title</span>',
        '<span id="pressrelease">Body',
        f'<a href="{PATH}">A</a>',
        '<a href="//[">B</a>',
        '<a href="http://[::1">C</a>',
        '<a href="https://www.info.gov.hk:99999/x">D</a>',
        "<item><link>",
        "<link>http://[</link>",
        f"<link>{PATH.replace('/01/', '/99/')}</link>",
        '<?xml version="1.0"?><rss version="2.0"><channel>',
        '<meta charset="undefined">',
        '<meta charset="idna">',
        "</html>",
    ]
)
LANDMARKS = '<div id="headerBanner">01-03-2024</div><div id="contentBody">'
PAGES = st.tuples(st.sampled_from(["", LANDMARKS]), st.lists(PIECES | st.text(max_size=40)).map("".join)).map("".join)
RAW_PAGES = st.tuples(PAGES, st.binary(max_size=40)).map(lambda page: page[0].encode() + page[1])
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def list_with(*hrefs: str) -> str:
    """An index with links."""
    links = "".join(f'<li><a href="{href}">Title</a></li>' for href in hrefs)
    return render_index(FIRST, []).replace("</ul>", f"{links}</ul>")


def feed_with(*links: str) -> bytes:
    """A feed with links."""
    items = "".join(f"<item><title>Title</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("lang", "index", "feed"),
    [
        ("en", "/gia/general/202504/03.htm", "/gia/rss/general_en.xml"),
        ("tc", "/gia/general/202504/03c.htm", "/gia/rss/general_zh.xml"),
    ],
)
def test_each_language_has_its_lists(lang: str, index: str, feed: str) -> None:
    assert SITE.day_index(date(2025, 4, 3), lang) == f"https://www.info.gov.hk{index}"  # type: ignore[arg-type]
    assert SITE.feed(lang) == f"https://www.info.gov.hk{feed}"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "release_id", "day"),
    [
        (PATH, "P2024030100123", date(2024, 3, 1)),
        ("/gia/general/202403/01/P2024022900123.htm", "P2024022900123", date(2024, 3, 1)),
        ("/gia/general/200303/21/0321286.htm", "20030321-0321286", date(2003, 3, 21)),
        ("/gia/general/199707/01/handover.htm", "19970701-handover", date(1997, 7, 1)),
    ],
)
def test_a_release_is_known_by_its_address_also_before_2006(path: str, release_id: str, day: date) -> None:
    assert read_release_id(SITE.base + path) == release_id
    assert read_release_day(SITE.base + path) == day


@pytest.mark.parametrize(
    "path",
    [
        "/gia/general/202403/01.htm",
        "/gia/general/202403/01c.htm",
        "/gia/general/today.htm",
        "/gia/general/202403/01/",
        "/gia/general/202403/01/P2024030100123.pdf",
        "/gia/general/202403/01/../P2024030100123.htm",
        "/elsewhere/gia/general/202403/01/P2024030100123.htm",
    ],
)
def test_what_is_no_release_has_no_id(path: str) -> None:
    assert read_release_id(SITE.base + path) == ""
    with pytest.raises(AddressError):
        read_release_day(SITE.base + path)


@pytest.mark.parametrize(
    ("site", "href"),
    [
        (SITE, PATH),
        (SITE, f" {PATH}\n"),
        (SITE, f"{SITE.base}{PATH}"),
        (SITE, f"http://www.info.gov.hk{PATH}"),
        (SITE, f"HTTPS://WWW.INFO.GOV.HK:443{PATH}"),
        (SITE, f"//www.info.gov.hk{PATH}"),
        (SITE, f"01/{PATH.rpartition('/')[2]}"),
        (SITE, f"{PATH}#top"),
        (ON_A_PORT, PATH),
        (ON_A_PORT, f"http://127.0.0.1:8080{PATH}"),
    ],
)
def test_all_ways_to_write_a_link_lead_to_one_address(site: Site, href: str) -> None:
    page = site.day_index(FIRST, "en")
    assert site.resolve(page, href) == site.base + PATH
    assert [item.url for item in read_index(list_with(href), page, site).listed] == [site.base + PATH]
    assert [item.url for item in read_feed(feed_with(href), page, site)] == [site.base + PATH]


@pytest.mark.parametrize(
    ("site", "href"),
    [
        (SITE, f"https://elsewhere.example{PATH}"),
        (SITE, f"https://www.info.gov.hk.elsewhere.example{PATH}"),
        (SITE, f"https://www.info.gov.hk@elsewhere.example{PATH}"),
        (SITE, f"https://www.info.gov.hk:8443{PATH}"),
        (SITE, f"ftp://www.info.gov.hk{PATH}"),
        (SITE, f"file://{PATH}"),
        (SITE, "javascript:void(0)"),
        (SITE, "https://[::1"),
        (SITE, f"{PATH}?\x01"),
        (SITE, f"{PATH}?{'x' * 70_000}"),
        (SITE, f"https://www.info.gov.hk:99999{PATH}"),
        (ON_A_PORT, f"http://127.0.0.1{PATH}"),
        (ON_A_PORT, f"https://127.0.0.1{PATH}"),
        (ON_A_PORT, f"http://localhost:8080{PATH}"),
    ],
)
def test_links_to_elsewhere_are_refused(site: Site, href: str) -> None:
    page = site.day_index(FIRST, "en")
    with pytest.raises(AddressError, match="expected an address"):
        site.resolve(page, href)
    index = read_index(list_with(PATH, href), page, site)
    assert [item.url for item in index.listed] == [site.base + PATH]
    assert len(index.refused) == 1
    assert read_feed(feed_with(href), page, site) == []


def test_an_index_keeps_its_order_and_lists_a_link_once() -> None:
    other = PATH.replace("00123", "00124")
    index = read_index(list_with(other, PATH, f"http://www.info.gov.hk{other}"), INDEX, SITE)
    assert index.day == FIRST
    assert [item.release_id for item in index.listed] == ["P2024030100124", "P2024030100123"]


@pytest.mark.parametrize("href", [PATH, f"{SITE.base}{PATH}", "01/P2024030100123.htm"])
def test_an_index_whose_list_moved_is_not_taken_for_an_empty_day(href: str) -> None:
    with pytest.raises(LayoutError, match="fontSize1"):
        read_index(list_with(href).replace("fontSize1", "fontSize2"), INDEX, SITE)


def test_a_day_without_releases_is_read_as_such() -> None:
    assert read_index(list_with(), INDEX, SITE).listed == ()


def test_a_feed_tells_when_an_entry_changes() -> None:
    before, after = (read_feed(feed_with(PATH).replace(b"Title", title), INDEX, SITE) for title in (b"One", b"Two"))
    assert before[0].stamp != after[0].stamp
    assert before[0].day == FIRST


def test_a_feed_that_names_a_file_does_not_open_it(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(feed_with(PATH))
    assert read_feed(str(file).encode(), INDEX, SITE) == []


@given(PAGES)
@MANY
def test_no_index_page_makes_reading_fall_over(html: str) -> None:
    try:
        index = read_index(html, INDEX, SITE)
    except LayoutError:
        return
    assert all(item.url.startswith(f"{SITE.base}/gia/general/") for item in index.listed)


@given(RAW_PAGES)
@MANY
def test_no_feed_makes_reading_fall_over(content: bytes) -> None:
    assert all(item.url.startswith(f"{SITE.base}/gia/general/") for item in read_feed(content, INDEX, SITE))


@given(RAW_PAGES)
@MANY
def test_no_release_page_makes_reading_fall_over(content: bytes) -> None:
    try:
        read_text(content + b"</html>", False)
    except PageError:
        return


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (b"<html><body><ul><li>x</ul></body></html>\n<!-- served -->", True),
        (b"<body><div id=contentBody><ul><li><a href=x>x</a></ul></div>", True),
        (b"<body><span id=pressrelease>text</span>", True),
        (b"<body><div id=contentBody><ul><li><a href=x>x</a></li>", False),
        (b"<body><span id=pressrelease>text<br>", False),
        (b"<body><span id=pressrelease>te", False),
    ],
)
def test_a_page_came_whole_that_ends_with_html_or_its_landmark_closed(body: bytes, whole: bool) -> None:
    assert ends_whole(body) is whole
