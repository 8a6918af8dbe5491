"""M06, utility of several vectors: closed form against search, corners, laws, and a run in the case."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.mechanisms import MULTI_VECTOR_UTILITY, MechanismResult, evaluate
from estimative.mechanisms.multi_vector_utility import Inputs, Params, init, optimum, solve, step, utility
from estimative.simulate import ensemble, plan

amounts = st.floats(0.05, 2)


def _params(c: float = 0.5, e: float = 0.5, effect: float = 1.0) -> Params:
    return Params(c, e, effect, 2.0)


def test_two_equal_partners_in_closed_form() -> None:
    """b = 1, c = 1/2, r = 1/2: x = y = b / (2c + r) = 2/3, U = 2/3 against 1/2 alone."""
    best = optimum(Inputs(1.0, 1.0, 0.5), _params())
    assert best == pytest.approx((2 / 3, 2 / 3, 2 / 3))


@pytest.mark.parametrize(
    ("b", "d", "r", "x", "y"),
    [
        (1.0, 0.4, 0.3, 0.88 / 0.91, 0.1 / 0.91),
        (1.0, 0.4, 0.4, 1.0, 0.0),  # at the turning point the weaker one goes
        (0.4, 1.0, 0.5, 0.0, 1.0),
        (1.0, 0.9, 3.0, 1.0, 0.0),  # not concave: the better one alone
        (-1.0, 0.9, 0.1, 0.0, 0.9),
        (-1.0, -1.0, 0.1, 0.0, 0.0),
    ],
)
def test_corners(b: float, d: float, r: float, x: float, y: float) -> None:
    best = optimum(Inputs(b, d, r), _params())
    assert (best.x, best.y) == pytest.approx((x, y))


@given(amounts, amounts, st.floats(0, 3), amounts, amounts)
@settings(max_examples=30, deadline=None)
def test_slow_twin(b: float, d: float, r: float, c: float, e: float) -> None:
    """No pair of a fine grid of efforts brings more, and the closed form is no less than the grid's best."""
    inputs, params = Inputs(b, d, r), _params(c, e)
    best = optimum(inputs, params)
    top = 0.0
    for i in range(41):
        for j in range(41):
            top = max(top, utility(inputs, params, i / 40 * b / c, j / 40 * d / e))
    assert best.utility >= top - 1e-9
    assert best.utility <= top + 0.02 * (b * b / c + d * d / e + r * b * d / (c * e))


@given(amounts, amounts, st.floats(0, 0.9), st.floats(0, 0.9))
@settings(max_examples=30, deadline=None)
def test_rivalry_never_raises_utility_and_turns_where_it_says(b: float, d: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    calm, hot = (solve(Inputs(b, d, r), _params()).outputs for r in (low, high))
    assert hot.utility <= calm.utility + 1e-12
    assume(abs(low - calm.turning_point) > 1e-9)
    assert calm.chooses == (low > calm.turning_point)


def test_more_benefit_raises_the_hazard_of_acts_and_more_rivalry_lowers_the_weaker_partner() -> None:
    start = init(Inputs(0.6, 1.0, 0.3), _params())
    hazard = [
        step(start, Inputs(b, 1.0, r), _params(), ()).outputs.support_hazard
        for b, r in ((0.6, 0.3), (0.8, 0.3), (0.6, 0.5))
    ]
    assert hazard[0] == 0 and hazard[1] > 0 > hazard[2]


def test_the_array_half_runs_under_jit_in_float64() -> None:
    import jax

    rng = np.random.default_rng(1)
    inputs, params = (k(*rng.uniform(0.1, 1.5, (len(k._fields), 50))) for k in (Inputs, Params))
    with jax.enable_x64(True):
        compiled = jax.jit(solve)(inputs, params)
    for a, b in zip(jax.tree.leaves(solve(inputs, params)), jax.tree.leaves(compiled), strict=True):
        np.testing.assert_allclose(a, np.asarray(b), rtol=1e-12, atol=1e-12)


def test_in_words(bare: Any, p: Any) -> None:
    given = [p(f"multi_vector_utility.{k}", "1", v) for k, v in Inputs(1.0, 1.0, 0.5)._asdict().items()]
    found = evaluate(MULTI_VECTOR_UTILITY, bare(*given), n=64)
    assert isinstance(found, MechanismResult)
    assert found.rivals[0].sentence == (
        "dealing with both brings +33 % more than the better of the two alone; the hedger would choose in 0 % of "
        "draws, and does so where rivalry passes 1"
    )


def test_in_a_simulation_of_the_case(project: Path) -> None:
    case = cases.load(project / "cases/russia-iran")
    made = ensemble(plan(case, months=3, mechanisms=(MULTI_VECTOR_UTILITY,)), draws=128)
    assert (abs(made.output("multi_vector_utility.support_hazard")) < 1e-12).all()
