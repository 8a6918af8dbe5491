"""Estimation of structural gravity: Poisson pseudo maximum likelihood with exporter and importer effects.

Estimation is that of statsmodels (optional group `fit`); what is ours is the table of effects and the access it gives.
Source: Santos Silva and Tenreyro 2006; Yotov, Piermartini, Monteiro and Larch 2016.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GravityFit:
    """Coefficients and robust standard errors (HC0 with n/(n-1)) by covariate; `fitted` (exporter, importer)."""

    coefficients: Mapping[str, float]
    errors: Mapping[str, float]
    fitted: Floats
    steps: int

    def access(self, covariates: Mapping[str, Floats]) -> Floats:
        """T = exp(sum of coefficient x covariate), (exporter, importer): for the estimated or for other covariates."""
        return np.asarray(np.exp(sum(b * covariates[name] for name, b in self.coefficients.items())))


def fit(trade: Floats, covariates: Mapping[str, Floats]) -> GravityFit:
    """PPML of `trade` (exporter, importer) on covariates of the same shape, with an effect for each exporter and each
    importer but the last. Raises BadInput without statsmodels or if shapes differ, DidNotConverge."""
    try:
        from statsmodels.api import GLM, families
    except ImportError as missing:
        raise BadInput("statsmodels is not installed", mend="pip install 'estimative[fit]'") from missing
    n = len(trade)
    if any(c.shape != (n, n) for c in (trade, *covariates.values())):
        raise BadInput(f"trade {trade.shape} and covariates differ in shape", mend="give one square table for each")
    who = np.eye(n)
    effects = np.hstack([np.repeat(who, n, axis=0), np.tile(who, (n, 1))[:, : n - 1]])
    design = np.hstack([np.column_stack([c.ravel() for c in covariates.values()]), effects])
    scale = trade.mean()  # coefficients do not depend on it, conditioning does
    found = GLM(trade.ravel() / scale, design, family=families.Poisson()).fit(tol=1e-9, maxiter=50, cov_type="HC0")
    if not found.converged:
        raise DidNotConverge("PPML did not converge in 50 steps", mend="leave out countries without trade")
    robust = np.asarray(found.bse) * np.sqrt(n * n / (n * n - 1))
    return GravityFit(
        dict(zip(covariates, map(float, found.params), strict=False)),
        dict(zip(covariates, map(float, robust), strict=False)),
        np.asarray(found.fittedvalues).reshape(n, n) * scale,
        int(found.fit_history["iteration"]),
    )
