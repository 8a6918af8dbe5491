"""What moved it: switch a mechanism, a driver or a shock off, or share the effect out after Shapley (1953).

Draws are paired (every stream keeps its name), so a difference between two runs is what was switched off and not noise.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from estimative.cases import Case, ScenarioSpec
from estimative.domain import BadInput

from .ensemble import Ensemble, ensemble
from .entries import entries
from .influences import upstream
from .plan import Plan, plan

MOST = 7  # shared out exactly: 2**7 runs
Coalition = frozenset[str]
Figure = Callable[[Ensemble], np.ndarray]


@dataclass(frozen=True, slots=True)
class Share:
    """`off`: what is lost when this cause alone is switched off; `shapley`: its fair share of the difference between
    all and none, averaged over all orders of switching on. `se` is the sampling error of `off`."""

    cause: str
    off: float
    se: float
    shapley: float


def act_by(act: str, months: int) -> Figure:
    """(draw,): 1.0 where the act has happened after so many months."""
    return lambda made: made.act(act)[months - 1].astype(float)


def shares(plan: Plan, figure: Figure, mechanisms: Sequence[str] | None = None, draws: int = 2048) -> tuple[Share, ...]:
    """Shares of the mean of a figure among mechanisms (all of the plan by default), largest first. They add up to the
    mean with all less the mean with none of them.

    Raises BadInput for more than seven mechanisms (give a list), or a figure that is not known in every draw."""
    names = [p.mechanism.name for p in plan.parts] if mechanisms is None else list(mechanisms)
    return _shared(names, lambda on: figure(ensemble(plan.without(*(n for n in names if n not in on)), draws)))


def driver_shares(
    case: Case, spec: ScenarioSpec, figure: Figure, act: str, months: int | None = None, draws: int = 2048
) -> tuple[Share, ...]:
    """Shares of a scenario's effect on an act among its drivers' states (`driver=state`) and shocks, largest first; of
    those only that change something upstream of the act. They add up to the chance under the scenario less the chance
    if nothing changes (but the scenario's own parameters, which always hold). Raises as `shares`."""
    found = plan(case, spec, months)
    reach = upstream(found, act=act).mechanisms
    moving = {
        "=".join(e.ids)
        for e in entries(case.prospects)
        if e.kind in ("driver", "shock") and e.holds(spec) and e.change.target.split(".")[0] in reach
    }
    names = [n for n in (*(f"{d}={s}" for d, s in spec.states), *spec.shocks) if n in moving]

    def value(on: Coalition) -> np.ndarray:
        states = tuple((d, s) for d, s in spec.states if f"{d}={s}" in on)
        only = replace(spec, states=states, shocks=tuple(s for s in spec.shocks if s in on))
        return figure(ensemble(plan(case, only, months), draws))

    return _shared(names, value)


def _shared(names: Sequence[str], value: Callable[[Coalition], np.ndarray]) -> tuple[Share, ...]:
    """A game: `value` of a coalition of names, (draw,)."""
    if len(names) > MOST:
        raise BadInput(f"{len(names)} causes give {2 ** len(names)} runs", mend=f"name at most {MOST} of them")
    values = {frozenset(on): value(frozenset(on)) for size in range(len(names) + 1) for on in combinations(names, size)}
    mean = {on: float(v.mean()) for on, v in values.items()}
    if not all(math.isfinite(m) for m in mean.values()):
        raise BadInput(
            "the figure is not known in every draw", mend="ask about an act, or an output that all runs have"
        )
    everyone = frozenset(names)
    found = []
    for name in names:
        gap = values[everyone] - values[everyone - {name}]
        error = float(gap.std(ddof=1) / math.sqrt(gap.size)) if gap.size > 1 else math.nan
        found.append(Share(name, float(gap.mean()), error, _shapley(name, names, mean)))
    return tuple(sorted(found, key=lambda s: -abs(s.shapley)))


def _shapley(name: str, names: Sequence[str], mean: dict[Coalition, float]) -> float:
    """sum over coalitions S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))."""
    others = [n for n in names if n != name]
    total = 0.0
    for size in range(len(names)):
        weight = math.factorial(size) * math.factorial(len(names) - size - 1) / math.factorial(len(names))
        for rest in combinations(others, size):
            total += weight * (mean[frozenset(rest) | {name}] - mean[frozenset(rest)])
    return total
