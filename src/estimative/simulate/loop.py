"""The monthly loop: declared steps in declared order, pure, for arrays of draws or for plain floats.

Each month: inputs are the case's own, changed by drivers and shocks, then by acts that have happened, then taken from
the mechanisms that feed them; every mechanism answers; then acts happen with hazard exp(ln rate + what moves them).
Acts of one group compete: of exponential waiting times the shortest wins (Prentice et al. 1978, from memory).
"""

from typing import Any, NamedTuple

from estimative.mechanisms import Mechanism, namespace

from .block import Block
from .influences import rivals
from .plan import Plan

Array = Any


class Structure(NamedTuple):
    """All that is fixed before compilation, hashable. `changes` are (how, mechanism, field); `feeds` (source name,
    mechanism, field); `moved_by` names per act; `after` positions per act; `rivals` the other acts of its group."""

    mechanisms: tuple[Mechanism, ...]
    names: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    act_changes: tuple[tuple[tuple[str, str, str], ...], ...]
    feeds: tuple[tuple[str, str, str], ...]
    moved_by: tuple[tuple[str, ...], ...]
    after: tuple[tuple[int, ...], ...]
    rivals: tuple[tuple[int, ...], ...]


class State(NamedTuple):
    """`memory` per part; `world` last outputs by name; `happened` per act; `outside` per part: whether ever outside
    its validity."""

    memory: tuple[Any, ...]
    world: dict[str, Array]
    happened: tuple[Array, ...]
    outside: tuple[Array, ...]


class Month(NamedTuple):
    """What one month needs besides the block: whether each change is active, and the uniforms."""

    active: tuple[Any, ...]
    noise: tuple[tuple[Array, ...], ...]
    chances: tuple[Array, ...]
    clock: Any


class Seen(NamedTuple):
    """What one month leaves: outputs in the order of `names`, and what has happened so far."""

    outputs: tuple[Array, ...]
    happened: tuple[Array, ...]


def structure(plan: Plan) -> Structure:
    ids = [a.id for a in plan.acts]
    names = set(plan.names)
    return Structure(
        mechanisms=tuple(p.mechanism for p in plan.parts),
        names=plan.names,
        changes=tuple((c.how, *_split(c.target)) for c in plan.changes),
        act_changes=tuple(tuple((c.how, *_split(c.target)) for c in a.changes) for a in plan.acts),
        feeds=tuple((source, *_split(target)) for source, target in plan.links),
        moved_by=tuple(tuple(n for n in a.moved_by if n in names) for a in plan.acts),
        after=tuple(tuple(ids.index(i) for i in a.after) for a in plan.acts),
        rivals=tuple(tuple(ids.index(b.id) for b in rivals(plan, a)) for a in plan.acts),
    )


def _split(target: str) -> tuple[str, str]:
    mechanism, _, name = target.partition(".")
    return mechanism, name


def begin(s: Structure, block: Block, unknown: Array, never: Array) -> State:
    """The state before the first month; `unknown` is NaN, `never` is false, both (draw,)."""
    memory = tuple(
        _begun(s, m, i, p, len(block.clock)) for m, i, p in zip(s.mechanisms, block.inputs, block.params, strict=True)
    )
    return State(memory, dict.fromkeys(s.names, unknown), (never,) * len(s.moved_by), (never,) * len(memory))


def _begun(s: Structure, mechanism: Mechanism, inputs: Any, params: Any, months: int) -> Any:
    dynamics = mechanism.dynamics
    if not dynamics:
        return ()
    start = dynamics.init(inputs, params)
    return dynamics.ready(start, inputs, params, months) if dynamics.ready and not _moved(s, mechanism) else start


def step(s: Structure, block: Block, state: State, month: Month) -> tuple[State, Seen]:
    """One month for all draws."""
    world, memory, outside = dict(state.world), [], []
    for k, mechanism in enumerate(s.mechanisms):
        inputs, params = _changed(s, block, state, month, k)
        inputs = _fed(s, mechanism.name, inputs, world)
        if mechanism.dynamics:
            known = state.memory[k]
            if mechanism.dynamics.ready and _moved(s, mechanism):
                known = mechanism.dynamics.ready(known, inputs, params, 1)
            kept, outputs, beyond = mechanism.dynamics.step(known, inputs, params, month.noise[k])
        else:
            kept, (outputs, beyond, _) = (), mechanism.solve(inputs, params)
        memory.append(kept)
        world |= {f"{mechanism.name}.{n}": v for n, v in zip(outputs._fields, outputs, strict=True)}
        outside.append(_any(state.outside[k], beyond))
    happened = _acts(s, block, world, state.happened, month.chances)
    seen = Seen(tuple(world[n] for n in s.names), happened)
    return State(tuple(memory), world, happened, tuple(outside)), seen


def _moved(s: Structure, mechanism: Mechanism) -> bool:
    """Whether a change or an act may move one of the mechanism's parameters."""
    params = {v.name for v in mechanism.parameters}
    changes = (*s.changes, *(c for act in s.act_changes for c in act))
    return any(part == mechanism.name and field in params for _, part, field in changes)


def _changed(s: Structure, block: Block, state: State, month: Month, k: int) -> tuple[Any, Any]:
    inputs, params, name = block.inputs[k], block.params[k], s.mechanisms[k].name
    todo = [
        (how, field, value, active)
        for (how, part, field), value, active in zip(s.changes, block.values, month.active, strict=True)
        if part == name
    ]
    for act, values, done in zip(s.act_changes, block.act_values, state.happened, strict=True):
        todo += [(how, f, v, done) for (how, part, f), v in zip(act, values, strict=True) if part == name]
    for how, field, value, active in todo:
        if field in inputs._fields:
            inputs = inputs._replace(**{field: _after(how, getattr(inputs, field), value, active)})
        else:
            params = params._replace(**{field: _after(how, getattr(params, field), value, active)})
    return inputs, params


def _after(how: str, was: Array, value: Array, active: Array) -> Array:
    now = value if how == "set" else was * value if how == "times" else was + value
    return namespace(was).where(active, now, was)


def _fed(s: Structure, name: str, inputs: Any, world: dict[str, Array]) -> Any:
    """What is not finite at the source (a mechanism further down, in the first month) leaves the case's own input."""
    for source, part, field in s.feeds:
        if part == name:
            was, now = getattr(inputs, field), world[source]
            xp = namespace(now)
            inputs = inputs._replace(**{field: xp.where(xp.isfinite(now), now, was)})
    return inputs


def _any(before: Array, masks: tuple[Array, ...]) -> Array:
    for mask in masks:
        before = before | mask
    return before


def _acts(
    s: Structure, block: Block, world: dict[str, Array], happened: tuple[Array, ...], chances: tuple[Array, ...]
) -> tuple[Array, ...]:
    waits = []
    for k, rate in enumerate(block.rates):
        xp = namespace(rate)
        moved = rate
        for name in s.moved_by[k]:
            moved = moved * xp.exp(world[name])
        free = happened[k] ^ True
        for other in s.after[k]:
            free = free & happened[other]
        for other in s.rivals[k]:
            free = free & (happened[other] ^ True)
        waits.append(xp.where(free, -xp.log1p(-chances[k]) / moved, xp.inf))
    return tuple(_first(waits, k, s.rivals[k], happened[k]) for k in range(len(waits)))


def _first(waits: list[Array], k: int, rivals: tuple[int, ...], done: Array) -> Array:
    comes = waits[k] < 1
    for other in rivals:
        comes = comes & (waits[k] < waits[other])
    return done | comes
