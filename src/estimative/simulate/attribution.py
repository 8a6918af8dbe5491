"""Which mechanism moved it: switch one off, or share the effect out after Shapley (1953).

Draws are paired (every stream keeps its name), so a difference between two runs is the mechanism's and not noise.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from estimative.domain import BadInput

from .ensemble import Ensemble, ensemble
from .plan import Plan

EXACT = 7  # mechanisms shared out exactly: 2**7 runs


@dataclass(frozen=True, slots=True)
class Share:
    """`off`: what is lost when this mechanism alone is switched off; `shapley`: its fair share of the difference
    between all and none, averaged over all orders of switching on. `se` is the sampling error of `off`."""

    mechanism: str
    off: float
    se: float
    shapley: float


Figure = Callable[[Ensemble], np.ndarray]


def act_by(act: str, months: int) -> Figure:
    """(draw,): 1.0 where the act has happened after so many months."""
    return lambda made: made.act(act)[months - 1].astype(float)


def output_at(name: str, months: int) -> Figure:
    """(draw,) of an output after so many months."""
    return lambda made: made.output(name)[months - 1]


def shares(plan: Plan, figure: Figure, mechanisms: Sequence[str] | None = None, draws: int = 2048) -> tuple[Share, ...]:
    """Shares of the mean of a figure among mechanisms (all of the plan by default), largest first. They add up to the
    mean with all less the mean with none of them.

    Raises BadInput for more than seven mechanisms (give a list), or a figure that is not known in every draw."""
    names = [p.mechanism.name for p in plan.parts] if mechanisms is None else list(mechanisms)
    if len(names) > EXACT:
        raise BadInput(f"{len(names)} mechanisms give {2 ** len(names)} runs", mend=f"name at most {EXACT} of them")
    value: dict[frozenset[str], np.ndarray] = {}
    for size in range(len(names) + 1):
        for on in combinations(names, size):
            off = [n for n in names if n not in on]
            value[frozenset(on)] = figure(ensemble(plan.without(*off), draws))
    mean = {on: float(v.mean()) for on, v in value.items()}
    if not all(math.isfinite(m) for m in mean.values()):
        raise BadInput(
            "the figure is not known in every draw", mend="ask about an act, or an output that all runs have"
        )
    everyone = frozenset(names)
    found = []
    for name in names:
        gap = value[everyone] - value[everyone - {name}]
        error = float(gap.std(ddof=1) / math.sqrt(gap.size)) if gap.size > 1 else math.nan
        found.append(Share(name, float(gap.mean()), error, _shapley(name, names, mean)))
    return tuple(sorted(found, key=lambda s: -abs(s.shapley)))


def _shapley(name: str, names: Sequence[str], mean: dict[frozenset[str], float]) -> float:
    """sum over coalitions S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))."""
    others = [n for n in names if n != name]
    total = 0.0
    for size in range(len(names)):
        weight = math.factorial(size) * math.factorial(len(names) - size - 1) / math.factorial(len(names))
        for rest in combinations(others, size):
            total += weight * (mean[frozenset(rest) | {name}] - mean[frozenset(rest)])
    return total
