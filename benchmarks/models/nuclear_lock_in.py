"""M12: energy and share of one unit, beside what is reported."""

from estimative.mechanisms.nuclear_lock_in import Inputs, Params, solve

from .common import Row

NAME = "nuclear_lock_in"


def rows() -> list[Row]:
    found, source = [], "worked figure of the list of mechanisms (M12)"
    for load, energy, share in ((0.7, 5.6, 1.5), (0.9, 7.2, 1.9)):
        inputs = Inputs(915.0, load, 380.0, 1.0, 0.5, 9.0, 67.0, 1.0)
        made = solve(inputs, Params(0.1, 48.0, 3.39, 130.6, 169.0)).outputs
        found.append(Row(NAME, f"energy at load {load:g}, TWh a year", source, "-", energy, made.energy, 0.05))
        found.append(Row(NAME, f"share of 380 TWh at load {load:g}, %", source, "-", share, made.share, 0.05))
    return found
