"""Chains and signals drawn from the model itself, or from a world that breaks it: for recovery and calibration."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from estimative.domain import Access, Chain, Kind, Level, Signal, SignalKind, Stake, Terms, Witness

from .grid import WEIGHTS, Grid, grid, noise_nodes
from .tables import Rival, SignalTable, Tables
from .truth import truth_weight

FIRST = 24_000
ENTRIES = ("unknown/small", "unknown/some", "unknown/large", "unknown/vast", "grant/vast")  # of none to full


class Fault(StrEnum):
    """How the world breaks the model that reads it."""

    NO = "none"
    BURSTS = "bursty reports"  # half of the signals come three times, with the same error
    SHARED = "shared origins"  # one origin's report passes for four independent ones
    TABLE = "mis-set table"  # every act is read one level too high


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """`level` and `latent` (time, chain) are the truth."""

    chains: tuple[Chain, ...]
    signals: tuple[Signal, ...]
    level: NDArray[np.int64]
    latent: NDArray[np.float64]


def ladder(tables: Tables, spread: float | None = None, shift: int = 0) -> Tables:
    """One rival whose signal table names each level exactly, so that every category can be drawn.

    `spread` replaces the log standard deviation of origins; `shift` moves each reading up.
    """
    sizes = ("small", "some", "large", "vast")
    ranges = {("recurring", s): (Level(min(i + shift, 4)),) * 2 for i, s in enumerate(sizes)}
    terms: Mapping[Terms, int] = {t: int(t is Terms.GRANT and not shift) for t in Terms}
    truth = tables.rivals[0].truth
    truth = truth if spread is None else replace(truth, origin_log_sd=spread)
    rival = Rival("ladder", "for synthetic data", SignalTable(MappingProxyType(ranges), terms), truth)
    return replace(tables, rivals=(rival,))


def world(tables: Tables, seed: int, chains: int, months: int, rate: float = 0.3, fault: Fault = Fault.NO) -> World:
    """`chains` arms chains over `months`, with `rate` signals a month each, read by `ladder(tables)`."""
    random = np.random.default_rng(seed)
    line = grid(tables.dynamics, tables.dynamics.scale[Kind.RECURRING], months)
    names = tuple(Chain(f"A{i:04d}", "B", "arms") for i in range(chains))
    cells = np.stack([_path(line, random, months) for _ in names], axis=1)
    signals: list[Signal] = []
    for place, chain in enumerate(names):
        for month in range(months):
            for _ in range(random.poisson(rate)):
                signals += _report(len(signals), chain, month, line, int(cells[month, place]), tables, random, fault)
    return World(names, tuple(signals), line.level[cells], line.x[cells])


def _path(line: Grid, random: np.random.Generator, months: int) -> NDArray[np.int64]:
    node = random.choice(len(WEIGHTS), p=WEIGHTS)
    cells = [random.choice(len(line.x), p=line.prior)]
    for _ in range(months - 1):
        row = line.steps[node, cells[-1]]
        cells.append(random.choice(len(line.x), p=row / row.sum()))
    return np.array(cells)


def _report(
    number: int,
    chain: Chain,
    month: int,
    line: Grid,
    cell: int,
    tables: Tables,
    random: np.random.Generator,
    fault: Fault,
) -> list[Signal]:
    """One signal, or several if the world is bursty: true with its weight, else any level."""
    witness = Witness(
        f"origin {number}", Stake.BYSTANDER, random.choice([Access.PARTY, Access.PRESS]),
        str(random.choice(["CT+", "PR+"])), False,
    )  # fmt: skip
    blank = Signal(f"{number:06d}", "p", chain, SignalKind.ACT, FIRST + month, FIRST + month, "", None, (witness,))
    truth = tables.rivals[0].truth
    weight = truth_weight(blank, truth, {witness.origin: random.standard_normal(1)})
    said = _category(line.x[cell], tables, random) if random.uniform() < weight[0] else int(random.integers(5))
    parts = [replace(blank, entry=f"arms/delivered/{ENTRIES[said]}")]
    if fault is Fault.SHARED:
        copies = tuple(replace(witness, origin=f"{witness.origin} by {i}") for i in range(4))
        parts = [replace(parts[0], witnesses=copies)]
    if fault is Fault.BURSTS and random.uniform() < 0.5:
        parts += [replace(parts[0], id=f"{number:06d}.{i}") for i in (1, 2)]
    return parts


def _category(x: float, tables: Tables, random: np.random.Generator) -> int:
    nodes = noise_nodes(tables.dynamics.noise, tables.dynamics.noise_log_sd)
    noise = nodes[random.choice(len(nodes), p=[w for _, w in nodes])][0]
    edges = np.concatenate([[-np.inf], tables.dynamics.cuts, [np.inf]])
    return int(random.choice(5, p=np.diff(ndtr((edges - x) / noise))))


def pit(masses: NDArray[np.float64], level: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Randomised probability integral transform of levels (...) under masses (..., level): uniform if calibrated."""
    below = np.concatenate([np.zeros((*level.shape, 1)), np.cumsum(masses, axis=-1)], axis=-1)
    low, high = (np.take_along_axis(below, (level + i)[..., None], axis=-1)[..., 0] for i in (0, 1))
    return np.asarray(low + np.random.default_rng(seed).uniform(size=level.shape) * (high - low))
