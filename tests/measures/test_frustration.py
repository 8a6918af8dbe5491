"""Structural balance: exact frustration beside brute force, the triads of the literature, and the war data."""

import csv
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, DidNotConverge, UnknownName
from estimative.measures import SignedGraph, Tie, flips, frustration, optimal_partitions, signed_graph, strain
from estimative.measures.frustration import split
from estimative.measures.spectral_bound import spectral_bound

TRIAD = [("RUS", "IRN", 1), ("RUS", "ISR", 1), ("IRN", "ISR", -1)]
USA = [("USA", "ISR", 1), ("USA", "IRN", -1), ("USA", "RUS", -1)]


def brute(graph: SignedGraph) -> tuple[float, set[frozenset[str]]]:
    """Every split: the least cost, and for each split that has it the camp of the first actor."""
    best, camps = float("inf"), set()
    for rest in itertools.product((1, -1), repeat=len(graph.nodes) - 1):
        side = dict(zip(graph.nodes, (1, *rest), strict=True))
        cost = sum(abs(t.weight) for t in graph.frustrated(side))
        camp = frozenset(n for n, s in side.items() if s == 1)
        if cost < best - 1e-9:
            best, camps = cost, {camp}
        elif cost < best + 1e-9:
            camps.add(camp)
    return best, camps


@st.composite
def graphs(draw: st.DrawFn, most: int, weights: st.SearchStrategy[float]) -> SignedGraph:
    names = [f"a{k}" for k in range(draw(st.integers(2, most)))]
    pairs = draw(st.lists(st.sampled_from(list(itertools.combinations(names, 2))), min_size=1, max_size=40))
    return SignedGraph(tuple(names), tuple(Tie(*p, draw(weights)) for p in pairs))


whole = st.sampled_from([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])
real = st.sampled_from([-1.37, -0.71, -0.5, 0.25, 0.83, 1.9])


@given(graphs(12, whole))
@settings(max_examples=60, deadline=None)
def test_exact_beside_every_split(graph: SignedGraph) -> None:
    found, (least, camps) = frustration(graph), brute(graph)
    assert found.solved and found.value == pytest.approx(least)
    assert frozenset(found.camps[0]) in camps
    assert sum(abs(t.weight) for t in found.frustrated) == pytest.approx(least)


@given(graphs(9, real))
@settings(max_examples=30, deadline=None)
def test_fractional_weights_too(graph: SignedGraph) -> None:
    found = frustration(graph)
    assert found.value == pytest.approx(brute(graph)[0]) and found.gap <= 1e-6


@given(graphs(8, real), st.sampled_from([1e-7, 1e-3, 1e6]))
@settings(max_examples=20, deadline=None)
def test_the_unit_of_weights_does_not_matter(graph: SignedGraph, factor: float) -> None:
    other = SignedGraph(graph.nodes, tuple(Tie(t.left, t.right, factor * t.weight) for t in graph.ties))
    assert frustration(other).solved
    assert frustration(other).value == pytest.approx(factor * frustration(graph).value, rel=1e-9)
    assert {str(s.tie) for s in strain(other)} == {str(s.tie) for s in strain(graph)}


@given(graphs(8, whole))
@settings(max_examples=30, deadline=None)
def test_all_optimal_splits_and_the_ties_under_strain(graph: SignedGraph) -> None:
    _, camps = brute(graph)
    found = optimal_partitions(graph)
    assert found.complete and {frozenset(c[0]) for c in found.splits} == camps and len(found.splits) == len(camps)
    hits = [{id(t) for t in graph.frustrated({n: 1 if n in c else -1 for n in graph.nodes})} for c in camps]
    assert {id(s.tie) for s in strain(graph)} == set.union(*hits)
    assert {id(s.tie) for s in strain(graph) if s.always} == set.intersection(*hits)


@given(graphs(9, whole), st.sets(st.integers(0, 8)))
@settings(max_examples=30, deadline=None)
def test_switching_actors_changes_nothing(graph: SignedGraph, turned: set[int]) -> None:
    other = {n for k, n in enumerate(graph.nodes) if k in turned}
    ties = tuple(Tie(t.left, t.right, t.weight * (-1) ** ((t.left in other) + (t.right in other))) for t in graph.ties)
    assert frustration(SignedGraph(graph.nodes, ties)).value == frustration(graph).value


@given(st.integers(31, 36), st.integers(0, 5))
@settings(max_examples=5, deadline=None)
def test_the_eigenvalue_bound_is_a_bound(n: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    half = np.triu(draw.choice([-1.0, 0.0, 1.0], (n, n), p=[0.08, 0.84, 0.08]), 1)
    matrix = half + half.T
    found = split(matrix)
    assert found.value - found.bound <= 1e-6
    assert 0 < spectral_bound(matrix) <= found.value + 1e-9


def test_a_friend_of_two_foes_has_three_equal_ways_out() -> None:
    graph = signed_graph(TRIAD)
    assert frustration(graph).value == 1
    assert {str(s.tie) for s in strain(graph)} == {"RUS-IRN", "RUS-ISR", "IRN-ISR"}
    assert not any(s.always for s in strain(graph))
    assert len(optimal_partitions(graph).splits) == 3
    assert [f.frustration for f in flips(graph, "RUS")] == [0, 0]


def test_a_fourth_actor_puts_the_strain_on_one_tie() -> None:
    graph = signed_graph(TRIAD + USA)
    found = frustration(graph)
    assert found.value == found.bound == 1
    assert [(str(s.tie), s.always) for s in strain(graph)] == [("RUS-ISR", True)]
    assert found.camps == (("RUS", "IRN"), ("ISR", "USA"))
    assert [str(f.tie) for f in flips(graph, "ISR")] == ["RUS-ISR"] and flips(graph, "USA") == ()


def test_a_balanced_network_has_no_strain() -> None:
    graph = signed_graph([("A", "B", 2), ("B", "C", -1), ("A", "C", -5)])
    assert frustration(graph).value == 0 and strain(graph) == () and flips(graph, "A") == ()


def test_networks_without_ties() -> None:
    for nodes in ((), ("A",), ("A", "B")):
        empty = SignedGraph(nodes, ())
        assert frustration(empty).value == 0 and frustration(empty).solved and strain(empty) == ()


def test_out_of_time_is_said_and_not_hidden() -> None:
    draw = np.random.default_rng(1)
    half = np.triu(draw.choice([-1.0, 1.0], (60, 60)), 1)
    found = split(half + half.T, until=0.0)
    assert found.method == "stopped early" and 0 < found.bound < found.value


def test_more_splits_than_the_limit_is_said() -> None:
    graph = signed_graph([("A", "B", 1), ("C", "D", 1), ("E", "F", 1)])
    assert not optimal_partitions(graph, limit=2).complete
    assert len(optimal_partitions(graph).splits) == 4


@pytest.mark.parametrize("tie", [("A", "A", 1), ("A", "B", 0), ("A", "B", float("nan"))])
def test_ties_that_are_none_are_refused(tie: tuple[str, str, float]) -> None:
    with pytest.raises(BadInput):
        signed_graph([tie])


def test_an_unknown_actor_is_refused() -> None:
    with pytest.raises(UnknownName, match="use one of: RUS"):
        flips(signed_graph(TRIAD), "XYZ")


def windows(shared: Path) -> dict[str, SignedGraph]:
    made = {}
    for window in json.loads((shared / "data/networks/cowList.json").read_text()):
        names = window["nodes"]
        ties = tuple(Tie(names[i], names[j], sign) for i, j, sign in window["edges"])
        made[window["window"]] = SignedGraph(tuple(names), ties)
    return made


@pytest.mark.shared
def test_the_windows_of_the_correlates_of_war(shared: Path) -> None:
    """Computed by exact optimisation in the reference data, not published; networks of Doreian and Mrvar 2015."""
    with (shared / "data/networks/frustration.csv").open() as file:
        expected = {row["window"]: int(row["L"]) for row in csv.DictReader(file)}
    found = {name: frustration(graph) for name, graph in windows(shared).items()}
    assert len(found) == 51 and all(f.solved and len(f.frustrated) == f.value for f in found.values())
    assert {name: f.value for name, f in found.items()} == expected


@pytest.mark.shared
def test_the_highland_tribes(shared: Path) -> None:
    """Read 1954, 16 tribes, 58 ties; 7 computed in the reference data."""
    data = json.loads((shared / "data/networks/tribes.json").read_text())
    names = data["nodes"]
    graph = SignedGraph(tuple(names), tuple(Tie(names[i], names[j], s) for i, j, s in data["edges"]))
    assert frustration(graph).value == 7
    found = optimal_partitions(graph)
    ever = {t for camp, _ in found.splits for t in graph.frustrated({n: 1 if n in camp else -1 for n in names})}
    assert found.complete and {s.tie for s in strain(graph)} == ever


def test_out_of_time_the_interval_is_told_or_the_question_refused() -> None:
    rng = np.random.default_rng(0)
    graph = signed_graph([(f"a{i}", f"a{j}", float(rng.choice([-1, 1]))) for i in range(30) for j in range(i)])
    found = frustration(graph, 0)
    assert not found.solved and 0 < found.bound < found.value and found.method == "stopped early"
    for ask in (strain, optimal_partitions):
        with pytest.raises(DidNotConverge, match=f"lie in .{found.bound:g}, {found.value:g}"):
            ask(graph, seconds=0)
