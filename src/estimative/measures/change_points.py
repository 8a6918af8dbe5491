"""Whether a series breaks, and where: the rank test of Pettitt 1979 (Applied Statistics 28(2), 126-135; from memory),
and the split with the least squares around two means."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput

FEWEST = 12


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """`index` is the first point after the best split; `p` the chance of so large a `statistic` without any break."""

    index: int
    statistic: float
    p: float


def change_point(values: Sequence[float] | NDArray[np.float64]) -> ChangePoint:
    """The best single break in the level of a series (time,), in any unit. The test is of ranks, as outliers would
    pass a test of means; it is weak near the ends, so it does not say where. `p` is 2 exp(-6 K^2 / (n^3 + n^2)), an
    approximation for small p. Refuses unknown values and fewer than 12 points.

    >>> change_point([0.2] * 10 + [0.6] * 10).index
    10
    """
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 1 or len(x) < FEWEST or not np.isfinite(x).all():
        raise BadInput(
            f"no break can be sought in {len(x)} points", mend=f"give at least {FEWEST} known values in order"
        )
    n = len(x)
    signs = np.sign(x[:, None] - x[None, :])
    k = float(np.abs(np.cumsum(signs.sum(axis=1))).max())
    return ChangePoint(_split(x), k, min(1.0, 2 * math.exp(-6 * k**2 / (n**3 + n**2))))


def _split(x: NDArray[np.float64]) -> int:
    """The split that explains most: the largest weighted distance between the means of its two sides."""
    before = np.arange(1, len(x))
    sums = np.cumsum(x - x.mean())[:-1]
    return int(before[np.argmax(sums**2 / (before * (len(x) - before)))])
