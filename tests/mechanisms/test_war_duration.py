"""M17. The four rivals' figures, the slow twin, laws, and disputes with war."""

import math
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import beta
from tests.rules import Rule

from estimative import cases
from estimative.mechanisms import WAR_DURATION, MechanismResult, evaluate
from estimative.mechanisms.draws import central
from estimative.mechanisms.waiting_times import cumulative_hazard, log_hazard
from estimative.mechanisms.war_duration import Inputs, Params, init, solve, step
from estimative.simulate import ensemble, plan

PRINTED = {"exponential": 39, "Weibull, shape below one": 24, "Pareto": 21, "long-war hazard": 10}


def _params(rival: str) -> Params:
    own = {q.id.split(".")[-1]: central(q.prior) for q in WAR_DURATION.defaults if q.rival == rival}
    return Params(own["shape"], own["scale"], own["frailty"], 134.0)


@pytest.mark.parametrize(("rival", "percent"), PRINTED.items())
def test_twelve_months_more_at_month_39_7(project: Path, rival: str, percent: int) -> None:
    found = evaluate(WAR_DURATION, cases.load(project / "cases/russia-iran"))
    assert isinstance(found, MechanismResult)
    value = found.rival(rival).output("ends_in_year").median
    assert value is not None
    assert round(100 * value) == percent


def test_no_single_figure_is_reported(project: Path) -> None:
    """The rivals stand side by side and span 10 to 40 per cent; no result holds their mean."""
    found = evaluate(WAR_DURATION, cases.load(project / "cases/russia-iran"))
    assert isinstance(found, MechanismResult)
    values = [r.output("ends_in_year").median or 0 for r in found.rivals]
    assert [r.name for r in found.rivals] and len(values) == 4
    assert (round(min(values), 1), round(max(values), 1)) == (0.1, 0.4)


def test_slow_twin() -> None:
    """Each rival beside its own formula, and `ended` beside a product of months."""
    t = 39.7
    by_hand = {
        "exponential": 1 - math.exp(-12 / 24),
        "Weibull, shape below one": 1 - math.exp((t / 18) ** 0.6 - ((t + 12) / 18) ** 0.6),
        "Pareto": 1 - ((0.9 + t) / (0.9 + t + 12)) ** 0.9,
        "long-war hazard": 0.1,
    }
    for rival, want in by_hand.items():
        params = _params(rival)
        assert solve(Inputs(t, 1.0), params).outputs.ends_in_year == pytest.approx(want, abs=1e-4)
        state, alive = init(Inputs(t, 1.0), params), 1.0
        for n in range(12):
            alive *= _month(params, t + n)
            state, made, _ = step(state, Inputs(t, 1.0), params, ())
            assert made.ended == pytest.approx(1 - alive)
        assert made.ended == pytest.approx(want, abs=1e-4)


def _month(params: Params, age: float) -> float:
    """Chance that a war of this age lasts another month."""
    wait = params.shape, params.scale, params.frailty
    return math.exp(cumulative_hazard(age, *wait) - cumulative_hazard(age + 1, *wait))


@given(st.floats(0.2, 1.0), st.floats(1, 60), st.floats(0, 3), st.floats(0.5, 100), st.floats(0, 60))
@settings(max_examples=30, deadline=None)
def test_with_shape_up_to_one_a_longer_war_is_no_likelier_to_end(
    shape: float, scale: float, frailty: float, age: float, more: float
) -> None:
    assert log_hazard(age + more, shape, scale, frailty) <= log_hazard(age, shape, scale, frailty) + 1e-12


def test_pressure_hastens_the_end_and_outside_is_said() -> None:
    params = _params("exponential")
    chances = [solve(Inputs(39.7, x), params).outputs.ends_in_year for x in (0.5, 1.0, 2.0)]
    assert chances == sorted(chances)
    state = init(Inputs(39.7, 1.0), params)
    assert step(state, Inputs(39.7, 2.0), params, ()).outputs.end == pytest.approx(math.log(2))
    assert solve(Inputs(140.0, 1.0), params).outside_validity.age
    assert not solve(Inputs(39.7, 1.0), params).outside_validity.age


def test_in_a_simulation_the_war_grows_older(project: Path) -> None:
    case = cases.load(project / "cases/russia-iran")
    made = ensemble(plan(case, months=12, mechanisms=(WAR_DURATION,)), draws=32)
    assert np.allclose(made.output("war_duration.ended")[11], 0.241, atol=0.001)
    assert (np.diff(made.output("war_duration.end")[:, 0]) < 0).all()


@pytest.fixture(scope="module")
def months(shared: Path) -> NDArray[np.float64]:
    """Months that disputes with war lasted, 1816 to 2014, the middle of shortest and longest reading."""
    path = shared / "data/similarity/mid_disputes.parquet"
    rows = duckdb.sql(f"select (mindur + maxdur) / 2 / 30.44 from '{path}' where hostlev = 5").fetchall()
    return np.array([x for (x,) in rows], dtype=np.float64)


@pytest.mark.shared
@pytest.mark.parametrize(("age", "there", "ended"), [(12, 45, 20), (24, 25, 8), (36, 17, 5)])
def test_disputes_with_war_that_had_lasted(
    months: NDArray[np.float64], age: int, there: int, ended: int, rule: Rule
) -> None:
    """The rule of docs/mechanisms/war_duration.md: a rival passes where it lies in the 90 % band of the count."""
    assert ((months > age).sum(), ((months > age) & (months <= age + 12)).sum()) == (there, ended)
    low, high = beta.ppf([0.05, 0.95], ended + 0.5, there - ended + 0.5)
    passed = {r: low <= solve(Inputs(float(age), 1.0), _params(r)).outputs.ends_in_year <= high for r in PRINTED}
    for rival, held in passed.items():
        chance = 100 * float(solve(Inputs(float(age), 1.0), _params(rival)).outputs.ends_in_year)
        asked = f"in {100 * low:.0f} to {100 * high:.0f} %"
        rule(
            "war_duration",
            f"wars that had lasted {age} months, ended in 12: {rival}",
            asked,
            f"{chance:.0f} %",
            bool(held),
        )
    assert passed == {r: r != "long-war hazard" for r in PRINTED}


@pytest.mark.shared
def test_the_longest_is_the_limit(months: NDArray[np.float64]) -> None:
    limit = next(q for q in WAR_DURATION.defaults if q.id == "war_duration.longest_age")
    assert len(months) == 106
    assert round(float(months.max())) == central(limit.prior)
