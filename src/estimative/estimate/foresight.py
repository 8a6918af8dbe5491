"""What one more independent origin would say about a chain next month, and what one would think then."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from estimative.domain import CHANNELS, Access, Chain, Level, Signal, SignalKind, Stake, Witness

from . import kernel
from .grid import category
from .posterior import Posterior
from .projection import last_line
from .tables import SIZES
from .truth import truth_weight

Array = NDArray[np.float64]


class Foresight(NamedTuple):
    """`levels` (rival, level) next month if nobody speaks; `chances` (rival, size) of what the origin would say, given
    that it speaks; `after` (rival, size, level) what one would think then."""

    levels: Array
    chances: Array
    after: Array


def foresee(posterior: Posterior, chain: Chain, access: Access, stake: Stake) -> Foresight:
    """A new origin with that access and stake, believed as the truth tables say, that reports support (or hostility) of
    one of four sizes. Bayes' rule on the grid, one month beyond the posterior; draws of each rival averaged."""
    tables, dynamics = posterior.setting.tables, posterior.setting.tables.dynamics
    line, start = last_line(posterior, chain)
    with kernel.float64():
        mass = np.asarray(kernel.step(start.reshape(start.shape[0], -1, len(line.x)), line.steps)).sum(0)
    levels, chances, after = [], [], []
    for r, rival in enumerate(tables.rivals):
        weight = float(truth_weight(_signal(posterior, chain, access, stake), rival.truth))
        said = []
        for size in SIZES:
            low, high = rival.signals.levels(_entry(chain, size))
            flat = (high - low + 1) / len(Level)
            said.append(weight * category(line, dynamics, low, high) + (1 - weight) * flat)
        joint = mass[r] * np.array(said)
        evidence = joint.sum(1)
        levels.append(mass[r] @ line.member / mass[r].sum())
        chances.append(evidence / evidence.sum())
        after.append(joint @ line.member / evidence[:, None])
    return Foresight(_consistent(np.array(chances), np.array(after), np.array(levels)), np.array(chances), np.array(after))


def _consistent(chances: Array, after: Array, levels: Array) -> Array:
    return levels


def _entry(chain: Chain, size: str) -> str:
    assert chain.channel in CHANNELS
    return f"{chain.channel}/delivered/unknown/{size}"


def _signal(posterior: Posterior, chain: Chain, access: Access, stake: Stake) -> Signal:
    witness = Witness("supposed", stake, access, "CT+", False)
    month = posterior.setting.last + 1
    return Signal("supposed", "supposed", chain, SignalKind.ACT, month, month, _entry(chain, "some"), None, (witness,))
