"""The latent line as cells of equal width: levels, prior and the monthly step."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from estimative.domain import Level

from .tables import Dynamics

Array = NDArray[np.float64]

NODES = (-(3**0.5), 0.0, 3**0.5)  # Gauss-Hermite, three points: exact for polynomials of a normal up to degree five
WEIGHTS = (1 / 6, 2 / 3, 1 / 6)
REACH = 5.8  # standard deviations that the grid covers; the edge mass is checked afterwards


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """`x` cell centres; `level` index of each cell; `member` (cell, level); `prior`, `restart` masses;
    `steps` (scale node, from, to); `drop` cells of a slow-down."""

    x: Array
    level: NDArray[np.int64]
    member: Array
    prior: Array
    restart: Array
    steps: Array
    drop: int


def grid(dynamics: Dynamics, scale: float, months: int, widen: int = 0) -> Grid:
    """A grid wide enough for `months` steps of median scale `scale`; each `widen` adds half its width again."""
    scales = scale * np.exp(dynamics.scale_log_sd * np.array(NODES))
    spread = REACH * np.sqrt(dynamics.prior_sd**2 + months * scales[-1] ** 2) + abs(dynamics.prior_mean)
    half = 4 * int(np.ceil(spread * 1.5**widen / 4))
    x = np.arange(-half, half, dynamics.step) + dynamics.step / 2
    level = np.searchsorted(np.array(dynamics.cuts), x)
    prior = _mass(x, dynamics.step, dynamics.prior_mean, dynamics.prior_sd)
    restart = np.where(level <= dynamics.ending_highest, prior, 0.0)
    return Grid(
        x=x,
        level=level,
        member=np.eye(len(Level))[level],
        prior=prior / prior.sum(),
        restart=restart / restart.sum(),
        steps=np.stack([_steps(len(x), dynamics, s) for s in scales]),
        drop=round(dynamics.slowdown_drop / dynamics.step),
    )


def _mass(x: Array, step: float, mean: float, sd: float) -> Array:
    return np.asarray(ndtr((x + step / 2 - mean) / sd) - ndtr((x - step / 2 - mean) / sd))


def _steps(cells: int, dynamics: Dynamics, scale: float) -> Array:
    """Symmetric heavy-tailed steps, (from, to); what would leave the grid stays in the cell at its edge."""
    share, jump = dynamics.tail_share, (dynamics.tail_ratio * scale) ** 2
    calm = (scale**2 - share * jump) / (1 - share)
    offsets = np.arange(-2 * cells, 2 * cells + 1)
    pmf = (1 - share) * _offsets(offsets, calm, dynamics.step) + share * _offsets(offsets, jump, dynamics.step)
    pmf /= pmf.sum()
    row, column = np.indices((cells, cells))
    matrix = pmf[column - row + 2 * cells]
    matrix[:, 0] = np.cumsum(pmf)[2 * cells - row[:, 0]]
    matrix[:, -1] = np.flip(matrix[:, 0])
    return np.asarray(matrix)


def _offsets(k: NDArray[np.int64], variance: float, step: float) -> Array:
    """Normal steps in cells, with exactly this variance: three points if narrow, Sheppard's correction if wide."""
    if variance < step**2 / 2:
        side = variance / (2 * step**2)
        return np.where(k == 0, 1 - 2 * side, np.where(np.abs(k) == 1, side, 0.0))
    return _mass(k.astype(np.float64) * step, step, 0.0, float(np.sqrt(variance - step**2 / 12)))


@cache
def noise_nodes(median: float, log_sd: float) -> tuple[tuple[float, float], ...]:
    """(noise, weight) of an item."""
    return tuple((median * float(np.exp(log_sd * z)), w) for z, w in zip(NODES, WEIGHTS, strict=True))


def category(grid: Grid, dynamics: Dynamics, low: Level, high: Level) -> Array:
    """P(an item speaks for low..high | x) = Phi((c_high - x) / noise) - Phi((c_low - x) / noise), noise averaged."""
    edges = (-np.inf, *dynamics.cuts, np.inf)
    nodes = noise_nodes(dynamics.noise, dynamics.noise_log_sd)
    parts = [w * (ndtr((edges[high + 1] - grid.x) / s) - ndtr((edges[low] - grid.x) / s)) for s, w in nodes]
    return np.asarray(sum(parts))
