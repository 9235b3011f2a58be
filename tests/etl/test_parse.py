"""Documents become releases: records, saved pages, plain text; and the reasons of those that do not."""

from datetime import date, datetime
from pathlib import Path

import pytest

from etl.model import Document, Release
from etl.parse import Anchor, UnreadableError, parse_document
from etl.reference.calendar import load_calendar

PAGE = """<!DOCTYPE html><html><head><meta property="og:title" content="cut">
<script>$('#x option[value="P2025040300123"]')</script></head><body>
<span id="PRHeadlineSpan">Harbour fair &amp; forum opens (with photos)</span>
<span id="pressrelease">&nbsp;&nbsp;The fair opened today (April 3).<br><br>
It has <b>two</b> halls.<script>alert(1)</script>
<table><tr><td>Hall</td><td>A</td></tr><tr><td>Hall</td><td>B</td></tr></table>
<div class="controlDisplay2">Photo</div>
<div>{closing}</div><div>NNNN</div></span><div>Back to top</div></body></html>"""
SESSION = "The third session of the 14th National People's Congress"


@pytest.fixture(scope="module")
def anchors(reference: Path) -> tuple[Anchor, ...]:
    return load_calendar(reference)


def record(**fields: str) -> Document:
    return Document(
        **{"origin": "x:1", "format": "record", "raw": "Body.", "release_id": "R1", "lang": "en", "title": "Title"}
        | {"published_at": "2025-04-03T10:30:00+08:00"}
        | fields  # type: ignore[arg-type]
    )


def text(body: str) -> Document:
    return Document("a.txt", "text", body)


def refused(document: Document, anchors: tuple[Anchor, ...]) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        parse_document(document, anchors)
    return caught.value


def test_sessions_of_one_year_are_held_together(anchors: tuple[Anchor, ...]) -> None:
    by_id = {anchor.anchor_id: anchor for anchor in anchors}
    pairs = [(by_id[name.replace("cppcc", "npc")], day) for name, day in by_id.items() if "cppcc" in name]
    assert len(pairs) == 29
    assert all(one.start_on <= two.end_on and two.start_on <= one.end_on for one, two in pairs)
    assert [anchor.start_on for anchor in anchors] == sorted(anchor.start_on for anchor in anchors)


class TestRecords:
    def test_time_is_hong_kong_time(self, anchors: tuple[Anchor, ...]) -> None:
        release = parse_document(record(published_at="2025-04-02T20:30:00Z"), anchors)
        assert release.published_at == datetime(2025, 4, 3, 4, 30)
        assert release.published_on == date(2025, 4, 3)
        assert release.time_known

    def test_bare_date_has_no_time(self, anchors: tuple[Anchor, ...]) -> None:
        release = parse_document(record(published_at="2025-04-03"), anchors)
        assert release.published_at == datetime(2025, 4, 3)
        assert not release.time_known

    def test_closing_block_is_cut(self, anchors: tuple[Anchor, ...]) -> None:
        body = "All is well.\n\n\t Ends/Thursday, April 3, 2025\n\n Issued at HKT 10:30\n\n NNNN\n caption again"
        assert parse_document(record(raw=body), anchors).body == "All is well."
        body = "一切安好。\n\n完\n2025年4月3日（星期四）\n香港時間10時30分"
        assert parse_document(record(raw=body, lang="tc"), anchors).body == "一切安好。"

    def test_closing_block_tells_the_time_of_a_bare_date(self, anchors: tuple[Anchor, ...]) -> None:
        body = "All is well.\nEnds/Thursday, April 3, 2025\nIssued at HKT 10:30\nNNNN"
        release = parse_document(record(published_at="2025-04-03", raw=body), anchors)
        assert release.published_at == datetime(2025, 4, 3, 10, 30)
        assert not parse_document(record(published_at="2025-04-04", raw=body), anchors).time_known

    @pytest.mark.parametrize(
        ("fields", "field", "says"),
        [
            ({"lang": "fr"}, "lang", "expected en or tc"),
            ({"published_at": "3 April 2025"}, "published_at", "expected an ISO date"),
            ({"published_at": "2205-04-03"}, "published_at", "expected an ISO date"),
            ({"published_at": "2025-02-30"}, "published_at", "expected an ISO date"),
            ({"title": " \u200b "}, "title", "empty"),
            ({"raw": "\xa0\n"}, "text", "empty"),
            ({"release_id": "a b"}, "id", "without spaces"),
            ({"release_id": "x" * 101}, "id", "up to 100 characters"),
        ],
    )
    def test_what_is_wrong_is_named(
        self, fields: dict[str, str], field: str, says: str, anchors: tuple[Anchor, ...]
    ) -> None:
        error = refused(record(**fields), anchors)
        assert error.field == field
        assert says in error.reason

    def test_demonstration_is_known_by_its_ids(self, anchors: tuple[Anchor, ...]) -> None:
        assert parse_document(record(release_id="DEMO2025040300001"), anchors).source == "demo"
        assert parse_document(record(), anchors).source == "file"
        assert parse_document(record(release_id="DEMOGRAPHY-1"), anchors).source == "file"

    def test_end_amid_the_text_cuts_nothing(self, anchors: tuple[Anchor, ...]) -> None:
        body = "How the day begins.\nEnds\nWhat the walkers find there."
        assert parse_document(record(raw=body), anchors).body == body
        for end in ("Ends", "Ends\n\nNNNN\ncaption", "完\nNNNN"):
            assert parse_document(record(raw=f"All is well.\n{end}"), anchors).body == "All is well."


class TestPages:
    def test_title_body_time_and_id(self, anchors: tuple[Anchor, ...]) -> None:
        page = PAGE.format(closing="Ends/Thursday, April 3, 2025<br>Issued at HKT 20:16")
        release = parse_document(Document("p.html", "html", page), anchors)
        assert release.release_id == "P2025040300123"
        assert release.title == "Harbour fair & forum opens (with photos)"
        assert release.published_at == datetime(2025, 4, 3, 20, 16)
        assert release.body.startswith("The fair opened today (April 3).\n\nIt has two halls.")
        assert "Hall A" in release.body
        assert not any(word in release.body for word in ("alert", "Photo", "Ends", "NNNN", "Back"))

    def test_chinese_closing(self, anchors: tuple[Anchor, ...]) -> None:
        page = PAGE.replace(
            "The fair opened today (April 3).", "展覽會今日（四月三日）開幕，展期三日，歡迎市民參觀。" * 4
        )
        page = page.format(closing="完<br>2025年4月3日（星期四）<br>香港時間14時30分")
        release = parse_document(Document("p.html", "html", page), anchors)
        assert (release.lang, release.published_at) == ("tc", datetime(2025, 4, 3, 14, 30))

    def test_other_releases_links_name_no_page(self, anchors: tuple[Anchor, ...]) -> None:
        link = '<a href="/gia/general/202401/05/P2024010500111.htm">related</a>'
        plain = PAGE.format(closing="Ends/Thursday, April 3, 2025").replace("P2025040300123", "")
        pages = [
            plain.replace("<body>", f"<body>{link}"),
            plain.replace("<body>", f"<body>{link}").replace("Harbour", "Hill"),
        ]
        one, two = (parse_document(Document("p.html", "html", page), anchors) for page in pages)
        assert one.release_id != two.release_id
        assert "P2024010500111" not in (one.release_id, two.release_id)

    @pytest.mark.parametrize(
        ("head", "url"),
        [
            ('<link rel="canonical" href="https://x.test/P2025040300456.htm">', "https://x.test/P2025040300456.htm"),
            (
                '<meta property="og:url" content="https://x.test/P2025040300456.htm">',
                "https://x.test/P2025040300456.htm",
            ),
            (
                '<meta property="og:image" content="https://x.test/P2025040300456_photo_1.jpg">'
                '<a href="mailto:?body=https%3A%2F%2Fx.test%2Fgia%2FP2025040300456.htm">mail</a>',
                "https://x.test/gia/P2025040300456.htm",
            ),
        ],
    )
    def test_page_states_its_address(self, head: str, url: str, anchors: tuple[Anchor, ...]) -> None:
        page = PAGE.format(closing="Ends/Thursday, April 3, 2025").replace("P2025040300123", "")
        page = page.replace("<html>", '<html><a href="/P2024010500111.htm">related</a>' + head)
        release = parse_document(Document("p.html", "html", page), anchors)
        assert (release.release_id, release.url) == ("P2025040300456", url)

    def test_other_pages_are_refused(self, anchors: tuple[Anchor, ...]) -> None:
        error = refused(Document("p.html", "html", "<html><body><p>Index</p></body></html>"), anchors)
        assert "#PRHeadlineSpan" in error.reason


class TestPlainText:
    def parse(self, body: str, anchors: tuple[Anchor, ...], published_on: date | None = None) -> Release:
        return parse_document(text(body), anchors, published_on)

    def test_repeats_and_sources_are_no_text(self, anchors: tuple[Anchor, ...]) -> None:
        title = "Seminar on harbour walks held"
        repeats = f"\n\n{title} Source: Press Office\n\n{title} (with photos)\n\nSource: Press Office"
        release = self.parse(f"{title}\n{SESSION} closed this year. Today (April 3) we walked.{repeats}", anchors)
        assert release.title == title
        assert release.body == f"{SESSION} closed this year. Today (April 3) we walked."
        assert (release.published_on, release.date_basis) == (date(2025, 4, 3), "anchor")

    @pytest.mark.parametrize("behind", ["Source: Press Office", " | Source: Press Office", " - HKSAR", " – City Desk"])
    def test_signed_titles_are_no_text(self, behind: str, anchors: tuple[Anchor, ...]) -> None:
        title = "Harbour walk opens"
        release = self.parse(f"{title}\nToday (April 3, 2025) we walked.\n(Source: Desk)\n{title}{behind}", anchors)
        assert release.body == "Today (April 3, 2025) we walked."
        kept = f"{title} today (April 3, 2025), and all came."
        assert self.parse(f"{title}\n{kept}", anchors).body == kept

    def test_time_behind_a_point_is_read(self, anchors: tuple[Anchor, ...]) -> None:
        release = self.parse("A title\nAll is well.\nEnds/12 April 2025\nIssued at HKT 18.30", anchors)
        assert (release.published_at, release.time_known) == (datetime(2025, 4, 12, 18, 30), True)

    def test_title_names_the_event(self, anchors: tuple[Anchor, ...]) -> None:
        release = self.parse("Talk on third session of the 14th NPC\nToday (April 4) we met.", anchors)
        assert release.published_on == date(2025, 4, 4)

    def test_same_release_has_the_same_id(self, anchors: tuple[Anchor, ...]) -> None:
        one, two = (self.parse(f"Title\nToday (April 3, 2025) {end}", anchors) for end in ("rain.", "sun."))
        assert one.release_id == two.release_id
        assert one.release_id != self.parse("Other\nToday (April 3, 2025) rain.", anchors).release_id

    @pytest.mark.parametrize(
        ("body", "day"),
        [
            ("It opened today (April 3, 2025).", date(2025, 4, 3)),
            ("It opened yesterday (April 2, 2025).", date(2025, 4, 3)),
            ("It opened this morning (Thursday, April 3, 2025).", date(2025, 4, 3)),
            (f"{SESSION} met in March this year. We met today (April 3).", date(2025, 4, 3)),
            (f"{SESSION} met. The delegates came back today (March 12).", date(2025, 3, 12)),
            (f"{SESSION} met this year. We met today (December 31).", date(2025, 12, 31)),
            ("今日（二○二五年四月三日）開幕，為期三天。", date(2025, 4, 3)),
            ("第十四屆全國人民代表大會第三次會議今年三月閉幕。特區政府今日（四月三日）舉辦座談會。", date(2025, 4, 3)),
            ("十四屆全國人大三次會議今年閉幕。昨日（四月二十九日）舉辦座談會。", date(2025, 4, 30)),
            ("It opened today (3 April 2025).", date(2025, 4, 3)),
            (
                "The third session of the 14th National People’s Congress met this year. Today (April 3)",
                date(2025, 4, 3),
            ),
            (f"{SESSION[:-9]}\nCongress closed this year. We met today (April 3).", date(2025, 4, 3)),
            ("The 4th Session of the 13th NPC closed this year. We met today (April 3).", date(2021, 4, 3)),
            ("The 14th NPC's third session closed this year. We met today (3 April).", date(2025, 4, 3)),
            (
                "The second session of the 14th National Committee of the CPPCC closed. Today (April 3)",
                date(2024, 4, 3),
            ),
            ("全國政協十四屆三次會議今年閉幕。特區政府今日（四月三日）舉辦座談會。", date(2025, 4, 3)),
            (
                f"{SESSION} met this year. We met today (April 3) a year after the first session of the 14th NPC.",
                date(2025, 4, 3),
            ),
            (f"{SESSION} will be held in March this year. We met today (February 3).", date(2025, 2, 3)),
            ("十四屆全國人大三次會議將於今年三月召開，我們今日（二月三日）舉辦座談會。", date(2025, 2, 3)),
            ("It opened today (April 3).\n\nEnds/Thursday, April 3, 2025\nIssued at HKT 10:00\n", date(2025, 4, 3)),
        ],
    )
    def test_day_is_found(self, body: str, day: date, anchors: tuple[Anchor, ...]) -> None:
        assert self.parse(f"A title\n{body}", anchors).published_on == day

    @pytest.mark.parametrize(
        "body",
        [
            "It opened.",
            "It opened today (April 3).",
            "It opened today (February 30, 2025).",
            "It opened today (Friday, April 3, 2025).",
            # An event to come, one long past, one said to be of another year.
            f"{SESSION} will be held. We met today (April 3).",
            f"{SESSION} met. We met today (January 5).",
            f"{SESSION} met. In 2027 more will follow. We met today (April 3).",
            # An event looked back upon, "this year" said of something else, a later event, a contradiction.
            f"We recalled {SESSION} held in March last year. We met today (April 3).",
            f"Today (May 2) we marked one year since {SESSION}.",
            f"Since {SESSION} much has changed. We met today (April 3).",
            f"Two years ago {SESSION} met. We met today (April 3).",
            "特區政府今日（四月三日）舉辦座談會，重溫去年三月舉行的十四屆全國人大三次會議。",
            f"Guided by {SESSION}, we will this year do more. We met today (April 2).",
            f"{SESSION} met this year. The fourth session of the 14th NPC has met. We met today (April 2).",
            f"Since the fourth session of the 14th NPC all is calm. {SESSION} met. We met today (April 2).",
            f"{SESSION} met in March this year. We met today (January 5).",
            f"Guided by {SESSION} we will this year do more. We met today (January 9).",
            f"{SESSION} met in March 2025. We met today (April 3).",
            f"{SESSION} met last March. We met today (February 3).",
            "特區政府今日（四月三日）座談二○二五年三月舉行的十四屆全國人大三次會議。",
            "The 14th session of the 14th NPC met this year. We met today (April 3).",
        ],
    )
    def test_unknown_year_is_refused(self, body: str, anchors: tuple[Anchor, ...]) -> None:
        error = refused(text(f"A title\n{body}"), anchors)
        assert error.field == "published_at"
        assert "--published-on" in error.reason

    def test_given_day_is_taken(self, anchors: tuple[Anchor, ...]) -> None:
        release = self.parse("A title\nIt opened today (April 3).", anchors, date(2024, 4, 3))
        assert (release.published_on, release.date_basis) == (date(2024, 4, 3), "given")

    def test_text_without_title_is_refused(self, anchors: tuple[Anchor, ...]) -> None:
        assert refused(text("word " * 100), anchors).field == "title"
