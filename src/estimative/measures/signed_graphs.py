"""Signed, weighted graphs of ties, their two-camp splits, and contractions that keep an optimal split."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from estimative.domain import BadInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TOLERANCE = 1e-9
PAIRS = 4_000_000  # cells of one block of pair comparisons


@dataclass(frozen=True, slots=True)
class Tie:
    """An undirected tie: positive weight draws two actors together, negative drives them apart."""

    left: str
    right: str
    weight: float

    def __str__(self) -> str:
        return f"{self.left}-{self.right}"


@dataclass(frozen=True, slots=True)
class SignedGraph:
    """Actors and ties. Several ties of one pair are allowed; each counts for itself."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]

    def __post_init__(self) -> None:
        if len(set(self.nodes)) < len(self.nodes):
            raise BadInput("an actor stands twice in the graph", mend="name each actor once")
        known = set(self.nodes)
        for tie in self.ties:
            if tie.left == tie.right or tie.left not in known or tie.right not in known:
                raise BadInput(
                    f"tie {tie} does not join two actors of the graph", mend="add the actors, drop self-ties"
                )
            if not math.isfinite(tie.weight) or tie.weight == 0:
                raise BadInput(f"tie {tie} has weight {tie.weight}", mend="leave out ties of unknown or zero weight")

    def weights(self) -> Floats:
        """Signed weights (actor, actor), symmetric, parallel ties summed."""
        place = {name: k for k, name in enumerate(self.nodes)}
        n = len(self.nodes)
        cell = [place[t.left] * n + place[t.right] for t in self.ties]
        matrix = np.bincount(cell, [t.weight for t in self.ties], n * n).reshape(n, n)
        return np.asarray(matrix + matrix.T)

    @property
    def unit(self) -> float:
        """What weights are measured in while solving: 1 for whole numbers, else the largest weight."""
        sizes = [abs(t.weight) for t in self.ties]
        return 1.0 if all(size == round(size) for size in sizes) else max(sizes)

    def frustrated(self, side: dict[str, int]) -> tuple[Tie, ...]:
        """Ties that contradict a split: foes in one camp, friends in two."""
        return tuple(t for t in self.ties if t.weight * side[t.left] * side[t.right] < 0)

    def replaced(self, old: Tie, *new: Tie) -> "SignedGraph":
        """The same graph with one tie replaced."""
        at = self.ties.index(old)
        return SignedGraph(self.nodes, (*self.ties[:at], *new, *self.ties[at + 1 :]))


def signed_graph(ties: Iterable[tuple[str, str, float]]) -> SignedGraph:
    """A graph from (left, right, signed weight), with its actors in order of appearance."""
    made = tuple(Tie(*t) for t in ties)
    return SignedGraph(tuple(dict.fromkeys(name for t in made for name in (t.left, t.right))), made)


@dataclass(frozen=True, slots=True)
class Contracted:
    """`matrix` of the groups, (group, group); actor k stands in group `group[k]` with `sign[k]`; the frustration of the
    whole is that of the matrix plus `constant`."""

    matrix: Floats
    group: Ints
    sign: Ints
    constant: float

    def expand(self, signs: Ints) -> Ints:
        """Signs of the actors from signs of the groups."""
        return self.sign * signs[self.group]


def cost(matrix: Floats, signs: Ints) -> float:
    """Weight of the ties that contradict the split."""
    return float((np.abs(matrix).sum() - signs @ matrix @ signs) / 4)


def contract(matrix: Floats, group: Ints, sign: Ints) -> Contracted:
    """Join the actors of each group; `sign` says on which side of its group an actor stands."""
    summed = _summed(_summed(matrix * sign[:, None] * sign, group).T, group)
    inner = np.trace(summed)
    np.fill_diagonal(summed, 0.0)
    constant = (np.abs(matrix).sum() - np.abs(summed).sum() - inner) / 4
    return Contracted(summed, group, sign, float(constant))


def joined(n: int, left: Ints, right: Ints, sign: Ints) -> tuple[Ints, Ints]:
    """Groups and signs of n actors when each pair is joined: `sign` 1 puts both in one camp, -1 in two."""
    rows = np.concatenate([left, left + n])
    columns = np.concatenate([right + n * (sign < 0), right + n * (sign > 0)])
    doubled = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(2 * n, 2 * n))
    label = connected_components(doubled, directed=False)[1]
    group = np.unique(np.minimum(label[:n], label[n:]), return_inverse=True)[1]
    return group, np.where(label[:n] < label[n:], 1, -1)


def _summed(matrix: Floats, group: Ints) -> Floats:
    """Rows added up by group."""
    order = np.argsort(group, kind="stable")
    starts = np.nonzero(np.diff(group[order], prepend=-1))[0]
    return np.asarray(np.add.reduceat(matrix[order], starts, axis=0))


def reduced(matrix: Floats, every: bool = False) -> Contracted:
    """Contract all pairs whose relation an optimal split is known to obey; with `every`, all optimal splits.

    If i and j obey their tie w, nothing is lost when for every split of the others
    |h_i - h_j| - |h_i + h_j| <= 2w, with h the pull of the others; sum_k |w_ik - w_jk| <= 2w is enough, and so is
    a tie at least as heavy as all others of one end. Strict inequalities hold in every optimal split.
    """
    n = len(matrix)
    whole = Contracted(matrix, np.arange(n), np.ones(n, dtype=np.int64), 0.0)
    while True:
        slack, left, right, sign = _slack(whole.matrix)
        chosen = slack > TOLERANCE
        if chosen.any():
            step = contract(whole.matrix, *joined(len(whole.matrix), left[chosen], right[chosen], sign[chosen]))
        elif not every and (slack > -TOLERANCE).any():
            step = contract(whole.matrix, *_matched(len(whole.matrix), left, right, sign, slack > -TOLERANCE))
        else:
            return whole
        whole = Contracted(
            step.matrix, step.group[whole.group], whole.sign * step.sign[whole.group], whole.constant + step.constant
        )


def _slack(matrix: Floats) -> tuple[Floats, Ints, Ints, Ints]:
    """Per tie: how far it outweighs what may speak against it, with its two ends and its sign."""
    left, right = np.nonzero(np.triu(matrix))
    weight = matrix[left, right]
    sign = np.sign(weight).astype(np.int64)
    degree = np.abs(matrix).sum(0)
    against = 2 * (np.minimum(degree[left], degree[right]) - np.abs(weight))
    step = max(1, PAIRS // max(1, len(matrix)))
    for at in range(0, len(left), step):
        part = slice(at, at + step)
        apart = np.abs(matrix[left[part]] - sign[part, None] * matrix[right[part]]).sum(1) - 2 * np.abs(weight[part])
        against[part] = np.minimum(against[part], apart)
    return 2 * np.abs(weight) - against, left, right, sign


def _matched(n: int, left: Ints, right: Ints, sign: Ints, allowed: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Groups and signs of a greedy matching: weak statements about one actor cannot be used together."""
    group, signs, used = np.arange(n), np.ones(n, dtype=np.int64), set[int]()
    for k in np.nonzero(allowed)[0]:
        i, j = int(left[k]), int(right[k])
        if i not in used and j not in used:
            group[j], signs[j] = i, sign[k]
            used |= {i, j}
    return np.unique(group, return_inverse=True)[1], signs
