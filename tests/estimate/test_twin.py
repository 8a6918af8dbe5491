"""The kernel against plain loops."""

from dataclasses import replace

import numpy as np

from estimative.domain import SignalKind
from estimative.estimate import dataset, loops, posterior, tables

from .builders import ARMS, FIRST, act

SIGNALS = [
    act("a", 1, "large"),
    act("b", 2, "small", to=4),
    act("c", 3, "some", kind=SignalKind.CEILING, good="jets"),
    act("d", 4, kind=SignalKind.SLOWDOWN),
    act("e", 5, kind=SignalKind.ENDING, to=6),
    act("f", 6, kind=SignalKind.RELATION),
]


def test_kernel_and_loops_agree():
    made = posterior(SIGNALS, [ARMS], FIRST, FIRST + 7, tables(), 3, 4)
    chain = made.chains[0]
    twins = [loops.levels(chain.grid, chain.factors, draw) for draw in range(4)]
    for place, masses in enumerate((chain.filtered, chain.smoothed)):
        for rival in range(2):
            slow = np.mean([twins[2 * rival + d][place] for d in range(2)], axis=0)
            np.testing.assert_allclose(masses[..., rival], slow, rtol=0, atol=1e-9)


def test_a_finer_grid_says_the_same():
    shipped = tables()
    finer = replace(shipped, dynamics=replace(shipped.dynamics, step=shipped.dynamics.step / 2))
    found = [dataset(posterior(SIGNALS, [ARMS], FIRST, FIRST + 11, t, 3, 4)) for t in (shipped, finer)]
    for name in ("filtered", "smoothed"):
        np.testing.assert_allclose(found[0][name], found[1][name], rtol=0, atol=0.01)
