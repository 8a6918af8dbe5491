"""Which ties a network cannot have all at once, in every best split or in some, and what turning one would win."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from estimative.domain import BadInput, DidNotConverge, UnknownName

from .frustration import GAP, camps, frustration, split
from .negative_cycles import Cycles, pack
from .signed_graphs import Floats, Ints, SignedGraph, Tie, contract, joined, reduced

ROUNDS = 30
Camps = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Strain:
    """A tie that contradicts some best split; `always` if it contradicts all of them."""

    tie: Tie
    always: bool


@dataclass(frozen=True, slots=True)
class Partitions:
    """Best splits, and whether these are all of them."""

    frustration: float
    splits: tuple[Camps, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A tie and the frustration of the network if its sign were the opposite."""

    tie: Tie
    frustration: float


def strain(graph: SignedGraph, seconds: float = float("inf")) -> tuple[Strain, ...]:
    """Ties frustrated in at least one optimal split, those in all of them first, then by weight and name.

    One exact solve per pair of groups that no split found so far has settled. Raises DidNotConverge after `seconds`.

    >>> from estimative.measures import signed_graph
    >>> [str(s.tie) for s in strain(signed_graph([("A", "B", 1), ("A", "C", 2), ("B", "C", -2)]))]
    ['A-B']
    """
    whole = reduced(graph.weights() / graph.unit, every=True)
    place = {name: k for k, name in enumerate(graph.nodes)}
    ends = [(int(whole.group[place[t.left]]), int(whole.group[place[t.right]])) for t in graph.ties]
    relations = _relations(whole.matrix, sorted(set(ends)), time.perf_counter() + seconds)
    found = []
    for tie in graph.ties:
        i, j = place[tie.left], place[tie.right]
        sign = int(whole.sign[i] * whole.sign[j])
        seen = {sign * r for r in relations[whole.group[i]][whole.group[j]]}
        against = -1 if tie.weight > 0 else 1
        if against in seen:
            found.append(Strain(tie, always=len(seen) == 1))
    return tuple(sorted(found, key=lambda s: (not s.always, -abs(s.tie.weight), str(s.tie))))


def _relations(matrix: Floats, pairs: list[tuple[int, int]], until: float) -> list[list[set[int]]]:
    """Per pair of groups: the relations (1 together, -1 apart) that optimal splits give it; whole for `pairs`."""
    best, target = _proved(matrix, until)
    possible = [[{int(a * b)} for b in best] for a in best]
    settled = _obeyed(matrix, target)
    for i, j in pairs:
        if i != j and (i, j) not in settled and len(possible[i][j]) < 2:
            signs, value = _forced(matrix, i, j, -next(iter(possible[i][j])), until)
            if value <= target + GAP:
                _note(possible, signs)
    return possible


def _obeyed(matrix: Floats, target: float) -> set[tuple[int, int]]:
    """Pairs that every optimal split is proved to obey: where a packing of negative cycles proves the frustration and
    leaves some of a tie's weight unused, contradicting the tie costs at least that much more."""
    cuts = Cycles.of(matrix)
    if target <= GAP:
        return {(int(i), int(j)) for i, j in zip(*np.nonzero(matrix), strict=True)}
    cuts.add(cuts.triangles())
    for _ in range(ROUNDS):
        packed = pack(cuts)
        if packed is None:
            break
        if packed.bound >= target - GAP / 10:
            spare = cuts.weight - cuts.rows.T @ packed.share - (target - packed.bound)
            kept = np.nonzero(spare > 10 * GAP)[0]
            ends = [(int(cuts.left[e]), int(cuts.right[e])) for e in kept]
            return {*ends, *((j, i) for i, j in ends)}
        if not cuts.add(cuts.violated(packed.load)):
            break
    return set()


def _note(possible: list[list[set[int]]], signs: Ints) -> None:
    for i, row in enumerate(possible):
        for j, seen in enumerate(row):
            seen.add(int(signs[i] * signs[j]))


def _forced(matrix: Floats, i: int, j: int, relation: int, until: float) -> tuple[Ints, float]:
    """The best split in which groups i and j stand in a given relation, and its cost."""
    step = contract(matrix, *joined(len(matrix), np.array([i]), np.array([j]), np.array([relation])))
    signs, value = _proved(step.matrix, until)
    return step.expand(signs), value + step.constant


def _proved(matrix: Floats, until: float) -> tuple[Ints, float]:
    found = split(matrix, until)
    if found.value - found.bound > GAP:
        raise DidNotConverge(
            f"the frustration is only known to lie in [{found.bound:g}, {found.value:g}]", mend="allow more seconds"
        )
    return found.signs, found.value


def optimal_partitions(graph: SignedGraph, limit: int = 1000, seconds: float = float("inf")) -> Partitions:
    """All splits with the least frustration, at most `limit`. Actors without a decided relation (such as two
    components) multiply them: `complete` says whether the list is whole.

    >>> from estimative.measures import signed_graph
    >>> found = optimal_partitions(signed_graph([("A", "B", 1), ("A", "C", 1), ("B", "C", -1)]))
    >>> len(found.splits), found.complete
    (3, True)
    """
    if limit < 1:
        raise BadInput(f"a limit of {limit} splits", mend="ask for at least one")
    until = time.perf_counter() + seconds
    whole = reduced(graph.weights() / graph.unit, every=True)
    value = frustration(graph, seconds).value
    target = _proved(whole.matrix, until)[1]
    found: list[Camps] = []
    for signs in _all(whole.matrix, target, until):
        if len(found) == limit:
            return Partitions(value, tuple(found), False)
        found.append(camps(graph, whole.expand(signs)))
    return Partitions(value, tuple(found), True)


def _all(matrix: Floats, target: float, until: float) -> Iterator[Ints]:
    """Depth first: join the heaviest pair in either relation as long as the least cost is still reached."""
    if len(matrix) <= 1:
        yield np.ones(len(matrix), dtype=np.int64)
        return
    i, j = sorted(int(k) for k in np.unravel_index(np.abs(matrix).argmax(), matrix.shape))
    j = j if i != j else i + 1
    for relation in (1, -1):
        step = contract(matrix, *joined(len(matrix), np.array([i]), np.array([j]), np.array([relation])))
        inner = reduced(step.matrix, every=True)
        left = target - step.constant - inner.constant
        if _proved(inner.matrix, until)[1] <= left + GAP:
            for signs in _all(inner.matrix, left, until):
                yield step.expand(inner.expand(signs))


def flips(graph: SignedGraph, actor: str) -> tuple[Flip, ...]:
    """What the actor could turn: its ties whose opposite sign would lower the frustration, the best first.

    >>> from estimative.measures import signed_graph
    >>> [(str(f.tie), f.frustration) for f in flips(signed_graph([("A", "B", 1), ("A", "C", 1), ("B", "C", -1)]), "A")]
    [('A-B', 0.0), ('A-C', 0.0)]
    """
    if actor not in graph.nodes:
        raise UnknownName(f"no actor {actor!r} in the graph", mend=f"use one of: {', '.join(graph.nodes[:12])}")
    now = frustration(graph).value
    own = [t for t in graph.ties if actor in (t.left, t.right)]
    least = now - GAP * graph.unit
    turned = (Flip(t, frustration(graph.replaced(t, Tie(t.left, t.right, -t.weight))).value) for t in own)
    return tuple(sorted((f for f in turned if f.frustration < least), key=lambda f: (f.frustration, str(f.tie))))
