"""Writes many phrases as one pattern that shares their beginnings, so that searching stays fast."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Branch:
    ends: bool = False
    after: dict[str, "_Branch"] = field(default_factory=dict)


def write_alternation(phrases: Iterable[str]) -> str:
    """Return a pattern for any of `phrases`, the longest first; `#` stands for a number in figures."""
    root = _Branch()
    for phrase in phrases:
        branch = root
        for sign in phrase:
            branch = branch.after.setdefault(sign, _Branch())
        branch.ends = True
    return _write_branch(root) if root.after else r"(?!)"


def _write_branch(branch: _Branch) -> str:
    parts = [_write_sign(sign) + _write_branch(after) for sign, after in sorted(branch.after.items())]
    if not parts:
        return ""
    if len(parts) == 1 and not branch.ends:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if branch.ends else "")


def _write_sign(sign: str) -> str:
    return r"[\d,]{1,9}" if sign == "#" else re.escape(sign)
