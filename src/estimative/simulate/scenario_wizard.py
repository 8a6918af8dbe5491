"""Files of ScenarioWizard: cross-impact matrices (.scw) and solution sets (.sl). Its format as seen in its files."""

import re
from dataclasses import dataclass
from pathlib import Path

from estimative.domain import BadInput

from .cross_impact import CrossImpactMatrix, Descriptor, Impact

CELL = re.compile(r"\s*[-+]?\d+(\.\d+)?\s*")


@dataclass(frozen=True, slots=True)
class Listed:
    """A scenario of a solution set: state numbers from 1, weight (starting points that lead to it), margin, score."""

    states: tuple[int, ...]
    weight: float
    margin: float
    score: float


def read_matrix(path: Path, reference: str) -> CrossImpactMatrix:
    """A .scw file; `reference` is what every impact cites, as the format holds none per cell."""
    lines = path.read_text(encoding="latin-1").splitlines()
    if not lines or not lines[0].startswith("$ ScenarioWizard"):
        raise BadInput("this is no ScenarioWizard matrix", where=str(path), mend="its first line names the program")
    descriptors = _descriptors(lines[2:], path)
    states = [(d.name, s) for d in descriptors for s in d.states]
    table = [[float(cell) for cell in cells] for line in lines if len(cells := _cells(line)) == len(states)]
    if len(table) != len(states):
        raise BadInput(
            f"{len(table)} full rows of numbers for {len(states)} states", where=str(path), mend="save the matrix again"
        )
    impacts = (
        Impact(*source, *target, value, reference)
        for source, row in zip(states, table, strict=True)
        for target, value in zip(states, row, strict=True)
        if value
    )
    return CrossImpactMatrix(descriptors, tuple(impacts))


def _descriptors(lines: list[str], path: Path) -> tuple[Descriptor, ...]:
    """Names up to the first `#`: `&` opens a descriptor, `-` a state."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        text = line.strip()
        if text.startswith("#"):
            return tuple(Descriptor(name, tuple(states)) for name, states in found)
        if text.startswith("&"):
            found.append((text[1:].strip(), []))
        elif text.startswith("-") and found:
            found[-1][1].append(text[1:].strip())
    raise BadInput("the list of descriptors has no end", where=str(path), mend="save the matrix again")


def _cells(line: str) -> list[str]:
    cells = line.split(",")
    return cells if len(cells) > 1 and all(CELL.fullmatch(c) for c in cells) else []


def read_solutions(path: Path) -> tuple[Listed, ...]:
    """A .sl file."""
    found = []
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.lstrip().startswith('" '):
            states, rest = line.split('"')[1], line.split('"')[2]
            weight, margin, _, score = (float(x) for x in rest.strip(",").split(","))
            found.append(Listed(tuple(int(k) for k in states.split()), weight, margin, score))
    if not found:
        raise BadInput("no solutions in this file", where=str(path), mend="give a ScenarioWizard solution set")
    return tuple(found)
