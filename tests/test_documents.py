"""Documents say what the code does: commands, settings, links, folders."""

import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from dashboard.settings import Settings as DashboardSettings
from etl.cli import app
from etl.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
READMES = [
    ROOT / name
    for name in (
        "README.md",
        "etl/README.md",
        "etl/engines/README.md",
        "dashboard/README.md",
        "data/README.md",
        "tests/README.md",
    )
]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_readme_names_every_command_and_no_other() -> None:
    commands = set(getattr(get_command(app), "commands", {}))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`etl ([a-z]+)", readme)) == commands


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    broken = [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not (readme.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize(("readme", "settings"), [("etl", Settings), ("dashboard", DashboardSettings)])
def test_every_setting_is_explained(readme: str, settings: type[Settings] | type[DashboardSettings]) -> None:
    text = (ROOT / readme / "README.md").read_text(encoding="utf-8")
    prefix = str(settings.model_config.get("env_prefix", ""))
    for name, field in settings.model_fields.items():
        assert f"`{prefix}{name.upper()}`" in text
        assert str(field.description) in text


def test_modules_of_the_job_are_all_told() -> None:
    text = (ROOT / "etl" / "README.md").read_text(encoding="utf-8")
    names = [path.name for path in (ROOT / "etl").iterdir() if not path.name.startswith("_") and path.suffix != ".md"]
    assert [name for name in names if f"`{name}" not in text] == []


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = (
        "py" + "pi.org",
        "python" + "hosted",
        "registry.np" + "mjs",
        "deb.deb" + "ian",
        "/ro" + "ot/",
        "/wo" + "rk/",
    )
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked_files()
        if path.suffix not in {".png", ".duckdb"} and path.is_file()
        for host in hosts
        if host in path.read_text(encoding="utf-8")
    ]
    assert named == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-spark.lock"])
def test_lock_file_pins_everything_with_hashes_and_no_addresses(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.\[\]-]*==\S+.*?(?=^[a-z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert len(pins) > 50
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in lock
    assert "index-url" not in lock


def test_no_real_sentence_is_in_the_project(shared: Path) -> None:
    """No run of 14 words (English) or 22 characters (Chinese) of the real releases stands in a file of ours.

    Lists of offices are names alone, and some names are that long; test_demo_corpus looks at the demonstration.
    """
    ours = [
        (path, path.read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.suffix in TEXT and path.name not in NAMES and path.is_file()
    ]
    shingles: dict[str, Path] = {}
    for path, text in ours:
        words = re.findall(r"[A-Za-z0-9']+", text)
        shingles |= {" ".join(words[n : n + 14]).lower(): path for n in range(len(words) - 13)}
        for run in re.findall("[\u4e00-\u9fff]{22,}", text):
            shingles |= {run[n : n + 22]: path for n in range(len(run) - 21)}
    real = "\n".join(path.read_text(encoding="utf-8") for path in (shared / "corpus").rglob("*.*l"))
    words = re.findall(r"[A-Za-z0-9']+", real.replace("\\n", " ").replace("\\u00a0", " "))
    found = {run for n in range(len(words) - 13) if (run := " ".join(words[n : n + 14]).lower()) in shingles}
    for run in re.findall("[\u4e00-\u9fff]{22,}", real):
        found |= {run[n : n + 22] for n in range(len(run) - 21)} & shingles.keys()
    assert {run: str(shingles[run]) for run in found} == {}


NAMES = {"offices.csv", "bureaux.csv", "releases.jsonl"}
TEXT = {".py", ".md", ".yaml", ".csv", ".jsonl", ".sql", ".toml", ".js", ".css"}
