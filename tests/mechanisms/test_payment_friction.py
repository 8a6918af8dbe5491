"""M04. Worked figures, "can" and "has" apart, the threshold, laws and the slow twin."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.mechanisms import PAYMENT_FRICTION, MechanismResult, evaluate
from estimative.mechanisms.payment_friction import (
    Inputs,
    Outputs,
    Params,
    init,
    payable,
    power,
    settles_at,
    solve,
    step,
    trade_factor,
)

TWO = Inputs(
    messaging=1.0,
    cash_abroad=1.0,
    cash_home=1.0,
    shops=0.0,
    settled=0.8,
    exports=3.0,
    back_exports=1.8,
    cut=0.0,
    pressure=0.0,
    sanctioned=3.0,
)
PARAMS = Params(
    sigma=6.0,
    theta=2.0,
    own_fee=0.01,
    third_fee=0.06,
    messaging_reach=0.7,
    cash_reach=0.0005,
    shops_reach=0.01,
    held=0.2,
    ready=0.3,
    network=1.0,
    speed=0.05,
    cut_push=2.0,
    pressure_cost=2.0,
    redirected=2 / 3,
    discount=0.1,
    drive_effect=0.5,
    highest_power=100.0,
)
share = st.floats(0, 1)


def run(months: int, inputs: Inputs, params: Params = PARAMS, then: Inputs | None = None) -> list[Outputs]:
    """`months` of the mechanism; from the first month on `then` stands for the inputs, if given."""
    state, found = init(inputs, params), []
    for _ in range(months):
        state, outputs, _ = step(state, then or inputs, params, ())
        found.append(outputs)
    return found


@pytest.mark.parametrize(("incumbent", "printed"), [(0.95, 82), (0.80, 38), (0.50, 15)])
def test_printed_power(incumbent: float, printed: int) -> None:
    assert round(100 * power(incumbent, 6.0)) == printed


def test_a_small_share_outside_takes_more_than_half_of_the_power() -> None:
    assert power(0.80, 6.0) < power(0.95, 6.0) / 2


@given(share, share, st.floats(1.5, 12))
@settings(max_examples=30, deadline=None)
def test_power_rises_with_the_incumbents_share(a: float, b: float, sigma: float) -> None:
    low, high = sorted((a, b))
    assert power(low, sigma) <= power(high, sigma)
    assert power(0.0, sigma) == 0


def test_the_first_phase_moves_capacity_by_about_nothing() -> None:
    none, first = (solve(TWO._replace(cash_abroad=x, cash_home=0.0), PARAMS).outputs.capacity for x in (0.0, 1.0))
    assert 0 <= first - none < 0.001
    linked = solve(TWO._replace(cash_abroad=0.0, cash_home=0.0), PARAMS).outputs
    assert linked.capacity == linked.by_messaging > 0.3
    assert solve(TWO._replace(messaging=0.0), PARAMS).outputs.capacity < 0.002


@given(share, share, share, share, share, share, share)
@settings(max_examples=30, deadline=None)
def test_can_never_raises_has(
    messaging: float, abroad: float, home: float, shops: float, reach: float, ready: float, held: float
) -> None:
    """Every stage, link and reach moves what could settle; what is settled, and what it costs, stay to the bit."""
    able = TWO._replace(messaging=messaging, cash_abroad=abroad, cash_home=home, shops=shops)
    params = PARAMS._replace(messaging_reach=reach, ready=ready, held=held)
    for ours, other in zip(run(6, TWO, then=able, params=params), run(6, TWO), strict=True):
        assert (ours.settled_now, ours.power, ours.friction) == (other.settled_now, other.power, other.friction)
        assert 0 <= ours.capacity <= 1


@given(share, share, st.floats(0, 6), st.floats(0.05, 0.95))
@settings(max_examples=30, deadline=None)
def test_nothing_moves_without_cause_and_signs(cut: float, pressure: float, network: float, settled: float) -> None:
    inputs, params = TWO._replace(settled=settled), PARAMS._replace(network=network)
    still = run(12, inputs, params)
    assert still[-1].settled_now == pytest.approx(settled)
    assert still[-1].friction_change == pytest.approx(0, abs=1e-12)
    assert still[0].next_stage == still[0].blocked == 0
    pushed = run(12, inputs, params, inputs._replace(cut=cut))
    deterred = run(12, inputs, params, inputs._replace(pressure=pressure))
    assert pushed[-1].settled_now >= settled - 1e-9
    assert deterred[-1].settled_now <= settled + 1e-9
    assert pushed[-1].blocked == pytest.approx(cut * (1 - pushed[-1].capacity))
    assert pushed[-1].next_stage >= 0


def test_a_threshold_tips_either_way_and_without_network_it_does_not() -> None:
    """At one half and a network effect above four spreads the middle is unstable: a small push decides for good."""
    inputs, params = TWO._replace(settled=0.5), PARAMS._replace(network=8.0, speed=0.2)
    up = run(120, inputs, params, inputs._replace(cut=0.05))[-1].settled_now
    down = run(120, inputs, params, inputs._replace(pressure=0.05))[-1].settled_now
    assert up > 0.95
    assert down < 0.05
    alone = run(120, inputs, params._replace(network=0.0), inputs._replace(cut=0.05))[-1].settled_now
    assert 0.5 < alone < 0.55


def test_money_that_two_can_pay_with_is_bounded_by_balance() -> None:
    assert payable(2.0, 2.0, 0.0) == 1
    assert payable(3.0, 1.0, 0.0) == 0.5
    assert payable(3.0, 1.0, 1.0) == 1
    assert math.isnan(payable(0.0, 0.0, 0.5))


def test_deflection_keeps_two_thirds_at_a_lower_price() -> None:
    made = solve(TWO, PARAMS).outputs
    assert made.kept == pytest.approx(60)
    assert made.deflected == pytest.approx(1.8)
    assert math.isnan(solve(TWO._replace(sanctioned=math.nan), PARAMS).outputs.deflected)


def test_friction_is_a_trade_cost() -> None:
    assert trade_factor(0.06, 0.01, 2.0) == pytest.approx((1.01 / 1.06) ** -2)
    assert solve(TWO, PARAMS).outputs.trade_gain > 0


def test_slow_twin() -> None:
    """A thousand traders, each with a cost of its own, move by turns; beside the closed form over two years."""
    n, params = 20_001, PARAMS._replace(network=3.0)
    inputs = TWO._replace(settled=0.4)
    then = inputs._replace(cut=0.6)
    costs = [math.log(q / (1 - q)) for q in ((k + 0.5) / n for k in range(n))]  # in spreads, logistic
    at = math.log(0.4 / 0.6)
    use, found = 0.4, []
    for _ in range(24):
        gain = at + 3.0 * (use - 0.4) + 2.0 * 0.6
        use += 0.05 * (sum(c < gain for c in costs) / n - use)
        found.append(use)
    ours = [o.settled_now for o in run(24, inputs, params, then)]
    assert ours == pytest.approx(found, abs=2e-4)


def test_arrays_do_as_floats_do() -> None:
    uses = np.linspace(0.1, 0.9, 5)
    inputs = Inputs(*(np.full(5, x) for x in TWO))._replace(settled=uses)
    params = Params(*(np.full(5, x) for x in PARAMS))
    then = inputs._replace(cut=np.full(5, 0.7))
    state = init(inputs, params)
    assert settles_at(uses, state, inputs, params) == pytest.approx(uses)
    outputs = step(state, then, params, ()).outputs
    for i, use in enumerate(uses):
        one = TWO._replace(settled=float(use))
        single = step(init(one, PARAMS), one._replace(cut=0.7), PARAMS, ()).outputs
        assert [x[i] for x in outputs] == pytest.approx(list(single))


def test_the_case(project: Path) -> None:
    found = evaluate(PAYMENT_FRICTION, cases.load(project / "cases/russia-iran"))
    assert isinstance(found, MechanismResult)
    assert [r.name for r in found.rivals] == ["use with threshold", "no network"]
    for rival in found.rivals:
        by_cash, capacity = rival.output("by_cash").high, rival.output("capacity").median
        assert by_cash is not None
        assert capacity is not None
        assert by_cash < 0.001
        assert 0.3 < capacity < 0.6
