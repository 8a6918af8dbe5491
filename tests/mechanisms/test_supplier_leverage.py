"""M09. Worked figures, laws of sign, the slow twin, and the link from M08."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.mechanisms import SUPPLIER_LEVERAGE, WEAPONS_STOCK_FLOW, MechanismResult, evaluate
from estimative.mechanisms.supplier_leverage import Inputs, Params, init, solve, step
from estimative.simulate import ensemble, plan

shares = st.floats(0, 1)
NAN = float("nan")


def _median(bare: Any, p: Any, local: float, output: str, rival: str = "replaceable parts") -> float:
    found = evaluate(SUPPLIER_LEVERAGE, bare(p("supplier_leverage.dependence", "1", 1 - local)))
    assert isinstance(found, MechanismResult)
    value = found.rival(rival).output(output).median
    assert value is not None
    return value


@pytest.mark.parametrize(("local", "cut", "months"), [(0.0, 50, 3.0), (0.5, 25, 1.5), (0.9, 5, 0.3)])
def test_a_slow_down_by_half_for_six_months(bare: Any, p: Any, local: float, cut: float, months: float) -> None:
    assert _median(bare, p, local, "flow_cut") == pytest.approx(cut)
    assert _median(bare, p, local, "stock_needed") == pytest.approx(months)


def test_with_bottleneck_parts_local_production_does_not_help(bare: Any, p: Any) -> None:
    assert [_median(bare, p, local, "flow_cut", "bottleneck parts") for local in (0.0, 0.5, 0.9)] == [50] * 3


def test_leverage_is_the_bargaining_weight_times_the_import_share() -> None:
    inputs = Inputs(0.4, NAN, NAN, 0.5, 6.0, 0.0, NAN)
    made = solve(inputs, Params(0.5, 0.0, 0.0, 1.0, 1.0, 0.02)).outputs
    assert made.leverage == pytest.approx(0.5 * (1 - 0.6))


@given(st.tuples(shares, shares), st.tuples(shares, shares), st.tuples(shares, shares, shares), st.floats(0, 3))
@settings(max_examples=30, deadline=None)
def test_signs_are_fixed(
    dependence: tuple[float, float], pressure: tuple[float, float], known: tuple[float, float, float], effect: float
) -> None:
    """More dependence or more pressure never lowers the hazard of a slow-down, less never raises it."""
    params = Params(*known, effect, effect, 0.02)
    low, high = sorted(dependence)
    calm, hot = sorted(pressure)
    start = init(Inputs(low, NAN, NAN, 0.5, 6.0, calm, NAN), params)
    found = [
        step(start, Inputs(d, NAN, NAN, 0.5, 6.0, x, NAN), params, ()).outputs.slow_down_hazard
        for d, x in ((low, calm), (high, calm), (high, hot))
    ]
    assert found[0] == 0
    assert found == sorted(found)


def test_slow_twin() -> None:
    """The flow lost, part by part: a recipient of 10,000 weapons, some imported, some stuck for want of a part."""
    rng = np.random.default_rng(2)
    d, k, r, slow = rng.uniform(0, 1, (4, 10))
    nan = np.full(10, NAN)
    inputs = Inputs(d, nan, nan, slow, np.full(10, 6.0), np.zeros(10), nan)
    params = Params(np.full(10, 0.5), k, r, np.ones(10), np.ones(10), np.full(10, 0.02))
    fast = solve(inputs, params).outputs
    for i in range(10):
        lost = 0.0
        for n in range(10_000):
            imported = n < 10_000 * d[i]
            stuck = not imported and (n - 10_000 * d[i]) < k[i] * 10_000 * (1 - d[i])
            lost += slow[i] * (imported or stuck) * (1 - r[i])
        assert fast.flow_cut[i] == pytest.approx(lost / 100, abs=0.02)
        assert fast.stock_needed[i] == pytest.approx(6 * lost / 10_000, abs=0.002)


def test_the_array_half_runs_under_jit_in_float64() -> None:
    import jax

    rng = np.random.default_rng(1)
    inputs, params = (k(*rng.uniform(0.1, 0.9, (len(k._fields), 50))) for k in (Inputs, Params))
    with jax.enable_x64(True):
        compiled = jax.jit(solve)(inputs, params)
    for a, b in zip(jax.tree.leaves(solve(inputs, params)), jax.tree.leaves(compiled), strict=True):
        np.testing.assert_allclose(a, np.asarray(b), rtol=1e-12, atol=1e-15)


def test_in_a_simulation_dependence_comes_from_the_stock_and_flow(project: Path) -> None:
    case = cases.load(project / "cases/russia-iran")
    made = ensemble(plan(case, months=12, mechanisms=(WEAPONS_STOCK_FLOW, SUPPLIER_LEVERAGE)), draws=256)
    share = made.output("weapons_stock_flow.import_share")
    assert np.allclose(made.output("supplier_leverage.flow_cut"), 50 * share)
    hazard = made.output("supplier_leverage.slow_down_hazard")
    assert (abs(hazard[0]) < 1e-12).all()
    assert (np.diff(hazard, axis=0) <= 1e-12).all()  # as production moves home, the threat fades
    alone = ensemble(plan(case, months=2, mechanisms=(SUPPLIER_LEVERAGE,)), draws=64)
    assert (abs(alone.output("supplier_leverage.slow_down_hazard")) < 1e-12).all()
