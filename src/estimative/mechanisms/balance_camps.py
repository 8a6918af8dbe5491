"""Two-camp splits of a small network, all of them at once, for many draws of its weights.

F(draw) = min over splits of the weight that contradicts it. With n actors there are 2^(n-1) splits; each is one column
of a matrix product, so this is exact and needs no solver up to a dozen actors. Larger networks: `measures.frustration`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TIE = 1e-9
BLOCK = 2**22


@dataclass(frozen=True, slots=True)
class CampDraws:
    """`frustration` (draw,); `strain` (pair, draw), the share of the best splits that contradict the pair; `relief`
    (actor, draw), by how much an actor alone can lower the frustration; `cost` (actor, draw), the least weight of its
    own ties that it must give up for that."""

    frustration: Floats
    strain: Floats
    relief: Floats
    cost: Floats


def camp_draws(ends: NDArray[np.int64], actors: int, weights: Floats) -> CampDraws:
    """`ends` (pair, 2) numbers of actors, `weights` (pair, draw) signed; an unknown weight (NaN) counts as no tie."""
    sides = splits(actors)
    same = (sides[ends[:, 0]] == sides[ends[:, 1]]).astype(np.float64)
    own = np.stack([(ends == k).any(axis=1) for k in range(actors)])
    block = max(1, BLOCK // sides.shape[1])
    found = [_block(same, own, np.nan_to_num(weights[:, at : at + block])) for at in range(0, weights.shape[1], block)]
    return CampDraws(*(np.concatenate(part, axis=-1) for part in zip(*found, strict=True)))


def splits(actors: int) -> NDArray[np.int64]:
    """All splits into two camps, (actor, split); the first actor's camp is 0."""
    return (np.arange(2 ** (actors - 1)) >> np.arange(actors - 1, -1, -1)[:, None]) & 1


def _block(same: Floats, own: NDArray[np.bool_], weights: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    friends, foes = np.maximum(weights, 0), np.maximum(-weights, 0)
    total = friends.T @ (1 - same) + foes.T @ same
    least = total.min(axis=1)
    best = (total <= (least + TIE)[:, None]).astype(np.float64)
    count = best.sum(axis=1)
    strain = np.where(weights > 0, (best @ (1 - same).T).T, (best @ same.T).T) / count
    strain = np.where(weights == 0, 0.0, strain)
    alone = [_alone(total, friends[mine].T @ (1 - same[mine]) + foes[mine].T @ same[mine]) for mine in own]
    relief = np.stack([np.maximum(least - rest, 0) for rest, _ in alone])
    relief = np.where(relief < TIE, 0.0, relief)
    cost = np.stack([paid for _, paid in alone])
    return least, strain, relief, np.where(relief > 0, cost, 0.0)


def _alone(total: Floats, mine: Floats) -> tuple[Floats, Floats]:
    """The frustration left if an actor gave up whatever it takes, and the least own weight that takes."""
    rest = total - mine
    left = rest.min(axis=1)
    return left, np.where(rest <= (left + TIE)[:, None], mine, np.inf).min(axis=1)
