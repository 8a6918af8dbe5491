"""The arrays of one block of draws, made on the host from named streams: any block can be made alone."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from estimative.cases import Counted, Monthly
from estimative.domain import PartialDate, Prior
from estimative.mechanisms import quantile, short, uniforms

from .entries import act_change_name, rate_name, stream_name
from .plan import Part, Plan

Floats = NDArray[np.float64]
Source = Callable[[str, int, int], Floats]
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


def block(plan: Plan, start: int, size: int = BLOCK, source: Source | None = None) -> Block:
    """Draws `start` to `start + size`. Streams are named by what they move, never by scenario: scenarios are paired.
    `source(name, size, start)` gives the uniforms of a stream; by default Philox's, keyed with the plan's seed."""
    months = [PartialDate(label[:7]) for label in plan.labels]
    draw = _Draw(source or partial(uniforms, plan.seed), start, size, plan.months)
    arrays = [_arrays(p, draw) for p in plan.parts]
    return Block(
        inputs=tuple(a[0] for a in arrays),
        params=tuple(a[1] for a in arrays),
        values=tuple(draw.of(c.prior, stream_name(c)) for c in plan.changes),
        act_values=tuple(tuple(draw.of(c.prior, act_change_name(a.id, c)) for c in a.changes) for a in plan.acts),
        active=tuple(
            np.array([on and c.covers(m) for m in months]) for c, on in zip(plan.changes, plan.on, strict=True)
        ),
        rates=tuple(draw.of(a.rate, rate_name(a)) for a in plan.acts),
        noise=tuple(_noise(p, draw) for p in plan.parts),
        chances=tuple(draw.monthly(f"act/{a.id}") for a in plan.acts),
        clock=np.arange(plan.months),
    )


def value(prior: Prior | Counted | Monthly, u: Floats) -> Floats:
    """What a stream's uniforms stand for. Counts give Gamma(n + 1/2, exposure), the Jeffreys posterior of a Poisson
    rate, a month."""
    if isinstance(prior, Counted):
        return np.asarray(gammaincinv(prior.events + 0.5, u)) / (prior.exposure_years * 12)
    return quantile(prior.prior if isinstance(prior, Monthly) else prior, u)


class _Draw(NamedTuple):
    source: Source
    start: int
    size: int
    months: int

    def of(self, prior: Prior | Counted | Monthly, name: str) -> Floats:
        if isinstance(prior, Prior) and prior.kind == "point":
            return np.full(self.size, float(prior.args[0]))
        return value(prior, self.source(name, self.size, self.start))

    def monthly(self, name: str) -> Floats:
        """(time, draw); a month has a stream of its own, so that a longer run begins like a shorter one."""
        return np.stack([self.source(f"{name}@{t}", self.size, self.start) for t in range(self.months)])


def _arrays(part: Part, draw: _Draw) -> tuple[Any, Any]:
    found = {short(p.id): draw.of(p.prior, p.id) for p in part.parameters}
    unknown = np.full(draw.size, np.nan)
    makers = (part.mechanism.Inputs, part.mechanism.Params)
    inputs, params = (m(*(found.get(n, unknown) for n in m._fields)) for m in makers)
    return inputs, params


def _noise(part: Part, draw: _Draw) -> tuple[Floats, ...]:
    dynamics = part.mechanism.dynamics
    count = dynamics.noises if dynamics else 0
    return tuple(draw.monthly(f"{part.mechanism.name}/noise/{k}") for k in range(count))
