"""A lower bound on frustration from the largest eigenvalue, for dense or random networks where short cycles say little.

For any u, s'Ws <= n lambda_max(W + diag u) - sum u over splits s, so F >= (sum |w| - that / 2) / 2 with each tie counted
once (Mohar and Poljak 1993 and Delorme and Poljak 1993 for the maximum cut; from memory). Ascent on u tightens it.
"""

import numpy as np
from scipy.linalg import eigh

from .signed_graphs import Floats

STEPS = 40


def spectral_bound(matrix: Floats, steps: int = STEPS) -> float:
    """Proved lower bound on the frustration of a symmetric matrix of signed weights, up to a rounding allowance that
    is subtracted from it."""
    n = len(matrix)
    if n < 2:
        return 0.0
    total, shift, best = np.abs(matrix).sum() / 2, np.zeros(n), -np.inf
    scale = np.abs(matrix).sum(0).mean()
    for step in range(steps):
        top, vector = eigh(matrix + np.diag(shift), subset_by_index=(n - 1, n - 1))
        most = n * (top[0] + 1e-9 * scale) - shift.sum()
        best = max(best, float(total - most / 2) / 2)
        uphill = n * vector[:, 0] ** 2 - 1
        shift -= scale / (8 + step) * uphill / max(1.0, float(np.abs(uphill).max()))
    return max(best, 0.0)
