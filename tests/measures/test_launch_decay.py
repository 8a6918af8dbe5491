"""Fading campaigns: the two totals of June 2025, how little two totals say, and refusals."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules import Rule

from estimative.domain import BadInput, PartialDate
from estimative.measures import Campaign, launch_band, launch_decay, launch_misses, leaks
from estimative.measures.launch_decay import forecast
from estimative.mechanisms.launch_campaigns import launch_campaigns

BY_16, BY_21, END = (10 / 3, 370.0), (25 / 3, 450.0), 11.4  # days since the evening of 12 June 2025


def test_two_totals_of_june_2025_fit_two_parameters_exactly() -> None:
    made = launch_decay(BY_16, BY_21)
    assert made.tau == pytest.approx(2.0, abs=0.05)
    assert made.total == pytest.approx(456, abs=2)
    assert made.by(BY_16[0]) == pytest.approx(370)
    assert made.by(BY_21[0]) == pytest.approx(450)


def test_the_hour_of_the_count_moves_the_fit_as_much_as_it_is_worth() -> None:
    """Half a day earlier or later, tau runs from 1.8 to 2.5 days: the printed 2.0 holds for a count on the morning."""
    early, late = launch_decay((3, 370), (8, 450)), launch_decay((4, 370), (9, 450))
    assert (round(early.tau, 1), round(late.tau, 1)) == (1.8, 2.5)
    assert 455 < early.total < late.total < 463


def test_the_band_is_as_wide_as_the_worst_miss_and_holds_what_came(rule: Rule) -> None:
    others = launch_campaigns(PartialDate("2025-06-21"))
    low, middle, high = launch_band(BY_16, BY_21, END, others)
    assert middle == pytest.approx(455.7, abs=0.5)
    assert high / middle == pytest.approx(math.exp(max(abs(m) for m in launch_misses(others))))
    assert low == 450
    words = f"about 550 missiles in all (Siasat, 24 June 2025), as of 21 June; the fit alone says {middle:.0f}"
    asked = f"in {low:.0f} to {high:.0f}"
    rule("launch_decay", words, asked, "550", low <= 550 <= high, "mechanisms/hawkes_escalation.md")
    assert low <= 550 <= high  # about 550 in all (Siasat, 24 June 2025): a hit of a wide band
    assert abs(math.log(550 / middle)) > 0.15  # and a miss of the fit itself


def test_how_far_other_campaigns_missed() -> None:
    misses = launch_misses(launch_campaigns(PartialDate("2025-06-21")))
    assert [round(m, 2) for m in misses] == [0.66, 0.26, 0.01]


def test_too_few_campaigns_refuse() -> None:
    known = launch_campaigns(PartialDate("2021-01-01"))
    with pytest.raises(BadInput, match="2 campaigns"):
        launch_band(BY_16, BY_21, END, known)
    assert len(launch_campaigns(PartialDate("2025-06-21"), other_than="Gaza 2014")) == 2


def test_what_does_not_fade_is_not_fitted() -> None:
    with pytest.raises(BadInput, match="do not fade"):
        launch_decay((6, 940), (9.5, 1500))
    with pytest.raises(BadInput, match="rising totals"):
        launch_decay((8, 450), (3, 370))
    assert forecast((5, 500), (10, 1000), 20) == pytest.approx(2000)


@given(st.floats(50, 5000), st.floats(0.5, 30), st.floats(0.5, 10), st.floats(1.2, 5))
@settings(max_examples=30, deadline=None)
def test_decay_is_recovered(total: float, tau: float, day: float, later: float) -> None:
    a, b = (-total * math.expm1(-d / tau) for d in (day, day * later))
    if b / a > later * 0.999 or b / a < 1.0001:
        return
    made = launch_decay((day, a), (day * later, b))
    assert made.tau == pytest.approx(tau, rel=1e-3)
    assert made.total == pytest.approx(total, rel=1e-3)


def test_what_leaks() -> None:
    assert (leaks(370, 0.95), leaks(370, 0.90)) == (pytest.approx(18.5), pytest.approx(37))


def test_a_campaign_forecast_exactly_has_no_miss() -> None:
    made = launch_decay((2, 100), (4, 150))
    exact = Campaign("x", (2, 100), (4, 150), (9, made.by(9)), "")
    assert launch_misses([exact])[0] == pytest.approx(0, abs=1e-9)
