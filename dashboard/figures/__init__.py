"""Figures: a DataFrame goes in, a plotly figure as a plain dictionary comes out, nothing else.

Frames of the queries carry one more column here, `open`: the evidence query that a click on the mark
opens. It travels as `customdata`.
"""

from dashboard.figures.bars import draw_ranking, draw_roles, draw_volume
from dashboard.figures.heatmap import draw_heatmap
from dashboard.figures.lines import draw_lines, draw_panels, theme_colours
from dashboard.figures.look import Figure, Look
from dashboard.figures.sizes import draw_size_points, draw_size_spread

__all__ = [
    "Figure",
    "Look",
    "draw_heatmap",
    "draw_lines",
    "draw_panels",
    "draw_ranking",
    "draw_roles",
    "draw_size_points",
    "draw_size_spread",
    "draw_volume",
    "theme_colours",
]
