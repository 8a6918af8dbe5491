"""The posterior of every chain: each by itself, over the same draws of origins, coder and rival tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from estimative.domain import CHANNELS, BadInput, Chain, DidNotConverge, Kind, Sense, Signal

from . import kernel
from .factors import Factors, factors, unused
from .grid import Grid, grid
from .tables import Tables, TruthTable
from .truth import Reliability, truth_weight

Array = NDArray[np.float64]
EDGE = 1e-6  # largest mass allowed at the edge of the grid
WIDENINGS = 3
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What all chains share. `weights` are truth weights by signal id, (rival, draw); `draws` is per rival."""

    tables: Tables
    first: int
    last: int
    weights: Mapping[str, Array]
    draws: int
    seed: int

    @property
    def rivals(self) -> int:
        return len(self.tables.rivals)


@dataclass(frozen=True, slots=True, eq=False)
class ChainPosterior:
    """Levels as (time, level, rival), averaged over the draws of each rival; 5, 50, 95 % quantiles of the latent line
    as (time, quantile), over all rivals; `edge` is the mass at the grid's edge."""

    chain: Chain
    signals: tuple[Signal, ...]
    grid: Grid
    factors: Factors
    filtered: Array
    smoothed: Array
    filtered_line: Array
    smoothed_line: Array
    edge: float


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """All chains, sorted, over the months of the setting."""

    setting: Setting
    chains: tuple[ChainPosterior, ...]
    signals: tuple[Signal, ...]


def posterior(
    signals: Sequence[Signal],
    chains: Sequence[Chain],
    first: int,
    last: int,
    tables: Tables,
    seed: int,
    draws: int = 32,
    exposure: Collection[Chain] = frozenset(),
) -> Posterior:
    """Posterior of `chains`, and of any other chain that has a signal, in months `first`..`last`, both included.

    `draws` outer draws are shared evenly by the rivals. Raises BadInput for an empty window, a chain whose
    channel has no level in its sense, or two signals with one id; DidNotConverge if the grid stays too narrow.
    """
    everyone = sorted({*chains, *(s.chain for s in signals)})
    _check(signals, everyone, first, last)
    each = max(draws // len(tables.rivals), 1)
    setting = Setting(tables, first, last, _weights(signals, tables, seed, each), each, seed)
    own: dict[Chain, list[Signal]] = {chain: [] for chain in everyone}
    for signal in sorted(signals, key=lambda s: s.id):
        own[signal.chain].append(signal)
    blank = cache(lambda like: _chain(like, (), setting, False))
    first_of = {CHANNELS[c.channel].kind: c for c in reversed(everyone)}
    found = []
    for chain, heard in own.items():
        if chain in exposure or any(not unused(s, first, last) for s in heard):
            found.append(_chain(chain, tuple(heard), setting, chain in exposure))
        else:
            found.append(replace(blank(first_of[CHANNELS[chain.channel].kind]), chain=chain, signals=tuple(heard)))
    return Posterior(setting, tuple(found), tuple(sorted(signals, key=lambda s: s.id)))


def _weights(signals: Sequence[Signal], tables: Tables, seed: int, draws: int) -> dict[str, Array]:
    reliability = Reliability(signals, seed, draws)

    def weight(signal: Signal, table: TruthTable) -> Array:
        return np.broadcast_to(truth_weight(signal, table, reliability.origins, reliability.coder), (draws,))

    return {s.id: np.stack([weight(s, rival.truth) for rival in tables.rivals]) for s in signals}


def _chain(chain: Chain, signals: tuple[Signal, ...], setting: Setting, exposed: bool) -> ChainPosterior:
    """Exact inference on one chain, on a wider grid if its edges hold mass."""
    dynamics = setting.tables.dynamics
    scale, edge = dynamics.scale[CHANNELS[chain.channel].kind], 1.0
    for widen in range(WIDENINGS):
        line = grid(dynamics, scale, setting.last - setting.first + 1, widen)
        said = factors(
            signals, setting.weights, setting.tables, line, setting.first, setting.last,
            setting.draws * setting.rivals, exposed,
        )  # fmt: skip
        result = kernel.levels(line, said)
        edge = float(result.edge)
        if edge < EDGE:
            filtered, smoothed = (_by_rival(np.asarray(m), setting.rivals) for m in (result.filtered, result.smoothed))
            then, now = (_quantiles(line, np.asarray(m)) for m in (result.filtered_line, result.smoothed_line))
            return ChainPosterior(chain, signals, line, said, filtered, smoothed, then, now, edge)
    raise DidNotConverge(f"mass {edge:.1e} at the edge of the grid", where=chain.id, mend="shorten the window")


def _by_rival(masses: Array, rivals: int) -> Array:
    """(time, rival x draw, level) to (time, level, rival)."""
    time, _, size = masses.shape
    return np.asarray(masses.reshape(time, rivals, -1, size).mean(axis=2).transpose(0, 2, 1))


def _quantiles(line: Grid, masses: Array) -> Array:
    """Quantiles (time, quantile) of masses (time, cell), each cell's mass spread evenly over it."""
    step = line.x[1] - line.x[0]
    edges = np.append(line.x - step / 2, line.x[-1] + step / 2)
    below = np.pad(np.cumsum(masses, axis=1), ((0, 0), (1, 0)))
    return np.array([np.interp(QUANTILES, row, edges) for row in below])


def _check(signals: Sequence[Signal], chains: Sequence[Chain], first: int, last: int) -> None:
    if first > last:
        raise BadInput(f"the window {first}..{last} is empty", mend="give the first month before the last")
    if len({s.id for s in signals}) < len(signals):
        raise BadInput("two signals have one id", mend="give one signal per proposition and rung")
    for chain in chains:
        if not has_level(chain):
            raise BadInput(f"channel {chain.channel!r} has no level of {chain.sense}", where=chain.id)


def has_level(chain: Chain) -> bool:
    """Whether a chain's channel is estimated in its sense (sanctions, conflict: hostility only; ideational: none)."""
    channel = CHANNELS.get(chain.channel)
    if channel is None or channel.kind is Kind.CONTEXT:
        return False
    return {Sense.SUPPORT: channel.support, Sense.HOSTILITY: channel.hostility}.get(chain.sense, True)
