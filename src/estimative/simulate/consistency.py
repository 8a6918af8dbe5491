"""The consistent scenarios of a cross-impact matrix: depth-first search that prunes what no completion can repair."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput
from estimative.mechanisms import uniforms

from .cross_impact import ROUNDING, Bools, CrossImpactMatrix, Floats, Scenario, assessed


@dataclass(frozen=True, slots=True)
class _Rivalry:
    """`lead[s, p]`: what source state s adds to the lead of state `state[p]` over its rival in pair p. In rows of its
    own descriptor stands what the state adds itself, since the pair matters only when it is chosen."""

    lead: Floats
    state: NDArray[np.int64]
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]  # descriptor of each state

    @classmethod
    def of(cls, matrix: CrossImpactMatrix, scores: Floats) -> "_Rivalry":
        sizes = np.array([len(d.states) for d in matrix.descriptors])
        owner = np.repeat(np.arange(len(sizes)), sizes)
        state, rival = np.nonzero((owner[:, None] == owner) & ~np.eye(len(owner), dtype=bool))
        lead = scores[:, state] - scores[:, rival]
        own = lead[state, np.arange(len(state))]
        return cls(np.where(owner[:, None] == owner[state], own, lead), state, matrix.starts, owner)


def consistent(matrix: CrossImpactMatrix, slack: float = 0.0) -> tuple[Scenario, ...]:
    """All scenarios in which every chosen state leads, or trails its best rival by at most `slack`, in the order of the
    states. They carry no weights: consistency is not likelihood."""
    if not slack >= 0:
        raise BadInput(f"slack {slack:g}", mend="give 0 for consistent scenarios, more to allow some contradiction")
    return tuple(assessed(matrix, states) for states in _found(matrix, matrix.scores(), slack))


def _found(matrix: CrossImpactMatrix, scores: Floats, slack: float) -> list[tuple[str, ...]]:
    names = [s for d in matrix.descriptors for s in d.states]
    rivalry = _Rivalry.of(matrix, scores)
    masks = _search(rivalry, np.ones(len(names), dtype=bool), -slack - ROUNDING)
    chosen = sorted(tuple(int(k) for k in np.nonzero(mask)[0]) for mask in masks)
    return [tuple(names[k] for k in rows) for rows in chosen]


def _search(rivalry: _Rivalry, active: Bools, least: float) -> Iterator[Bools]:
    """Split the smallest open descriptor, state by state."""
    active = _pruned(rivalry, active, least)
    sizes = np.add.reduceat(active.astype(int), rivalry.starts)
    if not sizes.all():
        return
    if (sizes == 1).all():
        yield active
        return
    target = int(np.where(sizes > 1, sizes, active.size + 1).argmin())
    own = rivalry.owner == target
    for state in np.nonzero(own & active)[0]:
        chosen = active & ~own
        chosen[state] = True
        yield from _search(rivalry, chosen, least)


def _pruned(rivalry: _Rivalry, active: Bools, least: float) -> Bools:
    """Drop states that trail a rival whatever the open descriptors do, and states of others that would make a chosen
    state trail; repeat until nothing changes."""
    while True:
        most = np.maximum.reduceat(np.where(active[:, None], rivalry.lead, -np.inf), rivalry.starts)
        lead = most.sum(0)
        lost = np.zeros(active.size, dtype=bool)
        lost[rivalry.state[lead < least]] = True
        kept = active & ~lost
        if not np.logical_or.reduceat(kept, rivalry.starts).all():
            return kept
        fixed = (np.add.reduceat(kept.astype(int), rivalry.starts) == 1)[rivalry.owner] & kept
        pairs = fixed[rivalry.state]
        best = lead[pairs] - most[rivalry.owner][:, pairs] + rivalry.lead[:, pairs]
        kept &= (best >= least).all(1)
        if (kept == active).all():
            return kept
        active = kept


@dataclass(frozen=True, slots=True)
class Support:
    """A scenario and the share of draws of the uncertain weights in which it is consistent: how robust it is to the
    judgements, not how likely it is to happen."""

    scenario: Scenario
    share: float


def under_uncertainty(
    matrix: CrossImpactMatrix, draws: int = 1000, seed: int = 0, slack: float = 0.0
) -> tuple[Support, ...]:
    """Draw every uncertain weight uniformly between its low and high, independently; solve each draw exactly. The most
    robust first. A weight's draws depend on its own cell and the seed only."""
    if draws < 1:
        raise BadInput(f"{draws} draws", mend="ask for at least one")
    low, high = np.array([i.interval for i in matrix.impacts]).reshape(-1, 2).T
    unit = np.zeros((len(matrix.impacts), draws))
    for k in np.nonzero(high > low)[0]:
        unit[k] = uniforms(seed, f"cross_impact.{matrix.impacts[k].label}", draws)
    count: dict[tuple[str, ...], int] = {}
    for values in (low[:, None] + (high - low)[:, None] * unit).T:
        for states in _found(matrix, matrix.scores(values), slack):
            count[states] = count.get(states, 0) + 1
    found = (Support(assessed(matrix, states), hits / draws) for states, hits in count.items())
    return tuple(sorted(found, key=lambda s: (-s.share, s.scenario.states)))
