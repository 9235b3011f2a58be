"""When a release was issued, and what that rests on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Issued:
    """Hong Kong time of issue, midnight where only the day is known; `basis` as in `Release.date_basis`."""

    at: datetime
    time_known: bool
    basis: Literal["stated", "given", "anchor"] = "stated"
