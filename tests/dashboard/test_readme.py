"""The README says what the code does: addresses, parameters, settings."""

import re
from pathlib import Path

import pytest

import dashboard
from dashboard.datasets import DATASETS
from dashboard.filters import LANGS, MEASURES, PARAMETERS, ROLES, ROUTINES
from dashboard.periods import PERIODS
from dashboard.settings import Settings

README = (Path(dashboard.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_with_its_default_and_meaning() -> None:
    rows = set(re.findall(r"^\| `(DASHBOARD_\w+)` \| `(.+)` \| (.+) \|$", README, re.MULTILINE))
    assert rows == {
        (f"DASHBOARD_{name.upper()}", str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }


@pytest.mark.parametrize("name", DATASETS)
def test_every_file_is_explained_and_shown(name: str) -> None:
    assert f"| `/data/{name}.csv` |" in README
    assert re.search(rf"^curl -OJ '.*/data/{name}\.csv\?", README, re.MULTILINE)


@pytest.mark.parametrize("word", [*PARAMETERS, *PERIODS, *ROLES, *LANGS, *ROUTINES, *MEASURES])
def test_every_parameter_and_value_is_named(word: str) -> None:
    table = README.partition("## Parameters")[2].partition("## How")[0]
    assert f"`{word}`" in table
