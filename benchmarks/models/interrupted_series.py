"""M15: a planted break is found, a placebo date shows none, six months are too few."""

import numpy as np

from estimative.measures import find_break, interrupted_series

from .common import Row, worked

NAME = "interrupted_series"
SERIES = 20


def rows() -> list[Row]:
    planted = [find_break(_series(s, 60, 36, 6.0), draws=19).index for s in range(SERIES)]
    placebo = sum(interrupted_series(_series(s, 30, 99, 0.0), 15).broken for s in range(SERIES))
    short = interrupted_series(_series(0, 42, 36, 9.0), 36)
    return [
        worked(NAME, "M15", f"planted breaks of six deviations found within a period, of {SERIES}", SERIES,
               sum(abs(k - 36) <= 1 for k in planted), 0),
        worked(NAME, "M15", f"breaks at a placebo date (10 % level), of {SERIES}", (0, 5), placebo, 0),
        worked(NAME, "M15", "warnings with six points after the date", 1, len(short.warnings), 0),
    ]  # fmt: skip


def _series(seed: int, n: int, at: int, jump: float) -> np.ndarray:  # type: ignore[type-arg]
    """A trend, noise with memory .3, and a jump in deviations of the noise."""
    noise = np.random.default_rng(seed).normal(size=n)
    for k in range(1, n):
        noise[k] += 0.3 * noise[k - 1]
    return 0.05 * np.arange(n) + jump * (np.arange(n) >= at) + noise
