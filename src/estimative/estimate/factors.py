"""What the signals of one chain say in each month: factors on the grid, and the odds of an ending or a slow-down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import CHANNELS, Kind, Level, Sense, Signal, SignalKind

from .grid import Grid, category
from .tables import Dynamics, Tables

Array = NDArray[np.float64]
SLOTS = (8, 32, 128, 512, 2048, 8192)  # sizes a kernel is compiled for


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """`likelihood` (slot, draw, cell) with `slot` (time) pointing into it, slot 0 all ones; `ending` and `slowdown`
    probabilities (time, draw); `informed` (time) where anything speaks. Draws run over rivals first."""

    likelihood: Array
    slot: NDArray[np.int32]
    ending: Array
    slowdown: Array
    informed: NDArray[np.bool_]


def unused(signal: Signal, first: int, last: int) -> str:
    """Why a signal cannot speak in the window, or an empty string."""
    if signal.start > last:
        return "after the window"
    if signal.end < first and CHANNELS[signal.chain.channel].kind is not Kind.STANDING:
        return "before the window"
    if signal.kind is SignalKind.CEILING and signal.chain.sense is Sense.HOSTILITY:
        return "a good not given says nothing about hostility"
    return ""


def months(signal: Signal, first: int, last: int, dynamics: Dynamics) -> range:
    """Positions in the window that a signal speaks for; relations and ceilings only for the end of their interval."""
    start, end = (min(max(m, first), last) for m in (signal.start, signal.end))
    if signal.kind in (SignalKind.RELATION, SignalKind.CEILING):
        start = max(start, end - dynamics.relation_window + 1)
    return range(start - first, end - first + 1)


def factors(
    signals: Sequence[Signal],
    weights: Mapping[str, Array],
    tables: Tables,
    grid: Grid,
    first: int,
    last: int,
    draws: int,
    exposed: bool = False,
) -> Factors:
    """Factors of one chain. `weights` are truth weights by signal id, (rival, draw), `draws` in all."""
    used = sorted((s for s in signals if not unused(s, first, last)), key=lambda s: s.id)
    size = last - first + 1
    ending, slowdown = np.zeros((size, draws)), np.zeros((size, draws))
    spoken: list[list[int]] = [[] for _ in range(size)]
    values: list[Array] = []
    for signal in used:
        span = months(signal, first, last, tables.dynamics)
        if signal.kind in (SignalKind.ENDING, SignalKind.SLOWDOWN):
            target = ending if signal.kind is SignalKind.ENDING else slowdown
            target[span] = 1 - (1 - target[span]) * (1 - _hazard(weights[signal.id].ravel(), len(span)))
            continue
        for month in span:
            spoken[month].append(len(values))
        values.append(_factor(signal, used, weights[signal.id], tables, grid) ** (1 / len(span)))
    moved = (ending + slowdown).any(axis=1)
    heard = np.array([bool(s) for s in spoken]) | moved
    silence = np.broadcast_to(_silence(tables.dynamics, grid), (draws, len(grid.x))) if exposed else None
    slot, rows = _slots(spoken, values, heard, silence, (draws, len(grid.x)))
    return Factors(rows, slot, ending, slowdown, heard | exposed)


def _factor(signal: Signal, used: Sequence[Signal], weight: Array, tables: Tables, grid: Grid) -> Array:
    """Likelihood of one signal, (rival x draw, cell): true with its weight, else flat."""
    rows = []
    for rival, w in zip(tables.rivals, weight, strict=True):
        low, high = rival.signals.levels(signal.entry)
        if signal.kind is SignalKind.CEILING:
            given = [rival.signals.levels(s.entry)[1] for s in used if _protects(s, signal)]
            bound = max([Level(max(high - 1, 0)), *given])
            rows.append(w[:, None] * (grid.level <= bound) + (1 - w[:, None]))
        else:
            said, flat = category(grid, tables.dynamics, low, high), (high - low + 1) / len(Level)
            rows.append(w[:, None] * said + (1 - w[:, None]) * flat)
    power = tables.dynamics.relation_information if signal.kind is SignalKind.RELATION else 1.0
    return np.asarray(np.concatenate(rows) ** power)


def _protects(other: Signal, ceiling: Signal) -> bool:
    """Whether another good was already given when this one was withheld."""
    given = other.kind in (SignalKind.ACT, SignalKind.RELATION) and other.start <= ceiling.end
    return given and (other.good is None or other.good != ceiling.good)


def _hazard(weight: Array, size: int) -> Array:
    """Monthly hazards (time, draw) of a change that happened, with probability `weight`, in one of `size` months."""
    each = weight / size
    return np.asarray(each / (1 - np.arange(size)[:, None] * each))


def _silence(dynamics: Dynamics, grid: Grid) -> Array:
    """P(no report | x) where reporting is measured: Poisson, at the level's rate."""
    return np.asarray(np.exp(-np.array(dynamics.exposure_rates)[grid.level]))


def _slots(
    spoken: Sequence[list[int]],
    values: Sequence[Array],
    heard: NDArray[np.bool_],
    silence: Array | None,
    shape: tuple[int, int],
) -> tuple[NDArray[np.int32], Array]:
    """Months with the same factors share a slot; the number of slots is padded to a compiled size."""
    place: dict[tuple[int, ...], int] = {(): 0}
    slot = np.array([place.setdefault(tuple(s), len(place)) for s in spoken], dtype=np.int32)
    rows = [np.ones(shape)]
    rows += [np.prod([values[i] for i in key], axis=0) for key in place if key]
    if silence is not None:
        slot[~heard] = len(rows)
        rows.append(silence)
    padded = next(n for n in SLOTS if n >= len(rows))
    return slot, np.concatenate([np.stack(rows), np.ones((padded - len(rows), *shape))])
