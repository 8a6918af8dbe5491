"""The uncertain inputs of a plan: parameters, rates of acts and changes, each a stream of uniforms under a prior."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.cases import Act, Change, Counted, Monthly
from estimative.domain import Prior
from estimative.mechanisms import short

from .block import value
from .entries import act_change_name, rate_name, stream_name
from .influences import Upstream
from .plan import Plan

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Input:
    """One stream. What shares a stream (changes of one target from one date) is one input; the first prior that is not
    a point gives its values. A quantity fixed by points only is a constant, not an input."""

    name: str
    words: str
    unit: str
    prior: Prior | Counted | Monthly

    def at(self, u: Floats) -> Floats:
        """Values at uniforms strictly between 0 and 1."""
        return value(self.prior, u)


def inputs(plan: Plan, within: Upstream | None = None) -> tuple[Input, ...]:
    """Inputs in the order of the plan, only those that reach a figure if `within` says which."""
    found: dict[str, Input] = {}
    for one in _all(plan, within):
        if not (isinstance(one.prior, Prior) and one.prior.kind == "point"):
            found.setdefault(one.name, one)
    return tuple(found.values())


def _all(plan: Plan, within: Upstream | None) -> Iterator[Input]:
    parts = [p for p in plan.parts if within is None or p.mechanism.name in within.mechanisms]
    names = {p.mechanism.name for p in parts}
    acts = [a for a in plan.acts if within is None or a.id in within.acts]
    for part in parts:
        for q in part.parameters:
            variable = part.mechanism.variable(short(q.id))
            yield Input(q.id, variable.meaning if variable else q.id, q.unit, q.prior)
    used = (c for c, on in zip(plan.changes, plan.on, strict=True) if on)
    yield from _changes(plan, used, names, None)
    for act in acts:
        yield Input(rate_name(act), f"how often it happens: {act.text}", "a month", act.rate)
        yield from _changes(plan, act.changes, names, act)


def _changes(plan: Plan, changes: Iterable[Change], names: set[str], act: Act | None) -> Iterator[Input]:
    for change in changes:
        mechanism, _, field = change.target.partition(".")
        if mechanism in names:
            part = next(p for p in plan.parts if p.mechanism.name == mechanism)
            variable = part.mechanism.variable(field)
            meaning, unit = (variable.meaning, variable.unit) if variable else (change.target, "")
            how = {"set": "becomes", "times": "times", "plus": "plus"}[change.how]
            when = f"after {act.text}" if act else f"from {change.since or 'the start'}"
            unit = "1" if change.how == "times" else unit
            name = act_change_name(act.id, change) if act else stream_name(change)
            yield Input(name, f"{meaning}: {how}, {when}", unit, change.prior)
