"""Pages as they should not be: each is kept and told, none is loaded as it is, and no day hides it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from etl.crawl.fetch import MAX_PAGE_BYTES
from tests.crawl.conftest import FIRST, QUICK, Job, make_items
from tests.crawl.replica import Item, Replica, Response, render_index, render_release
from tests.crawl.serving import serve

Spoil = Callable[[Item], Response]
NO_LENGTH = (("Content-Length", ""),)
CLOSED = "closed for today: please come back later"


def page(item: Item) -> str:
    return render_release(item)


def index(item: Item) -> str:
    return render_index(item.day, [item])


def big5(item: Item) -> bytes:
    """A page that says that it is UTF-8, and is not."""
    text = page(item).replace("<head>", '<head><meta charset="utf-8">')
    return text.encode("big5hkscs")


def half(body: str, headers: tuple[tuple[str, str], ...]) -> Response:
    """The first part of a page, with its landmarks."""
    return Response(200, body[:-40].encode(), headers or (("Content-Length", str(len(body.encode()))),))


ERROR_PAGE = Response(200, f"<html><head></head><body>{CLOSED}</body></html>".encode())

# What the site answers for a release, and what is said of it.
BAD_RELEASES: dict[str, tuple[Spoil, str]] = {
    "too long": (
        lambda i: Response(200, page(i).replace("<br><br>", "<br><br>" + "x" * MAX_PAGE_BYTES, 1).encode()),
        "longer than 5,000,000 bytes: cut off",
    ),
    "damaged Big5": (lambda i: Response(200, big5(i).replace(b"<br>", b"\xff<br>", 1)), "no text"),
    "half, of unknown length": (lambda i: half(page(i), NO_LENGTH), "ends before </html>"),
    "half, of known length": (lambda i: half(page(i), ()), "RemoteProtocolError"),
    "error page with status 200": (lambda i: ERROR_PAGE, "expected the landmark #PRHeadlineSpan"),
    "no body": (
        lambda i: Response(200, page(i).replace("pressrelease", "article").encode()),
        "expected the landmark #pressrelease",
    ),
    "empty body": (
        lambda i: Response(200, page(replace(i, text="")).split("<div>E")[0].encode() + b"</html>"),
        "empty",
    ),
    "not found": (lambda i: Response(404, b"<html>gone</html>"), "status 404"),
}
# The same for an index.
BAD_LISTS: dict[str, tuple[Spoil, str]] = {
    "of another day": (
        lambda i: Response(200, render_index(i.day - timedelta(days=1), [i]).encode()),
        "the index of another day",
    ),
    "without a day": (lambda i: Response(200, index(i).replace("headerBanner", "top").encode()), "#headerBanner"),
    "without a list": (lambda i: Response(200, index(i).replace("fontSize1", "fontSize2").encode()), "fontSize1"),
    "an error page with status 200": (lambda i: ERROR_PAGE, "#headerBanner"),
    "half, of unknown length": (lambda i: half(index(i), NO_LENGTH), "</html>"),
    "too long": (
        lambda i: Response(200, index(i).replace("<ul", "x" * MAX_PAGE_BYTES + "<ul").encode()),
        "too long",
    ),
    "not found": (lambda i: Response(404, b"<html>gone</html>"), "status 404"),
}
# A list that can be followed but for one link.
BAD_LINKS = {
    "to another host": "https://elsewhere.example/gia/general/202403/01/P2024030100999.htm",
    "to a file": "file:///etc/hostname",
    "that is none": "http://[",
    "with a sign that none has": "/gia/general/202403/01/P2024030100999.htm?\x01",
}
# What looks wrong and is read all the same.
ODD_RELEASES: dict[str, Spoil] = {
    "Big5 that declares UTF-8": lambda i: Response(200, big5(i)),
    "UTF-8 that declares Big5": lambda i: Response(
        200, page(i).replace("<head>", '<head><meta charset="big5">').encode()
    ),
    "Big5 that declares Latin": lambda i: Response(200, big5(i).replace(b"utf-8", b"iso-8859-1")),
    "Big5 with a charset that is none": lambda i: Response(200, big5(i).replace(b"utf-8", b"undefined")),
}
CASES = [
    *(("release", name) for name in BAD_RELEASES),
    *(("list", name) for name in BAD_LISTS),
    *(("link", name) for name in BAD_LINKS),
    *(("odd", name) for name in ODD_RELEASES),
    ("empty", "day"),
]
DAYS = {case: FIRST + timedelta(days=number) for number, case in enumerate(CASES)}


@dataclass(frozen=True)
class State:
    """What is in the store."""

    complete: dict[tuple[date, str], bool]
    failed: dict[tuple[date, str], int]
    issues: dict[str, tuple[str, str]]
    kept: dict[str, tuple[bool, int]]
    bodies: dict[str, str]


@dataclass(frozen=True)
class Story:
    """A site with every bad page, each on a day of its own: as crawled, then as read again, then with all mended."""

    items: dict[tuple[date, str], Item]
    asked_by_reparse: int
    bad: State
    read_again: State
    mended: State

    def item(self, case: tuple[str, str]) -> Item:
        """The Chinese release of a case's day: what is spoilt is its page, or its list."""
        return self.items[DAYS[case], "tc"]


def read_state(job: Job) -> State:
    days: list[Any] = job.query("SELECT day, lang, complete, failed FROM crawled_days")
    issues = job.query("SELECT origin, reason, raw FROM issues WHERE field = 'document'")
    kept = job.query("SELECT url, bool_or(cut), count(*) FROM answers GROUP BY url")
    return State(
        {(day, lang): complete for day, lang, complete, _ in days},
        {(day, lang): failed for day, lang, _, failed in days},
        {path_of(origin): (reason, raw) for origin, reason, raw in issues},
        {path_of(url): (cut, count) for url, cut, count in kept},
        dict(job.query("SELECT release_id, body FROM releases")),
    )


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def list_path(item: Item) -> str:
    return f"/gia/general/{item.day:%Y%m}/{item.day:%d}c.htm"


def put_on_days(items: list[Item]) -> dict[tuple[date, str], Item]:
    """Give each day one short release in Chinese, and the first days one in English."""
    by_lang = {lang: [item for item in items if item.lang == lang] for lang in ("en", "tc")}
    return {
        (day, lang): replace(
            item,
            day=day,
            serial=f"P{day:%Y%m%d}{item.serial[-5:]}",
            issued=item.issued + (day - FIRST),
            text=item.text.split("\n\n")[0],
        )
        for lang, chosen in by_lang.items()
        for day, item in zip(DAYS.values(), chosen[: len(DAYS) if lang == "tc" else len(BAD_RELEASES)], strict=False)
    }


def spoil(replica: Replica, items: dict[tuple[date, str], Item]) -> None:
    """Put each bad page in place of the right one."""
    for case, day in DAYS.items():
        item = items[day, "tc"]
        kind, name = case
        if kind == "release":
            replica.pages[item.path] = BAD_RELEASES[name][0](item)
        elif kind == "list":
            replica.pages[list_path(item)] = BAD_LISTS[name][0](item)
        elif kind == "link":
            link = f'<li><a href="{BAD_LINKS[name]}">Elsewhere</a></li></ul>'
            replica.pages[list_path(item)] = Response(200, index(item).replace("</ul>", link).encode())
        elif kind == "odd":
            replica.pages[item.path] = ODD_RELEASES[name](item)
        else:
            replica.pages[list_path(item)] = Response(200, render_index(day, []).encode())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Crawl the site with every bad page, read the pages again, mend the site and crawl it once more."""
    replica = Replica()
    items = put_on_days(make_items(4 * len(DAYS), 1))
    replica.add(items.values())
    spoil(replica, items)
    manners = replace(QUICK, attempts=2)
    with serve(replica) as base:
        job = Job(tmp_path_factory.mktemp("bad"), base)
        job.crawl(len(DAYS), manners)
        bad = read_state(job)
        replica.seen.clear()
        job.reparse()
        asked, read_again = len(replica.seen), read_state(job)
        replica.pages.clear()
        job.crawl(len(DAYS), manners)
        yield Story(items, asked, bad, read_again, read_state(job))


def cases(kind: str) -> list[tuple[str, str]]:
    return [case for case in CASES if case[0] == kind]


@pytest.mark.parametrize("case", cases("release"), ids=lambda case: case[1])
def test_a_bad_release_is_told_with_its_page_and_leaves_its_day_incomplete(case: tuple[str, str], story: Story) -> None:
    item = story.item(case)
    reason, raw = story.bad.issues[item.path]
    assert BAD_RELEASES[case[1]][1] in reason
    assert raw or case[1] == "half, of known length"
    assert item.serial not in story.bad.bodies
    assert (story.bad.complete[item.day, "tc"], story.bad.failed[item.day, "tc"]) == (False, 1)
    assert story.bad.complete[item.day, "en"]


def test_bad_pages_are_kept_as_fetched(story: Story) -> None:
    kept = {name for kind, name in cases("release") if story.item((kind, name)).path in story.bad.kept}
    assert kept == set(BAD_RELEASES) - {"half, of known length", "not found"}
    cut = {path for path, (was_cut, _) in story.bad.kept.items() if was_cut}
    assert cut == {story.item(("release", "too long")).path, list_path(story.item(("list", "too long")))}


@pytest.mark.parametrize("case", cases("list"), ids=lambda case: case[1])
def test_a_bad_list_is_told_with_its_page_and_leaves_its_day_incomplete(case: tuple[str, str], story: Story) -> None:
    item = story.item(case)
    reason, raw = story.bad.issues[list_path(item)]
    assert BAD_LISTS[case[1]][1] in reason
    assert raw
    assert list_path(item) in story.bad.kept
    assert not story.bad.complete[item.day, "tc"]
    assert item.serial not in story.bad.bodies


@pytest.mark.parametrize("case", cases("link"), ids=lambda case: case[1])
def test_a_bad_link_is_told_and_the_others_are_followed(case: tuple[str, str], story: Story) -> None:
    item = story.item(case)
    assert item.serial in story.bad.bodies
    assert "expected an address" in story.bad.issues[list_path(item)][0]


@pytest.mark.parametrize("case", cases("odd"), ids=lambda case: case[1])
def test_a_wrong_charset_is_seen_through(case: tuple[str, str], story: Story) -> None:
    item = story.item(case)
    assert story.bad.bodies[item.serial].split() == item.text.split()
    assert story.bad.complete[item.day, "tc"]


def test_a_day_without_releases_is_complete(story: Story) -> None:
    assert story.bad.complete[DAYS["empty", "day"], "tc"]


def test_reading_kept_pages_again_loads_no_bad_one(story: Story) -> None:
    assert story.asked_by_reparse == 0
    assert story.read_again.bodies == story.bad.bodies
    assert story.read_again.complete == story.bad.complete


def test_once_the_site_is_mended_nothing_is_missing_and_no_issue_is_left(story: Story) -> None:
    assert story.mended.issues == {}
    assert all(story.mended.complete.values())
    assert sorted(story.mended.bodies) == sorted(item.serial for item in story.items.values())


def test_a_new_layout_of_releases_ends_the_run_after_20(job: Job, replica: Replica) -> None:
    replica.pages |= dict.fromkeys(replica.items, ERROR_PAGE)
    outcome = job.crawl()
    assert "the layout changed: 20 releases in a row" in outcome.stopped
    assert 20 <= len(replica.asked("/P")) <= 21
    assert job.query("SELECT count(*) FROM answers WHERE url LIKE '%/P%'")[0][0] >= 1
    assert job.query("SELECT count(*) FROM issues WHERE raw LIKE '%closed for today%'")[0][0] >= 20


def test_a_new_layout_of_lists_ends_the_run_after_20(job: Job, replica: Replica) -> None:
    replica.trouble = lambda path, times: None if "robots" in path else ERROR_PAGE
    outcome = job.crawl(days=15)
    assert "the layout changed: 20 lists in a row" in outcome.stopped
    assert len(replica.asked("/gia/")) == 20
    assert job.query("SELECT count(*) FROM answers") == [(20,)]
    assert job.query("SELECT count(*) FROM issues WHERE field = 'document'") == [(20,)]
