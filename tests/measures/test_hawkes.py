"""Hawkes processes: exact likelihood beside its slow twin, recovery of known parameters, tests of fit, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, DidNotConverge
from estimative.measures import (
    Acts,
    Hawkes,
    acts,
    fit_hawkes,
    hawkes_log_likelihood,
    rescaling_test,
    simulate_hawkes,
    within_days,
)
from estimative.measures.hawkes import compensators, decayed, intensities
from estimative.measures.hawkes_fit import log_likelihood_gradient

ONE = Hawkes((1.0,), ((0.6,),), 2.0)
TWO = Hawkes((0.5, 0.3), ((0.3, 0.3), (0.4, 0.2)), 1.5)
MARKED = Hawkes((0.6,), ((0.5,),), 1.5, mark_effect=0.8, mark_norm=(0.32,))


def _marked(until: float, seed: int) -> Acts:
    return simulate_hawkes(MARKED, until, np.random.default_rng(seed), mark=lambda r: float(r.normal()))


def _slow(model: Hawkes, e: Acts) -> float:
    """O(n^2), as the definition reads."""
    w, found = model.weights(e), 0.0
    for k, t in enumerate(e.times):
        rate = model.base[e.types[k]]
        for m in range(k):
            raised = model.branching[e.types[k]][e.types[m]] * w[m] * model.decay
            rate += raised * math.exp(-model.decay * (t - e.times[m]))
        found += math.log(rate)
    for m, t in enumerate(e.times):
        brought = sum(row[e.types[m]] for row in model.branching)
        found -= brought * w[m] * (1 - math.exp(-model.decay * (e.until - t)))
    return found - sum(model.base) * e.until


@given(st.integers(0, 10**6), st.floats(0.01, 50), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_likelihood_is_exact(seed: int, decay: float, marked: bool) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(0, 60))
    e = Acts(np.sort(rng.uniform(0.1, 99, n)), rng.integers(0, 2, n), 100.0, 2, rng.normal(size=n) * marked)
    model = Hawkes((0.3, 0.1), ((0.2, 0.5), (0.1, 0.0)), decay, 0.3, (0.1, -0.2))
    assert hawkes_log_likelihood(model, e) == pytest.approx(_slow(model, e), rel=1e-9, abs=1e-9)


def test_blocks_of_the_recursion_do_not_show() -> None:
    rng = np.random.default_rng(1)
    t = np.sort(rng.uniform(0, 10_000, 500))
    x = rng.uniform(0, 1, (500, 2))
    slow, state = np.zeros_like(x), np.zeros(2)
    for k in range(1, 500):
        state = (state + x[k - 1]) * math.exp(-3.0 * (t[k] - t[k - 1]))
        slow[k] = state
    assert np.allclose(decayed(t, x, 3.0), slow, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("marked", [False, True])
def test_the_gradient_is_that_of_the_likelihood(marked: bool) -> None:
    e = _marked(120, 4) if marked else simulate_hawkes(TWO, 120, np.random.default_rng(4))
    k = e.kinds
    theta = np.array([*np.full(k, 0.4), *np.linspace(0.1, 0.5, k * k), 1.3, *([0.5] if marked else [])])
    _, slope = log_likelihood_gradient(theta, e, marked)
    for j in range(len(theta)):
        step = np.zeros_like(theta)
        step[j] = 1e-6
        up, down = (log_likelihood_gradient(theta + s, e, marked)[0] for s in (step, -step))
        assert slope[j] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-3)


def _radii(until: float, seeds: range) -> tuple[float, float, float, float]:
    """Mean number of acts; mean and spread of the estimated radius; median of its standard error."""
    made = [simulate_hawkes(ONE, until, np.random.default_rng(s)) for s in seeds]
    fits = [fit_hawkes(e) for e in made if len(e.times) >= 50]
    radii = [f.model.radius for f in fits]
    errors = [f.radius_error for f in fits]
    n = float(np.mean([f.acts for f in fits]))
    return n, float(np.mean(radii)), float(np.std(radii)), float(np.nanmedian(errors))


def test_how_well_a_radius_of_060_is_known_from_150_acts() -> None:
    """The worked figure is 0.60 +- 0.12. Over 150 series the spread was 0.113 around 0.535 (docs): the spread
    holds, and the estimate lies too low by half of it."""
    n, mean, spread_, error = _radii(60, range(14))
    assert 130 < n < 165
    assert spread_ == pytest.approx(0.12, abs=0.05)
    assert error == pytest.approx(0.12, abs=0.03)
    assert abs(mean - 0.60) < 0.12


def test_how_well_a_radius_of_060_is_known_from_445_acts() -> None:
    """0.60 +- 0.05 in the list; over 150 series the spread was 0.061 around 0.582 (docs)."""
    n, mean, spread_, error = _radii(178, range(6))
    assert 400 < n < 480
    assert spread_ < 0.1
    assert error == pytest.approx(0.06, abs=0.015)
    assert abs(mean - 0.60) < 0.05


def test_two_sides_are_recovered() -> None:
    fit = fit_hawkes(simulate_hawkes(TWO, 700, np.random.default_rng(0)))
    for i in range(2):
        assert abs(fit.model.base[i] - TWO.base[i]) < 3 * fit.errors[0][i]
        for j in range(2):
            assert abs(fit.model.branching[i][j] - TWO.branching[i][j]) < 3 * fit.errors[1][i][j]
    assert abs(fit.model.decay - TWO.decay) < 3 * fit.errors[2]
    assert abs(fit.model.radius - 0.6) < 3 * fit.radius_error
    assert fit.stable
    assert math.isnan(fit.errors[3])


def test_marks_are_recovered() -> None:
    fit = fit_hawkes(_marked(800, 2))
    assert abs(fit.model.mark_effect - 0.8) < 3 * fit.errors[3]
    assert abs(fit.model.branching[0][0] - 0.5) < 3 * fit.errors[1][0][0]
    assert fit.errors[3] < 0.4


def test_a_poisson_process_shows_no_branching() -> None:
    rng = np.random.default_rng(8)
    fit = fit_hawkes(acts(np.sort(rng.uniform(0, 200, 200)), 200))
    assert fit.model.radius < 0.25


def test_rescaled_time_accepts_the_true_model_and_rejects_a_false_one() -> None:
    e = simulate_hawkes(TWO, 500, np.random.default_rng(3))
    assert rescaling_test(TWO, e).p > 0.01
    poisson = Hawkes(tuple((e.counts / 500).tolist()), ((0.0, 0.0), (0.0, 0.0)), 1.0)
    assert rescaling_test(poisson, e).p < 1e-3
    assert compensators(TWO, e)[-1].sum() == pytest.approx(len(e.times), rel=0.15)


def test_thinning_has_the_long_run_rate() -> None:
    counts = [simulate_hawkes(TWO, 300, np.random.default_rng(s)).counts for s in range(12)]
    assert np.allclose(np.mean(counts, axis=0) / 300, TWO.stationary, rtol=0.12)
    assert [round(x, 3) for x in TWO.stationary] == [1.114, 0.932]


def test_history_goes_on() -> None:
    burst = acts(np.linspace(9, 10, 40), 10.0)
    rng = np.random.default_rng(1)
    after = [len(simulate_hawkes(ONE, 11.0, rng, burst).times) for _ in range(60)]
    calm = [len(simulate_hawkes(ONE, 11.0, rng, acts([0.5], 10.0)).times) for _ in range(60)]
    assert np.mean(after) > 5 * np.mean(calm)
    assert simulate_hawkes(ONE, 11.0, rng, burst).times.min() > 10


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_units_of_time_do_not_matter(seed: int) -> None:
    e = simulate_hawkes(TWO, 30, np.random.default_rng(seed))
    slow = Hawkes(tuple(b / 7 for b in TWO.base), TWO.branching, TWO.decay / 7)
    stretched = Acts(e.times * 7, e.types, e.until * 7, 2, e.marks)
    shift = len(e.times) * math.log(7)
    assert hawkes_log_likelihood(slow, stretched) == pytest.approx(hawkes_log_likelihood(TWO, e) - shift, rel=1e-9)
    assert (intensities(TWO, e) >= np.array(TWO.base) - 1e-12).all()


def test_refusals() -> None:
    few = acts(np.arange(1.0, 41.0), 50)
    with pytest.raises(BadInput, match="40 acts are too few"):
        fit_hawkes(few)
    doubled = np.sort(np.concatenate([np.arange(1.0, 61.0), np.arange(1.0, 61.0) + 1e-7]))
    with pytest.raises(DidNotConverge, match=r"slope .* an act is left"):
        fit_hawkes(acts(doubled, 62))  # answers within an instant: no decay is fast enough
    with pytest.raises(BadInput, match="share a moment"):
        acts([1.0, 1.0], 2)
    with pytest.raises(BadInput, match="without any act"):
        fit_hawkes(acts(np.arange(1.0, 61.0), 61, types=[0, 2] * 30))
    with pytest.raises(BadInput, match="no long-run rate"):
        _ = Hawkes((1.0,), ((1.2,),), 1.0).stationary
    with pytest.raises(BadInput, match="more than 500"):
        simulate_hawkes(Hawkes((1.0,), ((1.5,),), 1.0), 1e4, np.random.default_rng(0), most=500)
    with pytest.raises(BadInput, match="known time"):
        acts([math.nan], 2)
    assert np.diff(within_days([3, 3, 3], np.random.default_rng(0))).min() > 0
