"""One-sector structural gravity in general equilibrium (Anderson and van Wincoop 2003): our own solver.

Trade is X_ij = x_i T_ij y_j with T = (trade cost)^(1-sigma), rows summing to output Y and columns to spending E.
*Conditional*: Y and E stay, trade costs change (a balancing of T). *Full endowment* (Yotov, Piermartini, Monteiro and
Larch 2016): quantities stay, factory-gate prices p clear every market,

    sum_j l_ij k phi_j p_j Y_j = p_i Y_i,    l_ij = T'_ij p_i^(1-sigma) / S_j relative to before,    phi = E / Y,

and S_j = P_j^(1-sigma) is the price index. With unbalanced trade fixed phi leave world spending off world output; k
scales it back. The unit is the price index of the reference country as the Guide's loop counts it (S_ref = k).

Newton's method with the exact Jacobian, along parts of the shock where it stalls; the largest relative error of any
market is part of the answer, and an answer with an error above 1e-10 is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]
TOLERANCE = 1e-10
STEPS = 100
SMALLEST = 1e-4  # part of a shock


@dataclass(frozen=True, slots=True)
class World:
    """`access` T (exporter, importer) > 0; `output` Y and `spending` E (country,) > 0 with equal sums; sigma > 1;
    `reference` is the country whose price index is the unit."""

    countries: tuple[str, ...]
    access: Floats
    output: Floats
    spending: Floats
    sigma: float
    reference: str

    def __post_init__(self) -> None:
        n = len(self.countries)
        if self.access.shape != (n, n) or self.output.shape != (n,) or self.spending.shape != (n,):
            raise BadInput(f"{n} countries, access {self.access.shape}, output {self.output.shape}")
        if not all((a > 0).all() and np.isfinite(a).all() for a in (self.access, self.output, self.spending)):
            raise BadInput("access, output or spending is not positive", mend="leave out countries without trade")
        if not 1 < self.sigma < np.inf:
            raise BadInput(f"sigma {self.sigma:g}", mend="the elasticity of substitution is above 1")
        if abs(self.spending.sum() / self.output.sum() - 1) > 1e-9:
            raise BadInput("world spending differs from world output", mend="take both from one square table of trade")
        if self.reference not in self.countries:
            raise BadInput(f"reference {self.reference!r} is no country of this world")

    @property
    def unit(self) -> int:
        return self.countries.index(self.reference)


@dataclass(frozen=True, slots=True)
class Trade:
    """`flows` (exporter, importer); `inward` and `outward` multilateral resistance as P and Pi (country,), inward 1 in
    the reference country; `residual` the largest relative error of a row or column sum."""

    flows: Floats
    inward: Floats
    outward: Floats
    residual: float
    steps: int

    @property
    def exports(self) -> Floats:
        """Sales to others, (country,)."""
        return np.asarray(self.flows.sum(1) - np.diag(self.flows))


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Full-endowment equilibrium. `price` and `price_index` after over before, `flows` after, all by country; `balance`
    is k; `residual` the largest relative error of a market."""

    flows: Floats
    price: Floats
    price_index: Floats
    balance: float
    residual: float
    steps: int

    @property
    def real_output(self) -> Floats:
        """Output in units of what its country buys, after over before, (country,)."""
        return self.price / self.price_index

    @property
    def exports(self) -> Floats:
        return np.asarray(self.flows.sum(1) - np.diag(self.flows))


def conditional(world: World) -> Trade:
    """Trade at given outputs and spendings. Raises DidNotConverge."""
    T, Y, E, r = world.access, world.output, world.spending, world.unit

    def errors(u: Floats) -> Pair:
        x = np.exp(u)
        reach = x @ T
        X = x[:, None] * T * (E / reach)
        R = X.sum(1)
        error = np.log(R / Y)
        slope = np.eye(len(Y)) - (X / R[:, None]) @ (X / E).T
        error[r] = np.log(E[r] / reach[r])
        slope[r] = -X[:, r] / E[r]
        return error, slope

    y = np.ones_like(E)
    for _ in range(20):
        y = E / ((Y / (T @ y)) @ T)
        y /= y[r]
    start = np.log(Y / (T @ y))
    found, steps = _newton(errors, start)
    x = np.exp(found)
    y = E / (x @ T)
    flows = x[:, None] * T * y
    residual = max(_error(flows.sum(1), Y), _error(flows.sum(0), E))
    power = 1 / (1 - world.sigma)
    with np.errstate(over="ignore"):
        inward, outward = (E / (y * E[r])) ** power, (Y * E[r] / x) ** power
    _refuse(residual if np.isfinite([inward, outward]).all() else np.inf, steps)
    return Trade(flows, inward, outward, residual, steps)


def full_endowment(world: World, access: Floats) -> Counterfactual:
    """What follows when access goes from that of the world to `access`, quantities fixed. Raises DidNotConverge."""
    if access.shape != world.access.shape or not ((access > 0) & np.isfinite(access)).all():
        raise BadInput(f"new access {access.shape} does not fit {world.access.shape}, or is not positive")
    Y, E, r, s = world.output, world.spending, world.unit, world.sigma
    before = conditional(world).flows
    whole = before / E * (access / world.access)

    def state(u: Floats, shares: Floats = whole) -> tuple[Floats, Floats, Floats, float]:
        p = np.exp(u)
        A = shares * (p ** (1 - s))[:, None]
        return p, A, A.sum(0), float((Y * p).sum() / (E * p).sum())

    def errors(u: Floats, shares: Floats) -> Pair:
        p, A, S, k = state(u, shares)
        l = A / S  # noqa: E741
        X = l * (k * E * p)
        R = X.sum(1)
        w = X / R[:, None]
        dk = Y * p / (Y * p).sum() - E * p / (E * p).sum()
        error = np.log(R / (Y * p))
        slope = (s - 1) * (w @ l.T) + w + dk
        slope[np.diag_indices_from(slope)] -= s
        error[r] = np.log(S[r] / k)
        slope[r] = (1 - s) * l[:, r] - dk
        return error, slope

    def at(part: float) -> Callable[[Floats], Pair]:
        return partial(errors, shares=whole if part == 1 else before / E * (access / world.access) ** part)

    found, steps = _followed(at, np.zeros_like(Y))
    with np.errstate(all="ignore"):
        p, A, S, k = state(found)
        flows = A / S * (k * E * p)
    residual = _error(flows.sum(1), Y * p)
    _refuse(residual, steps)
    return Counterfactual(flows, p, (S / k) ** (1 / (1 - s)), k, residual, steps)


def welfare(before: Trade, after: Counterfactual, sigma: float) -> Floats:
    """Real output after over before from domestic shares alone, (country,), if access at home is unchanged:
    (l' / l)^(1/(1-sigma)) (Arkolakis, Costinot and Rodriguez-Clare 2012). Equals `real_output` times
    balance^(1/(sigma-1)), which is 1 where trade balances."""
    home = np.diag(after.flows) / after.flows.sum(0) / (np.diag(before.flows) / before.flows.sum(0))
    return np.asarray(home ** (1 / (1 - sigma)))


def _followed(errors: Callable[[float], Callable[[Floats], Pair]], start: Floats) -> tuple[Floats, int]:
    """A root of `errors` at the whole shock, 1: at once or, where Newton's method stalls, along ever smaller parts of
    it, each from the root of the last."""
    u, done, step, count = start, 0.0, 1.0, 0
    while done < 1 and step > SMALLEST:
        part = min(done + step, 1.0)
        found, steps = _newton(errors(part), u)
        with np.errstate(all="ignore"):
            left = np.abs(errors(part)(found)[0]).max()
        count += steps
        if left < TOLERANCE:
            u, done, step = found, part, 2 * step
        else:
            step /= 4
    return u, count


def _newton(errors: Callable[[Floats], Pair], start: Floats) -> tuple[Floats, int]:
    """A root of `errors`, with steps of at most 1 in logs, halved while the largest error grows."""
    with np.errstate(all="ignore"):
        return _steps(errors, start)


def _steps(errors: Callable[[Floats], Pair], start: Floats) -> tuple[Floats, int]:
    u = start
    error, slope = errors(u)
    for steps in range(STEPS):
        size = np.abs(error).max()
        if size < 1e-13:
            return u, steps
        try:
            move = np.linalg.solve(slope, -error)
        except np.linalg.LinAlgError:
            return u, steps
        move *= min(1.0, 1.0 / np.abs(move).max())
        for _ in range(30):
            error, new = errors(u + move)
            if np.isfinite(error).all() and np.abs(error).max() < size:
                break
            move = move / 2
        else:
            return u, steps  # nothing better within rounding; the caller judges the residual
        u, slope = u + move, new
    return u, STEPS


def _error(found: Floats, wanted: Floats) -> float:
    return float(np.abs(found / wanted - 1).max())


def _refuse(residual: float, steps: int) -> None:
    if not residual < TOLERANCE:
        raise DidNotConverge(
            f"markets clear to {residual:.1e} after {steps} steps, {TOLERANCE:.0e} is asked",
            mend="check for countries with almost no access to any market, or take the shock in parts",
        )
