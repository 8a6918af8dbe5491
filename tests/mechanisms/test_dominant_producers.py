"""M02. The revenue identity, both signs, a member free of quotas, laws and the slow twin."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.mechanisms import DOMINANT_PRODUCERS, MechanismResult, evaluate
from estimative.mechanisms.dominant_producers import Inputs, Params, residual_elasticity, solve

MARKET = Inputs(36.0, 103.5, 3.3, 0.0, 1.6, 0.77, 7.0, 60.0, 1.6, 60.0)
PARAMS = Params(-0.35, 0.15, 0.2)


@pytest.mark.parametrize(("rise", "printed"), [(1.6, 2.5), (3.5, 5.4)])
def test_printed_revenue(rise: float, printed: float) -> None:
    assert round(solve(MARKET._replace(price_change=rise), PARAMS).outputs.revenue_gain, 1) == printed


def test_both_signs_stand_side_by_side() -> None:
    made = solve(MARKET, PARAMS).outputs
    assert made.revenue_gain > 0 > made.member_loss
    assert made.member_loss == pytest.approx(0.365 * 60 * ((1.6 - 0.0077 * 103.5) * 0.016 - 0.0077 * 103.5))
    nothing = solve(MARKET._replace(price_change=0.0, lost_share=0.0), PARAMS).outputs
    assert nothing.revenue_gain == nothing.member_loss == 0


@given(st.floats(0.5, 12), st.floats(5, 60), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_member_free_of_quotas_counts_for_nothing(output: float, group: float, bound: float) -> None:
    market = MARKET._replace(member_output=output, group_output=group)
    assert solve(market._replace(bound=0.0), PARAMS).outputs.coordination_weight == 0
    weight = solve(market._replace(bound=bound), PARAMS).outputs.coordination_weight
    assert 0 <= weight <= output / (output + group)


@given(st.floats(0.05, 0.99), st.floats(-0.6, -0.01), st.floats(0, 0.5))
@settings(max_examples=30, deadline=None)
def test_the_residual_elasticity(share: float, eta_d: float, eta_f: float) -> None:
    """At least that of the market, falling with the share. Twin: the quantity sold at a price a little higher."""
    found = residual_elasticity(share, eta_d, eta_f)
    assert found >= abs(eta_d)
    assert residual_elasticity(min(1.0, 1.01 * share), eta_d, eta_f) <= found
    p = 1 + 1e-6
    sold = p**eta_d - (1 - share) * p**eta_f
    assert -(sold - share) / share / 1e-6 == pytest.approx(found, rel=1e-3)


def test_arrays_do_as_floats_do() -> None:
    rises = np.array([0.0, 1.6, 3.5])
    made = solve(
        Inputs(*(np.full(3, x) for x in MARKET))._replace(price_change=rises), Params(*(np.full(3, x) for x in PARAMS))
    ).outputs
    for i, rise in enumerate(rises):
        one = solve(MARKET._replace(price_change=float(rise)), PARAMS).outputs
        assert [x[i] for x in made] == pytest.approx(list(one))


def test_the_case(project: Path) -> None:
    found = evaluate(DOMINANT_PRODUCERS, cases.load(project / "cases/russia-iran"))
    assert isinstance(found, MechanismResult)
    for rival in found.rivals:
        weight, gain, loss = (rival.output(k) for k in ("coordination_weight", "revenue_gain", "member_loss"))
        assert weight.high is not None
        assert gain.low is not None
        assert loss.high is not None
        assert weight.high < 0.01
        assert gain.low > 0 > loss.high
