"""The arrays of one block of draws, made on the host from named streams: any block can be made alone."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from estimative.cases import Act, Change, Counted
from estimative.domain import PartialDate
from estimative.mechanisms import draws, quantile, short, uniforms

from .plan import Part, Plan

Floats = NDArray[np.float64]
BLOCK = 2048  # draws computed at once; part of the result's identity, so fixed


class Block(NamedTuple):
    """All leaves (draw,) unless said otherwise. `inputs` and `params` per part; `values` per change, those of the plan
    first and of the acts after; `active` (time,) per change of the plan; `rates` per act, a month; `noise` per part,
    (time, draw) each; `chances` per act, (time, draw); `clock` (time,) counts."""

    inputs: tuple[Any, ...]
    params: tuple[Any, ...]
    values: tuple[Floats, ...]
    act_values: tuple[tuple[Floats, ...], ...]
    active: tuple[NDArray[np.bool_], ...]
    rates: tuple[Floats, ...]
    noise: tuple[tuple[Floats, ...], ...]
    chances: tuple[Floats, ...]
    clock: NDArray[np.int64]


def block(plan: Plan, start: int, size: int = BLOCK) -> Block:
    """Draws `start` to `start + size`. Streams are named by what they move, never by scenario: scenarios are paired."""
    months = [PartialDate(label[:7]) for label in plan.labels]
    arrays = [_arrays(p, plan.seed, start, size) for p in plan.parts]
    return Block(
        inputs=tuple(a[0] for a in arrays),
        params=tuple(a[1] for a in arrays),
        values=tuple(_value(c, f"{c.target}/{c.since or 'start'}", plan.seed, start, size) for c in plan.changes),
        act_values=tuple(
            tuple(_value(c, f"act/{a.id}/{c.target}", plan.seed, start, size) for c in a.changes) for a in plan.acts
        ),
        active=tuple(
            np.array([on and c.covers(m) for m in months]) for c, on in zip(plan.changes, plan.on, strict=True)
        ),
        rates=tuple(_rate(a, plan.seed, start, size) for a in plan.acts),
        noise=tuple(_noise(p, plan, start, size) for p in plan.parts),
        chances=tuple(_monthly(f"act/{a.id}", plan, start, size) for a in plan.acts),
        clock=np.arange(plan.months),
    )


def _arrays(part: Part, seed: int, start: int, size: int) -> tuple[Any, Any]:
    found = {short(k): v for k, v in draws(part.parameters, seed, size, start).items()}
    unknown = np.full(size, np.nan)
    makers = (part.mechanism.Inputs, part.mechanism.Params)
    inputs, params = (m(*(found.get(n, unknown) for n in m._fields)) for m in makers)  # type: ignore[attr-defined]
    return inputs, params


def _value(change: Change, name: str, seed: int, start: int, size: int) -> Floats:
    return quantile(change.prior, uniforms(seed, name, size, start))


def _rate(act: Act, seed: int, start: int, size: int) -> Floats:
    """Monthly rates. Counts give Gamma(n + 1/2, exposure), the Jeffreys posterior of a Poisson rate."""
    u = uniforms(seed, f"act/{act.id}/rate", size, start)
    if isinstance(act.rate, Counted):
        return np.asarray(gammaincinv(act.rate.events + 0.5, u)) / (act.rate.exposure_years * 12)
    return quantile(act.rate.prior, u)


def _noise(part: Part, plan: Plan, start: int, size: int) -> tuple[Floats, ...]:
    dynamics = part.mechanism.dynamics
    names = (f"{part.mechanism.name}/noise/{k}" for k in range(dynamics.noises if dynamics else 0))
    return tuple(_monthly(name, plan, start, size) for name in names)


def _monthly(name: str, plan: Plan, start: int, size: int) -> Floats:
    """(time, draw); a month has a stream of its own, so that a longer run begins like a shorter one."""
    return np.stack([uniforms(plan.seed, f"{name}@{t}", size, start) for t in range(plan.months)])
