import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from estimative.domain import BadInput
from estimative.measures import jeffreys_first_event, jeffreys_first_event_interval

times = st.floats(1, 10)


def test_no_event_in_three_and_a_half_years() -> None:
    assert [round(100 * jeffreys_first_event(0, 3.5, w)) for w in (0.5, 1)] == [6, 12]


@given(st.integers(0, 5), times, times)
@settings(max_examples=20, deadline=None)
def test_closed_form_is_the_integral_over_the_posterior(events: int, exposure: float, window: float) -> None:
    q = (np.arange(50_000) + 0.5) / 50_000
    rates = stats.gamma(events + 0.5, scale=1 / exposure).ppf(q)
    assert jeffreys_first_event(events, exposure, window) == pytest.approx(1 - np.exp(-rates * window).mean(), abs=1e-4)


@given(st.integers(0, 5), times, times, st.floats(0.01, 10))
@settings(max_examples=30, deadline=None)
def test_units_of_time_do_not_matter(events: int, exposure: float, window: float, factor: float) -> None:
    here, there = (jeffreys_first_event(events, f * exposure, f * window) for f in (1, factor))
    assert here == pytest.approx(there)


@given(st.integers(0, 5), times, times)
@settings(max_examples=30, deadline=None)
def test_more_exposure_without_events_lowers_it_and_a_longer_window_raises_it(
    events: int, exposure: float, window: float
) -> None:
    p = jeffreys_first_event(events, exposure, window)
    assert jeffreys_first_event(events, exposure + 1, window) < p < jeffreys_first_event(events, exposure, window + 1)
    low, high = jeffreys_first_event_interval(events, exposure, window)
    assert 0 <= low < high <= 1


@pytest.mark.parametrize(("events", "exposure", "window"), [(-1, 1, 1), (0, 0, 1), (0, 1, -1), (0, float("nan"), 1)])
def test_impossible_counts_are_refused(events: int, exposure: float, window: float) -> None:
    with pytest.raises(BadInput, match="exposure > 0"):
        jeffreys_first_event(events, exposure, window)
