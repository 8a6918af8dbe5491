"""Shares of draws, differences and ranges, as a reader sees them: two figures at most."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..movers import two

Floats = NDArray[np.float64]


def percent(p: float) -> str:
    """Two figures at most; never a bare nought or hundred from draws.

    >>> percent(0.0), percent(0.004), percent(0.123), percent(0.999)
    ('under 1 %', 'under 1 %', '12 %', 'over 99 %')
    """
    return "under 1 %" if p < 0.005 else "over 99 %" if p > 0.995 else f"{100 * p:.0f} %"


SAME = "no change"


def points(gap: float) -> str:
    """
    >>> points(0.004), points(-0.521), points(0.01)
    ('no change', '-52 points', '+1 point')
    """
    whole = round(100 * gap)
    return f"{whole:+d} point{'s' * (abs(whole) != 1)}" if whole else SAME


def spread(q: Any, sign: bool = False) -> str:
    """Median with its 5 to 95 % range, two figures each.

    >>> spread([1.64, 2.51, 3.48], sign=True), spread([0.0, 0.0, 0.0]), spread([float("nan")] * 3)
    ('+2.5 (+1.6 to +3.5)', '0', 'unknown')
    """
    if not np.isfinite(q).all():
        return "unknown"
    low, middle, high = (f"{'+' if sign and x > 0 else ''}{two(float(x))}" for x in q)
    return middle if low == high else f"{middle} ({low} to {high})"


def gap(made: Floats, base: Floats) -> Floats:
    """Paired differences, (...); what is only rounding in the last digits is none."""
    found = made - base
    return np.where(np.abs(found) < 1e-9 * np.maximum(np.abs(base), 1e-9), 0.0, found)


def distance(made: Floats, base: Floats) -> float:
    """Greatest distance of the two distribution functions of draws (Kolmogorov), 0 to 1; 0 where nothing is known.

    >>> distance(np.array([0.0, 1.0, 1.0, 1.0]), np.array([0.0, 0.0, 0.0, 1.0]))
    0.5
    """
    one, other = (np.sort(x[np.isfinite(x)]) for x in (made, base))
    if not one.size or not other.size:
        return 0.0
    at = np.concatenate([one, other])
    shares = [np.searchsorted(x, at, side="right") / x.size for x in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())
