"""The files of deployment are read by the programs that they are for."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.server import KEEPALIVE_SECONDS
from dashboard.settings import Settings
from tests.deploy.conftest import DEPLOY, ROOT, free_port, need, write_nginx_files

SCRIPTS = sorted(DEPLOY.glob("*.sh"))
UNITS = [path for ending in ("service", "timer", "path") for path in sorted(DEPLOY.glob(f"*.{ending}"))]


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    main = write_nginx_files(tmp_path, free_port(), (free_port(), free_port()))
    result = subprocess.run(
        [need("nginx"), "-t", "-p", tmp_path, "-c", main], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "warn" not in result.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_sound(script: Path) -> None:
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is absent")
    subprocess.run(["shellcheck", script], check=True)


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is absent")
    placed = []
    for unit in UNITS:
        path = tmp_path / unit.name.replace("@.", "@8051.")
        text = unit.read_text(encoding="utf-8").replace("/srv/communique/dashboard", f"{ROOT}/dashboard")
        path.write_text(text.replace("/srv/communique/.venv", str(ROOT / ".venv")), encoding="utf-8")
        placed.append(path)
    result = subprocess.run(["systemd-analyze", "verify", *placed], capture_output=True, text=True, check=False)
    complaints = [line for line in result.stderr.splitlines() if str(tmp_path) in line or "ommuniqu" in line]
    assert not complaints


def test_the_files_agree_with_each_other_and_with_the_server() -> None:
    """Ports, names and times that stand in more than one place."""
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    for file in [*SCRIPTS, *UNITS, DEPLOY / "nginx.conf"]:
        assert f"`{file.name}`" in readme, f"README.md does not name {file.name}"
    assert set(re.findall(r"127\.0\.0\.1:(\d+)", nginx)) == set(re.findall(r"dashboard@(\d+)", readme))
    limit = float(re.findall(r"proxy_read_timeout (\d+)s", nginx)[0])
    assert limit > Settings().query_seconds
    assert float(re.findall(r"keepalive_timeout (\d+)s", nginx)[0]) < KEEPALIVE_SECONDS / 2
