"""Negative cycles of a signed graph: found as shortest paths of its double cover, packed by linear programming."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from estimative.domain import DidNotConverge

from .signed_graphs import Floats, Ints

TINY = 1e-9
OUT_OF_TIME = 1  # status of scipy's solvers
VIOLATED = 1 - 1e-6


@dataclass(slots=True)
class Cycles:
    """Cuts over the edges (left, right, weight, sign) of one graph of `n` nodes: every negative cycle has a frustrated
    edge (Harary 1953), so the least weight that meets all of them is the frustration (Barahona and Mahjoub 1986)."""

    n: int
    left: Ints
    right: Ints
    weight: Floats
    sign: Ints
    members: list[tuple[int, ...]] = field(default_factory=list)
    _known: set[tuple[int, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, matrix: Floats) -> "Cycles":
        left, right = np.nonzero(np.triu(matrix))
        weight = matrix[left, right]
        return cls(len(matrix), left, right, np.abs(weight), np.sign(weight).astype(np.int64))

    def add(self, cycles: Iterable[tuple[int, ...]]) -> int:
        """Keep cycles not seen before; returns how many."""
        before = len(self.members)
        for cycle in cycles:
            if cycle not in self._known:
                self._known.add(cycle)
                self.members.append(cycle)
        return len(self.members) - before

    @property
    def rows(self) -> csr_matrix:
        """Incidence (cycle, edge)."""
        sizes = np.array([len(c) for c in self.members])
        columns = np.fromiter((e for c in self.members for e in c), dtype=np.int64, count=int(sizes.sum()))
        pointer = np.concatenate([[0], np.cumsum(sizes)])
        return csr_matrix((np.ones(len(columns)), columns, pointer), shape=(len(sizes), len(self.weight)))

    def triangles(self) -> list[tuple[int, ...]]:
        """All negative triangles, as sorted edge numbers."""
        number = np.full((self.n, self.n), -1)
        number[self.left, self.right] = number[self.right, self.left] = np.arange(len(self.left))
        found: list[tuple[int, ...]] = []
        for e, (i, j) in enumerate(zip(self.left, self.right, strict=True)):
            third = np.nonzero((number[i] >= 0) & (number[j] >= 0))[0]
            third = third[third > j]
            a, b = number[i, third], number[j, third]
            odd = self.sign[a] * self.sign[b] * self.sign[e] < 0
            found.extend((e, int(x), int(y)) for x, y in zip(a[odd], b[odd], strict=True))
        return [tuple(sorted(c)) for c in found]

    def violated(self, load: Floats, sources: Ints | None = None) -> list[tuple[int, ...]]:
        """Negative cycles whose total load is below one: the lightest through every source node."""
        start = np.arange(self.n) if sources is None else sources
        cover, number = self._double_cover(load)
        far, before = dijkstra(cover, directed=False, indices=start, return_predecessors=True, limit=1.0)
        low = np.nonzero(far[np.arange(len(start)), start + self.n] < VIOLATED)[0]
        return list(dict.fromkeys(self._cycle(before[k], int(start[k]), number) for k in low))

    def _double_cover(self, load: Floats) -> tuple[csr_matrix, dict[tuple[int, int], int]]:
        """Nodes (i, side); a positive edge keeps the side, a negative one changes it."""
        n, weight = self.n, np.maximum(load, 0) + TINY
        cross = n * (self.sign < 0)
        rows = np.concatenate([self.left, self.left + n])
        columns = np.concatenate([self.right + cross, self.right + n - cross])
        graph = csr_matrix((np.tile(weight, 2), (rows, columns)), shape=(2 * n, 2 * n))
        ends = zip(self.left.tolist(), self.right.tolist(), strict=True)
        return graph, {pair: e for e, pair in enumerate(ends)}

    def _cycle(self, before: Ints, source: int, number: dict[tuple[int, int], int]) -> tuple[int, ...]:
        """The simple negative cycle inside the closed walk from a node to its twin."""
        walk = [source + self.n]
        while walk[-1] != source:
            walk.append(int(before[walk[-1]]))
        seen: dict[int, int] = {}
        nodes = [stop % self.n for stop in walk]
        for at, node in enumerate(nodes):
            if node in seen:  # both twins of a node: between them the sign has changed once
                ring = nodes[seen[node] : at + 1]
                return tuple(sorted(number[min(p), max(p)] for p in pairwise(ring)))
            seen[node] = at
        raise AssertionError("a path from a node to its twin meets a node twice")


@dataclass(frozen=True, slots=True)
class Packed:
    """An optimum of the linear relaxation: load per edge, weight per cycle, and the bound those weights prove."""

    load: Floats
    share: Floats
    bound: float


def pack(cycles: Cycles, seconds: float = np.inf) -> Packed | None:
    """Least load with at least one on every kept cycle; its dual is a fractional packing of negative cycles, which
    proves the bound by itself once scaled so that no edge is overused. None when `seconds` do not suffice."""
    if not cycles.members:
        return Packed(np.zeros(len(cycles.weight)), np.zeros(0), 0.0)
    rows = cycles.rows
    found = linprog(
        cycles.weight,
        A_ub=-rows,
        b_ub=-np.ones(rows.shape[0]),
        bounds=(0, None),
        method="highs-ds",
        options=_limit(seconds),
    )
    if found.status == OUT_OF_TIME:
        return None
    if found.status != 0:
        raise DidNotConverge(f"the packing of negative cycles: {found.message}")
    share = np.maximum(-found.ineqlin.marginals, 0)
    used = rows.T @ share
    share = share / max(1.0, float((used / cycles.weight).max()))
    return Packed(found.x, share, float(share.sum()))


def meet(cycles: Cycles, seconds: float) -> tuple[Floats | None, float]:
    """Integer least load on the kept cycles by branch and bound, None if `seconds` do not suffice for any, with its
    proved lower bound."""
    rows = cycles.rows
    found = milp(
        cycles.weight,
        integrality=np.ones(len(cycles.weight)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, lb=1.0),
        options={"mip_rel_gap": 0.0} | _limit(seconds),
    )
    if found.status not in (0, OUT_OF_TIME):
        raise DidNotConverge(f"branch and bound over the negative cycles: {found.message}")
    bound = found.mip_dual_bound
    return None if found.x is None else np.round(found.x), 0.0 if bound is None else float(bound)


def _limit(seconds: float) -> dict[str, float]:
    return {"time_limit": max(seconds, 0.01)} if seconds < np.inf else {}
