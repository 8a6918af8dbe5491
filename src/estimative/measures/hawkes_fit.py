"""Maximum likelihood for Hawkes processes, with errors from the observed information (Ozaki 1979, Annals of the
Institute of Statistical Mathematics 31, 145-155; Ogata 1978, same annals 30, 243-261; both from memory)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge

from .hawkes import Acts, Floats, Hawkes, by_type, decayed

FEWEST = 50
TINY = 1e-10
STARTS = (0.3, 1.0, 3.0)  # decays to start from, times the overall rate of acts


@dataclass(frozen=True, slots=True)
class HawkesFit:
    """`errors` are standard errors in the shape of the model, NaN where an estimate lies on its bound; `radius_error`
    by the delta method. `gradient` is the largest slope that is left, relative to the number of acts."""

    model: Hawkes
    errors: tuple[tuple[float, ...], tuple[tuple[float, ...], ...], float, float]
    radius_error: float
    log_likelihood: float
    acts: int
    gradient: float

    @property
    def stable(self) -> bool:
        return self.model.radius < 1


def log_likelihood_gradient(theta: Floats, events: Acts, marked: bool) -> tuple[float, Floats]:
    """Exact log-likelihood and gradient in O(n); `theta` is base, branching by row, decay, mark effect."""
    k, n = events.kinds, len(events.times)
    base, branching = theta[:k], theta[k : k + k * k].reshape(k, k)
    decay, effect = theta[k + k * k], theta[k + k * k + 1] if marked else 0.0
    w, slope = _weights(effect, events)
    own = np.arange(n)
    x = by_type(w, events)
    columns = np.hstack([x, x * events.times[:, None], by_type(w * slope, events)])
    past, timed, sloped = np.hsplit(decayed(events.times, columns, decay), 3)
    rate = base[events.types] + decay * (branching[events.types] * past).sum(axis=1)
    rate = np.maximum(rate, TINY)
    left = events.until - events.times
    fade = np.exp(-decay * left)
    mass = by_type(w * (1 - fade), events).sum(axis=0)
    value = np.log(rate).sum() - base.sum() * events.until - (branching.sum(axis=0) * mass).sum()

    chosen = by_type(1 / rate, events)
    d_base = chosen.sum(axis=0) - events.until
    d_branching = decay * chosen.T @ past - mass
    lag = events.times[:, None] * past - timed
    d_rate = (branching[events.types] * (past - decay * lag)).sum(axis=1)
    d_decay = (d_rate / rate).sum() - (branching.sum(axis=0)[events.types] * w * fade * left).sum()
    d_effect = (decay * (branching[events.types] * sloped).sum(axis=1) / rate)[own].sum()
    d_effect -= (branching.sum(axis=0)[events.types] * w * slope * (1 - fade)).sum()
    found = [*d_base, *d_branching.ravel(), d_decay, *([d_effect] if marked else [])]
    return float(value), np.array(found)


def _weights(effect: float, events: Acts) -> tuple[Floats, Floats]:
    """Weights of the acts, on average 1 within a type, and the slope of their logs in the mark effect."""
    raw = np.exp(effect * events.marks)
    total = by_type(raw, events).sum(axis=0)[events.types]
    mean = by_type(raw * events.marks, events).sum(axis=0)[events.types] / total
    return raw * events.counts[events.types] / total, events.marks - mean


def fit_hawkes(events: Acts, fewest: int = FEWEST) -> HawkesFit:
    """The most likely process. Marks are used where they differ. Refuses fewer than 50 acts, a type without any, and
    an optimum that was not reached (DidNotConverge)."""
    if len(events.times) < fewest:
        raise BadInput(
            f"{len(events.times)} acts are too few for a Hawkes process",
            mend=f"give at least {fewest}, or assume rates",
        )
    if not events.counts.all():
        raise BadInput(f"types without any act: {np.flatnonzero(events.counts == 0).tolist()}", mend="leave them out")
    marked = bool(np.ptp(events.marks) > 0)
    theta = max((_climb(events, marked, s) for s in STARTS), key=lambda r: r[1])[0]
    slope = log_likelihood_gradient(theta, events, marked)[1]
    free = ~((theta <= 2 * TINY) & (slope <= 0))
    residual = float(np.abs(slope * np.maximum(np.abs(theta), 1e-3))[free].max()) / len(events.times)
    if residual > 1e-3:
        raise DidNotConverge(
            f"slope {residual:.2g} an act is left", where="fit_hawkes", mend="give more acts or fewer types"
        )
    return _fit(theta, events, marked, free, residual)


def _climb(events: Acts, marked: bool, start: float) -> tuple[Floats, float]:
    from scipy.optimize import minimize

    k, rate = events.kinds, len(events.times) / events.until
    counts = np.maximum(events.counts, 1)
    first = [*(0.5 * counts / events.until), *np.full(k * k, 0.5 / k), start * rate, *([0.0] if marked else [])]
    scale = np.array([*(counts / events.until), *np.ones(k * k), rate, *([1.0] if marked else [])])

    def downhill(z: Floats) -> tuple[float, Floats]:
        value, slope = log_likelihood_gradient(z * scale, events, marked)
        return -value, -slope * scale

    bounds = [*[(TINY, None)] * k, *[(0.0, 20.0)] * (k * k), (1e-4, 1e4), *([(-20.0, 20.0)] if marked else [])]
    found = minimize(
        downhill,
        np.array(first) / scale,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7},
    )
    return np.asarray(found.x) * scale, -float(found.fun)


def _fit(theta: Floats, events: Acts, marked: bool, free: NDArray[np.bool_], residual: float) -> HawkesFit:
    k = events.kinds
    errors, covariance = _errors(theta, events, marked, np.flatnonzero(free))
    model = _model(theta, events, marked)
    branching = theta[k : k + k * k].reshape(k, k)
    pull = _pull(branching).ravel()
    block = covariance[k : k + k * k, k : k + k * k]
    spread = float(pull @ block @ pull)
    e = errors.tolist()
    shaped = tuple(tuple(e[k + i * k : k + (i + 1) * k]) for i in range(k))
    return HawkesFit(
        model=model,
        errors=(tuple(e[:k]), shaped, e[k + k * k], e[-1] if marked else math.nan),
        radius_error=math.sqrt(spread) if spread >= 0 else math.nan,
        log_likelihood=log_likelihood_gradient(theta, events, marked)[0],
        acts=len(events.times),
        gradient=residual,
    )


def _model(theta: Floats, events: Acts, marked: bool) -> Hawkes:
    k = events.kinds
    effect = float(theta[-1]) if marked else 0.0
    norm = ()
    if marked:
        raw = by_type(np.exp(effect * events.marks), events).sum(axis=0)
        norm = tuple(np.log(raw / events.counts).tolist())
    rows = theta[k : k + k * k].reshape(k, k).tolist()
    return Hawkes(tuple(theta[:k].tolist()), tuple(tuple(r) for r in rows), float(theta[k + k * k]), effect, norm)


def _errors(theta: Floats, events: Acts, marked: bool, free: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Standard errors and covariance; estimates on a bound are taken as known and have the error NaN."""
    steps = 1e-5 * np.maximum(np.abs(theta), 1e-3)
    information = np.zeros((len(theta), len(theta)))
    for j in free:
        up, down = theta.copy(), theta.copy()
        up[j] += steps[j]
        down[j] = max(down[j] - steps[j], TINY) if j < len(theta) - marked else down[j] - steps[j]
        slopes = [log_likelihood_gradient(t, events, marked)[1] for t in (up, down)]
        information[j] = (slopes[1] - slopes[0]) / (up[j] - down[j])
    covariance, errors = np.zeros_like(information), np.full(len(theta), np.nan)
    inner = np.ix_(free, free)
    try:
        covariance[inner] = np.linalg.inv((information[inner] + information[inner].T) / 2)
    except np.linalg.LinAlgError:
        covariance[inner] = np.nan
    variance = np.diag(covariance)[free]
    errors[free] = np.sqrt(np.where(variance > 0, variance, np.nan))
    return errors, covariance


def _pull(branching: Floats) -> Floats:
    """Slope of the spectral radius in each entry: left times right eigenvector."""
    values, right = np.linalg.eig(branching)
    others, left = np.linalg.eig(branching.T)
    r = np.real(right[:, np.abs(values).argmax()])
    v = np.real(left[:, np.abs(others).argmax()])
    product = float(v @ r)
    return np.outer(v, r) / product if product else np.full_like(branching, np.nan)
