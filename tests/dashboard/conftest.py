"""Fixtures of the dashboard's tests: snapshots built from the project's SQL."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from dashboard.downloads import register_routes
from dashboard.snapshot import Snapshot, open_current
from tests.dashboard.snapshot_builder import SnapshotBuilder, fill_varied


@pytest.fixture(scope="session")
def varied_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with fourteen months of invented releases of many shapes."""
    data_dir = tmp_path_factory.mktemp("varied")
    fill_varied(SnapshotBuilder(), date(2024, 11, 20), 420).publish(data_dir, "20260101T000000Z-varied")
    return data_dir


@pytest.fixture
def varied(varied_dir: Path) -> Snapshot:
    return open_current(varied_dir)


@pytest.fixture(scope="session")
def varied_address(varied_dir: Path) -> Iterator[str]:
    """The address of a real HTTP server on loopback that offers the downloads of the varied snapshot."""
    yield from serve_routes(varied_dir)


def serve_routes(data_dir: Path) -> Iterator[str]:
    server = Flask(__name__)
    register_routes(server, data_dir)
    http = make_server("127.0.0.1", 0, server, threaded=True)
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()
