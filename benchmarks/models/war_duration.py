"""M17: a war of 39.7 months ends within a year."""

from estimative.mechanisms.war_duration import Inputs, Params, solve

from .common import Row, worked

NAME = "war_duration"
PRINTED = (
    ("exponential, mean 24 months", 39.0, (1.0, 24.0, 0.0)),
    ("Weibull, .6 and 18", 24.0, (0.6, 18.0, 0.0)),
    ("Pareto", 21.0, (1.0, 1.0, 1 / 0.9)),
    ("long-war hazard", 10.0, (1.0, 113.9, 0.0)),
)


def rows() -> list[Row]:
    found = []
    for name, percent, wait in PRINTED:
        ours = 100 * solve(Inputs(39.7, 1.0), Params(*wait, 134.0)).outputs.ends_in_year
        found.append(worked(NAME, "M17", f"ends in 12 months: {name}, %", percent, ours, 0.5))
    return found
