"""Forward-backward on the grid for one chain, all draws at once. Float64, scoped to the call.

State (n, x): n the scale node, which never changes, x the cell. With f the factor of month t,
    predicted_t = M_t filtered_{t-1},   filtered_t = f_t predicted_t / z_t,   backward_{t-1} = M_t' (f_t backward_t).
M_t: the heavy-tailed step; then, with its probability, a slow-down (down by `drop` cells); then, with its probability,
an ending (a new start from `restart`). Axes: n scale node, d draw, g cell, h cell of the next month.
"""

import os
from contextlib import AbstractContextManager, suppress
from functools import cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from platformdirs import user_cache_path

from .factors import Factors
from .grid import WEIGHTS, Grid

Pair = tuple[jax.Array, jax.Array]


class Model(NamedTuple):
    steps: jax.Array  # (n, g, h)
    prior: jax.Array  # (g,)
    restart: jax.Array  # (g,)
    member: jax.Array  # (g, level)
    likelihood: jax.Array  # (slot, d, g)
    slot: jax.Array  # (time,)
    ending: jax.Array  # (time, d)
    slowdown: jax.Array  # (time, d)


class Levels(NamedTuple):
    """Masses (time, draw, level); the same (time, cell), averaged over draws; log evidence (time, draw); the largest
    mass in the two cells at either edge."""

    filtered: jax.Array
    smoothed: jax.Array
    filtered_line: jax.Array
    smoothed_line: jax.Array
    evidence: jax.Array
    edge: jax.Array


def model(grid: Grid, factors: Factors) -> Model:
    """Arrays of one chain; call it inside `float64`."""
    lines = (grid.steps, grid.prior, grid.restart, grid.member)
    said = (factors.likelihood, factors.slot, factors.ending, factors.slowdown)
    return Model(*(jnp.asarray(a) for a in (*lines, *said)))


def levels(grid: Grid, factors: Factors) -> Levels:
    """Filtered and smoothed masses of the five levels, normalised for each draw."""
    with float64():
        found: Levels = _levels(model(grid, factors), grid.drop)
        return Levels(*(a.block_until_ready() for a in found))


def float64() -> AbstractContextManager[None]:
    """Double precision within the block, never globally."""
    _keep_compiled()
    scope: AbstractContextManager[None] = jax.enable_x64(True)
    return scope


@cache
def _keep_compiled() -> None:
    """Keep compiled kernels in the user's cache, if there is one and the user has set no other place for them."""
    config: Any = jax.config
    place = user_cache_path("estimative") / "kernels"
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
    if config.jax_compilation_cache_dir is None and os.access(place, os.W_OK):
        config.update("jax_compilation_cache_dir", str(place))
        config.update("jax_persistent_cache_min_compile_time_secs", 0.2)


def step(mass: jax.Array, steps: jax.Array) -> jax.Array:
    return jnp.einsum("ndg,ngh->ndh", mass, steps)


def change(mass: jax.Array, ending: jax.Array, slowdown: jax.Array, restart: jax.Array, drop: int) -> jax.Array:
    """A slow-down, then an ending, each with its probability (d,)."""
    s, e = slowdown[None, :, None], ending[None, :, None]
    slowed = (1 - s) * mass + s * _lower(mass, drop)
    return (1 - e) * slowed + e * slowed.sum(-1, keepdims=True) * restart


def change_back(value: jax.Array, ending: jax.Array, slowdown: jax.Array, restart: jax.Array, drop: int) -> jax.Array:
    """The transpose of `change`."""
    s, e = slowdown[None, :, None], ending[None, :, None]
    kept = (1 - e) * value + e * (value @ restart)[..., None]
    return (1 - s) * kept + s * _from_lower(kept, drop)


def _lower(mass: jax.Array, drop: int) -> jax.Array:
    moved = jnp.concatenate([mass[..., drop:], jnp.zeros_like(mass[..., :drop])], axis=-1)
    return moved.at[..., 0].add(mass[..., :drop].sum(-1))


def _from_lower(value: jax.Array, drop: int) -> jax.Array:
    floor = jnp.broadcast_to(value[..., :1], (*value.shape[:-1], drop))
    return jnp.concatenate([floor, value[..., : value.shape[-1] - drop]], axis=-1)


def forward(m: Model, drop: int) -> tuple[jax.Array, jax.Array]:
    """Filtered masses (time, n, d, g), each (n, g) summing to one, and log evidence (time, d)."""

    def month(carry: Pair, t: tuple[jax.Array, ...]) -> tuple[Pair, Pair]:
        before, total = carry
        slot, ending, slowdown = t
        joint = change(before, ending, slowdown, m.restart, drop) * m.likelihood[slot]
        z = joint.sum((0, 2))
        filtered, total = joint / z[None, :, None], total + jnp.log(z)
        return (step(filtered, m.steps), total), (filtered, total)

    shape = (len(WEIGHTS), m.likelihood.shape[1], m.prior.shape[0])
    start = jnp.broadcast_to(jnp.array(WEIGHTS)[:, None, None] * m.prior, shape)
    return jax.lax.scan(month, (start, jnp.zeros(shape[1])), (m.slot, m.ending, m.slowdown))[1]


def backward(m: Model, filtered: jax.Array, drop: int) -> jax.Array:
    """Smoothed masses (time, n, d, g)."""

    def month(value: jax.Array, t: tuple[jax.Array, ...]) -> tuple[jax.Array, jax.Array]:
        slot, ending, slowdown, now = t
        joint = now * value
        told = change_back(m.likelihood[slot] * value, ending, slowdown, m.restart, drop)
        earlier = jnp.einsum("ndh,ngh->ndg", told, m.steps)
        return earlier / earlier.max((0, 2), keepdims=True), joint / joint.sum((0, 2), keepdims=True)

    times = (m.slot, m.ending, m.slowdown, filtered)
    return jax.lax.scan(month, jnp.ones_like(filtered[0]), times, reverse=True)[1]


@partial(jax.jit, static_argnames="drop")
def _levels(m: Model, drop: int) -> Levels:
    filtered, evidence = forward(m, drop)
    smoothed = backward(m, filtered, drop)
    edges = jnp.stack([filtered[..., :2], filtered[..., -2:], smoothed[..., :2], smoothed[..., -2:]])
    return Levels(
        jnp.einsum("tndg,gl->tdl", filtered, m.member),
        jnp.einsum("tndg,gl->tdl", smoothed, m.member),
        filtered.sum(1).mean(1),
        smoothed.sum(1).mean(1),
        evidence,
        edges.sum((2, 4)).max(),
    )
