"""Plain text, as other sites republish releases: the title first, then the body with repeats around it."""

import re

from etl.normalise import normalise, normalise_line
from etl.parse.unreadable import UnreadableError

# Republishers sign with a line of their own, or behind the title that stands under each photo.
_SIGNED = r"[(（]?(?:Source|來源|資料來源|新聞來源)\s*[:：].{0,200}$"
_SOURCE = re.compile(rf"(?:^|\s+){_SIGNED}", re.IGNORECASE)
# What may stand behind the title where it is repeated: "Source: …", or a name after a dash or a bar.
_BEHIND_TITLE = re.compile(rf"(?:\s*[|–—-])?\s*{_SIGNED}|\s*[|–—-]\s.{{1,60}}$", re.IGNORECASE)
_NOTES = re.compile(r"(?:\s*[(（][^()（）]{1,40}[)）])+$")
_LONGEST_TITLE = 300


def read_plain_text(text: str) -> tuple[str, str]:
    """Return title and body. Lines that repeat the title or name the republisher's source are left out."""
    lines = normalise(text).split("\n")
    kept = [line for line in lines if not (line and not _SOURCE.sub("", line))]
    title = next((line for line in kept if line), "")
    title = normalise_line(_SOURCE.sub("", title))
    if len(title) > _LONGEST_TITLE:
        raise UnreadableError(
            "title",
            f"first line has {len(title)} characters: expected a title of up to {_LONGEST_TITLE} on it",
        )
    body = [line for line in kept if not _repeats(line, title)]
    return title, "\n".join(body)


def _repeats(line: str, title: str) -> bool:
    """Whether a line is the title once more, with notes or a signature behind it."""
    if not line:
        return False
    behind = line.removeprefix(title)
    signed = behind != line and _BEHIND_TITLE.fullmatch(behind)
    return bool(signed) or _core(_SOURCE.sub("", line)) == _core(title)


def _core(title: str) -> str:
    """The letters and digits of a title without notes such as "(with photos)", for comparison."""
    return re.sub(r"\W+", "", _NOTES.sub("", title)).casefold()
