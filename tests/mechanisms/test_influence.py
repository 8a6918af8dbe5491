"""M14: levers on a third state, and that words of concern are none."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.mechanisms import INFLUENCE, MechanismResult, evaluate
from estimative.mechanisms.influence import Inputs, Params, capacity, solve

flows = st.floats(0.01, 100)


def test_russia_has_less_than_a_tenth_of_the_levers_of_the_usa_on_israel(project: Path) -> None:
    """The list's own test (mechanisms, M14), in arms and in finance, in every draw."""
    found = evaluate(INFLUENCE, cases.load(project / "cases/russia-iran"), n=1024)
    assert isinstance(found, MechanismResult)
    said = {o.name: o for o in found.rivals[0].outputs}
    for kind in ("arms", "finance"):
        high = said[f"{kind}_ratio"].high
        assert high is not None and high < 0.1
    assert said["few_levers"].median == 1


@pytest.mark.shared
@pytest.mark.parametrize("first", [1992, 2002, 2012])
def test_the_factor_holds_in_other_decades(shared: Path, first: int) -> None:
    table = f"select supplier, sum(value) from '{shared / 'data/arms/tiv_exports_360info.parquet'}'"
    sent = dict(
        duckdb.sql(f"{table} where recipient = 'Israel' and year between {first} and {first + 9} group by 1").fetchall()
    )
    whole = float(sum(sent.values()))
    assert capacity(float(sent.get("Russia", 0)), whole) <= 0.1 * capacity(float(sent["United States"]), whole)


@given(flows, flows, flows)
@settings(max_examples=30, deadline=None)
def test_more_volume_and_more_dependence_never_mean_less_influence(a: float, b: float, rest: float) -> None:
    low, high = sorted((a, b))
    assert capacity(low, low + rest) <= capacity(high, high + rest) * (1 + 1e-12)
    assert capacity(high, high + rest) >= capacity(high, high + rest + 1)
    assert capacity(low, low + rest) <= low


def test_slow_twin() -> None:
    rng = np.random.default_rng(3)
    parts = rng.uniform(0, 1, (6, 20))
    inputs = Inputs(
        parts[0], parts[1], parts[0] + parts[1] + parts[2], parts[3], parts[4], parts[3] + parts[4] + parts[5]
    )
    fast = solve(inputs, Params(np.full(20, 0.1))).outputs
    for i in range(20):
        one = solve(Inputs(*(float(x[i]) for x in inputs)), Params(0.1)).outputs
        own, other = inputs.arms[i] * one.arms_dependence, inputs.other_arms[i] * one.other_arms_dependence
        assert fast.arms_ratio[i] == pytest.approx(own / other)
        assert fast.few_levers[i] == one.few_levers == (one.arms_ratio <= 0.1 and one.finance_ratio <= 0.1)


def test_a_target_that_takes_nothing_has_no_answer(bare: Any, p: Any) -> None:
    given = [p(f"influence.{k}", INFLUENCE.variable(k).unit, 0.0) for k in Inputs._fields]  # type: ignore[union-attr]
    found = evaluate(INFLUENCE, bare(*given), n=8)
    assert isinstance(found, MechanismResult)
    assert found.rivals[0].output("arms_ratio").median is None and found.rivals[0].output("few_levers").median is None
