"""Whether a series breaks at a known date, by how much, and where it breaks if no date is given.

Segmented regression: y = level + slope t, both of which may jump at the date (Wagner, Soumerai, Zhang and Ross-Degnan
2002, Journal of Clinical Pharmacy and Therapeutics 27; from memory), errors after Newey and West 1987. The search takes
the largest F over all dates (Andrews 1993, Econometrica 61(4); from memory); its p comes from series without a break
that have the same autocorrelation, for the dates searched are many and neighbours alike.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput

Floats = NDArray[np.float64]
ENOUGH = 12
FEWEST = 4
NORMAL_95 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Interruption:
    """`level` and `slope`: jumps at the date, in units of the series and per period, with standard errors; `gap`: mean
    of what came after less what the time before led one to expect, with a 90 % band. `warnings` are for the reader."""

    index: int
    level: float
    level_error: float
    slope: float
    slope_error: float
    gap: tuple[float, float, float]
    warnings: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """The band of the gap leaves out 0; never said with too few points on a side."""
        return not self.warnings and (self.gap[0] > 0 or self.gap[2] < 0)


@dataclass(frozen=True, slots=True)
class FoundBreak:
    """`index` is the first point after the likeliest break; `p` the chance of one so clear in a series without any."""

    index: int
    statistic: float
    p: float


def interrupted_series(values: Sequence[float] | Floats, index: int) -> Interruption:
    """The break at point `index` (the first after the event) of a series (time,). With fewer than 12 points on a side
    it warns; with fewer than 4, or unknown values, it refuses.

    >>> rng = np.random.default_rng(0)
    >>> made = interrupted_series([*rng.normal(10, 1, 24), *rng.normal(15, 1, 24)], 24)
    >>> made.broken, 3 < made.gap[1] < 7
    (True, True)
    """
    y = _known(values)
    n, after = len(y), len(y) - index
    if min(index, after) < FEWEST:
        raise BadInput(f"{index} points before and {after} after", mend=f"give at least {FEWEST} on each side")
    t = np.arange(n, dtype=np.float64)
    later = t >= index
    design = np.column_stack([np.ones(n), t, later, later * (t - index)])
    beta, covariance = _newey_west(design, y)
    errors = np.sqrt(np.diag(covariance))
    mean = np.array([0.0, 0.0, 1.0, (after - 1) / 2])
    gap, error = float(mean @ beta), math.sqrt(float(mean @ covariance @ mean))
    few = [(k, side) for k, side in ((index, "before"), (after, "after")) if k < ENOUGH]
    return Interruption(
        index=index,
        level=float(beta[2]),
        level_error=float(errors[2]),
        slope=float(beta[3]),
        slope_error=float(errors[3]),
        gap=(gap - NORMAL_95 * error, gap, gap + NORMAL_95 * error),
        warnings=tuple(f"only {k} points {side} the date: {ENOUGH} are needed to tell a break" for k, side in few),
    )


def find_break(values: Sequence[float] | Floats, seed: int = 0, draws: int = 199) -> FoundBreak:
    """The likeliest break in level or slope, at least 12 points from either end.

    >>> find_break([*np.random.default_rng(0).normal(0, 1, 30), *np.random.default_rng(1).normal(4, 1, 30)]).index
    30
    """
    y = _known(values)
    n = len(y)
    if n < 2 * ENOUGH:
        raise BadInput(f"{n} points", mend=f"give at least {2 * ENOUGH} to search for a break")
    t = np.arange(n, dtype=np.float64)
    plain = np.column_stack([np.ones(n), t])
    beta = np.linalg.lstsq(plain, y, rcond=None)[0]
    rest = y - plain @ beta
    memory = float(np.clip((rest[1:] @ rest[:-1]) / (rest @ rest), 0, 0.95)) if rest @ rest > 0 else 0.0
    shocks = np.random.default_rng(seed).normal(size=(n + 50, draws))
    for k in range(1, n + 50):
        shocks[k] += memory * shocks[k - 1]
    found = _statistics(np.column_stack([y, shocks[50:]]), plain, t)
    highest = found.max(axis=0)
    return FoundBreak(
        index=int(found[:, 0].argmax()) + ENOUGH,
        statistic=float(highest[0]),
        p=float((1 + (highest[1:] >= highest[0]).sum()) / (1 + draws)),
    )


def _known(values: Sequence[float] | Floats) -> Floats:
    y = np.asarray(values, np.float64)
    if y.ndim != 1 or not np.isfinite(y).all():
        raise BadInput("a series with unknown values", mend="leave out the gap or give the series that is known")
    return y


def _newey_west(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Coefficients, and their covariance under autocorrelation and unequal variance, scaled for few points."""
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    score = x * (y - x @ beta)[:, None]
    n, k = x.shape
    meat = score.T @ score
    lags = int(4 * (n / 100) ** (2 / 9))
    for lag in range(1, lags + 1):
        cross = score[lag:].T @ score[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    return beta, inverse @ meat @ inverse * n / (n - k)


def _statistics(y: Floats, plain: Floats, t: Floats) -> Floats:
    """F of a break at every date, (date, series)."""
    total = _left(y, plain)
    found = []
    for index in range(ENOUGH, len(t) - ENOUGH + 1):
        later = (t >= index).astype(np.float64)
        left = _left(y, np.column_stack([plain, later, later * (t - index)]))
        found.append((total - left) / 2 / np.maximum(left / (len(t) - 4), 1e-300))
    return np.array(found)


def _left(y: Floats, x: Floats) -> Floats:
    """Sum of squares that a regression leaves, (series,)."""
    basis = np.linalg.qr(x)[0]
    return np.asarray(((y - basis @ (basis.T @ y)) ** 2).sum(axis=0))
