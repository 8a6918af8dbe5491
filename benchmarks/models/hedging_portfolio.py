"""M10: concentration of two printed spreads."""

from estimative.measures import herfindahl

from .common import Row

NAME = "hedging_portfolio"


def rows() -> list[Row]:
    source = "worked figure of the list of mechanisms (M10)"
    return [
        Row(NAME, "HHI of .9, .05, .05", source, "-", 0.815, herfindahl([0.9, 0.05, 0.05]), 1e-9),
        Row(NAME, "HHI of .3, .25, .2, .15, .1", source, "-", 0.225, herfindahl([0.3, 0.25, 0.2, 0.15, 0.1]), 1e-9),
    ]
