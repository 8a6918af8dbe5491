"""A chain carried beyond its last month under supposed acts, read through the same signal table as reported ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from estimative.domain import CHANNELS, Chain, DidNotConverge

from . import kernel
from .factors import factors
from .grid import WEIGHTS, Grid, category, grid
from .posterior import EDGE, WIDENINGS, Posterior
from .tables import Tables

Array = NDArray[np.float64]
AT_ONCE = 256  # histories in one call; fixed, as it is part of the bytes


@dataclass(frozen=True, slots=True)
class Supposed:
    """An act that is supposed to happen in month `month` (0: the first beyond the posterior), taken as true; `entry`
    is its key in the signal table."""

    month: int
    entry: str


def project(posterior: Posterior, chain: Chain, months: int, histories: Sequence[Sequence[Supposed]]) -> Array:
    """Levels (time, level, rival, history) of `chain` in the `months` after the posterior's last, filtered: what one
    would think then, had these acts happened. A summary of simulated acts, never scored.

    Raises DidNotConverge if the grid stays too narrow."""
    for widen in range(WIDENINGS):
        found, edge = _project(posterior, chain, months, histories, widen)
        if edge < EDGE:
            return found
    raise DidNotConverge(f"mass {edge:.1e} at the edge of the grid", where=chain.id, mend="simulate fewer months")


def _project(
    posterior: Posterior, chain: Chain, months: int, histories: Sequence[Sequence[Supposed]], widen: int
) -> tuple[Array, float]:
    setting = posterior.setting
    dynamics = setting.tables.dynamics
    window = setting.last - setting.first + 1 + months
    line = grid(dynamics, dynamics.scale[CHANNELS[chain.channel].kind], window, widen)
    with kernel.float64():
        start = last_mass(posterior, chain, line)
        parts = [
            _carried(start, _likelihood(histories[i : i + AT_ONCE], months, line, setting.tables), line)
            for i in range(0, len(histories), AT_ONCE)
        ]
    edge = max(p[1] for p in parts)
    levels = np.concatenate([p[0] for p in parts], axis=-1)
    return levels, edge


def last_mass(posterior: Posterior, chain: Chain, line: Grid) -> jax.Array:
    """Mass (node, rival, cell) at the last month of the posterior, averaged over its outer draws."""
    s = posterior.setting
    signals = next((c.signals for c in posterior.chains if c.chain == chain), ())
    said = factors(signals, s.weights, s.tables, line, s.first, s.last, s.draws * s.rivals)
    last: jax.Array = _last(kernel.model(line, said), line.drop)
    return last.reshape(len(WEIGHTS), s.rivals, s.draws, len(line.x)).mean(2)


@partial(jax.jit, static_argnames="drop")
def _last(m: kernel.Model, drop: int) -> jax.Array:
    return kernel.forward(m, drop)[0][-1]


def _likelihood(histories: Sequence[Sequence[Supposed]], months: int, line: Grid, tables: Tables) -> Array:
    """(time, rival, history, cell)."""
    found = np.ones((months, len(tables.rivals), len(histories), len(line.x)))
    for h, history in enumerate(histories):
        for act in history:
            for r, rival in enumerate(tables.rivals):
                low, high = rival.signals.levels(act.entry)
                found[act.month, r, h] *= category(line, tables.dynamics, low, high)
    return found


def _carried(start: jax.Array, likelihood: Array, line: Grid) -> tuple[Array, float]:
    months, rivals, histories, cells = likelihood.shape
    first = jnp.broadcast_to(start[:, :, None, :], (len(WEIGHTS), rivals, histories, cells))
    flat = jnp.asarray(likelihood.reshape(months, rivals * histories, cells))
    masses, edge = _forward(first.reshape(len(WEIGHTS), -1, cells), flat, line.steps, line.member)
    levels = np.asarray(masses).reshape(months, rivals, histories, -1)
    return levels.transpose(0, 3, 1, 2), float(edge)


@partial(jax.jit)
def _forward(
    start: jax.Array, likelihood: jax.Array, steps: jax.Array, member: jax.Array
) -> tuple[jax.Array, jax.Array]:
    def month(mass: jax.Array, said: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
        joint = kernel.step(mass, steps) * said
        joint = joint / joint.sum((0, 2))[None, :, None]
        edge = jnp.stack([joint[..., :2].sum((0, 2)), joint[..., -2:].sum((0, 2))]).max()
        return joint, (jnp.einsum("ndg,gl->dl", joint, member), edge)

    masses, edges = jax.lax.scan(month, start, likelihood)[1]
    return masses, edges.max()
