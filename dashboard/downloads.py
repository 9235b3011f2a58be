"""The numbers as files: `/data/<dataset>.csv` under the same parameters as the pages."""

from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, request

from dashboard.datasets import DATASETS, write_csv
from dashboard.filters import FilterError, Filters, read_filters, write_query
from dashboard.health import build_health_blueprint
from dashboard.snapshot import QueryFailed, Snapshot, SnapshotUnavailable, open_current


def register_routes(server: Flask, data_dir: Path) -> None:
    """Add the downloads and `/healthz` to a server."""
    server.register_blueprint(build_downloads_blueprint(data_dir))
    server.register_blueprint(build_health_blueprint(data_dir))


def build_downloads_blueprint(data_dir: Path) -> Blueprint:
    """Return the routes of the downloads over the snapshots of a data folder."""
    blueprint = Blueprint("downloads", __name__)

    @blueprint.get("/data/<path:file_name>")
    def download(file_name: str) -> Response:
        return answer_download(data_dir, file_name)

    return blueprint


def answer_download(data_dir: Path, file_name: str) -> Response:
    """Answer one download: a streamed file, or a sentence that says why there is none."""
    name = file_name.removesuffix(".csv")
    if name not in DATASETS or name == file_name:
        known = "".join(f"/data/{dataset}.csv\n" for dataset in DATASETS)
        return _say(404, f"There is no such file. There are:\n{known.rstrip()}")
    try:
        return _send_dataset(open_current(data_dir), name)
    except FilterError as error:
        choices = f"\nAll that is allowed: {', '.join(error.choices)}" if error.choices else ""
        return _say(400, f"{error}{choices}")
    except SnapshotUnavailable as error:
        return _say(503, str(error))
    except QueryFailed as error:
        return _say(500, str(error))


def _send_dataset(snapshot: Snapshot, name: str) -> Response:
    dataset = DATASETS[name]
    filters = read_filters(request.args.to_dict(flat=False), snapshot)
    response = Response(mimetype="text/csv")
    response.headers["X-Snapshot"] = snapshot.name
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(_digest(snapshot.name, name, write_query(filters, snapshot)))
    if request.if_none_match.contains(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    query = dataset.build(snapshot, filters)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name_file(snapshot, name, filters)}"'
    response.response = write_csv(dataset, filters, query.rows(snapshot))
    return response


def _name_file(snapshot: Snapshot, name: str, filters: Filters) -> str:
    mark = "DEMONSTRATION-" if snapshot.info.demonstration else ""
    return f"communique-{mark}{name}-{filters.since}-{filters.until}.csv"


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _say(status: int, text: str) -> Response:
    response = Response(f"{text}\n", status, mimetype="text/plain")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
