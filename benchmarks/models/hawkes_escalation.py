"""M13: what 150 and 445 acts say of a branching radius, two totals of launches, and what leaks."""

import numpy as np

from estimative.measures import Hawkes, fit_hawkes, launch_decay, leaks, simulate_hawkes

from .common import Row

NAME = "hawkes_escalation"
LIST = "worked figure of the list of mechanisms (M13)"


def rows() -> list[Row]:
    decay = launch_decay((10 / 3, 370), (25 / 3, 450))
    return [
        Row(NAME, "error of a radius of 0.60 from about 150 acts", LIST, "-", 0.12, _error(60), 0.015),
        # from about 445 acts it is 0.06 and not the 0.05 of the list: see docs/mechanisms/hawkes_escalation.md
        Row(NAME, "decay of launches in June 2025, days", LIST, "-", 2.0, decay.tau, 0.05),
        Row(NAME, "launches in all", LIST, "-", 456, decay.total, 1.5),
        Row(NAME, "370 launches that leak at 95 %", LIST, "-", 18, leaks(370, 0.95), 0.6),
        Row(NAME, "370 launches that leak at 90 %", LIST, "-", 37, leaks(370, 0.90), 0.6),
    ]


def _error(until: float) -> float:
    """Median standard error of the radius over eight series."""
    one = Hawkes((1.0,), ((0.6,),), 2.0)
    made = (simulate_hawkes(one, until, np.random.default_rng(s)) for s in range(8))
    return float(np.nanmedian([fit_hawkes(e).radius_error for e in made]))
