"""Scenarios of the worked case as rows: only what differs is told, and why leads upstream only."""

from pathlib import Path

import numpy as np
import pytest

from estimative import cases, run
from estimative.domain import NodeKind
from estimative.run.futures.causes import Causes
from estimative.run.futures.distances import distance, gap
from estimative.run.futures.naming import unnamed
from estimative.run.futures.rows import Futures, ScenarioRow
from estimative.simulate import Ensemble, ensemble, entries, plan, scenario, upstream


@pytest.fixture(scope="module")
def ahead(russia_iran: run.Run) -> Futures:
    assert russia_iran.futures is not None
    return russia_iran.futures


def named(ahead: Futures, name: str) -> ScenarioRow:
    return next(row for row in ahead.scenarios if row.name == name)


@pytest.fixture(scope="module")
def pair(worked: Path, russia_iran: run.Run) -> tuple[cases.Case, Ensemble, Ensemble]:
    case = cases.load(worked)
    return case, ensemble(plan(case), 64), ensemble(plan(case, scenario(case, "truce-and-opening")), 64)


def test_what_a_scenario_cannot_reach_is_equal_draw_by_draw(
    pair: tuple[cases.Case, Ensemble, Ensemble], russia_iran: run.Run
) -> None:
    case, base, made = pair
    tracer = _Nowhere()
    first = Causes(base.plan, case.prospects, tracer)  # type: ignore[arg-type]
    causes = Causes(made.plan, case.prospects, tracer, first)  # type: ignore[arg-type]
    same = [a.id for a in made.plan.acts if not causes.touched(f"act:{a.id}")]
    parts = [p for p in made.plan.parts if not causes.touched(f"mechanism:{p.mechanism.name}")]
    assert same and parts
    for act in same:
        assert (made.act(act) == base.act(act)).all()
    for part in parts:
        for result in part.outputs:
            name = f"{part.mechanism.name}.{result.name}"
            assert not gap(made.output(name), base.output(name))[np.isfinite(base.output(name))].any(), name


class _Nowhere:
    """A tracer is not asked whether something is touched."""


def test_why_of_an_act_leads_only_to_what_can_reach_it(
    pair: tuple[cases.Case, Ensemble, Ensemble], russia_iran: run.Run
) -> None:
    _, _, made = pair
    lines = list(run.why(russia_iran, "scenario:hormuz/act:su35-delivered@12"))
    assert 5 < len(lines) < 100
    found = {line.strip() for line in lines if line.strip().startswith("parameter:")}
    assert all("[" in line.rsplit(";", 1)[-1] for line in found)
    reach = upstream(made.plan, act="su35-delivered")
    names = {p.mechanism.name for p in made.plan.parts}
    heads = {line.removeprefix("parameter:").split(":")[0] for line in found}
    owners = {name for head in heads for name in names if head.startswith(f"{name}.") or f".{name}." in head}
    assert owners == set(reach.mechanisms)
    assert "act/su35-delivered/rate" in heads


def test_what_the_scenario_changes_comes_first(russia_iran: run.Run, worked: Path) -> None:
    lines = [line.strip() for line in run.why(russia_iran, "scenario:hormuz/oil_supply_loss.price_change")]
    first = next(line for line in lines if line.startswith("parameter:"))
    case = cases.load(worked)
    spec = scenario(case, "hormuz")
    only = {e.name for e in entries(case.prospects) if e.holds(spec) and not e.holds(None)}
    assert first.removeprefix("parameter:").split(":")[0] in only


def test_why_tells_what_a_scenario_cannot_reach_as_it_is(russia_iran: run.Run, ahead: Futures) -> None:
    everything = {act.act for act in ahead.scenarios[0].acts}
    row, other = next((r, a) for r in ahead.scenarios[1:] for a in sorted(everything - {act.act for act in r.acts}))
    (first, *_) = run.why(russia_iran, f"scenario:{row.name}/act:{other}@12")
    assert first.startswith(f"figure:scenario:as-is/act:{other}@12")


def test_consistency_rests_on_the_judgements_of_the_matrix(russia_iran: run.Run, ahead: Futures) -> None:
    margin = named(ahead, "hormuz").margin
    assert margin is not None
    leaves = [n.id for _, n, _ in russia_iran.trace.walk(margin.trace) if n.kind is NodeKind.PARAMETER]
    assert leaves and all(leaf.startswith("parameter:impact.") for leaf in leaves)


def test_moves_are_ordered_and_told_apart_from_noise(ahead: Futures) -> None:
    for row in ahead.scenarios[1:]:
        sizes = [m.size for m in row.moves]
        assert sizes == sorted(sizes, reverse=True) and all(0 < s <= 1 for s in sizes)
        assert all(m.figure.text not in ("0", "no change", "unknown") for m in row.moves)
    assert not ahead.scenarios[0].moves


def test_a_price_that_has_come_back_by_the_end_is_told_in_its_month(ahead: Futures) -> None:
    price = next(m for m in named(ahead, "hormuz").moves if m.id == "oil_supply_loss.price_change")
    assert price.observed and price.figure.unit == "USD a barrel" and price.month < "2026-06" and price.size > 0.9


def test_signs_are_sentences_with_threshold_and_date(ahead: Futures) -> None:
    best = named(ahead, "hormuz").signs[0]
    assert best.speaks == best.sign and best.strong
    assert best.sign.startswith("Brent, monthly average, above ") and " USD a barrel in any month to " in best.sign
    for row in ahead.scenarios[1:]:
        for post in row.signs:
            assert post.about == row.name and {n for n, _ in post.seen} == {r.name for r in ahead.scenarios[1:]}


def test_only_acts_and_declared_series_are_watched(worked: Path, ahead: Futures) -> None:
    prospects = cases.load(worked).prospects
    known = {a.id for a in prospects.acts} | {o.output for o in prospects.observables}
    assert ahead.signposts and {post.id for post in ahead.signposts} <= known


def test_combinations_without_a_name_are_told_by_what_sets_them_apart(worked: Path) -> None:
    prospects = cases.load(worked).prospects
    near = prospects.scenarios[0]
    driver = prospects.drivers[-1]
    held = dict(near.states)[driver.id]
    other = next(s for s in driver.states if s.id != held)
    spec = cases.ScenarioSpec("x", "x", tuple((d, other.id if d == driver.id else s) for d, s in near.states))
    assert unnamed(prospects, spec).endswith(f", but {other.text}")


def test_the_distance_of_two_acts_is_the_difference_of_their_shares() -> None:
    one, other = np.repeat([0.0, 1.0], [60, 40]), np.repeat([0.0, 1.0], [90, 10])
    assert distance(one, other) == pytest.approx(0.3)
    assert distance(one, one) == 0.0 and distance(one + np.nan, other) == 0.0
