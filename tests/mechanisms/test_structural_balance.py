"""M06: a friend of two foes, then a fourth actor; theory and evidence side by side."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.rules import Rule

from estimative.domain import BadInput, DidNotConverge
from estimative.measures import SignedGraph, Tie, strain
from estimative.mechanisms.structural_balance import Relation, structural_balance

TRIAD = [Relation("RUS", "IRN", 1, 0), Relation("RUS", "ISR", 1, 0, "a claim"), Relation("IRN", "ISR", 0, 1)]
USA = [Relation("USA", "ISR", 1, 0), Relation("USA", "IRN", 0, 1), Relation("USA", "RUS", 0, 1)]


def test_three_equal_ways_out() -> None:
    """Computed by us (mechanisms, M06)."""
    found = structural_balance(TRIAD)
    assert found.frustration.value == 1 and found.total == 3
    assert {str(p.strain.tie) for p in found.pressures} == {"RUS-IRN", "RUS-ISR", "IRN-ISR"}
    assert {(actor, f.frustration) for actor, own in found.ways_out for f in own} == {
        ("RUS", 0),
        ("IRN", 0),
        ("ISR", 0),
    }


def test_theory_and_evidence_disagree_and_both_are_shown() -> None:
    """Computed by us (mechanisms, M06): adding the USA leaves one frustrated tie."""
    found = structural_balance(TRIAD + USA)
    assert found.frustration.value == 1 and found.frustration.camps == (("RUS", "IRN"), ("ISR", "USA"))
    (only,) = found.disagreements
    assert only.sentence == (
        "balance theory puts RUS-ISR under pressure: every best split contradicts it; "
        "yet the evidence says that it persists (a claim)"
    )
    assert [str(f.tie) for f in found.moves("ISR")] == ["RUS-ISR"] and found.moves("USA") == ()


def test_one_that_deals_with_two_rivals_feels_it_on_the_weaker_tie() -> None:
    """A made-up network: weights are ours."""
    found = structural_balance(
        [
            Relation("IND", "USA", 2, 0),
            Relation("IND", "RUS", 3, 0),
            Relation("RUS", "USA", 0, 4),
            Relation("IND", "PAK", 0, 3),
            Relation("CHN", "PAK", 4, 0),
            Relation("CHN", "IND", 1, 2),
        ]
    )
    assert [str(p.strain.tie) for p in found.pressures] == ["IND-USA"] and found.frustration.value == 2


def test_unknown_and_cancelled_relations_are_named_and_not_read_as_zero() -> None:
    found = structural_balance([*TRIAD, Relation("RUS", "TUR", None, 0), Relation("TUR", "IRN", 2, 2)])
    assert found.unknown == ("RUS-TUR",) and found.cancelled == ("TUR-IRN",) and found.frustration.value == 1


def test_impossible_relations_are_refused() -> None:
    for bad in ([*TRIAD, Relation("IRN", "RUS", 1, 0)], [Relation("A", "B", -1, 0)]):
        with pytest.raises(BadInput):
            structural_balance(bad)


@pytest.mark.shared
def test_strained_ties_change_more_often(shared: Path, rule: Rule) -> None:
    """The test that could have embarrassed it; its rule stands in docs/measures.md."""
    graphs = {}
    for window in json.loads((shared / "data/networks/cowList.json").read_text()):
        names = window["nodes"]
        ties = tuple(Tie(names[i], names[j], s) for i, j, s in window["edges"])
        graphs[window["first_year"]] = SignedGraph(tuple(names), ties)
    count = {(friends, strained): [0, 0] for friends in (True, False) for strained in (True, False)}
    holds = []
    for year in range(1946, 1991, 4):
        rates = changes(graphs[year], graphs[year + 4])
        for kind, (changed, all_) in rates.items():
            count[kind] = [count[kind][0] + changed, count[kind][1] + all_]
        if rates[True, True][1]:
            strained, other = (rates[True, s][0] / rates[True, s][1] for s in (True, False))
            holds.append(strained > other)
    for friends, name in ((True, "R1, ties of friends"), (False, "R2, ties of foes")):
        under, free = (count[friends, s][0] / count[friends, s][1] for s in (True, False))
        asked = f"above {free:.0%} (the others)"
        rule(
            "structural_balance",
            f"{name}: strained ones that change in four years",
            asked,
            f"{under:.0%}",
            under > free,
            "measures.md",
        )
    rule(
        "structural_balance",
        "R3, pairs of windows in which R1 holds",
        f"more than half of {len(holds)}",
        str(sum(holds)),
        sum(holds) > len(holds) / 2,
        "measures.md",
    )
    assert count == {
        (True, True): [14, 28],
        (True, False): [344, 7739],
        (False, True): [182, 316],
        (False, False): [359, 748],
    }
    assert (sum(holds), len(holds)) == (7, 11)


def changes(now: SignedGraph, later: SignedGraph) -> dict[tuple[bool, bool], tuple[int, int]]:
    """Ties gone or turned, and all, by (positive, in every best split contradicted), between states in both windows."""
    then = {frozenset((t.left, t.right)): t.weight for t in later.ties}
    strained = {s.tie for s in strain(now) if s.always}
    kinds: dict[tuple[bool, bool], tuple[int, int]] = {(f, s): (0, 0) for f in (True, False) for s in (True, False)}
    for tie in now.ties:
        if {tie.left, tie.right} <= set(later.nodes):
            changed, all_ = kinds[tie.weight > 0, tie in strained]
            changed += then.get(frozenset((tie.left, tie.right))) != tie.weight
            kinds[tie.weight > 0, tie in strained] = changed, all_ + 1
    return kinds


def test_a_split_that_is_not_proved_is_not_shown() -> None:
    rng = np.random.default_rng(0)
    signs = {(i, j): float(rng.choice([-1, 1])) for i in range(30) for j in range(i)}
    relations = [Relation(f"a{i}", f"a{j}", max(w, 0), max(-w, 0)) for (i, j), w in signs.items()]
    with pytest.raises(DidNotConverge, match=r"only known to lie in \[\d+, \d+\]. Mend: allow more seconds"):
        structural_balance(relations, seconds=0)
