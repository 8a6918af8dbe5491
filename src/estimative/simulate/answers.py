"""One figure of a run, draw by draw: an output at a month, or an act's chance given everything but its own luck."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, UnknownName, spread

from .block import BLOCK, Block, Source, block
from .ensemble import threads
from .influences import Upstream, rivals, upstream
from .inputs import Input, inputs
from .kernel import Paths, run
from .loop import structure
from .plan import Plan

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure: the output `name` (mechanism.output) or the act `name`, after `months` months."""

    name: str
    months: int
    act: bool


def asked(plan: Plan, months: int, act: str | None = None, output: str | None = None) -> Asked:
    """Raises UnknownName for a name the plan has not, BadInput for a month outside it or not exactly one name."""
    if (act is None) == (output is None):
        raise BadInput("one figure is asked for", mend="give either --act ACT or --output MECHANISM.OUTPUT")
    known = [a.id for a in plan.acts] if act else list(plan.names)
    name = act or output or ""
    if name not in known:
        kind = "act" if act else "output"
        raise UnknownName(f"no {kind} {name!r}", mend=f"use one of: {', '.join(known) or 'none is there'}")
    if not 1 <= months <= plan.months:
        raise BadInput(f"month {months} is outside the run", mend=f"give 1 to {plan.months}")
    return Asked(name, months, act is not None)


def reach(plan: Plan, figure: Asked) -> Upstream:
    return upstream(plan, None if figure.act else figure.name, figure.name if figure.act else None)


def read(plan: Plan, figure: Asked) -> tuple[Input, ...]:
    """The uncertain inputs that reach the figure. Raises BadInput if there are none."""
    found = inputs(plan, reach(plan, figure))
    if not found:
        raise BadInput(f"nothing uncertain reaches {figure.name}", mend="give a parameter, rate or change a prior")
    return found


def noisy(plan: Plan, figure: Asked) -> bool:
    """Whether month-by-month chance reaches the figure: noise of a mechanism, or other acts that come or not."""
    found = reach(plan, figure)
    act = next((a for a in plan.acts if figure.act and a.id == figure.name), None)
    own = {b.id for b in (act, *rivals(plan, act))} if act else set()
    parts = (p for p in plan.parts if p.mechanism.name in found.mechanisms)
    return bool(found.acts - own) or any(p.mechanism.dynamics and p.mechanism.dynamics.noises for p in parts)


def answers(
    plan: Plan,
    figure: Asked,
    draws: int,
    source: Source | None = None,
    workers: Callable[[], Executor] = threads,
) -> Floats:
    """The figure (draw,). An act gives its chance rather than yes or no. Raises BadInput where a draw has none."""
    task = partial(_block, plan, figure, source)
    found = np.concatenate(list(spread(task, range(0, draws, BLOCK), workers, ahead=8)))[:draws]
    if not np.isfinite(found).all():
        share = 1 - np.isfinite(found).mean()
        raise BadInput(f"{figure.name} is not known in {share:.0%} of draws", mend="ask about an act or another output")
    return found


def _block(plan: Plan, figure: Asked, source: Source | None, start: int) -> Floats:
    made, s = block(plan, start, BLOCK, source), structure(plan)
    if not figure.act:
        return np.asarray(run(s, made).outputs[figure.months - 1, plan.names.index(figure.name)])
    k = [a.id for a in plan.acts].index(figure.name)
    return np.asarray(chance(plan, k, made, run(s, without(plan, k, made)))[figure.months - 1])


def without(plan: Plan, k: int, made: Block) -> Block:
    """The block in which act k and the others of its group never happen."""
    group = {a.id for a in (plan.acts[k], *rivals(plan, plan.acts[k]))}
    rates = (np.zeros_like(r) if a.id in group else r for a, r in zip(plan.acts, made.rates, strict=True))
    return made._replace(rates=tuple(rates))


def chance(plan: Plan, k: int, made: Block, paths: Paths) -> Floats:
    """Chance (time, draw) that act k has happened by the end of the month, given all else that happens in `paths`.

    With h the hazards of the group and H their sum, the month adds exp(-sum of H before) (h/H) (1 - exp(-H)): the
    average over the act's own luck, exact, so that no draw is spent on it (Rao and Blackwell). `paths` are of a run in
    which none of the group happens, so that nothing it would change has yet changed."""
    group = (plan.acts[k], *rivals(plan, plan.acts[k]))
    hazards = [_hazard(plan, a.id, made, paths) for a in group]
    total = np.sum(hazards, axis=0)
    before = np.cumsum(total, axis=0) - total
    share = np.divide(hazards[0], total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(np.cumsum(np.exp(-before) * share * -np.expm1(-total), axis=0))


def _hazard(plan: Plan, name: str, made: Block, paths: Paths) -> Floats:
    """Monthly hazard (time, draw) of an act that has not happened; nought while an act it waits for has not."""
    ids = [a.id for a in plan.acts]
    act = plan.acts[ids.index(name)]
    log = np.zeros((plan.months, made.rates[0].size))
    for moved in act.moved_by:
        if moved in plan.names:
            log = log + paths.outputs[:, plan.names.index(moved)]
    free = np.ones(log.shape, bool)
    for other in act.after:
        done = paths.happened[:, ids.index(other)]
        free &= np.concatenate([np.zeros_like(done[:1]), done[:-1]])
    return np.where(free, made.rates[ids.index(name)] * np.exp(log), 0.0)
