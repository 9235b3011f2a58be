"""A sighting: one place in a text where a person, or the holder of an office, is spoken of."""

from functools import lru_cache
from typing import Literal, NamedTuple

Gender = Literal["male", "female", ""]


class Sighting(NamedTuple):
    """One mention. The name stands at `start:end`; `opens` and `closes` bound it with office and title.

    `name` is empty where only an office is named. `full` tells a name that can stand for itself from a
    mere surname or given name; `stands_alone` marks a single name whose title is enough. `words` are the
    parts of the name, compared without case. `title` is the honorific as written, without a full stop;
    `alias` is what a greeting calls the person: "Carlson (Chairman of the Board, Mr Carlson Tong)".
    """

    start: int
    end: int
    opens: int
    closes: int
    name: str
    office: str = ""
    acting: bool = False
    gender: Gender = ""
    full: bool = True
    titled: bool = False
    office_id: str = ""
    stands_alone: bool = False
    words: tuple[str, ...] = ()
    title: str = ""
    alias: str = ""


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Return the parts of a name, lower case, without dots and with hyphens closed up."""
    plain = name.casefold().replace(".", " ").replace("’", "'")
    return tuple(word.replace("-", "") for word in plain.split())


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return a name as one word: what the same name gives however it is spaced or hyphenated."""
    return "".join(name_words(name)).translate(_MARKS)


_MARKS = str.maketrans(dict.fromkeys("'・·‧．•", None) | {"衞": "衛", "啓": "啟", "峯": "峰", "鍾": "鐘"})
