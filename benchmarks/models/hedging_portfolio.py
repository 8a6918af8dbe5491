"""M10: concentration of two printed spreads."""

from estimative.measures import herfindahl

from .common import Row, worked

NAME = "hedging_portfolio"


def rows() -> list[Row]:
    lean, spread = [0.9, 0.05, 0.05], [0.3, 0.25, 0.2, 0.15, 0.1]
    return [
        worked(NAME, "M10", "HHI of .9, .05, .05", 0.815, herfindahl(lean), 1e-9),
        worked(NAME, "M10", "HHI of .3, .25, .2, .15, .1 (a five-way spread)", 0.225, herfindahl(spread), 1e-9),
    ]
