"""The Dash application: one address, one page made from it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import dash
from flask_compress import Compress

from dashboard.callbacks import register_callbacks
from dashboard.components.shell import PRODUCT, render_shell
from dashboard.downloads import register_routes
from dashboard.headers import register_headers
from dashboard.pages import PAGES
from dashboard.static_files import find_names, register_static_files, rename_files

_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
{%favicon%}
<link rel="preload" as="script" href="/assets/plotly-cartesian-4.1.1.min.js">
<link rel="preload" as="fetch" href="/_dash-layout" crossorigin>
<link rel="preload" as="fetch" href="/_dash-dependencies" crossorigin>
{%css%}
</head>
<body>
<noscript>This page needs JavaScript; the numbers are also at /data/releases.csv and its neighbours.</noscript>
{%app_entry%}
<footer>
{%config%}
{%scripts%}
<script src="/_dash-component-suites/dash/dcc/async-graph.v0m0.js"></script>
{%renderer%}
</footer>
</body>
</html>
"""
_UNUSED = ("/dash/deps/polyfill@", "/dash/dash_table/")
"""Scripts that Dash puts into every index: what browsers have done themselves since 2020, and its own tables."""


class _Application(dash.Dash):
    """Dash with an index that names files by their content."""

    file_names: Mapping[str, str] = MappingProxyType({})

    def interpolate_index(self, *args: Any, **parts: Any) -> str:
        """Write the index of all pages."""
        write: Any = super().interpolate_index
        scripts = parts["scripts"].splitlines()
        parts["scripts"] = "\n".join(script for script in scripts if not any(name in script for name in _UNUSED))
        return rename_files(write(*args, **parts), self.file_names)


def create_app(data_dir: Path) -> dash.Dash:
    """Make the application that shows the current snapshot of a data folder.

    Callbacks stay synchronous whatever else is installed: asyncio would slow each of them.
    """
    app = _Application(
        __name__,
        title=PRODUCT,
        update_title="",
        index_string=_INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        assets_ignore="^plotly",  # `charts.js` loads it
        use_async=False,
        serve_locally=True,
    )
    app.layout = render_shell([(page.path, page.name) for page in PAGES.values()])
    register_callbacks(app, data_dir)
    register_routes(app.server, data_dir)
    app.server.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]  # in order of what costs least
    Compress(app.server)
    register_static_files(app.server)  # what is registered last is done first
    register_headers(app.server, app.csp_hashes())
    _finish_setup(app)
    return app


def _finish_setup(app: _Application) -> None:
    """Answer one request before any reader's: Dash sets itself up in its first one, and concurrent ones can fail.

    See plotly/dash#3971. The index is what is asked for, because it names the files that pages load.
    """
    index = app.server.test_client().get("/").get_data(as_text=True)
    app.file_names = find_names(app.server, index)
