"""People and roles in invented Chinese sentences of every family that the releases are known to hold."""

from pathlib import Path

import pytest

from tests.extract.speakers import roles

LINES = (Path(__file__).parent / "speakers_tc.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.partition("\t")[::2] for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_people(text: str, expected: str) -> None:
    told = roles(text.replace("\\n", "\n"), lang="tc")
    found = {f"{name.replace(' ', '~')}/{role}" for name, role in told.items() if not name.startswith("[")}
    assert found == set(expected.split())
