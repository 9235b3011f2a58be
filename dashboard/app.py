"""The Dash application: one address, one page made from it."""

from pathlib import Path

import dash
from flask_compress import Compress

from dashboard.callbacks import register_callbacks
from dashboard.components.shell import PRODUCT, render_shell
from dashboard.downloads import register_routes
from dashboard.pages import PAGES

_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
<noscript>This page needs JavaScript; the numbers are also at /data/releases.csv and its neighbours.</noscript>
{%app_entry%}
<footer>
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>
"""


def create_app(data_dir: Path) -> dash.Dash:
    """Make the application that shows the current snapshot of a data folder.

    Callbacks stay synchronous whatever else is installed: asyncio would slow each of them.
    """
    app = dash.Dash(
        __name__,
        title=PRODUCT,
        update_title="",
        index_string=_INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        use_async=False,
        serve_locally=True,
    )
    app.layout = render_shell([(page.path, page.name) for page in PAGES.values()])
    register_callbacks(app, data_dir)
    register_routes(app.server, data_dir)
    app.server.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]  # in order of what costs least
    Compress(app.server)
    _finish_setup(app)
    return app


def _finish_setup(app: dash.Dash) -> None:
    """Answer one request before any reader's: Dash sets itself up in its first one, and concurrent ones can fail.

    See plotly/dash#3971.
    """
    app.server.test_client().get("/_dash-dependencies")
