"""Pettitt's test: finds a planted break within one point, none in level series, and refuses what is too short."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput
from estimative.measures import change_point


@pytest.mark.parametrize("at", [12, 20, 30])
def test_a_planted_break_is_found_within_one_point(at: int) -> None:
    noise = np.random.default_rng(3).normal(size=48)
    found = change_point(noise + 3 * (np.arange(48) >= at))
    assert abs(found.index - at) <= 1
    assert found.p < 0.01


def test_level_series_show_a_break_about_as_often_as_they_should() -> None:
    noise = np.random.default_rng(4)
    small = sum(change_point(noise.normal(size=40)).p < 0.05 for _ in range(400))
    assert small <= 0.08 * 400


def test_slow_twin() -> None:
    x = np.random.default_rng(5).normal(size=20)
    sums = [sum(float(np.sign(x[i] - x[j])) for i in range(t) for j in range(20)) for t in range(1, 20)]
    found = change_point(x)
    assert found.statistic == max(abs(s) for s in sums)
    around = [np.var(x[:t]) * t + np.var(x[t:]) * (20 - t) for t in range(1, 20)]
    assert found.index == 1 + int(np.argmin(around))


@given(st.lists(st.floats(-100, 100), min_size=12, max_size=40), st.floats(0.1, 5))
@settings(max_examples=30, deadline=None)
def test_the_unit_does_not_count(values: list[float], scale: float) -> None:
    x = np.round(values, 3)
    assert change_point(x).p == change_point(scale * x).p


@pytest.mark.parametrize("values", [[1.0] * 11, [1.0] * 11 + [float("nan")]])
def test_too_few_or_unknown_points_are_refused(values: list[float]) -> None:
    with pytest.raises(BadInput, match="no break can be sought"):
        change_point(values)
