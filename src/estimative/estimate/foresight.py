"""What one more independent origin would say about a chain next month, and what one would think then."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from estimative.domain import Access, Chain, Level, Signal, SignalKind, Stake, UnknownName, Witness

from . import kernel
from .grid import Grid, category
from .posterior import Posterior
from .projection import last_mass
from .tables import SIZES, Rival, Tables
from .truth import truth_weight

Array = NDArray[np.float64]


class Foresight(NamedTuple):
    """`levels` (rival, level) next month if nobody speaks; `chances` (rival, size) of what an origin that speaks would
    say; `after` (rival, size, level) what one would think then. Over sizes `after` averages to `levels`."""

    levels: Array
    chances: Array
    after: Array


def foresee(posterior: Posterior, chain: Chain, access: Access, stake: Stake) -> Foresight:
    """An origin not heard before, of that access and stake, says of which of the four sizes what is given is: believed
    as the truth tables say, read as the signal tables say. Bayes' rule on the grid, one month beyond the posterior, the
    draws of each rival averaged.

    Raises UnknownName for a chain the posterior has not."""
    line = next((c.grid for c in posterior.chains if c.chain == chain), None)
    if line is None:
        raise UnknownName(f"no chain {chain.id!r}", mend="see the chains of the run")
    with kernel.float64():
        mass = np.asarray(kernel.step(last_mass(posterior, chain, line), jnp.asarray(line.steps))).sum(0)
    tables = posterior.setting.tables
    answers = np.stack([_answers(chain, r, tables, line, access, stake) for r in tables.rivals])
    joint = mass[:, None] * answers
    chances = joint.sum(-1)
    return Foresight(mass @ line.member, chances, joint @ line.member / chances[..., None])


def _answers(chain: Chain, rival: Rival, tables: Tables, line: Grid, access: Access, stake: Stake) -> Array:
    """P(size said | cell), given that one of them is said: (size, cell)."""
    witness = Witness("supposed", stake, access, "CT+", machine=False)
    entries = [f"{chain.channel}/delivered/unknown/{size}" for size in SIZES]
    signal = Signal("supposed", "supposed", chain, SignalKind.ACT, 0, 0, entries[0], None, (witness,))
    weight = float(truth_weight(signal, rival.truth))
    rows = []
    for entry in entries:
        low, high = rival.signals.levels(entry)
        flat = (high - low + 1) / len(Level)
        rows.append(weight * category(line, tables.dynamics, low, high) + (1 - weight) * flat)
    said = np.array(rows)
    return np.asarray(said / said.sum(0))
