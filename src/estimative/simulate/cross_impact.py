"""Cross-impact balances: which combinations of driver states hold each other up.

A scenario gives every descriptor one state. The impacts of all chosen states on a state add up to its score; a
scenario is consistent if no descriptor has a state with a higher score than the chosen one. Weimer-Jehle,
Technological Forecasting and Social Change 73 (2006), 334-361 (from memory).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, UnknownName

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
JUDGEMENT = "analyst's judgement"
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A driver and its states, at least two."""

    name: str
    states: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.states) < 2 or len(set(self.states)) < len(self.states):
            raise BadInput(f"descriptor {self.name!r} has states {self.states}", mend="give two or more, all different")


@dataclass(frozen=True, slots=True)
class Impact:
    """What `source` in `source_state` does to `target_state` of `target`, from strongly against (negative) to strongly
    for it; `low` and `high` where the weight is uncertain. `reference` is a citation or the analyst's judgement. An
    impact of a descriptor on itself is its own pull: it counts when that state is chosen."""

    source: str
    source_state: str
    target: str
    target_state: str
    value: float
    reference: str = JUDGEMENT
    low: float | None = None
    high: float | None = None

    @property
    def interval(self) -> tuple[float, float]:
        return self.value if self.low is None else self.low, self.value if self.high is None else self.high

    @property
    def label(self) -> str:
        return f"{self.source}={self.source_state} on {self.target}={self.target_state}"


@dataclass(frozen=True, slots=True)
class CrossImpactMatrix:
    """Descriptors and the impacts between them. An impact not given is 0: no direct influence was judged to exist."""

    descriptors: tuple[Descriptor, ...]
    impacts: tuple[Impact, ...]

    def __post_init__(self) -> None:
        names = [d.name for d in self.descriptors]
        if len(names) < 2 or len(set(names)) < len(names):
            raise BadInput(f"descriptors {names}", mend="give two or more, each with a name of its own")
        cells = [(i.source, i.source_state, i.target, i.target_state) for i in self.impacts]
        known = set(self._places())
        for cell, impact in zip(cells, self.impacts, strict=True):
            low, high = impact.interval
            if cell[:2] not in known or cell[2:] not in known:
                raise BadInput(f"impact {impact.label} joins no two states of the matrix", mend="check the names")
            if not (np.isfinite([low, high]).all() and low <= impact.value <= high and impact.reference):
                raise BadInput(
                    f"impact {impact.label}: {low} to {impact.value} to {high}",
                    mend="give low <= value <= high and a citation, or write: " + JUDGEMENT,
                )
        if len(set(cells)) < len(cells):
            raise BadInput("two impacts fill one cell of the matrix", mend="keep one of them")

    def _places(self) -> dict[tuple[str, str], int]:
        states = [(d.name, s) for d in self.descriptors for s in d.states]
        return {state: k for k, state in enumerate(states)}

    @property
    def starts(self) -> NDArray[np.int64]:
        """First row of each descriptor."""
        return np.cumsum([0, *(len(d.states) for d in self.descriptors[:-1])])

    def scores(self, values: Floats | None = None) -> Floats:
        """Impacts (source state, target state), states in the order of the descriptors; `values` (impact,) replaces
        those of the impacts, as a draw of uncertain weights does."""
        place = self._places()
        matrix = np.zeros((len(place),) * 2)
        given = [i.value for i in self.impacts] if values is None else values
        rows = [place[i.source, i.source_state] for i in self.impacts]
        matrix[rows, [place[i.target, i.target_state] for i in self.impacts]] = given
        return matrix

    def rows(self, states: tuple[str, ...]) -> NDArray[np.int64]:
        """Row numbers of one state per descriptor."""
        place = self._places()
        if len(states) != len(self.descriptors):
            raise BadInput(f"{len(states)} states for {len(self.descriptors)} descriptors", mend="give one for each")
        for descriptor, state in zip(self.descriptors, states, strict=True):
            if state not in descriptor.states:
                raise UnknownName(
                    f"{descriptor.name!r} has no state {state!r}", mend=f"use one of: {', '.join(descriptor.states)}"
                )
        return np.array([place[d.name, s] for d, s in zip(self.descriptors, states, strict=True)])

    def without(self, name: str) -> "CrossImpactMatrix":
        """The matrix with one descriptor and its impacts taken out."""
        if name not in {d.name for d in self.descriptors}:
            raise UnknownName(f"no descriptor {name!r}", mend=f"use: {', '.join(d.name for d in self.descriptors)}")
        left = tuple(i for i in self.impacts if name not in (i.source, i.target))
        return CrossImpactMatrix(tuple(d for d in self.descriptors if d.name != name), left)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One state per descriptor. `margin` is the least lead of a chosen state over its best rival (negative: how far the
    scenario contradicts itself), `score` the sum of the chosen states' scores."""

    states: tuple[str, ...]
    margin: float
    score: float


@dataclass(frozen=True, slots=True)
class Balance:
    """The scores of one descriptor's states under a scenario, and the lead of the chosen one over its best rival."""

    descriptor: str
    chosen: str
    scores: tuple[float, ...]
    margin: float


def balances(matrix: CrossImpactMatrix, states: tuple[str, ...]) -> tuple[Balance, ...]:
    """The impact balance of every descriptor: why a scenario holds, or where it contradicts itself."""
    total = matrix.scores()[matrix.rows(states)].sum(0)
    found = []
    for descriptor, state, start in zip(matrix.descriptors, states, matrix.starts, strict=True):
        part = dict(zip(descriptor.states, total[start : start + len(descriptor.states)].tolist(), strict=True))
        rival = max(score for name, score in part.items() if name != state)
        found.append(Balance(descriptor.name, state, tuple(part.values()), part[state] - rival))
    return tuple(found)


def assessed(matrix: CrossImpactMatrix, states: tuple[str, ...]) -> Scenario:
    """A named combination with its margin, consistent or not."""
    found = balances(matrix, states)
    chosen = [b.scores[d.states.index(b.chosen)] for b, d in zip(found, matrix.descriptors, strict=True)]
    return Scenario(states, min(b.margin for b in found), sum(chosen))


def idle(matrix: CrossImpactMatrix) -> tuple[str, ...]:
    """Descriptors that tell no state of another from its rivals: drivers with no effect."""
    scores, starts = matrix.scores(), matrix.starts
    spread = np.maximum.reduceat(scores, starts, axis=1) - np.minimum.reduceat(scores, starts, axis=1)
    effect = np.maximum.reduceat(spread.max(1), starts)
    return tuple(d.name for d, most in zip(matrix.descriptors, effect, strict=True) if most == 0)
