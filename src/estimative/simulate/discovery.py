"""Which conditions lead to an act, or to an output beyond a mark: scenario discovery (Bryant and Lempert 2010).

The boxes are leaves of a classification tree (CART, Breiman et al. 1984; scikit-learn's), one of the two algorithms
that Lempert, Bryant and Bankes 2008 compare. The tree grows on the even draws; what is told of a box comes from the odd
ones. Citations from memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput
from estimative.mechanisms import uniforms

from .answers import Asked, answers, read
from .inputs import Input
from .plan import Plan

Floats = NDArray[np.float64]
LEAST = 0.05  # of the draws: a smaller box is not looked for
DEPTH = 3
BEYOND = 2.0  # standard errors by which a box must differ from the rest to be told


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition: `low` < `name` <= `high`, an infinite end where there is none."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Box:
    """`density`: how often it happens inside; `coverage`: part of all cases in which it happens that lie inside;
    `mass`: part of all draws inside. `error` is the sampling error of the density, `lift` density over that of all."""

    limits: tuple[Limit, ...]
    density: float
    error: float
    coverage: float
    mass: float
    lift: float


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """What a tree may split: values (draw, condition) with names; `happens` (draw,) is a chance, or yes or no;
    `units` and `words` tell conditions to a reader. A condition that is a driver's state has the unit `state`."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    units: tuple[str, ...]
    values: Floats
    happens: Floats


def boxes(conditions: Conditions, depth: int = DEPTH, least: float = LEAST) -> tuple[Box, ...]:
    """Boxes in which it happens more often than elsewhere, densest first.

    Raises BadInput if scikit-learn is missing, or it happens always or never."""
    happens = conditions.happens
    if not 1e-12 < happens.mean() < 1 - 1e-12:
        raise BadInput(f"it happens in {happens.mean():.0%} of draws", mend="ask about another act, mark or month")
    learn, test = slice(0, None, 2), slice(1, None, 2)
    leaves = _leaves(_grown(conditions.values[learn], happens[learn], depth, least), conditions.names)
    found = [_box(limits, conditions, test) for limits in leaves]
    told = (b for b in found if b and b.limits and b.density > happens[test].mean() + BEYOND * b.error)
    return tuple(sorted(told, key=lambda b: -b.density))


def _grown(values: Floats, happens: Floats, depth: int, least: float) -> Any:
    """A tree on every draw twice: yes with its chance, no with the rest."""
    try:
        from sklearn.tree import DecisionTreeClassifier
    except ImportError as missing:
        raise BadInput("scikit-learn is not installed", mend="pip install 'estimative[fit]'") from missing
    yes = np.repeat([True, False], len(values))
    weight = np.concatenate([happens, 1 - happens])
    tree = DecisionTreeClassifier(max_depth=depth, min_weight_fraction_leaf=least, random_state=0)
    return tree.fit(np.concatenate([values, values]), yes, weight).tree_


def _leaves(tree: Any, names: Sequence[str]) -> list[tuple[Limit, ...]]:
    found: list[tuple[Limit, ...]] = []
    todo: list[tuple[int, Mapping[int, tuple[float, float]]]] = [(0, {})]
    while todo:
        node, limits = todo.pop()
        feature, mark = int(tree.feature[node]), float(tree.threshold[node])
        if feature < 0:
            found.append(tuple(Limit(names[k], *ends) for k, ends in limits.items()))
            continue
        low, high = limits.get(feature, (-np.inf, np.inf))
        todo.append((int(tree.children_left[node]), {**limits, feature: (low, mark)}))
        todo.append((int(tree.children_right[node]), {**limits, feature: (mark, high)}))
    return found


def _box(limits: Sequence[Limit], conditions: Conditions, test: slice) -> Box | None:
    values, happens = conditions.values[test], conditions.happens[test]
    inside = np.ones(len(values), bool)
    for limit in limits:
        column = values[:, conditions.names.index(limit.name)]
        inside &= (column > limit.low) & (column <= limit.high)
    if inside.sum() < 2:
        return None
    own = happens[inside]
    return Box(
        limits=tuple(limits),
        density=float(own.mean()),
        error=float(own.std(ddof=1) / np.sqrt(own.size)),
        coverage=float(own.sum() / happens.sum()),
        mass=float(inside.mean()),
        lift=float(own.mean() / happens.mean()),
    )


def conditions(
    runs: Sequence[tuple[Mapping[str, str], Plan]], figure: Asked, draws: int, above: float | None = None
) -> Conditions:
    """Inputs that reach the figure, and the states of drivers where the runs (states by driver, plan) differ in them.
    An output happens where it lies above the mark `above`, an act with its chance; that its own rate is high is no
    condition. Runs count alike; `draws` of each is made even, so that no draw the tree has seen comes back in another
    run."""
    draws += draws % 2
    found: dict[str, Input] = {}
    for _, one in runs:
        found |= {i.name: i for i in read(one, figure) if i.name != f"act/{figure.name}/rate"}
    states = _states([s for s, _ in runs])
    values, happens = [], []
    for own, one in runs:
        got = answers(one, figure, draws)
        happens.append(got if above is None else (got > above).astype(float))
        columns = [i.at(uniforms(one.seed, i.name, draws)) for i in found.values()]
        columns += [np.full(draws, float(own.get(d) == s)) for d, s in states]
        values.append(np.stack(columns, axis=1))
    return Conditions(
        names=(*found, *(f"{d}={s}" for d, s in states)),
        words=(*(i.words for i in found.values()), *(f"{d} is {s}" for d, s in states)),
        units=(*(i.unit for i in found.values()), *("state" for _ in states)),
        values=np.concatenate(values),
        happens=np.concatenate(happens),
    )


def _states(runs: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """(driver, state) that some runs have and others have not."""
    every = list(dict.fromkeys(pair for run in runs for pair in run.items()))
    return [(d, s) for d, s in every if not all(run.get(d) == s for run in runs)]
