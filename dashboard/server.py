"""Serves the dashboard: the `dashboard` command, with gunicorn inside."""

import atexit
import gc
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker
from pydantic import ValidationError
from typer.exceptions import TyperException

from dashboard.settings import Settings

KEEPALIVE_SECONDS = 75
"""A silent connection stays open so long: longer than a proxy in front keeps it, or requests would meet closed ones."""


class BadUse(TyperException):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class CalmWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """A worker of threads that ends its requests before it stops, whatever the signal.

    Gunicorn's own answer to Ctrl+C takes a lock inside the signal handler, which hangs where the same
    thread was just handing a request to the pool.
    """

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Stop as after a termination signal."""
        self.handle_exit(sig, frame)


class Gunicorn(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn with its settings given here; each worker builds its own application."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Set address, workers and threads, and announce the address once the first worker answers."""
        settings = self._settings
        options = {
            "bind": _name_address(settings),
            "workers": settings.workers,
            "worker_class": CalmWorker,
            "threads": settings.threads,
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": KEEPALIVE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": lambda worker: _announce(settings) if worker.age == 1 else None,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the application of one worker."""
        from dashboard.app import create_app  # noqa: PLC0415 - slow: a wrong option is told first

        server: Flask = create_app(self._settings.data_dir).server
        gc.collect()
        gc.freeze()  # what stays is not looked through again: now and then that took longer than an answer
        atexit.register(gc.unfreeze)
        return server


def serve(
    data_dir: Annotated[Path | None, typer.Option(help="Folder that holds snapshots/current.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option(help="Worker processes.")] = None,
) -> None:
    """Serve the dashboard until Ctrl+C. What is not given is read from the environment: see the README."""
    given = {"data_dir": data_dir, "host": host, "port": port, "workers": workers}
    settings = _read_settings({name: value for name, value in given.items() if value is not None})
    _check_folder(settings.data_dir)
    _check_address(settings)
    Gunicorn(settings).run()


def main() -> None:
    """Run the command; whatever is wrong with it is one line on standard error."""
    command = typer.Typer(add_completion=False)
    command.command()(serve)
    try:
        command(standalone_mode=False)
    except TyperException as error:
        print(f"dashboard: {error.format_message().rstrip('.')}. See dashboard --help.", file=sys.stderr)
        sys.exit(error.exit_code)


def _read_settings(given: dict[str, Any]) -> Settings:
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise BadUse(f"{name} cannot be {first['input']!r}: {first['msg']}") from error


def _check_folder(data_dir: Path) -> None:
    if not data_dir.is_dir():
        raise BadUse(f"there is no folder {data_dir}: name one with --data-dir")


def _check_address(settings: Settings) -> None:
    """Try to listen, because gunicorn would try again and again and then say little."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0].lower()
        raise TyperException(
            f"cannot listen on {_name_address(settings)}, {reason}: choose another --port or --host"
        ) from error


def _name_address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def _announce(settings: Settings) -> None:
    print(f"Communiqué is at http://{_name_address(settings)} — stop it with Ctrl+C.", flush=True)
