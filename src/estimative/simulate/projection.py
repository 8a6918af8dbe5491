"""What simulated acts would make of a chain's level: a summary of the ensemble, called a projection, never scored."""

from collections.abc import Sequence
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


def projections(runs: Sequence[Ensemble], posterior: Posterior) -> tuple[tuple[Projection, ...], ...]:
    """For each run, one for every chain that an act of its plan bears on. A history of acts is carried once, whichever
    draws and runs have it: given the history the chain's filter is exact. The runs share acts and months."""
    chains = dict.fromkeys(chain_of(a.chain) for a in runs[0].plan.acts if _speaks(a))
    by_chain = [_of_chain(runs, posterior, chain) for chain in chains]
    return tuple(tuple(found[k] for found in by_chain) for k in range(len(runs)))


def _speaks(act: Act) -> bool:
    """Only what is in force, delivered or used passes the gate."""
    return act.rung.value in ("in_force", "delivered", "used")


def _of_chain(runs: Sequence[Ensemble], posterior: Posterior, chain: Chain) -> list[Projection]:
    plan = runs[0].plan
    acts = [(k, a) for k, a in enumerate(plan.acts) if _speaks(a) and chain_of(a.chain) == chain]
    months = [run.first_month()[[k for k, _ in acts]] for run in runs]
    histories, place = np.unique(np.concatenate(months, axis=1), axis=1, return_inverse=True)
    told = [
        tuple(Supposed(int(m), entry(a)) for (_, a), m in zip(acts, history, strict=True) if m >= 0)
        for history in histories.T
    ]
    levels = project(posterior, chain, plan.months, [(), *told])
    ends = np.cumsum([m.shape[1] for m in months])[:-1]
    names = tuple(a.id for _, a in acts)
    found = []
    for own in np.split(place.ravel(), ends):
        weight = np.bincount(own, minlength=len(told)) / own.size
        found.append(Projection(chain, names, np.einsum("tlrh,h->tlr", levels[..., 1:], weight), levels[..., 0]))
    return found


def entry(act: Act) -> str:
    """The act's key in the signal table: channel/status/terms/size."""
    return f"{chain_of(act.chain).channel}/{act.rung.value}/{act.terms.value}/{act.size}"
