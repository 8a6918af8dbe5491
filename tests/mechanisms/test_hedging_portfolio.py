"""M10. Worked figures, what a "might" may move, orders and signs, and the slow twin."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases, measures
from estimative.mechanisms import HEDGING_PORTFOLIO, MechanismResult, evaluate
from estimative.mechanisms.hedging_portfolio import Inputs, Params, init, portfolio, solve, step

amount = st.floats(0, 1)
chance = st.floats(0, 1)
LEAN = Inputs(0.9, 0.05, 0.0, 0.05, 1.0, 0.1, 0.1, 0.3, 0.2, 0.2)
PARAMS = Params(1.0, 0.5, 1.0, 1.0, 0.05)


def test_printed_concentrations() -> None:
    assert solve(LEAN, PARAMS).outputs.hhi == pytest.approx(0.815)
    assert measures.herfindahl([0.9, 0.05, 0.05]) == pytest.approx(0.815)


def test_a_five_way_spread_of_0225() -> None:
    """The list gives .225 and not the shares: these give it."""
    assert measures.herfindahl([0.3, 0.25, 0.2, 0.15, 0.1]) == pytest.approx(0.225)


@given(st.tuples(amount, amount, amount, amount), st.integers(1, 8))
@settings(max_examples=30, deadline=None)
def test_concentration_is_that_of_the_measures(amounts: tuple[float, ...], others: int) -> None:
    if sum(amounts) < 1e-3:
        return
    made = solve(
        LEAN._replace(**dict(zip(Inputs._fields, amounts, strict=False)), rest_partners=others), PARAMS
    ).outputs
    spread = [*amounts[:3], *[amounts[3] / others] * others]
    assert made.hhi == pytest.approx(measures.herfindahl(spread))
    assert made.entropy == pytest.approx(measures.entropy(spread), abs=1e-9)
    assert made.partners == pytest.approx(measures.partners(spread))


@given(chance, chance, chance, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0.1, 4), st.floats(0.1, 1))
@settings(max_examples=30, deadline=None)
def test_the_distant_partner_never_gets_more_than_the_alternative(
    q: float, q_near: float, q_far: float, cost: float, extra: float, aversion: float, returns: float
) -> None:
    inputs = LEAN._replace(
        abandonment=q, alternative_risk=q_near, distant_risk=q_far, turning_cost=cost, distant_extra_cost=extra
    )
    made = solve(inputs, PARAMS._replace(risk_aversion=aversion, returns=returns)).outputs
    wanted = made.wanted_patron, made.wanted_alternative, made.wanted_distant
    assert min(wanted) >= 0
    assert sum(wanted) == pytest.approx(0.95)
    assert made.wanted_distant <= made.wanted_alternative + 1e-12
    assert made.distant_weight <= 0.5 + 1e-12


def test_a_might_moves_wants_and_weights_and_never_the_measured_index() -> None:
    calm, feared = (solve(LEAN._replace(abandonment=q), PARAMS).outputs for q in (0.0, 0.9))
    assert (calm.hhi, calm.entropy, calm.partners) == (feared.hhi, feared.entropy, feared.partners)
    assert feared.wanted_patron < calm.wanted_patron
    assert feared.wanted_alternative > calm.wanted_alternative


@given(amount, amount, chance, chance)
@settings(max_examples=30, deadline=None)
def test_signs_of_the_assumed_rival(lean: float, more: float, calm: float, feared: float) -> None:
    """Under 'reliance pushes' more concentration or more fear never lowers the hazard of an opening."""
    lean, more = sorted((0.5 + lean / 2, 0.5 + more / 2))
    calm, feared = sorted((calm, feared))
    given_ = [
        LEAN._replace(patron=x, alternative=1 - x, rest=0.0, abandonment=q) for x, q in ((lean, calm), (more, feared))
    ]
    start = init(given_[0], PARAMS)
    first, second = (step(start, i, PARAMS, ()).outputs for i in given_)
    assert first.opening_alternative == first.opening_distant == 0
    assert second.opening_alternative >= second.opening_distant - 1e-12
    assert second.opening_distant >= 0


def test_slow_twin() -> None:
    """The closed form beside a search for the price at which the wanted shares sum to the total."""
    rng = np.random.default_rng(4)
    gains, risks = rng.uniform(-0.5, 1, (3, 40)), rng.uniform(0.1, 2, (3, 40))
    total = rng.uniform(0.3, 1, 40)
    fast = portfolio(tuple(gains), tuple(risks), total)
    for i in range(40):
        low, high = -10.0, 10.0
        for _ in range(80):
            price = (low + high) / 2
            asked = sum(max(0.0, (m - price) / v) for m, v in zip(gains[:, i], risks[:, i], strict=True))
            low, high = (price, high) if asked > total[i] else (low, price)
        for j in range(3):
            assert fast[j][i] == pytest.approx(max(0.0, (gains[j, i] - price) / risks[j, i]), abs=1e-9)


def test_the_ordered_choice_is_the_best_one_that_keeps_the_order() -> None:
    from scipy.optimize import minimize

    rng = np.random.default_rng(7)
    for _ in range(10):
        q, cost, extra = rng.uniform(0, 0.6, 3), rng.uniform(0, 0.4), rng.uniform(0, 0.1)
        inputs = LEAN._replace(
            abandonment=q[0], alternative_risk=q[1], distant_risk=q[2], turning_cost=cost, distant_extra_cost=extra
        )
        made = solve(inputs, PARAMS).outputs
        m, v = 1 - q - np.array([0, cost, cost + extra]), 0.5 + q * (1 - q)
        best = minimize(
            lambda x, m=m, v=v: -(m * x - v * x * x / 2).sum(),
            np.full(3, 0.95 / 3),
            bounds=[(0, 1)] * 3,
            constraints=[
                {"type": "eq", "fun": lambda x: x.sum() - 0.95},
                {"type": "ineq", "fun": lambda x: x[1] - x[2]},
            ],
            tol=1e-12,
        )
        ours = [made.wanted_patron, made.wanted_alternative, made.wanted_distant]
        assert ours == pytest.approx(list(best.x), abs=1e-4)


def test_the_case_keeps_its_two_rivals_apart(project: Path) -> None:
    found = evaluate(HEDGING_PORTFOLIO, cases.load(project / "cases/russia-iran"))
    assert isinstance(found, MechanismResult)
    assert [r.name for r in found.rivals] == ["reliance pushes", "reliance binds"]
    for rival in found.rivals:
        hhi = rival.output("hhi").median
        assert hhi is not None
        assert round(hhi, 2) == 0.65


def test_without_shares_it_does_not_apply(bare: Any, p: Any) -> None:
    assert "share held by the partner" in str(evaluate(HEDGING_PORTFOLIO, bare(p("hedging_portfolio.rest", "1", 0.1))))
    assert math.isnan(solve(LEAN._replace(patron=math.nan), PARAMS).outputs.hhi)
