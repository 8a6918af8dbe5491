"""M17: a war of 39.7 months ends within a year."""

from estimative.mechanisms.war_duration import Inputs, Params, solve

from .common import Row

NAME = "war_duration"
PRINTED = (
    ("exponential", 39.0, (1.0, 24.0, 0.0)),
    ("Weibull", 24.0, (0.6, 18.0, 0.0)),
    ("Pareto", 21.0, (1.0, 1.0, 1 / 0.9)),
    ("long-war hazard", 10.0, (1.0, 113.9, 0.0)),
)


def rows() -> list[Row]:
    source, inputs = "worked figure of the list of mechanisms (M17)", Inputs(39.7, 1.0)
    return [
        Row(
            NAME,
            f"{name}, %",
            source,
            "-",
            percent,
            100 * solve(inputs, Params(*wait, 134.0)).outputs.ends_in_year,
            0.5,
        )
        for name, percent, wait in PRINTED
    ]
