"""Survival and cumulative incidence: a textbook data set, a slow twin by redistribution to the right, laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, UnknownName
from estimative.measures import cumulative_incidence, kaplan_meier

# Weeks of remission under 6-mercaptopurine, 21 patients, + still in remission: Freireich and others 1963, Blood 21(6),
# 699-716, as reprinted in Gehan 1965 and in the textbooks of survival analysis (values from memory).
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
CENSORED = (3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20)
PRINTED = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
ERRORS = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}

items = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=30)


def test_the_remission_times() -> None:
    km = kaplan_meier(WEEKS, [i not in CENSORED for i in range(21)])
    assert {int(t): round(km.open_at(t), 4) for t in km.times} == PRINTED
    assert {int(t): round(float(e), 4) for t, e in zip(km.times, km.error, strict=True)} == ERRORS
    assert km.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]


def test_two_causes_by_hand() -> None:
    """Five items: cause 1 at 1, open at 2, cause 2 at 3, cause 1 at 4, open at 5. After 1: 4/5 are left; at 3, 1/3 of
    them end in cause 2 (4/15); at 4 half of the rest (8/30) in cause 1."""
    found = cumulative_incidence([1, 2, 3, 4, 5], [1, 0, 2, 1, 0])
    assert found.ended_by(4, 1) == pytest.approx(1 / 5 + 4 / 15)
    assert found.ended_by(4, 2) == pytest.approx(4 / 15)
    assert found.open_at(4) == pytest.approx(4 / 15)


def _redistributed(times: list[int], causes: list[int], until: int) -> dict[int, float]:
    """Efron 1967 in a plain loop: every item weighs 1/n; an open one hands its weight to those seen later."""
    order = sorted(range(len(times)), key=lambda i: (times[i], causes[i] == 0))
    weight = {i: 1 / len(times) for i in order}
    ended = {1: 0.0, 2: 0.0}
    for n, i in enumerate(order):
        later = order[n + 1 :]
        if causes[i] == 0:
            for j in later:
                weight[j] += weight[i] / len(later)
        elif times[i] <= until:
            ended[causes[i]] += weight[i]
    return ended


@given(items, st.integers(0, 13))
@settings(max_examples=30, deadline=None)
def test_slow_twin(rows: list[tuple[int, int]], until: int) -> None:
    times, causes = [t for t, _ in rows], [c for _, c in rows]
    fast, slow = cumulative_incidence(times, causes), _redistributed(times, causes, until)
    until = min(until, max(times))  # beyond the last look it is unknown
    for cause in fast.causes:
        assert fast.ended_by(until, cause) == pytest.approx(slow[cause], abs=1e-12)


@given(items)
@settings(max_examples=30, deadline=None)
def test_what_is_open_and_what_ended_is_all(rows: list[tuple[int, int]]) -> None:
    found = cumulative_incidence([t for t, _ in rows], [c for _, c in rows])
    if found.causes:
        np.testing.assert_allclose(found.survival + found.incidence.sum(axis=0), 1, atol=1e-12)
        assert (np.diff(found.incidence, axis=1) >= -1e-12).all()
        alone = [kaplan_meier([t for t, _ in rows], [c == k for _, c in rows]) for k in found.causes]
        for k, km in zip(found.causes, alone, strict=True):
            last = found.until
            assert found.ended_by(last, k) <= 1 - km.open_at(last) + 1e-12  # a curve per cause counts too much


def test_an_item_seen_late_counts_from_then_on() -> None:
    found = kaplan_meier([2, 4, 6], [True, True, True], entry=[0, 3, 0])
    assert found.at_risk.tolist() == [2, 2, 1]
    assert [round(found.open_at(t), 3) for t in (2, 4)] == [0.5, 0.25]


def test_what_cannot_be_counted_is_refused() -> None:
    for times, causes in (([], []), ([1.0], [1, 0]), ([float("nan")], [1]), ([1.0], [-1])):
        with pytest.raises(BadInput):
            cumulative_incidence(times, causes)
    with pytest.raises(BadInput, match="entry"):
        kaplan_meier([2.0], [True], entry=[2.0])


def test_nothing_ended_leaves_all_open() -> None:
    found = cumulative_incidence([3, 4], [0, 0])
    assert found.open_at(4) == 1


def test_beyond_the_last_look_nothing_is_known() -> None:
    seen = kaplan_meier([2, 5, 9], [True, True, False])
    assert seen.open_at(9) == pytest.approx(1 / 3)
    assert np.isnan(seen.open_at(9.1)) and np.isnan(seen.ended_by(9.1, 1))
    gone = kaplan_meier([2, 5], [True, True])
    assert gone.open_at(100) == 0 and gone.ended_by(100, 1) == 1  # nobody is left to end
    with pytest.raises(UnknownName, match="nothing ended in cause 3"):
        seen.ended_by(2, 3)
