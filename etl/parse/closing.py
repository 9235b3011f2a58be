"""The closing block of a release: "Ends/…", "Issued at HKT …", "NNNN", and what follows it."""

import re
from datetime import datetime

from etl.parse.issued import Issued

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CLOSING_EN = re.compile(
    rf"^Ends ?/ ?(?:[A-Za-z]+, ?)?(?:(?P<first>\d{{1,2}}) )?(?P<month>{_MONTHS})(?(first)| (?P<day>\d{{1,2}}))"
    r",? ?(?P<year>\d{4})\s*(?:^Issued at HKT (?P<hour>\d{1,2})[:.]?(?P<minute>\d{2}))?",
    re.MULTILINE,
)
_CLOSING_TC = re.compile(
    r"^完\s*[/／]?\s*(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>(?P<first>\d{1,2}))日(?:（[^）\n]{1,6}）|\([^)\n]{1,6}\))?\s*"
    r"(?:香港時間(?P<hour>\d{1,2})時(?P<minute>\d{2})分)?",
    re.MULTILINE,
)
# The block without its date, as transcripts have it. "Ends" can also be a heading: nothing may follow it.
_BARE_END = re.compile(r"^(?:NNNN$|(?:Ends|完)\s*(?:\Z|^NNNN$|^Issued at HKT|^香港時間))", re.MULTILINE)


def split_closing(text: str) -> tuple[str, Issued | None]:
    """Cut a normalised text before its closing block, and read the time that the block states."""
    ends_en, ends_tc = "Ends" in text, "完" in text  # where neither is, no line need be looked at
    found = (ends_en and _CLOSING_EN.search(text)) or (ends_tc and _CLOSING_TC.search(text))
    if found:
        return text[: found.start()].rstrip(), _read(found)
    bare = _BARE_END.search(text) if ends_en or ends_tc or "NNNN" in text else None
    return (text[: bare.start()].rstrip() if bare else text), None


def _read(found: re.Match[str]) -> Issued | None:
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.split("|").index(month) + 1
    time_known = found["hour"] is not None
    hour, minute = (int(found["hour"]), int(found["minute"])) if time_known else (0, 0)
    try:
        return Issued(
            datetime(int(found["year"]), number, int(found["day"] or found["first"]), hour, minute), time_known
        )
    except ValueError:
        return None
