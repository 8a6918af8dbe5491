import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput
from estimative.measures import entropy, herfindahl, partners, shares

amounts = st.lists(st.floats(0.01, 100), min_size=1, max_size=8)


def test_leaning_on_one_partner_and_spreading_over_five() -> None:
    """Computed by us (mechanisms, M10): shares .9/.05/.05, and a spread of .3/.25/.2/.15/.1."""
    assert herfindahl([0.9, 0.05, 0.05]) == pytest.approx(0.815)
    assert herfindahl([0.3, 0.25, 0.2, 0.15, 0.1]) == pytest.approx(0.225)


@given(amounts, st.floats(0.1, 1000))
@settings(max_examples=40, deadline=None)
def test_bounds_and_units(values: list[float], factor: float) -> None:
    n = len(values)
    assert 1 / n - 1e-12 <= herfindahl(values) <= 1 + 1e-12
    assert -1e-12 <= entropy(values) <= math.log(n) + 1e-12
    assert herfindahl([factor * v for v in values]) == pytest.approx(herfindahl(values))
    assert math.log(partners(values)) <= entropy(values) + 1e-9  # Renyi entropies fall with their order


@given(amounts, st.floats(0.01, 100))
@settings(max_examples=40, deadline=None)
def test_splitting_a_partner_never_concentrates(values: list[float], part: float) -> None:
    cut = values[0] * part / 101
    parts = [cut, values[0] - cut, *values[1:]]
    assert herfindahl(parts) <= herfindahl(values) + 1e-12 and entropy(parts) >= entropy(values) - 1e-12


def test_a_partner_with_nothing_changes_nothing() -> None:
    assert entropy([1, 2, 0]) == entropy([1, 2]) and herfindahl([1, 2, 0]) == herfindahl([1, 2])


@pytest.mark.parametrize("bad", [[], [0, 0], [1, -1], [1, float("nan")], [[1, 2]]])
def test_unknown_is_not_zero(bad: list[float]) -> None:
    with pytest.raises(BadInput, match="leave out partners that are unknown"):
        shares(bad)
