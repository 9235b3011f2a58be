"""Scripts and styles: the same addresses everywhere, sent compressed, kept for ever, never another version's."""

import re
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from dashboard.app import create_app
from dashboard.pages import PAGES

ASSETS = Path(__file__).resolve().parents[2] / "dashboard" / "assets"
PLOTLY = "plotly-cartesian-4.1.1.min.js"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    client: FlaskClient = create_app(tmp_path_factory.mktemp("empty")).server.test_client()
    return client


def addresses_in(index: str) -> list[str]:
    return re.findall(r'<(?:script src|link rel="(?:stylesheet|preload)"(?: as="script")? href)="([^"]+)"', index)


def test_each_file_of_the_index_is_kept_for_ever_under_a_name_of_its_content(client: FlaskClient) -> None:
    addresses = addresses_in(client.get("/").text)
    assert len(addresses) > 10
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", address
        assert sha256(answer.get_data()).hexdigest()[:16] in address
        assert "Last-Modified" not in answer.headers


def test_the_index_names_what_charts_need_and_nothing_that_no_page_uses(client: FlaskClient) -> None:
    index = client.get("/").text
    scripts = [address for address in addresses_in(index) if "/dash/dcc/async-graph." in address]
    assert len(scripts) == 1, "the charts' component was asked for only when the page was there"
    assert "polyfill" not in index
    assert "dash_table/" not in index
    for address in re.findall(r'rel="preload" as="fetch" href="([^"]+)"', index):
        assert client.get(address).is_json


def test_the_addresses_do_not_depend_on_when_files_were_installed(client: FlaskClient, tmp_path: Path) -> None:
    before = addresses_in(client.get("/").text)
    (ASSETS / "charts.js").touch()
    assert addresses_in(create_app(tmp_path).server.test_client().get("/").text) == before


@pytest.mark.parametrize("path", [f"/assets/{PLOTLY}", "/_dash-component-suites/dash/dcc/dash_core_components.js"])
def test_a_file_is_sent_in_what_the_browser_takes(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    small = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert small.headers["Content-Encoding"] == "br"
    assert small.headers["Vary"] == "Accept-Encoding"
    assert brotli.decompress(small.get_data()) == plain.get_data()
    assert len(small.get_data()) < len(plain.get_data()) / 3
    assert client.get(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_an_address_without_a_name_of_content_is_asked_again_and_not_sent_again(client: FlaskClient) -> None:
    path = "/_dash-component-suites/dash/dcc/async-graph.js"
    first = client.get(path, headers={"Accept-Encoding": "br"})
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/assets/address.js?m=0000000000000000", "/_dash-component-suites/dash/dcc/dash_core_components.v1_0m00aa11.js"],
)
def test_another_versions_address_is_answered_but_not_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_pages_may_run_the_applications_scripts_alone(client: FlaskClient) -> None:
    for path in PAGES:
        answer = client.get(path)
        rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert re.fullmatch(r"'self'( 'sha256-[\w+/=]+')+", rules["script-src"])
        assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_part_of_the_polyfill_is_the_published_one() -> None:
    (runtime,) = ASSETS.glob("regenerator-runtime-*.js")
    assert sha256(runtime.read_bytes()).hexdigest() in (ASSETS / "README.md").read_text(encoding="utf-8")


def test_the_charts_program_is_the_one_that_plotly_expects() -> None:
    """Its digest is that of the published package; `assets/README.md` tells how to renew it."""
    assert f"plotly-cartesian-{get_plotlyjs_version()}.min.js" == PLOTLY
    text = (ASSETS / "README.md").read_text(encoding="utf-8")
    assert sha256((ASSETS / PLOTLY).read_bytes()).hexdigest() in text
    assert [file.name for file in ASSETS.glob("plotly*")] == [PLOTLY]
    assert PLOTLY in (ASSETS.parent / "app.py").read_text(encoding="utf-8")
