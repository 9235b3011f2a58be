"""Sends scripts and styles so that each browser takes them once: named by their content, compressed once, kept.

Dash names its files by when they were installed, which differs between replicas and says nothing of their
content. Here the digest takes that place, so every replica of one version gives the same addresses.
"""

import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

import brotli
from flask import Flask, Response, request

_PREFIXES = ("/_dash-component-suites/", "/assets/")
_ADDRESS = re.compile(r'(?<==")/(?:_dash-component-suites|assets)/[^"]+(?=")')
_DASH_MARK = re.compile(r"(\.v[\w-]+m)([0-9a-f]+)(?=\.)")
_KEEP = "public, max-age=31536000, immutable"
_COMPRESSED = ("text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml")
_LEAST = 500
_KEPT_FILES = 64


def register_static_files(server: Flask) -> None:
    """Settle the headers and the compression of all scripts and styles that a server sends."""

    @server.after_request
    def settle(response: Response) -> Response:
        if request.path.startswith(_PREFIXES) and response.status_code == 200:
            _settle(response)
        return response


def find_names(server: Flask, index: str) -> dict[str, str]:
    """Ask a server for the files that its index names, and return the addresses they have by their content."""
    client = server.test_client()
    names = {}
    for address in set(_ADDRESS.findall(index)):
        response = client.get(address)
        if response.status_code != 200:
            raise FileNotFoundError(f"the index names {address}, of which the server says {response.status}")
        names[address] = _name(address, _digest(response.get_data()))
    return names


def rename_files(index: str, names: Mapping[str, str]) -> str:
    """Put the addresses by content into an index."""
    return _ADDRESS.sub(lambda found: names.get(found[0], found[0]), index)


def _name(address: str, digest: str) -> str:
    if address.startswith("/assets/"):
        return f"{address.partition('?')[0]}?m={digest}"
    return _DASH_MARK.sub(rf"\g<1>{digest}", address)


def _settle(response: Response) -> None:
    response.direct_passthrough = False
    body = response.get_data()
    digest = _digest(body)
    response.headers["Cache-Control"] = _judge_address(digest)
    response.headers.pop("Last-Modified", None)  # when it was installed is no property of the content
    response.vary.add("Accept-Encoding")
    encoding = request.accept_encodings.best_match(["br", "gzip"])
    if encoding and len(body) >= _LEAST and response.mimetype in _COMPRESSED:
        response.set_data(_compress(body, encoding))
        response.headers["Content-Encoding"] = encoding
        digest = f"{digest}-{encoding}"
    response.set_etag(digest)
    response.make_conditional(request)


def _judge_address(digest: str) -> str:
    """Say how long an answer may be kept: for ever where the address names this very content.

    An address of another version's content is answered, while replicas are being upgraded, but not kept.
    """
    marked = _DASH_MARK.search(request.path)
    asked = marked[2] if marked else request.args.get("m", "")
    if not asked:
        return "no-cache"
    return _KEEP if asked == digest else "no-store"


@lru_cache(maxsize=_KEPT_FILES)
def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]


@lru_cache(maxsize=_KEPT_FILES)
def _compress(body: bytes, encoding: str) -> bytes:
    """Compress at the level above which time grows and size hardly falls: 11 takes 50 times as long for a tenth."""
    return brotli.compress(body, quality=5) if encoding == "br" else gzip.compress(body, 6, mtime=0)
