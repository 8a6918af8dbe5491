"""M15: a planted break is found within one period and none at a placebo date; few points warn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput
from estimative.measures import find_break, interrupted_series
from estimative.measures.interrupted_series import Floats


def _series(rng: np.random.Generator, n: int, at: int, jump: float, memory: float = 0.3) -> Floats:
    noise = rng.normal(size=n)
    for k in range(1, n):
        noise[k] += memory * noise[k - 1]
    return np.asarray(0.05 * np.arange(n) + jump * (np.arange(n) >= at) + noise)


def test_a_planted_break_is_found_within_one_period() -> None:
    found = [find_break(_series(np.random.default_rng(s), 60, 36, 5.0), draws=99) for s in range(20)]
    assert sum(abs(f.index - 36) <= 1 for f in found) >= 19
    assert sum(f.p <= 0.05 for f in found) >= 15  # the search is wary: nine in ten at this size, see the docs


def test_without_a_break_the_search_finds_none_as_often_as_it_says() -> None:
    ps = [find_break(_series(np.random.default_rng(100 + s), 60, 99, 0.0), draws=99).p for s in range(60)]
    assert np.mean(np.array(ps) <= 0.05) <= 0.07
    assert np.mean(ps) > 0.35


def test_the_date_shows_a_break_and_a_placebo_shows_none() -> None:
    made = [_series(np.random.default_rng(s), 60, 30, 4.0) for s in range(40)]
    assert sum(interrupted_series(y, 30).broken for y in made) >= 34
    placebo = [interrupted_series(y[:30], 15).broken for y in made]
    assert np.mean(placebo) <= 0.25  # 0.10 is meant; 0.1875 is one standard error and a half above it in 40 series
    assert np.mean([interrupted_series(y, 30).level for y in made]) == pytest.approx(4.0, abs=0.4)


def test_six_months_after_an_event_must_warn() -> None:
    y = _series(np.random.default_rng(0), 42, 36, 9.0)
    made = interrupted_series(y, 36)
    assert made.warnings == ("only 6 points after the date: 12 are needed to tell a break",)
    assert not made.broken
    assert made.gap[1] > 5


@given(st.integers(0, 10**6), st.floats(-50, 50), st.floats(0.1, 20))
@settings(max_examples=25, deadline=None)
def test_units_and_a_common_trend_do_not_matter(seed: int, shift: float, scale: float) -> None:
    y = _series(np.random.default_rng(seed), 40, 20, 2.0)
    moved = scale * y + shift + 3 * np.arange(40)
    one, two = interrupted_series(y, 20), interrupted_series(moved, 20)
    assert two.gap == pytest.approx(tuple(scale * g for g in one.gap), abs=1e-6)
    assert two.slope == pytest.approx(scale * one.slope, abs=1e-7)
    assert find_break(moved, draws=9).index == find_break(y, draws=9).index


def test_slow_twin() -> None:
    """Jumps by two separate lines, one on each side."""
    y = _series(np.random.default_rng(3), 50, 20, 3.0)
    before, after = (np.polyfit(np.arange(50)[s], y[s], 1) for s in (slice(20), slice(20, None)))
    made = interrupted_series(y, 20)
    assert made.level == pytest.approx(np.polyval(after, 20) - np.polyval(before, 20))
    assert made.slope == pytest.approx(after[0] - before[0])
    projected = np.polyval(before, np.arange(20, 50))
    assert made.gap[1] == pytest.approx(y[20:].mean() - projected.mean())


def test_refusals() -> None:
    with pytest.raises(BadInput, match="3 points before"):
        interrupted_series(np.arange(30.0), 3)
    with pytest.raises(BadInput, match="unknown values"):
        interrupted_series([1.0, float("nan")] * 10, 10)
    with pytest.raises(BadInput, match="20 points"):
        find_break(np.arange(20.0))
