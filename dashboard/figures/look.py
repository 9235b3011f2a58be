"""How every figure looks: colours of both schemes, fonts, axes, hover, ticks that fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from dashboard.periods import Period, label_period
from dashboard.wording import NARROW_SPACE

Figure = dict[str, Any]
NOT_LOADED = "no releases loaded"
"""What a hover says of a period inside a gap."""
_NOTES = {
    "whole": "",
    "cut": "<br>cut by the dates asked",
    "provisional": "<br>provisional: more may come",
    "missing": f"<br>{NOT_LOADED}",
}

FONT = 'system-ui, "Noto Sans HK", "Noto Sans CJK HK", "PingFang HK", "Microsoft JhengHei", sans-serif'

# The Analysis Function's accessible order; beside each mark, a darker or lighter hue of it for words
# (at least 4.5 : 1 on the card), because three of the marks only reach the 3 : 1 asked of marks.
_LIGHT = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
_LIGHT_WORDS = ("#12436D", "#1A7A72", "#801650", "#B5440B", "#3D3D3D", "#7650B5")
_DARK = ("#6BA6DE", "#33B5AA", "#E0669F", "#FF8A4C", "#C9CCD1", "#B59BE0")


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure must know of the reader's screen: dark scheme, narrow window."""

    dark: bool = False
    narrow: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """Six colours for categories, at least 3 : 1 on the card."""
        return _DARK if self.dark else _LIGHT

    @property
    def words(self) -> tuple[str, ...]:
        """The same six for text, at least 4.5 : 1 on the card."""
        return _DARK if self.dark else _LIGHT_WORDS

    @property
    def ink(self) -> str:
        """Text."""
        return "#E6E8EA" if self.dark else "#1D2125"

    @property
    def quiet(self) -> str:
        """Ticks and secondary text."""
        return "#9AA2AB" if self.dark else "#595F66"

    @property
    def grid(self) -> str:
        """Grid lines."""
        return "#2E3338" if self.dark else "#E7E9EC"

    @property
    def card(self) -> str:
        """The card behind the figure."""
        return "#1B1E22" if self.dark else "#FFFFFF"

    @property
    def other(self) -> str:
        """Categories that are not the chosen ones."""
        return "#8A929B" if self.dark else "#868D95"

    @property
    def short(self) -> dict[str, str]:
        """Bands behind what is provisional, and behind what is not loaded."""
        if self.dark:
            return {"provisional": "#262B31", "missing": "#3C444C"}
        return {"provisional": "#EDEFF2", "missing": "#D3D8DE"}

    @property
    def scale(self) -> list[list[float | str]]:
        """One hue from nothing to much."""
        if self.dark:
            return [[0, "#1F2429"], [0.5, "#3A6C99"], [1, "#A9D3FA"]]
        return [[0, "#F1F5F9"], [0.5, "#6A95BD"], [1, "#0B2E4D"]]


def start_layout(look: Look, height: int, **changes: Any) -> dict[str, Any]:
    """Give the layout that all figures share; `changes` replace parts of it."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 48, "r": 16, "t": 12, "b": 36},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": look.ink},
        "separators": f".{NARROW_SPACE}",
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": look.card,
            "bordercolor": look.quiet,
            "font": {"family": FONT, "size": 13, "color": look.ink},
        },
        "dragmode": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.quiet, "activecolor": look.ink},
        "bargap": 0.25,
    }
    return {**base, **changes}


def value_axis(look: Look, **changes: Any) -> dict[str, Any]:
    """Give a number axis from zero with light grid lines."""
    base = {
        "rangemode": "tozero",
        "gridcolor": look.grid,
        "zeroline": False,
        "showline": False,
        "tickfont": {"color": look.quiet},
        "tickformat": ",~r",
        "nticks": 6,
        "fixedrange": True,
    }
    return {**base, **changes}


def count_axis(look: Look, values: Iterable[float], **changes: Any) -> dict[str, Any]:
    """Give a number axis for counts: it steps by whole numbers, however few there are."""
    top = max((float(value) for value in values if not pd.isna(value)), default=0.0)
    steps = {"dtick": 1} if top <= 5 else {}
    return value_axis(look, range=[0, top * 1.08 or 1], **{**steps, **changes})


def period_axis(look: Look, starts: Sequence[date], by: Period, most: int = 0) -> dict[str, Any]:
    """Give a date axis whose ticks are names of periods, never more than fit (`most`)."""
    days = sorted(set(starts))
    step = max(1, -(-len(days) // (most or (4 if look.narrow else 9))))
    shown = days[::step]
    return {
        "type": "date",
        "tickvals": [f"{day:%Y-%m-%d}" for day in shown],
        "ticktext": [shorten_period(day, by) for day in shown],
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": look.quiet,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": look.quiet,
        "tickfont": {"color": look.quiet},
        "tickangle": 0,
        "fixedrange": True,
    }


def shorten_period(start: date, by: Period) -> str:
    """Name a period on a tick: weeks by their first day."""
    return label_period(start, "day" if by == "week" else by)


def note_of(completeness: str) -> str:
    """Say in a hover what keeps a period from being whole; nothing for whole ones."""
    return _NOTES[completeness]


def numbers_of(values: Iterable[Any]) -> list[Any]:
    """List numbers with None where there is none: there a figure draws nothing."""
    listed = values.tolist() if isinstance(values, pd.Series) else values
    return [None if value is None or isnan(value) else value for value in listed]


def wrap_label(text: str, width: int, lines: int = 2) -> str:
    """Break a label at spaces into lines of about `width` characters; what exceeds `lines` becomes …"""
    rows = [""]
    for word in text.split(" "):
        joined = f"{rows[-1]} {word}".strip()
        if len(joined) <= width or not rows[-1]:
            rows[-1] = joined
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1] + "…"]
    return "<br>".join(rows)
