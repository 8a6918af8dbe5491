"""Many-sector gravity with inputs and tariffs in general equilibrium (Caliendo and Parro 2015): our own solver.

In changes (hats), sector j, region n: cost c_jn = w_n^a_jn prod_k P_kn^g_kjn, price index
P_jn = (sum_i s_jin (t_jin c_ji)^-theta_j)^(-1/theta_j), t the change of 1 + tariff; shares follow. Spending is use by
sectors plus final demand out of wages, tariff revenue and deficit. Wages clear every labour market; world wages are the
unit. Prices and spending are inner fixed points, wages Broyden's method from a finite-difference Jacobian. The largest
relative error of a labour market is part of the answer; one above 1e-10 is refused.

Data of a year need not be an equilibrium (final demand is fitted), so `baseline` solves one first, with the deficits
asked for. `effects` gives the published first-order welfare, which values the whole change at the tariffs before it,
and beside it the exact change of real income.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge

Floats = NDArray[np.float64]
TOLERANCE = 1e-10
INNER, OUTER = 5000, 60


@dataclass(frozen=True, slots=True)
class Economy:
    """`use` (input, sector, region) and `final` (sector, region) with duty; `value_added` (sector, region); `flows`
    (sector, exporter, importer) without duty; `tariff` of the same shape, as rates; `theta` (sector,)."""

    use: Floats
    final: Floats
    value_added: Floats
    flows: Floats
    tariff: Floats
    theta: Floats

    def __post_init__(self) -> None:
        j, n = self.value_added.shape
        shapes = (self.use.shape, self.final.shape, self.flows.shape, self.tariff.shape, self.theta.shape)
        if shapes != ((j, j, n), (j, n), (j, n, n), (j, n, n), (j,)):
            raise BadInput(f"{j} sectors and {n} regions, but the tables are {shapes}")
        if not all(np.isfinite(a).all() for a in (self.use, self.final, self.value_added, self.flows, self.tariff)):
            raise BadInput("a table has unknown entries", mend="write 0 where nothing is traded or used")
        if not (self.final.sum(0) > 0).all() or (self.tariff <= -1).any():
            raise BadInput("a region has no final demand, or a tariff is -100 % or less")
        if not (self.value_added > 0).all() or not (self.theta > 0).all() or not (self.flows >= 0).all():
            raise BadInput("value added and elasticities must be positive, flows not negative")
        if not (self.flows.sum(1) > 0).all():
            raise BadInput("a region buys nothing in some sector", mend="give it a small domestic flow")

    @property
    def output(self) -> Floats:
        return np.asarray(self.value_added + self.use.sum(0))


@dataclass(frozen=True, slots=True)
class State:
    """An equilibrium. `shares` (sector, exporter, importer); `spending` and logs of `cost` and `price` against the
    state before (sector, region); `wages` bill and log `wage` (region,); `income` (region,); `tariff` in force."""

    economy: Economy
    tariff: Floats
    deficit: Floats
    shares: Floats
    spending: Floats
    wages: Floats
    wage: Floats
    cost: Floats
    price: Floats
    income: Floats
    residual: float
    steps: int

    @property
    def flows(self) -> Floats:
        """Trade without duty, (sector, exporter, importer)."""
        return np.asarray(self.shares * self.spending[:, None, :] / (1 + self.tariff))


@dataclass(frozen=True, slots=True)
class Effects:
    """Per cent, by region. `welfare` is `terms_of_trade` + `volume_of_trade` at the tariffs before, as published;
    `real_income` the exact change of spending power; `real_wage` of wages."""

    terms_of_trade: Floats
    volume_of_trade: Floats
    real_wage: Floats
    real_income: Floats

    @property
    def welfare(self) -> Floats:
        return np.asarray(self.terms_of_trade + self.volume_of_trade)


def baseline(economy: Economy, deficit: Floats) -> State:
    """The equilibrium of the data's shares with the deficits asked for. Raises DidNotConverge."""
    paid = economy.flows * (1 + economy.tariff)
    if not abs(deficit.sum()) < 1e-6 * economy.value_added.sum():
        raise BadInput(f"deficits sum to {deficit.sum():g}", mend="one region's deficit is the others' surplus")
    start = State(
        economy=economy,
        tariff=economy.tariff,
        deficit=deficit,
        shares=paid / paid.sum(1, keepdims=True),
        spending=paid.sum(1),
        wages=economy.value_added.sum(0),
        wage=np.zeros(len(deficit)),
        cost=np.zeros_like(economy.final),
        price=np.zeros_like(economy.final),
        income=economy.final.sum(0),
        residual=0.0,
        steps=0,
    )
    return counterfactual(start, economy.tariff)


def counterfactual(before: State, tariff: Floats, trade_cost: Floats | float = 1.0) -> State:
    """The equilibrium when tariffs go from those of `before` to `tariff` and other trade costs change by the factor
    `trade_cost`, (sector, exporter, importer) both, with the same deficits. Raises DidNotConverge."""
    if tariff.shape != before.tariff.shape or not (tariff > -1).all():
        raise BadInput(f"tariffs {tariff.shape} do not fit, or one is -100 % or less")
    solver = _Solver(before, tariff, trade_cost)
    with np.errstate(all="ignore"):
        wage, steps = _broyden(solver.errors, np.zeros_like(before.wages))
        residual = max(float(np.abs(np.expm1(solver.excess(wage))).max()), solver.unsettled)
    if not residual < TOLERANCE:
        raise DidNotConverge(
            f"labour markets clear to {residual:.1e} after {steps} steps, {TOLERANCE:.0e} is asked",
            mend="take the shock in parts",
        )
    return solver.state(wage, residual, steps)


class _Solver:
    """Prices and spending at given wages; keeps the last ones, from which the next search begins."""

    def __init__(self, before: State, tariff: Floats, trade_cost: Floats | float) -> None:
        e = before.economy
        self.before, self.tariff = before, tariff
        self.use, self.labour = e.use / e.output, e.value_added / e.output
        self.demand = e.final / e.final.sum(0)
        self.theta = e.theta[:, None]
        self.dearer = trade_cost * (1 + tariff) / (1 + before.tariff)
        self.seen = before.shares * self.dearer ** -e.theta[:, None, None]
        self.price, self.spending = np.zeros_like(e.final), before.spending
        self.unsettled = np.inf  # change of prices and spending in the last inner step

    def excess(self, wage: Floats) -> Floats:
        """Log of labour wanted over labour there at log wages, (region,)."""
        cost = self._prices(wage)
        sold = np.exp(-self.theta * cost)
        self.shares = self.seen * sold[:, :, None] / np.exp(-self.theta * self.price)[:, None, :]
        self.cost = cost
        made = self._spending(np.exp(wage) * self.before.wages)
        return np.asarray(np.log((self.labour * made).sum(0) / (np.exp(wage) * self.before.wages)))

    def errors(self, wage: Floats) -> Floats:
        """`excess` with one market, redundant by Walras' law, replaced by the unit: world wages stay."""
        error = self.excess(wage)
        bill = self.before.wages
        error[-1] = np.log((np.exp(wage) * bill).sum() / bill.sum())
        return error

    def _prices(self, wage: Floats) -> Floats:
        for _ in range(INNER):
            cost = self.labour * wage + np.einsum("kjn,kn->jn", self.use, self.price)
            index = (self.seen * np.exp(-self.theta * cost)[:, :, None]).sum(1)
            price = -np.log(index) / self.theta
            change, self.price = np.abs(price - self.price).max(), price
            if change < 1e-14:
                break
        self.unsettled = float(change)
        return np.asarray(cost)

    def _spending(self, wages: Floats) -> Floats:
        net = self.shares / (1 + self.tariff)
        duty = (self.tariff * net).sum(1)
        for _ in range(INNER):
            made = (net * self.spending[:, None, :]).sum(2)
            self.income = wages + (duty * self.spending).sum(0) + self.before.deficit
            spending = np.einsum("kjn,jn->kn", self.use, made) + self.demand * self.income
            change, self.spending = np.abs(spending - self.spending).max() / spending.max(), spending
            if change < 1e-15:
                break
        self.unsettled = max(self.unsettled, float(change))
        return np.asarray(made)

    def state(self, wage: Floats, residual: float, steps: int) -> State:
        b = self.before
        wages = np.exp(wage) * b.wages
        return State(
            b.economy,
            self.tariff,
            b.deficit,
            self.shares,
            self.spending,
            wages,
            wage,
            self.cost,
            self.price,
            self.income,
            residual,
            steps,
        )


def effects(before: State, after: State) -> Effects:
    """What the change of tariffs does, in per cent by region."""
    flows, dearer = before.flows, np.expm1(after.cost)
    now = np.divide(after.flows, flows, out=np.ones_like(flows), where=flows > 0)
    earned = (flows * dearer[:, :, None]).sum((0, 2))
    paid = (flows * dearer[:, :, None]).sum((0, 1))
    volume = (before.tariff * flows * (now - 1 - dearer[:, :, None])).sum((0, 1))
    demand = before.economy.final / before.economy.final.sum(0)
    prices = (demand * after.price).sum(0)
    return Effects(
        terms_of_trade=100 * (earned - paid) / before.income,
        volume_of_trade=100 * volume / before.income,
        real_wage=100 * np.expm1(after.wage - prices),
        real_income=100 * np.expm1(np.log(after.income / before.income) - prices),
    )


def _broyden(errors: Callable[[Floats], Floats], start: Floats) -> tuple[Floats, int]:
    """A root by Broyden's first method; the first Jacobian by differences."""
    u, error = start, errors(start)
    if np.abs(error).max() < 1e-13:
        return u, 0
    slope = np.column_stack([(errors(u + 1e-4 * row) - error) / 1e-4 for row in np.eye(len(u))])
    inverse = np.linalg.pinv(slope) if np.isfinite(slope).all() else np.eye(len(u))
    for steps in range(1, OUTER + 1):
        move = -inverse @ error
        u = u + move
        new = errors(u)
        if np.abs(new).max() < 1e-12:
            return u, steps
        if not np.isfinite(new).all():
            break
        change = new - error
        inverse += np.outer(move - inverse @ change, move @ inverse) / (move @ inverse @ change)
        error = new
    return u, steps
