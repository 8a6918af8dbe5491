"""Cross-impact balances: ScenarioWizard's listed solutions, full enumeration, and laws of consistency."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, UnknownName
from estimative.simulate import (
    JUDGEMENT,
    CrossImpactMatrix,
    Descriptor,
    Impact,
    assessed,
    balances,
    consistent,
    idle,
    read_matrix,
    read_solutions,
    under_uncertainty,
)

WAR = Descriptor("war", ("drags on", "truce", "settled"))
OIL = Descriptor("oil", ("cheap", "dear"))
TIES = Descriptor("ties", ("closer", "looser"))


def cell(source: str, state: str, target: str, other: str, value: float, **more: float) -> Impact:
    return Impact(source, state, target, other, value, **more)  # type: ignore[arg-type]


PULLS = (
    cell("war", "drags on", "ties", "closer", 2),
    cell("war", "settled", "ties", "looser", 2),
    cell("ties", "looser", "war", "settled", 1),
    cell("oil", "dear", "war", "drags on", 1),
    cell("ties", "closer", "oil", "dear", 1),
    cell("ties", "looser", "oil", "cheap", 1),
)
MATRIX = CrossImpactMatrix((WAR, OIL, TIES), PULLS)


def enumerated(matrix: CrossImpactMatrix, slack: float = 0.0) -> list[tuple[str, ...]]:
    """Every combination, every rival, by plain loops."""
    value = {(i.source, i.source_state, i.target, i.target_state): i.value for i in matrix.impacts}
    found = []
    for states in itertools.product(*(d.states for d in matrix.descriptors)):
        chosen = dict(zip((d.name for d in matrix.descriptors), states, strict=True))

        def score(target: str, state: str, chosen: dict[str, str] = chosen) -> float:
            return sum(value.get((source, own, target, state), 0) for source, own in chosen.items())

        leads = (score(d.name, chosen[d.name]) - score(d.name, r) for d in matrix.descriptors for r in d.states)
        if min(leads) >= -slack - 1e-9:
            found.append(states)
    return found


@st.composite
def matrices(draw: st.DrawFn) -> CrossImpactMatrix:
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=5))
    descriptors = tuple(Descriptor(f"d{k}", tuple(f"s{j}" for j in range(n))) for k, n in enumerate(sizes))
    places = [(d.name, s) for d in descriptors for s in d.states]
    cells = [(*a, *b) for a in places for b in places if a[0] != b[0] or a[1] == b[1]]
    values = draw(st.lists(st.integers(-3, 3), min_size=len(cells), max_size=len(cells)))
    return CrossImpactMatrix(descriptors, tuple(Impact(*c, v) for c, v in zip(cells, values, strict=True) if v))


@given(matrices(), st.sampled_from([0.0, 1.0, 2.5]))
@settings(max_examples=60, deadline=None)
def test_search_finds_what_enumeration_finds(matrix: CrossImpactMatrix, slack: float) -> None:
    order = {d.name: d.states for d in matrix.descriptors}
    found = [s.states for s in consistent(matrix, slack)]
    assert sorted(found) == sorted(enumerated(matrix, slack))
    assert found == sorted(found, key=lambda f: [order[n].index(s) for n, s in zip(order, f, strict=True)])


@given(matrices(), st.integers(-5, 5))
@settings(max_examples=30, deadline=None)
def test_an_impact_equal_on_all_rivals_changes_nothing(matrix: CrossImpactMatrix, extra: int) -> None:
    first, second = matrix.descriptors[:2]
    value = {(i.source, i.source_state, i.target, i.target_state): i.value for i in matrix.impacts}
    for rival in second.states:
        where = (first.name, first.states[0], second.name, rival)
        value[where] = value.get(where, 0) + extra
    moved = CrossImpactMatrix(matrix.descriptors, tuple(Impact(*c, v) for c, v in value.items()))
    assert [s.states for s in consistent(moved)] == [s.states for s in consistent(matrix)]


def test_a_vicious_and_a_virtuous_circle() -> None:
    found = consistent(MATRIX)
    assert [s.states for s in found] == [("drags on", "dear", "closer"), ("settled", "cheap", "looser")]
    assert [s.margin for s in found] == [1, 1] and [s.score for s in found] == [4, 4]


def test_why_a_scenario_contradicts_itself() -> None:
    wrong = assessed(MATRIX, ("truce", "dear", "closer"))
    assert wrong.margin == -1
    war, oil, ties = balances(MATRIX, ("truce", "dear", "closer"))
    assert war.scores == (1, 0, 0) and war.margin == -1 and (oil.margin, ties.margin) == (1, 0)
    assert ("truce", "dear", "closer") in {s.states for s in consistent(MATRIX, slack=1)}


def test_removing_a_driver_changes_the_scenarios_and_an_idle_one_is_named() -> None:
    without = MATRIX.without("oil")
    assert [s.states for s in consistent(without)] == [
        (war, ties)
        for war, ties in itertools.product(WAR.states, TIES.states)
        if assessed(without, (war, ties)).margin >= 0
    ]
    assert {s.states for s in consistent(without)} != {(a, c) for a, _, c in (s.states for s in consistent(MATRIX))}
    silent = CrossImpactMatrix((*MATRIX.descriptors, Descriptor("weather", ("wet", "dry"))), MATRIX.impacts)
    assert idle(MATRIX) == () and idle(silent) == ("weather",)
    assert len(consistent(silent)) == 2 * len(consistent(MATRIX))


def test_certain_weights_are_always_consistent_and_uncertain_ones_sometimes() -> None:
    assert {(s.scenario.states, s.share) for s in under_uncertainty(MATRIX, 20)} == {
        (s.states, 1.0) for s in consistent(MATRIX)
    }
    doubtful = (*PULLS[:3], cell("oil", "dear", "war", "drags on", 1, low=-1, high=1), *PULLS[4:])
    found = {
        s.scenario.states: s.share for s in under_uncertainty(CrossImpactMatrix(MATRIX.descriptors, doubtful), 400)
    }
    assert found["settled", "cheap", "looser"] == 1
    assert found["drags on", "dear", "closer"] == pytest.approx(0.5, abs=0.1)


def test_every_cell_has_a_reference() -> None:
    assert {i.reference for i in PULLS} == {JUDGEMENT}
    with pytest.raises(BadInput, match="a citation"):
        CrossImpactMatrix((WAR, OIL), (Impact("war", "truce", "oil", "dear", 1, reference=""),))


@pytest.mark.parametrize(
    "impact",
    [
        cell("war", "won", "oil", "dear", 1),
        cell("war", "truce", "gas", "dear", 1),
        cell("war", "truce", "oil", "dear", 1, low=2, high=3),
        cell("war", "truce", "oil", "dear", float("nan")),
    ],
)
def test_cells_that_fit_nowhere_are_refused(impact: Impact) -> None:
    with pytest.raises(BadInput):
        CrossImpactMatrix((WAR, OIL), (impact,))


def test_names_and_numbers_that_do_not_exist_are_refused() -> None:
    for call in (
        lambda: CrossImpactMatrix((WAR, OIL), (cell("war", "truce", "oil", "dear", 1),) * 2),
        lambda: CrossImpactMatrix((WAR,), ()),
        lambda: Descriptor("war", ("truce", "truce")),
        lambda: consistent(MATRIX, slack=-1),
        lambda: under_uncertainty(MATRIX, 0),
        lambda: assessed(MATRIX, ("truce",)),
    ):
        with pytest.raises(BadInput):
            call()
    with pytest.raises(UnknownName, match="drags on, truce, settled"):
        assessed(MATRIX, ("peace", "dear", "closer"))
    with pytest.raises(UnknownName):
        MATRIX.without("gas")


# Somewhereland, the tutorial matrix of the ScenarioWizard manual (Weimer-Jehle), as reprinted in StochasticCIB of
# A. Jamieson Lane, data/SomewhereLand.csv at 1012b738: rows act on columns, both in this order of states.
SOMEWHERELAND = """
A1,0,0,0,-2,1,1,0,0,0,0,0,-2,1,1,0,0,0
A2,0,0,0,2,1,-3,-2,-1,3,-2,2,0,0,0,2,-1,-1
A3,0,0,0,0,0,0,0,2,-2,3,-3,2,-1,-1,-2,2,0
B1,0,0,0,0,0,0,-2,1,1,0,0,0,0,0,0,0,0
B2,0,0,0,0,0,0,0,1,-1,0,0,1,0,-1,0,0,0
B3,3,-1,-2,0,0,0,3,0,-3,0,0,3,-1,-2,-2,1,1
C1,2,1,-3,0,0,0,0,0,0,-2,2,-3,1,2,0,0,0
C2,-1,2,-1,0,0,0,0,0,0,0,0,0,0,0,0,0,0
C3,0,0,0,0,0,0,0,0,0,-2,2,3,-1,-2,0,0,0
D1,0,0,0,0,0,0,0,0,0,0,0,3,-1,-2,-2,1,1
D2,0,-3,3,0,0,0,0,0,0,0,0,-3,1,2,2,-1,-1
E1,0,0,0,0,0,0,-2,-1,3,0,0,0,0,0,2,-1,-1
E2,0,0,0,-1,0,1,1,1,-2,0,0,0,0,0,-1,0,1
E3,2,-1,-1,-3,1,2,3,0,-3,0,0,0,0,0,-2,-1,3
F1,0,3,-3,0,0,0,-3,0,3,-3,3,-2,1,1,0,0,0
F2,1,-2,1,0,0,0,-1,2,-1,2,-2,2,-1,-1,0,0,0
F3,0,0,0,0,0,0,-1,2,-1,1,-1,2,-1,-1,0,0,0
"""


def test_the_tutorial_of_the_program_has_ten_consistent_scenarios() -> None:
    """The published count of ten (of 486) is from memory; which ten they are is enumerated by us."""
    table = [line.split(",") for line in SOMEWHERELAND.split()]
    states = [row[0] for row in table]
    descriptors = tuple(Descriptor(d, tuple(s for s in states if s[0] == d)) for d in "ABCDEF")
    impacts = tuple(
        Impact(row[0][0], row[0], state[0], state, float(value), "ScenarioWizard manual")
        for row in table
        for state, value in zip(states, row[1:], strict=True)
        if value != "0"
    )
    matrix = CrossImpactMatrix(descriptors, impacts)
    found = [s.states for s in consistent(matrix)]
    assert len(found) == 10 and found == enumerated(matrix)


FILE = """$ ScenarioWizard 4.0
own.scw
&A
 -x
 -y
&B
 -u
 -v
#
&
#
#
FFFFFF
#
#
 0 , 0 , 2 ,-2
 0 , 0 ,-1 , 1
 1 ,-1 , 0 , 0
-1 , 1 , 0 , 0
#
"""


def test_files_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "own.scw").write_text(FILE, newline="\r\n")
    matrix = read_matrix(tmp_path / "own.scw", "made up for this test")
    assert [s.states for s in consistent(matrix)] == [("x", "u"), ("y", "v")]
    assert matrix.impacts[0] == Impact("A", "x", "B", "u", 2, "made up for this test")
    for text, says in ((FILE[5:], "no ScenarioWizard"), (FILE[:-60], "full rows"), (FILE[: FILE.index("#")], "no end")):
        (tmp_path / "bad.scw").write_text(text)
        with pytest.raises(BadInput, match=says):
            read_matrix(tmp_path / "bad.scw", "x")
    (tmp_path / "bad.sl").write_text("$ ScenarioWizard 3.0\n")
    with pytest.raises(BadInput, match="no solutions"):
        read_solutions(tmp_path / "bad.sl")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"),
    [("global", 4), ("natl_regional", 16), ("nested", 20), ("nested_simplified_standardized", 15)],
)
def test_exactly_the_listed_scenarios(shared: Path, name: str, count: int) -> None:
    """Solution sets written by ScenarioWizard 3.0, sample files of sei-international/cibsa, with margin and score."""
    path = shared / f"data/cib/CIB_{name}.scw"
    matrix, listed = read_matrix(path, path.name), read_solutions(path.with_suffix(".sl"))
    named = {
        (tuple(d.states[k - 1] for d, k in zip(matrix.descriptors, s.states, strict=True)), s.margin, s.score)
        for s in listed
    }
    assert len(listed) == count and {(s.states, s.margin, s.score) for s in consistent(matrix)} == named
