"""`/healthz`: whether this process can answer, and from which snapshot."""

from pathlib import Path

from flask import Blueprint, Response, jsonify

from dashboard.snapshot import QueryFailed, SnapshotUnavailable, open_current


def build_health_blueprint(data_dir: Path) -> Blueprint:
    """Return the route `/healthz`: 200 with the snapshot that is served, or 503 with the reason."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return answer_health(data_dir)

    return blueprint


def answer_health(data_dir: Path) -> Response:
    """Open the current snapshot and ask it one question."""
    try:
        snapshot = open_current(data_dir)
        snapshot.frame("SELECT count(*) FROM units")
    except (SnapshotUnavailable, QueryFailed) as error:
        response = jsonify(status="unavailable", reason=str(error))
        response.status_code = 503
    else:
        info = snapshot.info
        response = jsonify(
            status="ok",
            snapshot=snapshot.name,
            built_at=info.built_at.isoformat(timespec="seconds"),
            oldest_on=info.oldest_on.isoformat(),
            newest_on=info.newest_on.isoformat(),
            demonstration=info.demonstration,
        )
    response.headers["Cache-Control"] = "no-store"
    return response
