"""Whether a series breaks at a known date, by how much, and where it breaks if no date is given.

Segmented regression: y = level + slope t, both of which may jump at the date (Wagner, Soumerai, Zhang and Ross-Degnan
2002, Journal of Clinical Pharmacy and Therapeutics 27; from memory), errors after Newey and West 1987. Those are too
small in short series, so bands are as wide as series without a break, of the same length and autocorrelation, ask for.
The search takes the largest F over all dates (Andrews 1993, Econometrica 61(4); from memory), its p from such series.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput

Floats = NDArray[np.float64]
ENOUGH = 12
FEWEST = 4
DRAWS = 399
MEMORIES = np.linspace(0, 0.95, 12)  # autocorrelations that are tried


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


def interrupted_series(values: Sequence[float] | Floats, index: int, seed: int = 0) -> Interruption:
    """The break at point `index` (the first after the event) of a series (time,). With fewer than 12 points on a side
    it warns; with fewer than 4, or unknown values, it refuses.

    >>> rng = np.random.default_rng(0)
    >>> made = interrupted_series([*rng.normal(10, 1, 24), *rng.normal(15, 1, 24)], 24)
    >>> made.broken, 3 < made.gap[1] < 7
    (True, True)
    """
    y = _known(values)
    n, after = len(y), len(y) - index
    if not 0 <= index <= n:
        raise BadInput(f"point {index} lies outside a series of {n}", mend="give the first point after the event")
    if min(index, after) < FEWEST:
        raise BadInput(f"{index} points before and {after} after", mend=f"give at least {FEWEST} on each side")
    t = np.arange(n, dtype=np.float64)
    later = t >= index
    x = np.column_stack([np.ones(n), t, later, later * (t - index)])
    series = np.column_stack([y, _alike(y, x, seed, DRAWS)])
    wanted = np.array([[0, 0, 1, (after - 1) / 2], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=np.float64)
    (gap, g), (level, j), (slope, k) = (_jump(series, x, w) for w in wanted)
    width = float(np.quantile(np.abs(gap[1:] / g[1:]), 0.9)) * float(g[0])
    few = [(m, side) for m, side in ((index, "before"), (after, "after")) if m < ENOUGH]
    return Interruption(
        index=index,
        level=float(level[0]),
        level_error=float(level[1:].std() / j[1:].mean() * j[0]),
        slope=float(slope[0]),
        slope_error=float(slope[1:].std() / k[1:].mean() * k[0]),
        gap=(float(gap[0]) - width, float(gap[0]), float(gap[0]) + width),
        warnings=tuple(f"only {m} points {side} the date: {ENOUGH} are needed to tell a break" for m, side in few),
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
    likeliest = int(_statistics(y[:, None], plain, t)[:, 0].argmax()) + ENOUGH
    alike = _alike(y, plain, seed, draws)
    highest = _statistics(np.column_stack([y, alike]), plain, t).max(axis=0)
    p = float((1 + (highest[1:] >= highest[0]).sum()) / (1 + draws))
    return FoundBreak(index=likeliest, statistic=float(highest[0]), p=p)


def _known(values: Sequence[float] | Floats) -> Floats:
    y = np.asarray(values, np.float64)
    if y.ndim != 1 or not np.isfinite(y).all():
        raise BadInput("a series with unknown values", mend="leave out the gap or give the series that is known")
    return y


def _alike(y: Floats, x: Floats, seed: int, draws: int) -> Floats:
    """Series (time, draw) without a break that are autocorrelated as `y` is around its regression on `x`. What a
    regression leaves looks less so than it is: the autocorrelation is the one whose series look like `y`."""
    basis = np.linalg.qr(x)[0]
    shocks = np.random.default_rng(seed).normal(size=(len(y) + 60, draws))
    looks = [float(np.mean(_correlation(_rest(_remembering(shocks, m), basis)))) for m in MEMORIES]
    seen = float(_correlation(_rest(y[:, None], basis))[0])
    return _remembering(shocks, float(np.interp(seen, np.maximum.accumulate(looks), MEMORIES)))


def _remembering(shocks: Floats, memory: float) -> Floats:
    found = shocks.copy()
    for k in range(1, len(found)):
        found[k] += memory * found[k - 1]
    return found[60:]


def _rest(y: Floats, basis: Floats) -> Floats:
    return y - basis @ (basis.T @ y)


def _correlation(rest: Floats) -> Floats:
    return np.asarray((rest[1:] * rest[:-1]).sum(axis=0) / np.maximum((rest * rest).sum(axis=0), 1e-300))


def _jump(y: Floats, x: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """A combination of the coefficients and its Newey-West error, (series,) each."""
    inverse = np.linalg.inv(x.T @ x)
    reach = x @ inverse @ wanted
    score = reach[:, None] * _rest(y, np.linalg.qr(x)[0])
    variance = (score * score).sum(axis=0)
    lags = int(4 * (len(y) / 100) ** (2 / 9))
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * (score[lag:] * score[:-lag]).sum(axis=0)
    return reach @ y, np.sqrt(np.maximum(variance, 1e-300))


def _statistics(y: Floats, plain: Floats, t: Floats) -> Floats:
    """F of a break at every date, (date, series)."""
    total = (_rest(y, np.linalg.qr(plain)[0]) ** 2).sum(axis=0)
    found = []
    for index in range(ENOUGH, len(t) - ENOUGH + 1):
        later = (t >= index).astype(np.float64)
        basis = np.linalg.qr(np.column_stack([plain, later, later * (t - index)]))[0]
        left = (_rest(y, basis) ** 2).sum(axis=0)
        found.append((total - left) / 2 / np.maximum(left / (len(t) - 4), 1e-300))
    return np.array(found)
