"""Cross-impact balances: Somewhereland, the scenarios that ScenarioWizard lists, and the case's own drivers (M18)."""

from itertools import islice
from math import prod

from estimative import cases
from estimative.simulate import (
    CrossImpactMatrix,
    Descriptor,
    Impact,
    balances,
    consistent,
    matrix,
    read_matrix,
    read_solutions,
)

from .common import PROJECT, SHARED, Row, worked

NAME = "cross_impact"
WIZARD = "ScenarioWizard 3.0, solution file of the sample matrix (sei-international/cibsa)"
MANUAL = "Weimer-Jehle 2013, ScenarioWizard 4.1, manual"
SITE = "Weimer-Jehle, cross-impact.de, Cross-impact balance analysis: Consistent scenarios"
FOUR = ("ukraine-war", "israel-iran", "energy", "navigation")
SIX = "the range is that of four drivers; the case adds the two that the article names and never develops"
SIZES = {"A": 3, "B": 3, "C": 3, "D": 2, "E": 3, "F": 3}
# Figure 2-2 of the manual, one line per state, without the impacts of a descriptor on itself.
SOMEWHERELAND = """
-2 1 1  0 0 0  0 0  -2 1 1  0 0 0       2 1 -3  -2 -1 3  -2 2  0 0 0  2 -1 -1    0 0 0  0 2 -2  3 -3  2 -1 -1  -2 2 0
0 0 0  -2 1 1  0 0  0 0 0  0 0 0        0 0 0  0 1 -1  0 0  1 0 -1  0 0 0        3 -1 -2  3 0 -3  0 0  3 -1 -2  -2 1 1
2 1 -3  0 0 0  -2 2  -3 1 2  0 0 0      -1 2 -1  0 0 0  0 0  0 0 0  0 0 0        0 0 0  0 0 0  -2 2  3 -1 -2  0 0 0
0 0 0  0 0 0  0 0 0  3 -1 -2  -2 1 1    0 -3 3  0 0 0  0 0 0  -3 1 2  2 -1 -1
0 0 0  0 0 0  -2 -1 3  0 0  2 -1 -1     0 0 0  -1 0 1  1 1 -2  0 0  -1 0 1       2 -1 -1  -3 1 2  3 0 -3  0 0  -2 -1 3
0 3 -3  0 0 0  -3 0 3  -3 3  -2 1 1     1 -2 1  0 0 0  -1 2 -1  2 -2  2 -1 -1    0 0 0  0 0 0  -1 2 -1  1 -1  2 -1 -1
"""  # fmt: skip
# Figure 2-3: the balances of the scenario A2 B1 C3 D1 E1 F1.
BALANCES = {"A": (0, 3, -3), "B": (2, 1, -3), "C": (-9, -1, 10), "D": (-7, 7), "E": (4, -1, -3), "F": (2, -1, -1)}


def rows() -> list[Row]:
    return [*_tutorial(), *_samples(), *_case()]


def somewhereland() -> CrossImpactMatrix:
    """The tutorial matrix of the manual: six descriptors, A to F."""
    states = {d: tuple(f"{d}{k + 1}" for k in range(n)) for d, n in SIZES.items()}
    values = iter(map(float, SOMEWHERELAND.split()))
    impacts = []
    for source in SIZES:
        for state in states[source]:
            targets = [(d, s) for d in SIZES if d != source for s in states[d]]
            pulls = zip(targets, islice(values, len(targets)), strict=True)
            impacts += [Impact(source, state, d, s, v, MANUAL) for (d, s), v in pulls if v]
    return CrossImpactMatrix(tuple(Descriptor(d, s) for d, s in states.items()), tuple(impacts))


def _tutorial() -> list[Row]:
    grid = somewhereland()
    found = [
        Row(NAME, "Somewhereland: combinations", SITE, "-", 486, prod(len(d.states) for d in grid.descriptors), 0),
        Row(NAME, "Somewhereland: consistent scenarios", SITE, "-", 10, len(consistent(grid)), 0),
    ]
    for made in balances(grid, ("A2", "B1", "C3", "D1", "E1", "F1")):
        pairs = zip(BALANCES[made.descriptor], made.scores, strict=True)
        worst = max(abs(ours - printed) for printed, ours in pairs)
        what = f"Somewhereland: largest difference of the {len(made.scores)} scores of descriptor {made.descriptor}"
        found.append(Row(NAME, what, MANUAL, "11, figure 2-3", 0, worst, 0))
    return found


def _samples() -> list[Row]:
    found = []
    for path in sorted((SHARED / "data/cib").glob("*.scw")):
        if not path.with_suffix(".sl").exists():
            continue
        grid, listed = read_matrix(path, path.name), read_solutions(path.with_suffix(".sl"))
        named = {
            (tuple(d.states[k - 1] for d, k in zip(grid.descriptors, s.states, strict=True)), s.margin, s.score)
            for s in listed
        }
        ours = {(s.states, s.margin, s.score) for s in consistent(grid)}
        name, file = path.stem.removeprefix("CIB_"), path.with_suffix(".sl").name
        found += [
            Row(NAME, f"{name}: listed scenarios found, margin and score equal", WIZARD, file, len(named),
                len(ours & named), 0),
            Row(NAME, f"{name}: scenarios found in all", WIZARD, file, len(listed), len(ours), 0),
        ]  # fmt: skip
    return found


def _case() -> list[Row]:
    grid = matrix(cases.load(PROJECT / "cases/russia-iran").prospects)
    assert grid is not None
    four = grid
    for driver in grid.descriptors:
        if driver.name not in FOUR:
            four = four.without(driver.name)
    combinations = prod(len(d.states) for d in four.descriptors)
    return [
        worked(NAME, "M18", "combinations of the article's four drivers", 81, combinations, 0),
        worked(NAME, "M18", "consistent scenarios of these four", (2, 10), len(consistent(four)), 0),
        worked(NAME, "M18", "consistent scenarios of all six drivers", (2, 10), len(consistent(grid)), 0, SIX),
    ]
