"""Serves a replica over HTTP on loopback."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.crawl.replica import Replica, Request


class ResetError(Exception):
    """Raised by a replica's trouble: the connection is reset."""


@contextmanager
def serve(replica: Replica) -> Iterator[str]:
    """Yield the base URL at which the replica is served."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Request(
                self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic()
            )
            replica.seen.append(request)
            try:
                response = replica.answer(self.path, request.headers)
            except ResetError:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            finally:
                request.went = time.monotonic()
            request.status = response.status
            headers = dict(response.headers)
            self.send_response(response.status)
            headers.setdefault("Content-Type", response.content_type)
            headers.setdefault("Content-Length", str(len(response.body)))
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(response.body)
            if not headers["Content-Length"] or int(headers["Content-Length"]) > len(response.body):
                self.close_connection = True
            request.went = time.monotonic()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
