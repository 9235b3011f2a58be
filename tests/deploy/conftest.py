"""Fixtures: a folder of releases that is published, copies of it, servers on them, nginx in front."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.etl.conftest import release, write_jsonl

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "dashboard" / "deploy"
PATIENCE = 120  # seconds: a busy machine is slow, and that is no fault of what is tested


def need(program: str) -> str:
    """The path of a program that `make` installs for the tests."""
    path = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        pytest.fail(f"{program} is missing: install the package {program}")
    return path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def command(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", f"from {module} import main; main()", *map(str, arguments)]


def publish(data_dir: Path, count: int) -> str:
    """Load so many releases, and return the name of the snapshot that is then current."""
    source = write_jsonl(data_dir.parent / "releases.jsonl", *(release(number) for number in range(count)))
    subprocess.run(
        command("etl.cli", "load", source, "--data-dir", data_dir), cwd=ROOT, check=True, capture_output=True
    )
    return (data_dir / "snapshots" / "current").readlink().stem


def push(data_dir: Path, remote: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    return copy_snapshot("push", data_dir, remote, **settings)


def pull(data_dir: Path, remote: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    return copy_snapshot("pull", data_dir, remote, **settings)


def copy_snapshot(way: str, data_dir: Path, remote: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run one of the scripts to its end, with a folder as the remote."""
    need("rclone")
    arguments = [DEPLOY / f"{way}-snapshot.sh", data_dir / "snapshots", remote]
    environment = {**os.environ, "RCLONE_CONFIG": os.devnull, **settings}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)


@dataclass
class Replica:
    """One server on its own copy of the snapshots."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with (self.data_dir / "server.log").open("ab") as log:
            arguments = command("dashboard.server", "--data-dir", self.data_dir, "--port", self.port)
            self.process = subprocess.Popen(arguments, cwd=ROOT, stdout=log, stderr=log)
        wait_for(f"http://127.0.0.1:{self.port}/healthz")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            self.process = None


def wait_for(address: str, verify: ssl.SSLContext | bool = True) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=PATIENCE, verify=verify)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


@dataclass(frozen=True)
class Site:
    """What readers ask: nginx with the configuration of the project, and the replicas behind it."""

    address: str
    trust: ssl.SSLContext
    log: Path
    origin: Path
    remote: Path
    replicas: tuple[Replica, Replica]


def write_nginx_files(folder: Path, port: int, replicas: tuple[int, int]) -> Path:
    """Put what belongs to a machine into the project's configuration, and nothing else."""
    make_certificate(folder)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for there, here in {
        "127.0.0.1:8051": f"127.0.0.1:{replicas[0]}",
        "127.0.0.1:8052": f"127.0.0.1:{replicas[1]}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/communique/tls": str(folder),
        "/var/cache/nginx/communique": str(folder / "cache"),
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    (folder / "communique.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "main.conf"
    lines = (
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{temporary}",
        "    log_format replicas '$status $upstream_addr $request_uri';\n",
        f"    access_log {folder}/access.log replicas;\n    include {folder}/communique.conf;\n}}\n",
    )
    main.write_text("".join(lines), encoding="utf-8")
    return main


def make_certificate(folder: Path) -> None:
    need("openssl")
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*made, *named, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two replicas of five releases behind nginx."""
    tmp_path = tmp_path_factory.mktemp("site")
    origin, remote, nginx = tmp_path / "origin", tmp_path / "remote", tmp_path / "nginx"
    nginx.mkdir()
    publish(origin, 5)
    assert push(origin, remote).returncode == 0
    replicas = (Replica(tmp_path / "one"), Replica(tmp_path / "two"))
    port = free_port()
    main = write_nginx_files(nginx, port, (replicas[0].port, replicas[1].port))
    server = None
    try:
        for replica in replicas:
            assert pull(replica.data_dir, remote).returncode == 0
            replica.start()
        server = subprocess.Popen([need("nginx"), "-p", nginx, "-c", main])
        trust = ssl.create_default_context(cafile=nginx / "fullchain.pem")
        wait_for(f"https://127.0.0.1:{port}/healthz", trust)
        yield Site(f"https://127.0.0.1:{port}", trust, nginx / "access.log", origin, remote, replicas)
    finally:
        for replica in replicas:
            replica.stop()
        if server is not None:
            server.terminate()
            server.wait(timeout=PATIENCE)


SNAPSHOT = re.compile(r"\b\d{8}T\d{12}Z-[0-9a-f]{12}\b")
