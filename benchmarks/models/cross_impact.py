"""Cross-impact balances: the scenarios that ScenarioWizard lists, with margin and score, among ours."""

from estimative.simulate import consistent, read_matrix, read_solutions

from .common import SHARED, Row

NAME = "cross_impact"


def rows() -> list[Row]:
    found = []
    for path in sorted((SHARED / "data/cib").glob("*.scw")):
        if not path.with_suffix(".sl").exists():
            continue
        matrix, listed = read_matrix(path, path.name), read_solutions(path.with_suffix(".sl"))
        named = {
            (tuple(d.states[k - 1] for d, k in zip(matrix.descriptors, s.states, strict=True)), s.margin, s.score)
            for s in listed
        }
        ours = {(s.states, s.margin, s.score) for s in consistent(matrix)}
        source, name = "ScenarioWizard 3.0 solution file (sei-international/cibsa)", path.stem.removeprefix("CIB_")
        found += [
            Row(NAME, f"{name}: listed scenarios found", source, "-", len(named), len(ours & named), 0),
            Row(NAME, f"{name}: scenarios found in all", source, "-", len(listed), len(ours), 0),
        ]
    return found
