"""A lower bound on frustration from the largest eigenvalue, for dense or random networks where short cycles say little.

For any u, s'Ws <= n lambda_max(W + diag u) - sum u over splits s, so F >= (sum |w| - that / 2) / 2 with
each tie counted once. Mohar and Poljak 1993, Delorme and Poljak 1993 for the maximum cut (from memory). A search over u
tightens it.
"""

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import eigsh

from .signed_graphs import Floats

STEPS = 60
SMALL = 30  # actors below which an iterative eigenvalue solver is no use


def spectral_bound(matrix: Floats, steps: int = STEPS) -> float:
    """Proved lower bound on the frustration of a symmetric matrix of signed weights. The shift u is searched with
    approximate eigenvectors; the bound itself comes from one dense eigenvalue, less an allowance for rounding."""
    n = len(matrix)
    if n < SMALL:
        return 0.0
    total, scale = np.abs(matrix).sum() / 2, float(np.abs(matrix).sum(0).mean())
    shift = _shift(matrix, steps, scale)
    top = float(eigh(matrix + np.diag(shift), eigvals_only=True, subset_by_index=(n - 1, n - 1))[0])
    most = n * (top + 1e-9 * scale) - shift.sum()
    return max(0.0, float(total - most / 2) / 2)


def _shift(matrix: Floats, steps: int, scale: float) -> Floats:
    """Subgradient descent on n lambda_max(W + diag u) - sum u; the best u met."""
    n, sparse = len(matrix), csr_matrix(matrix)
    shift = best = np.zeros(n)
    lowest, vector = np.inf, np.ones((n, 1))
    for step in range(steps):
        top, vector = eigsh(sparse + diags(shift), k=1, which="LA", v0=vector[:, 0] + 1e-3, tol=1e-4)
        most = n * top[0] - shift.sum()
        if most < lowest:
            lowest, best = most, shift
        uphill = n * vector[:, 0] ** 2 - 1
        shift = shift - scale / (8 + step) * uphill / max(1.0, float(np.abs(uphill).max()))
    return best
