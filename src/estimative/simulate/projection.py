"""What simulated acts would make of a chain's level: a summary of the ensemble, called a projection, never scored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.cases import Act, chain_of
from estimative.domain import Chain
from estimative.estimate import Posterior, Supposed, project

from .ensemble import Ensemble

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """`levels` (time, level, rival), mixed over draws; `without` the same had no act happened."""

    chain: Chain
    acts: tuple[str, ...]
    levels: Floats
    without: Floats


def projections(made: Ensemble, posterior: Posterior) -> tuple[Projection, ...]:
    """One for every chain that an act of the ensemble's plan bears on. Draws with one and the same history of acts are
    carried once: given the history the chain's filter is exact."""
    chains = dict.fromkeys(chain_of(a.chain) for a in made.plan.acts if _speaks(a))
    return tuple(_projection(made, posterior, chain) for chain in chains)


def _speaks(act: Act) -> bool:
    """Only what is in force, delivered or used passes the gate."""
    return act.rung.value in ("in_force", "delivered", "used")


def _projection(made: Ensemble, posterior: Posterior, chain: Chain) -> Projection:
    acts = [(k, a) for k, a in enumerate(made.plan.acts) if _speaks(a) and chain_of(a.chain) == chain]
    months = made.first_month()[[k for k, _ in acts]]
    histories, counts = np.unique(months, axis=1, return_counts=True)
    told = [
        tuple(Supposed(int(m), entry(a)) for (_, a), m in zip(acts, history, strict=True) if m >= 0)
        for history in histories.T
    ]
    levels = project(posterior, chain, made.plan.months, [(), *told])
    mixed = np.einsum("tlrh,h->tlr", levels[..., 1:], counts / counts.sum())
    return Projection(chain, tuple(a.id for _, a in acts), mixed, levels[..., 0])


def entry(act: Act) -> str:
    """The act's key in the signal table: channel/status/terms/size."""
    return f"{chain_of(act.chain).channel}/{act.rung.value}/{act.terms.value}/{act.size}"
