"""Coherent latent paths by backward sampling."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from estimative.domain import Level

from . import kernel
from .kernel import Model
from .posterior import ChainPosterior, Posterior
from .streams import fold_in

Ints = NDArray[np.int64]
BLOCK = 128  # draws sampled at once; part of the result, so fixed


def paths(posterior: Posterior, key: jax.Array, draws: int) -> xr.Dataset:
    """`latent` (time, chain, draw) in level widths and `level` (time, chain, draw) as indices of `Level`.

    A draw takes one rival (coordinate `rival`) and one outer draw (origins, coder), the same for all chains; given
    those, the chains are independent and each is drawn from its exact posterior. `key` is a `jax.random` key; a
    chain's stream is named after it, so that another chain never changes it.
    """
    outer = np.asarray(jax.random.randint(fold_in(key, "outer"), (draws,), 0, posterior.setting.draws), dtype=np.int64)
    rival = np.arange(draws) % posterior.setting.rivals
    which = rival * posterior.setting.draws + outer
    with kernel.float64():
        found = [_sample(c, fold_in(key, c.chain.id), which) for c in posterior.chains]
    axes = ("time", "chain", "draw")
    cells = np.stack(found, axis=1)
    latent = np.stack([c.grid.x[cells[:, i]] for i, c in enumerate(posterior.chains)], axis=1)
    level = np.stack([c.grid.level[cells[:, i]] for i, c in enumerate(posterior.chains)], axis=1)
    return xr.Dataset(
        {"latent": (axes, latent, {"units": "level widths"}), "level": (axes, level, {"units": "level"})},
        coords={
            "time": np.arange(posterior.setting.first, posterior.setting.last + 1),
            "chain": [c.chain.id for c in posterior.chains],
            "rival": ("draw", [posterior.setting.tables.rivals[r].name for r in rival]),
        },
        attrs={"levels": " ".join(level.word for level in Level)},
    )


def _sample(chain: ChainPosterior, key: jax.Array, which: Ints) -> Ints:
    """Cells (time, draw), in blocks of one size, each with a stream of its own."""
    months, model = len(chain.factors.slot), kernel.model(chain.grid, chain.factors)
    found = []
    for block in range(0, len(which), BLOCK):
        chosen = np.resize(which[block : block + BLOCK], BLOCK)
        uniform = jax.random.uniform(jax.random.fold_in(key, block), (months + 1, BLOCK), dtype=jnp.float64)
        found.append(np.asarray(_backward_sample(model, chosen, uniform, chain.grid.drop)))
    return np.concatenate(found, axis=1)[:, : len(which)]


@partial(jax.jit, static_argnames="drop")
def _backward_sample(m: Model, which: jax.Array, uniform: jax.Array, drop: int) -> jax.Array:
    """Cells (time, draw): x_T from its filtered mass, then x_{t-1} in proportion to filtered_{t-1}(x) M_t(x -> x_t)."""
    filtered = kernel.forward(m, drop)[0][:, :, which]
    nodes = filtered[-1].sum(-1)
    node = _pick(nodes.T, uniform[-1])
    own = jnp.take_along_axis(filtered, node[None, None, :, None], axis=1)[:, 0]
    last = _pick(own[-1], uniform[-2])

    def month(later: jax.Array, t: tuple[jax.Array, ...]) -> tuple[jax.Array, jax.Array]:
        now, ending, slowdown, u = t
        there = jax.nn.one_hot(later, m.prior.shape[0], dtype=now.dtype)[None]
        told = kernel.change_back(there, ending[which], slowdown[which], m.restart, drop)[0]
        reach = jnp.einsum("dh,ngh->ndg", told, m.steps)
        cell = _pick(now * jnp.take_along_axis(reach, node[None, :, None], axis=0)[0], u)
        return cell, cell

    times = (own[:-1], m.ending[1:], m.slowdown[1:], uniform[:-2])
    earlier = jax.lax.scan(month, last, times, reverse=True)[1]
    return jnp.concatenate([earlier, last[None]])


def _pick(mass: jax.Array, uniform: jax.Array) -> jax.Array:
    """Index along the last axis, by inverse cumulative mass."""
    total = jnp.cumsum(mass, axis=-1)
    return (total < uniform[:, None] * total[:, -1:]).sum(-1)
