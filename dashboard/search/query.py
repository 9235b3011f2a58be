"""The language of `q`: words and quoted phrases that must occur, OR between alternatives, a minus for what must not.

What is asked is understood exactly, or refused with a `PhraseError` that says what is allowed.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

MOST_TERMS = 20
LONGEST_QUERY = 200
_QUOTES = ('""', "“”", "＂＂", "「」", "『』")
_SIGNS = "".join(_QUOTES)
_QUOTED = "|".join(f"{pair[0]}[^{pair[1]}]*{pair[1]}" for pair in _QUOTES)
_PIECE = re.compile(rf"\s*([-－]?)({_QUOTED}|[^\s{_SIGNS}]+)\s*")
_JOIN: Literal["OR"] = "OR"
_FOREIGN = ("AND", "NOT")
_UNKNOWN = re.compile(r"[()（）*＊]")


class PhraseError(ValueError):
    """Words that cannot be looked for; the message is what is allowed, as part of a sentence."""


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """What a release must say: of each group any phrase, and of `none_of` nothing. A single word is a phrase too."""

    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The phrases that may occur, each once, in the order asked."""
        return tuple(dict.fromkeys(phrase for group in self.all_of for phrase in group))


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or quoted phrase: what it is, and its text without signs."""

    kind: Literal["phrase", "excluded", "OR"]
    text: str


def parse_query(text: str) -> PhraseQuery:
    """Read what a reader typed. OR joins the two phrases beside it; all else must occur together.

    Raises PhraseError.
    """
    groups: list[list[str]] = []
    excluded: list[str] = []
    before = ""
    for piece in _split(_clean(text)):
        _check_join(before, piece.kind)
        if piece.kind == "excluded":
            excluded.append(piece.text)
        elif before == _JOIN:
            groups[-1].append(piece.text)
        elif piece.kind != _JOIN:
            groups.append([piece.text])
        before = piece.kind
    _check_join(before, "")
    if not groups:
        raise PhraseError("at least one word or phrase that must occur, not only those with a minus")
    if len(excluded) + sum(map(len, groups)) > MOST_TERMS:
        raise PhraseError(f"at most {MOST_TERMS} words and phrases")
    return PhraseQuery(tuple(map(tuple, groups)), tuple(excluded))


def _check_join(before: str, kind: str) -> None:
    if (before == _JOIN and kind != "phrase") or (kind == _JOIN and before != "phrase"):
        raise PhraseError("OR between two words or phrases, both without a minus")


def _clean(text: str) -> str:
    """Compose characters and drop invisible ones, as is done to the texts."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")


def _split(text: str) -> list[_Piece]:
    if len(text) > LONGEST_QUERY:
        raise PhraseError(f"at most {LONGEST_QUERY} characters")
    pieces = []
    at = 0
    while at < len(text.rstrip()):
        found = _PIECE.match(text, at)
        if not found:
            raise PhraseError('each quotation mark with its partner: "…", “…”, 「…」 or 『…』')
        pieces.append(_read_piece(found[2], bool(found[1])))
        at = found.end()
    return pieces


def _read_piece(text: str, excluded: bool) -> _Piece:
    if text[0] in _SIGNS:
        text = text[1:-1]
    else:
        word = unicodedata.normalize("NFKC", text)
        if word == _JOIN and not excluded:
            return _Piece(_JOIN, text)
        if word in _FOREIGN:
            raise PhraseError(
                f'words side by side, which must all occur, a minus for what must not, or "{word}" in quotes'
            )
        if _UNKNOWN.search(text):
            raise PhraseError('whole words and "quoted phrases", without brackets and asterisks')
    if not any(map(str.isalnum, text)):
        raise PhraseError("a letter or a digit in each word and phrase")
    return _Piece("excluded" if excluded else "phrase", text)
