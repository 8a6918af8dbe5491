"""Chain-months per second of the kernel beside plain loops, in one run: `python benchmarks/estimate.py`."""

import time

import numpy as np

from estimative.domain import Kind
from estimative.estimate import kernel, loops, tables
from estimative.estimate.factors import factors
from estimative.estimate.grid import WEIGHTS, grid
from estimative.estimate.synthetic import FIRST, ladder, world

MONTHS, DRAWS = 60, 32


def main() -> None:
    table = ladder(tables())
    made = world(table, 1, 1, MONTHS)
    line = grid(table.dynamics, table.dynamics.scale[Kind.RECURRING], MONTHS)
    weights = {s.id: np.full((1, DRAWS), 0.8) for s in made.signals}
    said = factors(made.signals, weights, table, line, FIRST, FIRST + MONTHS - 1, DRAWS)
    first = _seconds(lambda: kernel.levels(line, said))
    fast = min(_seconds(lambda: kernel.levels(line, said)) for _ in range(5))
    short = factors(made.signals, weights, table, line, FIRST, FIRST + 3, DRAWS)
    slow = _seconds(lambda: loops.levels(line, short, 0))
    nodes = len(WEIGHTS)
    rates = MONTHS * DRAWS * nodes / fast, 4 * nodes / slow
    print(f"grid of {len(line.x)} cells, {DRAWS} draws, {nodes} scales, filter and smoother, float64")
    print(f"first call (compile or cache)  {first:8.2f} s")
    print(f"kernel  {rates[0]:12,.0f} chain-months a second (draws and scales counted)")
    print(f"loops   {rates[1]:12,.1f} chain-months a second")
    print(f"ratio   {rates[0] / rates[1]:12,.0f}")
    print(f"one chain of {MONTHS} months: {fast * 1000:.0f} ms")


def _seconds(call: object) -> float:
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
