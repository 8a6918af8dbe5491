"""The loop compiled for all draws of a block, and its readable twins: NumPy month by month, floats draw by draw."""

from collections.abc import Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

import jax
import numpy as np
from numpy.typing import NDArray

from estimative.estimate.kernel import float64

from .block import Block
from .loop import Month, Structure, begin, step

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Paths(NamedTuple):
    """`outputs` (time, output, draw) in the order of the plan's names; `happened` (time, act, draw): has happened by
    the end of the month; `outside` (part, draw): ever outside the mechanism's validity."""

    outputs: Floats
    happened: Bools
    outside: Bools


class Places(NamedTuple):
    """Where each array of a block lies: in which stack, and at which place."""

    tree: Any
    where: tuple[tuple[int, int], ...]


def room(s: Structure, months: int, draws: int) -> Paths:
    """Memory for the paths of so many draws."""
    shapes = ((months, len(s.names)), (months, len(s.moved_by)), (len(s.mechanisms),))
    kinds = (float, bool, bool)
    return Paths(*(np.empty((*shape, draws), kind) for shape, kind in zip(shapes, kinds, strict=True)))


def run(s: Structure, block: Block, paths: Paths | None = None) -> Paths:
    """Compiled; float64 within the call. The arrays of `paths`, if given, are filled."""
    paths = paths or room(s, _months(block), _size(block))
    with float64():
        packs, places = _packed(block)
        seen, outside = _compiled(s, places, packs)
    for whole, arrays in ((paths.outputs, seen.outputs), (paths.happened, seen.happened)):
        for k, a in enumerate(arrays):
            whole[:, k] = a
    paths.outside[:] = outside
    return paths


@partial(jax.jit, static_argnums=(0, 1))
def _compiled(s: Structure, places: Places, packs: Sequence[Any]) -> Any:
    xp = jax.numpy
    block = _unpacked(places, packs)
    size = _size(block)

    def month(state: Any, now: Month) -> Any:
        after, seen = step(s, block, state, now)
        return after, jax.tree.map(lambda a: xp.broadcast_to(a, (size,)), seen)

    times = Month(block.active, block.noise, block.chances, block.clock)
    unknown, never = xp.full(size, xp.nan), xp.zeros(size, bool)
    last, seen = jax.lax.scan(month, begin(s, block, unknown, never), times)
    return seen, _stack(xp, last.outside, size, bool)


def _packed(block: Block) -> tuple[list[Any], Places]:
    """The block's arrays, stacked by shape and kind: a call with hundreds of arguments costs milliseconds."""
    leaves, tree = jax.tree.flatten(block)
    kinds = list(dict.fromkeys((a.shape, a.dtype.str) for a in leaves))
    groups: list[list[Any]] = [[] for _ in kinds]
    where = []
    for a in leaves:
        k = kinds.index((a.shape, a.dtype.str))
        where.append((k, len(groups[k])))
        groups[k].append(a)
    return [np.stack(g) for g in groups], Places(tree, tuple(where))


def _unpacked(places: Places, packs: Sequence[Any]) -> Block:
    found: Block = jax.tree.unflatten(places.tree, [packs[k][n] for k, n in places.where])
    return found


def run_months(s: Structure, block: Block) -> Paths:
    """The same in NumPy, a Python loop over months."""
    size, months = _size(block), _months(block)
    state = begin(s, block, np.full(size, np.nan), np.zeros(size, bool))
    outputs, happened = [], []
    with np.errstate(all="ignore"):
        for t in range(months):
            now = Month(*jax.tree.map(itemgetter(t), (block.active, block.noise, block.chances, block.clock)))
            state, seen = step(s, block, state, now)
            outputs.append(_stack(np, seen.outputs, size))
            happened.append(_stack(np, seen.happened, size, bool))
    return Paths(np.stack(outputs), np.stack(happened), _stack(np, state.outside, size, bool))


def run_draws(s: Structure, block: Block) -> Paths:
    """The slow twin: one draw after the other, one month after the other, in plain floats."""
    return _joined([_one(s, block, d) for d in range(_size(block))])


def _one(s: Structure, block: Block, d: int) -> Paths:
    timed: dict[str, Any] = {"active": (), "noise": (), "chances": (), "clock": ()}
    own = Block(**jax.tree.map(lambda a: float(a[d]), block._asdict() | timed))._replace(clock=block.clock)
    state = begin(s, own, float("nan"), False)
    outputs, happened = [], []
    for t in range(_months(block)):
        active = tuple(bool(a[t]) for a in block.active)
        noise = tuple(tuple(float(n[t, d]) for n in part) for part in block.noise)
        chances = tuple(float(c[t, d]) for c in block.chances)
        state, seen = step(s, own, state, Month(active, noise, chances, t))
        outputs.append(np.array(seen.outputs, float).reshape(-1))
        happened.append(np.array(seen.happened, bool).reshape(-1))
    return Paths(np.stack(outputs), np.stack(happened), np.array(state.outside, bool).reshape(-1))


def _joined(ones: list[Paths]) -> Paths:
    return Paths(*(np.stack(parts, axis=-1) for parts in zip(*ones, strict=True)))


def _size(block: Block) -> int:
    return int(jax.tree.leaves((block.rates, block.inputs))[0].shape[0])


def _months(block: Block) -> int:
    return len(block.clock)


def _stack(xp: Any, arrays: tuple[Any, ...], size: int, kind: Any = float) -> Any:
    """(k, draw), also for none."""
    full = [xp.broadcast_to(xp.asarray(a), (size,)) for a in arrays]
    return xp.stack(full) if full else xp.zeros((0, size), kind)
