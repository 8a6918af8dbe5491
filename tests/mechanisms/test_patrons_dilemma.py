"""M11. Reference rates, laws of sign, backing, the slow twin, and what the case keeps apart."""

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases
from estimative.measures import jeffreys_first_event
from estimative.mechanisms import PATRONS_DILEMMA, MechanismResult, evaluate
from estimative.mechanisms.patrons_dilemma import Inputs, Params, first_event, init, log_logit, solve, step
from estimative.simulate import ensemble, plan

INPUTS = Inputs(0.7, 0.7, 0.5, 0.8, 0.6, 0.8, 3.5, 0.0)
PARAMS = Params(0.92, 1.5, 1.0, 1.0, 1.5, 1.5, 1.5, 0.15, 2.6, math.nan)
weights = st.tuples(*(st.floats(0, 3) for _ in range(7)), st.floats(0, 0.3), st.floats(2, 4))
drivers = st.tuples(*(st.floats(0, 1) for _ in range(6)))
SIGNS = {
    "shared_threat": 1,
    "reciprocity": 1,
    "payment": 1,
    "entrapment": -1,
    "rivals_cost": -1,
    "own_need": -1,
}


@pytest.fixture(scope="module")
def found(project: Path) -> MechanismResult:
    made = evaluate(PATRONS_DILEMMA, cases.load(project / "cases/russia-iran"))
    assert isinstance(made, MechanismResult)
    return made


def _median(found: MechanismResult, output: str, rival: str = "patron's dilemma") -> float:
    value = found.rival(rival).output(output).median
    assert value is not None
    return value


def test_reference_rates_without_a_delivery_in_three_and_a_half_years(found: MechanismResult) -> None:
    assert round(_median(found, "rate_half_year"), 2) == 0.06
    assert round(_median(found, "rate_year"), 2) == 0.12


@given(st.integers(0, 5), st.floats(0.2, 20), st.floats(0.1, 5))
@settings(max_examples=30, deadline=None)
def test_the_rate_is_that_of_the_measure(events: int, years: float, window: float) -> None:
    assert first_event(float(events), years, window) == pytest.approx(jeffreys_first_event(events, years, window))


def test_starts_of_the_clock_are_rivals(found: MechanismResult) -> None:
    rates = {r.name: _median(found, "rate_year", r.name) for r in found.rivals}
    assert rates["clock from the end of the UN embargo"] == pytest.approx(jeffreys_first_event(0, 4.66, 1.0))
    assert rates["clock from Tehran's word that it had bought"] == pytest.approx(jeffreys_first_event(0, 2.26, 1.0))
    assert len(set(rates.values())) == 3


@pytest.mark.parametrize(("name", "sign"), SIGNS.items())
@given(weights, drivers, st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_signs_are_fixed(name: str, sign: int, weight: tuple[float, ...], at: tuple[float, ...], more: float) -> None:
    """Raising the fear of entrapment never raises P(give); nor does any driver ever move it the other way."""
    params, inputs = Params(*weight, math.nan), Inputs(*at, 3.5, 0.0)
    raised = inputs._replace(**{name: getattr(inputs, name) + more})
    start = init(inputs, params)
    change = sign * step(start, raised, params, ()).outputs.give
    assert step(start, inputs, params, ()).outputs.give == 0
    assert change >= -1e-12


def test_words_of_support_are_nearly_sure(found: MechanismResult) -> None:
    for rival in found.rivals:
        low = rival.output("backing").low
        assert low is not None
        assert low >= 0.9


def test_without_words_being_easy_backing_is_no_foregone_conclusion() -> None:
    """It is the assumed ease of words that makes backing likely, not the drivers."""
    assert solve(INPUTS, PARAMS._replace(words_ease=0.0)).outputs.backing < 0.9
    assert (
        solve(INPUTS._replace(shared_threat=0.0, reciprocity=0.0), PARAMS._replace(words_cost=1.0)).outputs.backing
        < 0.9
    )


def test_drivers_are_shown_and_no_decimals(found: MechanismResult) -> None:
    for rival in found.rivals:
        assert not any(c.isdigit() for c in rival.sentence)
        assert "a shared threat" in rival.sentence
        assert "the patron's own need" in rival.sentence
    assert "fear of entrapment" not in found.rival("no fear of entrapment").sentence
    assert found.label == "assumed"


def test_slow_twin() -> None:
    """The chance of giving as a share of tosses: a patron compares what speaks for and against plus a logistic whim."""
    rng = np.random.default_rng(3)
    whims = rng.logistic(size=200_000)
    for entrapment in (0.0, 0.5, 1.0):
        made = solve(INPUTS._replace(entrapment=entrapment), PARAMS).outputs
        pull = 0.92 * 0.7 + 0.5 + 0.8
        push = 1.5 * entrapment + 1.5 * 0.6 + 1.5 * 0.8 + 1.5
        assert made.balance == pytest.approx(pull - push)
        assert math.exp(log_logit(made.balance)) == pytest.approx(float((whims < pull - push).mean()), abs=0.004)
        assert made.against == (pull < push)


def test_the_log_of_the_logit_does_not_overflow() -> None:
    assert log_logit(800.0) == 0
    assert log_logit(-800.0) == -800
    assert log_logit(0.0) == pytest.approx(math.log(0.5))


def test_in_a_simulation_the_clock_runs_and_nothing_moves_by_itself(project: Path) -> None:
    case = cases.load(project / "cases/russia-iran")
    made = ensemble(plan(case, months=13, mechanisms=(PATRONS_DILEMMA,)), draws=64)
    assert (made.output("patrons_dilemma.give") == 0).all()
    assert np.allclose(made.output("patrons_dilemma.rate_year")[12], jeffreys_first_event(0, 4.5, 1.0))


def test_the_array_half_runs_under_jit_in_float64() -> None:
    import jax

    rng = np.random.default_rng(1)
    inputs, params = (k(*rng.uniform(0.1, 0.9, (len(k._fields), 50))) for k in (Inputs, Params))
    with jax.enable_x64(True):
        compiled = jax.jit(solve)(inputs, params)
    for a, b in zip(jax.tree.leaves(solve(inputs, params)), jax.tree.leaves(compiled), strict=True):
        np.testing.assert_allclose(a, np.asarray(b), rtol=1e-12, atol=1e-15)


def _notes(project: Path) -> list[dict[str, object]]:
    found = []
    for note in sorted((project / "cases/russia-iran/notes").glob("*.md")):
        made = tomllib.loads(note.read_text(encoding="utf-8").split("+++")[1])
        found += [{**claim, "note": note.stem, "known_at": made["known_at"]} for claim in made.get("claim", ())]
    return found


def test_conflicting_accounts_of_the_jets_and_the_air_defence_stand_side_by_side(project: Path) -> None:
    accounts = {c["note"] for c in _notes(project) if any(k in str(c).lower() for k in ("su-35", "s-400"))}
    assert len(accounts) >= 5


def test_trainers_count_in_their_own_tier(project: Path) -> None:
    yak = {c["proposition"] for c in _notes(project) if "yak-130" in str(c["quote"]).lower()}
    jets = {c["proposition"] for c in _notes(project) if "su-35" in str(c["quote"]).lower() and "proposition" in c}
    assert yak
    assert not yak & jets
