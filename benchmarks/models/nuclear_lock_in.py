"""M12: energy and share of one unit, and what 'critical' comes out as."""

from estimative.mechanisms.nuclear_lock_in import Inputs, Params, solve

from .common import Row, worked

NAME = "nuclear_lock_in"
UNIT = Inputs(915.0, 0.8, 380.0, 1.0, 0.5, 9.0, 67.0, 1.0)
PARAMS = Params(0.1, 48.0, 3.39, 130.6, 169.0)


def rows() -> list[Row]:
    found = []
    for load, energy, share in ((0.7, 5.6, 1.5), (0.9, 7.2, 1.9)):
        made = solve(UNIT._replace(load_factor=load), PARAMS).outputs
        found.append(worked(NAME, "M12", f"energy at load {load:g}, TWh a year", energy, made.energy, 0.05))
        found.append(worked(NAME, "M12", f"share of 380 TWh at load {load:g}, %", share, made.share, 0.05))
    called = float(solve(UNIT, PARAMS).outputs.critical)
    return [*found, worked(NAME, "M12", "'critical' supported by share (1 yes, 0 no)", 0, called, 0)]
