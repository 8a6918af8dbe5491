"""M13. Worked figures, laws, slow twins, and what an as-of view may know."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.domain import PartialDate
from estimative.measures import Hawkes, acts, simulate_hawkes
from estimative.mechanisms import HAWKES_ESCALATION, MechanismResult, NotApplicable, evaluate, namespace, uniforms
from estimative.mechanisms.hawkes_escalation import (
    Branching,
    Inputs,
    Params,
    State,
    drawn,
    expected,
    init,
    solve,
    step,
)

NAME = "hawkes_escalation."
GIVEN = {
    "base_a": ("acts/month", 0.2),
    "base_b": ("acts/month", 0.2),
    "recent_a": ("acts", 10.0),
    "recent_b": ("acts", 8.0),
    "gap": ("months", 0.0),
    "salvo": ("missiles/act", 46.0),
    "stock": ("missiles", 1500.0),
    "output": ("missiles/month", 20.0),
    "lost_per_act": ("1", 0.03),
    "repaired": ("1/month", 0.05),
    "intercepted": ("1", 0.9),
}
START = Inputs(2.0, 1.0, 10.0, 8.0, 0.5, 1.0, 1.0, 46.0, 1500.0, 20.0, 0.03, 0.05, 0.9, 370.0)
PARAMS = Params(0.1, 0.2, 0.4, 0.5, 6.0, 0.95)
BY = Branching(0.1, 0.4, 0.5, 0.2)


def _case(bare: Any, p: Any, **other: float) -> Any:
    return bare(*(p(NAME + k, unit, other.get(k, v)) for k, (unit, v) in GIVEN.items()))


def _wide(values: Any, n: int, **fixed: float) -> Any:
    return type(values)(*(np.full(n, fixed.get(k, v)) for k, v in values._asdict().items()))


def _run(inputs: Inputs, params: Params, months: int, n: int, seed: int = 0) -> list[Any]:
    state, seen = init(inputs, params), []
    for t in range(months):
        noise = tuple(uniforms(seed, f"{t}/{k}", n) for k in range(4))
        state, outputs, _ = step(state, inputs, params, noise)
        seen.append(outputs)
    return seen


def test_370_launches_leak_18_to_37() -> None:
    for share, through in ((0.95, 18.5), (0.90, 37.0)):
        assert solve(START._replace(intercepted=share), PARAMS).outputs.leaked_so_far == pytest.approx(through)


def test_the_radius_is_the_largest_eigenvalue() -> None:
    for values in ((0.3, 0.3, 0.4, 0.2), (0.1, 0.4, 0.5, 0.2), (0.5, 0.0, 0.0, 0.2)):
        aa, ab, ba, bb = values
        assert Branching(*values).radius == pytest.approx(Hawkes((1, 1), ((aa, ab), (ba, bb)), 1).radius)


def test_expected_acts_beside_small_steps() -> None:
    """The closed form beside a loop over small steps of the equation it solves."""
    span = expected((3.0, 1.0), (2.0, 1.0), BY, 6.0, 0.7)
    y, n, dt = [3.0, 1.0], [0.0, 0.0], 0.7 / 200_000
    for _ in range(200_000):
        rate = (2 + 6 * (0.1 * y[0] + 0.4 * y[1]), 1 + 6 * (0.5 * y[0] + 0.2 * y[1]))
        n = [a + r * dt for a, r in zip(n, rate, strict=True)]
        y = [m + (r - 6 * m) * dt for m, r in zip(y, rate, strict=True)]
    assert tuple(span) == pytest.approx((*n, *y), rel=1e-4)


def test_expected_acts_beside_the_process_itself() -> None:
    model = Hawkes((2.0, 1.0), ((0.1, 0.4), (0.5, 0.2)), 6.0)
    history = acts([0.01 * k for k in range(1, 5)], 0.05, types=[0, 0, 0, 1])
    memory = tuple(float(np.exp(-6 * (0.05 - history.times[history.types == k])).sum()) for k in (0, 1))
    span = expected(memory, (2.0, 1.0), BY, 6.0, 1.0)
    rng = np.random.default_rng(0)
    counts = np.array([simulate_hawkes(model, 1.05, rng, history).counts for _ in range(400)])
    error = counts.std(axis=0) / 20
    assert abs(counts[:, 0].mean() - span.acts_a) < 3 * error[0]
    assert abs(counts[:, 1].mean() - span.acts_b) < 3 * error[1]
    inner = BY.radius * (1 - (1 - math.exp(-6)) / 6)
    total = counts.sum(axis=1)
    assert total.var() / total.mean() == pytest.approx(1 / (1 - inner) ** 2, rel=0.35)


def test_drawn_acts_are_whole_with_the_mean_and_spread_asked_for() -> None:
    n = 40_000
    noise = uniforms(1, "a", n), uniforms(1, "b", n)
    for mean, excess in ((0.3, 1.0), (5.0, 3.0), (60.0, 6.0)):
        found = drawn(np.full(n, mean), np.full(n, excess), noise)
        assert np.array_equal(found, np.floor(found))
        assert found.mean() == pytest.approx(mean, rel=0.06)
        assert found.var() / found.mean() == pytest.approx(excess, rel=0.25, abs=0.3)


def test_a_burst_dies_out_to_the_long_run() -> None:
    n = 4000
    seen = _run(_wide(START, n, gap=0.0), _wide(PARAMS, n), 12, n)
    means = [float((o.acts_a + o.acts_b).mean()) for o in seen]
    long_run = float(solve(START, PARAMS).outputs.long_run)
    assert means[0] > 2 * long_run
    assert means[-1] == pytest.approx(long_run, rel=0.1)
    assert seen[0].escalation_hazard.tolist() == [0.0] * n
    assert seen[-1].escalation_hazard.mean() < 0


def test_what_a_scenario_moves() -> None:
    n = 3000
    params = _wide(PARAMS, n)
    plain = _run(_wide(START, n), params, 3, n)
    more = _run(_wide(START, n, intensity=3.0), params, 3, n)
    mute = _run(_wide(START, n, answering=0.0), params, 3, n)
    assert more[2].acts_b.mean() > 2 * plain[2].acts_b.mean()
    assert mute[2].acts_b.mean() < plain[2].acts_b.mean()
    state = init(_wide(START, n), params)
    noise = tuple(np.full(n, 0.5) for _ in range(4))
    raised = step(state, _wide(START, n, intensity=3.0), params, noise).outputs.escalation_hazard
    assert (raised > 0.3).all()


@given(
    st.lists(st.floats(0, 1.2), min_size=4, max_size=4),
    st.floats(0.5, 60),
    st.floats(0, 30),
    st.floats(0, 5),
    st.lists(st.floats(0.001, 0.999), min_size=4, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_numbers_stay_numbers_and_missiles_are_conserved(
    by: list[float], decay: float, recent: float, base: float, noise: list[float]
) -> None:
    params = Params(by[0], by[1], by[2], by[3], decay, 0.95)
    inputs = START._replace(recent_a=recent, recent_b=recent, base_a=base)
    state = init(inputs, params)
    for _ in range(6):
        after, o, outside = step(state, inputs, params, tuple(noise))
        assert all(math.isfinite(v) for v in o)
        assert min(o.acts_a, o.acts_b, o.launches_able, o.leaked) >= 0
        assert o.launches_able <= o.launches_chosen + 1e-9
        assert state.stock + inputs.output - o.launches_able == pytest.approx(after.stock)
        assert 0 <= after.able <= 1
        assert outside.radius == (Branching(by[0], by[2], by[3], by[1]).radius > 0.95)
        state = after


@given(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0, 9), st.floats(0, 9))
@settings(max_examples=30, deadline=None)
def test_swapping_the_sides_swaps_the_answers(cross: float, own: float, a: float, b: float) -> None:
    by = Branching(own / 2, cross / 2, cross / 3, own / 3)
    back = Branching(by.bb, by.ba, by.ab, by.aa)
    one, two = expected((a, b), (0.5, 1.0), by, 4.0, 1.0), expected((b, a), (1.0, 0.5), back, 4.0, 1.0)
    assert (one.acts_a, one.acts_b) == pytest.approx((two.acts_b, two.acts_a))
    assert expected((a + 1, b), (0.5, 1.0), by, 4.0, 1.0).acts_b >= one.acts_b - 1e-9


def test_an_empty_magazine_fires_nothing_whatever_is_wanted() -> None:
    inputs = START._replace(stock=0.0, output=0.0)
    outputs = step(init(inputs, PARAMS), inputs, PARAMS, (0.5,) * 4).outputs
    assert outputs.launches_chosen > 0
    assert outputs.launches_able == 0


def test_slow_twin() -> None:
    """A month of one draw in plain floats, word by word."""
    n = 30
    rng = np.random.default_rng(2)
    params = Params(*(rng.uniform(0, 0.4, n) for _ in range(4)), rng.uniform(3, 30, n), np.full(n, 0.95))
    inputs = _wide(START, n)
    state = init(inputs, params)
    noise = tuple(rng.uniform(0.01, 0.99, n) for _ in range(4))
    fast, outputs, _ = step(state, inputs, params, noise)
    for d in range(n):
        s, i, q = (type(v)(*(float(x[d]) for x in v)) for v in (state, inputs, params))
        slow_state, slow, _ = step(State(*s), i, q, tuple(float(u[d]) for u in noise))
        assert tuple(slow) == pytest.approx(tuple(float(x[d]) for x in outputs), rel=1e-9)
        assert tuple(slow_state) == pytest.approx(tuple(float(x[d]) for x in fast), rel=1e-9)
        left = s.able * math.exp(-i.lost_per_act * slow.acts_a)
        fired = min(i.salvo * slow.acts_b * (s.able + left) / 2, s.stock + i.output)
        assert slow.launches_able == pytest.approx(fired)
        assert slow_state.able == pytest.approx(left + i.repaired * (1 - left))
        assert slow.leaked == pytest.approx(fired * 0.1)
    assert namespace(outputs.acts_a) is np


def test_two_readings_stand_side_by_side(bare: Any, p: Any) -> None:
    found = evaluate(HAWKES_ESCALATION, _case(bare, p), n=4000)
    assert isinstance(found, MechanismResult)
    assert [r.name for r in found.rivals] == ["reciprocity", "mostly unanswered"]
    answered = [r.output("answered").median for r in found.rivals]
    assert answered[0] is not None
    assert answered[1] is not None
    assert answered[0] > 4 * answered[1]
    assert found.rivals[0].output("leaked_so_far").median is None
    assert "is unknown" in " ".join(found.warnings)


def test_without_acts_it_does_not_apply(bare: Any) -> None:
    assert isinstance(evaluate(HAWKES_ESCALATION, bare()), NotApplicable)


def test_the_case_of_june_2025_knows_nothing_later(project: Path) -> None:
    case = cases.load(project / "cases/russia-iran")
    found = evaluate(HAWKES_ESCALATION, case, n=2000)
    assert isinstance(found, MechanismResult)
    assert all(q.known_at and q.known_at.known_by(case.as_of) for q in found.parameters)
    launched = next(q for q in found.inputs if q.id == NAME + "launched")
    assert max(launched.prior.args) <= 400
    earlier = replace(case, as_of=PartialDate("2025-06-12"))
    assert isinstance(evaluate(HAWKES_ESCALATION, earlier, n=100), NotApplicable)
