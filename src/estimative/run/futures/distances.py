"""How far the draws of two runs lie apart."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
