"""Scenarios: drivers to consistent combinations, digests, differences; signposts; shares of an effect."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from estimative import cases
from estimative.cases import Case, CrossImpact, Driver, DriverState, Observable, Prospects, ScenarioSpec
from estimative.domain import BadInput, UnknownName
from estimative.simulate import (
    act_by,
    binding_problems,
    diff,
    driver_shares,
    ensemble,
    idle_drivers,
    listed,
    matrix,
    plan,
    scenario,
    shares,
    signposts,
)
from estimative.simulate.signposts import gain

CASE = Path("cases/russia-iran")


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.load(CASE)


def test_the_case_has_a_handful_of_consistent_scenarios(case: Case) -> None:
    """Two to ten of the combinations, as its drivers were judged; the declared ones hold together."""
    grid = matrix(case.prospects)
    assert grid is not None
    combinations = int(np.prod([len(d.states) for d in grid.descriptors]))
    found = [one for one in listed(case, draws=50) if one.margin is not None and one.margin >= 0]
    assert combinations == 324 and 2 <= len({tuple(sorted(f.spec.states)) for f in found}) <= 10
    assert all(one.margin is not None and one.margin >= 0 for one in listed(case, draws=20) if one.declared)


def test_taking_a_driver_away_changes_the_consistent_set(case: Case) -> None:
    def sets(prospects: Prospects) -> set[frozenset[tuple[str, str]]]:
        return {frozenset(one.spec.states) for one in listed(replace(case, prospects=prospects), draws=5)}

    p = replace(case.prospects, scenarios=())
    dropped = "energy"
    less = replace(
        p,
        drivers=tuple(d for d in p.drivers if d.id != dropped),
        impacts=tuple(i for i in p.impacts if dropped not in (i.source.split(".")[0], i.target.split(".")[0])),
    )
    assert sets(less) != {frozenset(x for x in s if x[0] != dropped) for s in sets(p)}


def test_a_digest_covers_base_and_patch(case: Case) -> None:
    digests = {one.spec.name: one.digest for one in listed(case, draws=5)}
    assert len(set(digests.values())) == len(digests)
    other = replace(case, seed=case.seed + 1)
    assert {one.spec.name: one.digest for one in listed(other, draws=5)} != digests
    assert {one.spec.name: one.digest for one in listed(case, draws=5)} == digests


def test_differences_are_named(case: Case) -> None:
    found = {d.what: (d.left, d.right) for d in diff(case, "hormuz", "truce-and-opening")}
    assert found["driver ukraine-war"] == ("goes-on", "truce") and found["shock hormuz-closed"] == ("yes", "-")
    with pytest.raises(BadInput, match="compared with itself"):
        diff(case, "hormuz", "hormuz")
    with pytest.raises(UnknownName, match="no scenario 'peace'"):
        scenario(case, "peace")


def test_a_contradictory_scenario_says_where() -> None:
    drivers = tuple(Driver(n, n, "t", (DriverState("up", "u"), DriverState("down", "d"))) for n in ("a", "b"))
    pulls = (CrossImpact("a.up", "b.up", 2, "t"), CrossImpact("b.up", "a.up", 2, "t"))
    clash = ScenarioSpec("clash", "c", (("a", "up"), ("b", "down")))
    prospects = Prospects(drivers=drivers, impacts=pulls, scenarios=(clash,))
    base = cases.load(CASE)
    found = {one.spec.name: one for one in listed(replace(base, prospects=prospects))}
    assert found["clash"].margin == -2 and found["clash"].against == ("b",)
    assert found["up+up"].margin == 2 and not found["up+up"].declared


def test_a_driver_with_no_effect_is_named() -> None:
    mute = Driver("mute", "m", "t", (DriverState("x", "x"), DriverState("y", "y")))
    loud = Driver("loud", "l", "t", (DriverState("x", "x"), DriverState("y", "y")))
    pull = CrossImpact("loud.x", "mute.x", 1, "t")
    assert idle_drivers(Prospects(drivers=(mute, loud), impacts=(pull,))) == ("mute",)


def test_gain_is_mutual_information() -> None:
    """By counting, I(S; O) of a table of equally likely scenarios."""
    shares_ = np.array([0.9, 0.2, 0.4])
    joint = np.stack([shares_, 1 - shares_]) / 3
    outer = joint.sum(0) * joint.sum(1, keepdims=True)
    assert float(gain(shares_)) == pytest.approx(float((joint * np.log2(joint / outer)).sum()))


def test_signposts_find_what_tells_scenarios_apart(case: Case) -> None:
    names = ("two-wars-one-ledger", "truce-and-opening", "hormuz")
    ran = [ensemble(plan(case, scenario(case, n)), 400) for n in names]
    found = signposts(ran, case.prospects.observables)
    assert found and list(found) == sorted(found, key=lambda f: (-f.gain, f.by, f.id))
    assert all(0 < f.gain <= np.log2(3) and {n for n, _ in f.shares} == set(names) for f in found)
    price = next(f for f in found if f.id == "oil_supply_loss.price_change")
    assert dict(price.shares)["hormuz"] > 0.5 and dict(price.shares)["truce-and-opening"] == 0
    acts = {a.id for a in case.prospects.acts}
    assert {f.id for f in signposts(ran)} <= acts  # an output that nobody publishes cannot be watched
    with pytest.raises(BadInput, match="two or more"):
        signposts(ran[:1])


def test_an_observable_is_watched_in_its_own_unit(case: Case) -> None:
    ran = [ensemble(plan(case, scenario(case, n)), 400) for n in ("two-wars-one-ledger", "hormuz")]
    crude = Observable("oil_supply_loss.price_change", "crude", "USD a barrel", "the exchange", 0.5, 50.0)
    (post,) = [p for p in signposts(ran, (crude,), "hormuz") if p.above is not None]
    rises = np.nanmax(ran[1].output(crude.output)[:24], axis=0)
    assert post.unit == "USD a barrel" and post.source == "the exchange" and post.speaks_for
    assert 50 < post.threshold < 50 + 0.5 * np.median(rises)


def test_an_observable_that_no_mechanism_gives_is_a_problem(case: Case) -> None:
    wrong = Observable("oil_supply_loss.price_chang", "crude", "", "the exchange")
    (found,) = binding_problems(replace(case, prospects=replace(case.prospects, observables=(wrong,))))
    assert found.field == "observable.output" and "oil_supply_loss.price_change" in found.mend


def test_shares_of_an_effect_add_up(case: Case) -> None:
    made = plan(case, scenario(case, "closer-under-fire"))
    act = next(a for a in made.acts if a.id == "su35-delivered")
    movers = list(dict.fromkeys(n.split(".")[0] for n in act.moved_by))
    movers.append("weapons_stock_flow")  # does not move it: its share is nothing
    found = {s.cause: s for s in shares(made, act_by(act.id, 12), movers, 1024)}
    both = float(ensemble(made, 1024).act(act.id)[11].mean())
    none = float(ensemble(made.without(*movers), 1024).act(act.id)[11].mean())
    assert sum(s.shapley for s in found.values()) == pytest.approx(both - none)
    assert found["weapons_stock_flow"].shapley == 0 == found["weapons_stock_flow"].off
    spec = scenario(case, "hormuz")
    moved = driver_shares(case, spec, act_by(act.id, 12), act.id, draws=512)
    gap = [float(ensemble(p, 512).act(act.id)[11].mean()) for p in (plan(case, spec), plan(case))]
    assert sum(s.shapley for s in moved) == pytest.approx(gap[0] - gap[1])
    assert {s.cause.split("=")[0] for s in moved} == {"israel-iran", "navigation", "domestic"}
    with pytest.raises(BadInput, match="256 runs"):
        shares(made, act_by(act.id, 12), [str(k) for k in range(8)])
