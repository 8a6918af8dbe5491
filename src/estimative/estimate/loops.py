"""The slow twin: the same filter and smoother in plain loops over one draw, for tests and for the benchmark."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .factors import Factors
from .grid import WEIGHTS, Grid

Array = NDArray[np.float64]
Matrix = list[list[float]]


def levels(grid: Grid, factors: Factors, draw: int) -> tuple[Array, Array]:
    """Filtered and smoothed masses (time, level) of one draw, computed cell by cell."""
    said = [[float(v) for v in factors.likelihood[slot, draw]] for slot in factors.slot]
    moves = [
        _moves(grid, float(e[draw]), float(s[draw])) for e, s in zip(factors.ending, factors.slowdown, strict=True)
    ]
    steps = [[[float(p) for p in row] for row in node] for node in grid.steps]
    before = [[w * float(p) for p in grid.prior] for w in WEIGHTS]
    filtered: list[Matrix] = []
    for month, factor in enumerate(said):
        joint = [[p * f for p, f in zip(_push(b, moves[month]), factor, strict=True)] for b in before]
        total = sum(sum(row) for row in joint)
        filtered.append([[p / total for p in row] for row in joint])
        before = [_push(row, node) for row, node in zip(filtered[-1], steps, strict=True)]
    value = [[1.0] * len(grid.x) for _ in WEIGHTS]
    smoothed: list[Matrix] = []
    for month in reversed(range(len(said))):
        joint = [[p * v for p, v in zip(f, b, strict=True)] for f, b in zip(filtered[month], value, strict=True)]
        total = sum(sum(row) for row in joint)
        smoothed.insert(0, [[p / total for p in row] for row in joint])
        told = [[v * f for v, f in zip(row, said[month], strict=True)] for row in value]
        value = [_pull(_pull(row, moves[month]), node) for row, node in zip(told, steps, strict=True)]
        most = max(max(row) for row in value)
        value = [[v / most for v in row] for row in value]
    return _by_level(grid, filtered), _by_level(grid, smoothed)


def _moves(grid: Grid, ending: float, slowdown: float) -> Matrix:
    """Transition of a slow-down and then an ending, cell to cell."""
    cells = range(len(grid.x))
    out = []
    for g in cells:
        row = [ending * float(r) for r in grid.restart]
        row[g] += (1 - ending) * (1 - slowdown)
        row[max(g - grid.drop, 0)] += (1 - ending) * slowdown
        out.append(row)
    return out


def _push(mass: Sequence[float], matrix: Matrix) -> list[float]:
    return [sum(mass[g] * matrix[g][h] for g in range(len(mass))) for h in range(len(mass))]


def _pull(value: Sequence[float], matrix: Matrix) -> list[float]:
    return [sum(matrix[g][h] * value[h] for h in range(len(value))) for g in range(len(value))]


def _by_level(grid: Grid, masses: list[Matrix]) -> Array:
    out = np.zeros((len(masses), grid.member.shape[1]))
    for month, nodes in enumerate(masses):
        for row in nodes:
            for g, p in enumerate(row):
                out[month, grid.level[g]] += p
    return out
