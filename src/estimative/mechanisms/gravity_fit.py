"""Estimation of structural gravity: Poisson pseudo maximum likelihood with exporter and importer effects.

Estimation is that of statsmodels (optional group `fit`); what is ours is the table of effects and the access it gives.
Source: Santos Silva and Tenreyro 2006; Yotov, Piermartini, Monteiro and Larch 2016.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge

Floats = NDArray[np.float64]
TOLERANCE = 1e-6
MEND = "leave out countries with next to no trade"


@dataclass(frozen=True, slots=True)
class GravityFit:
    """Coefficients and robust standard errors (HC0 with n/(n-1)) by covariate; `fitted` (exporter, importer);
    `residual` the largest first-order condition that is left, relative to what it sums."""

    coefficients: Mapping[str, float]
    errors: Mapping[str, float]
    fitted: Floats
    steps: int
    residual: float

    def access(self, covariates: Mapping[str, Floats]) -> Floats:
        """T = exp(sum of coefficient x covariate), (exporter, importer): for the estimated or for other covariates."""
        return np.asarray(np.exp(sum(b * covariates[name] for name, b in self.coefficients.items())))


def fit(trade: Floats, covariates: Mapping[str, Floats]) -> GravityFit:
    """PPML of `trade` (exporter, importer) on covariates of the same shape, with an effect for each exporter and each
    importer but the last. Raises BadInput without statsmodels, for tables that do not fit or that have no estimate, and
    DidNotConverge."""
    try:
        from statsmodels.api import GLM, families
    except ImportError as missing:
        raise BadInput("statsmodels is not installed", mend="pip install 'estimative[fit]'") from missing
    n = len(trade)
    if any(c.shape != (n, n) for c in (trade, *covariates.values())):
        raise BadInput(f"trade {trade.shape} and covariates differ in shape", mend="give one square table for each")
    if not (np.isfinite(trade) & (trade >= 0)).all() or not trade.any():
        raise BadInput("trade is unknown, negative or nowhere", mend="leave out countries whose trade is not known")
    if not all(np.isfinite(c).all() for c in covariates.values()):
        raise BadInput("a covariate is unknown for some pair", mend="leave out such countries")
    who = np.eye(n)
    effects = np.hstack([np.repeat(who, n, axis=0), np.tile(who, (n, 1))[:, : n - 1]])
    design = np.hstack([np.column_stack([c.ravel() for c in covariates.values()]), effects])
    unit = design / np.maximum(np.linalg.norm(design, axis=0), 1e-300)
    if np.linalg.matrix_rank(unit.T @ unit, hermitian=True) < design.shape[1]:
        raise BadInput("the effects tell all that some covariate tells", mend="leave out what does not vary by pair")
    scale = trade.mean()  # coefficients do not depend on it, conditioning does
    model = GLM(trade.ravel() / scale, design, family=families.Poisson())
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # what they warn of is judged below
            found = model.fit(tol=1e-9, maxiter=50, cov_type="HC0")
    except (ValueError, np.linalg.LinAlgError) as error:
        raise DidNotConverge(f"PPML left the numbers: {error}", mend=MEND) from error
    left = np.abs(design.T @ (found.fittedvalues - found.model.endog)) / (np.abs(design).T @ found.model.endog + 1)
    residual = float(left.max())
    if not found.converged or not residual < TOLERANCE:
        raise DidNotConverge(
            f"PPML meets its conditions to {residual:.1e} after {found.fit_history['iteration']} steps, "
            f"{TOLERANCE:.0e} is asked",
            mend=MEND,
        )
    fitted = np.asarray(found.fittedvalues).reshape(n, n)
    if (trade[_vanishing(fitted)] == 0).any():
        raise BadInput(
            "no finite estimate: a covariate tells by itself where nothing is traded",
            mend="leave out that covariate, or those pairs (Santos Silva and Tenreyro 2010, from memory)",
        )
    robust = np.asarray(found.bse) * np.sqrt(n * n / (n * n - 1))
    return GravityFit(
        dict(zip(covariates, map(float, found.params), strict=False)),
        dict(zip(covariates, map(float, robust), strict=False)),
        fitted * scale,
        int(found.fit_history["iteration"]),
        residual,
    )


def _vanishing(fitted: Floats) -> NDArray[np.bool_]:
    """Pairs that trade next to nothing for what their exporter and importer trade."""
    usual = fitted.sum(1, keepdims=True) * fitted.sum(0) / fitted.sum()
    return np.asarray(fitted < 1e-9 * usual)
