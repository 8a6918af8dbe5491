"""Every problem of a case at once: the folder, its notes, its actors, its parameters."""

from pathlib import Path

from estimative import cases, sources
from estimative.domain import Problem
from estimative.mechanisms import MECHANISMS
from estimative.mechanisms import problems as mechanism_problems
from estimative.simulate import binding_problems

from .gather import case_registry


def check(folder: Path) -> list[Problem]:
    """All problems with file and line; empty if the case can run."""
    found = cases.problems(folder)
    notes = sorted((folder / "notes").glob("*.md"))
    if found:  # the case's own actors are not readable: notes are checked without them
        return found + sources.check(notes)
    case = cases.load(folder)
    file = str(folder / "parameters.toml")
    wrong = [p for m in MECHANISMS for p in mechanism_problems(m, case.parameters, file)]
    wrong += binding_problems(case, file=str(folder / "scenarios.toml"))
    return sources.check(notes, case_registry(case).__contains__) + wrong
