"""Tells browsers what pages may do: run the application's own scripts, reach its own server, nothing else."""

from collections.abc import Sequence

from flask import Flask, Response


def register_headers(server: Flask, script_hashes: Sequence[str]) -> None:
    """Add the headers of security to every answer; `script_hashes` are those of the scripts within pages."""
    policy = _write_policy(script_hashes)

    @server.after_request
    def protect(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = policy
        return response


def _write_policy(script_hashes: Sequence[str]) -> str:
    """Write the policy. Charts and controls set styles on elements, and charts draw and save images of their own."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
