"""The frustration index of a signed, weighted network: how far it is from two camps, exactly and with a certificate.

F = min over splits into two camps of the weight of the ties that contradict the split (friends apart, foes together).
Line index of balance: Harary, Behavioral Science 4 (1959); structural balance: Cartwright and Harary, Psychological
Review 63 (1956); exact computation by optimisation: Aref, Mason and Wilson, Networks 75 (2020). All from memory.
"""

import math
import time
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from .negative_cycles import Cycles, meet, pack
from .signed_graphs import Floats, Ints, SignedGraph, Tie, cost, reduced
from .spectral_bound import spectral_bound

GAP = 1e-6
STARTS = 8
MOVES = 100  # of the search, per actor
SWEEPS, COLD = 150, 16  # of the annealing: rounds, and how far it cools below the usual pull on an actor
CUTTING = 0.6  # share of the time allowed that goes to cuts


@dataclass(frozen=True, slots=True)
class Frustration:
    """`value` of the best split found and the proved lower `bound`; when `solved` they are equal, within a millionth of
    the largest weight. `cycles` counts the negative cycles that prove the bound, `method` says how it was proved."""

    value: float
    bound: float
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[Tie, ...]
    cycles: int
    method: str
    solved: bool

    @property
    def gap(self) -> float:
        """Value less bound: 0 is proof, anything above is what is left open."""
        return self.value - self.bound


@dataclass(frozen=True, slots=True)
class _Split:
    signs: Ints
    value: float
    bound: float
    cycles: int
    method: str


def frustration(graph: SignedGraph, seconds: float = math.inf) -> Frustration:
    """Frustration index in units of tie weight, one optimal split, and the proof.

    Ties that an optimal split is known to obey are contracted; the rest is solved by linear programming over negative
    cycles, then by branch and bound where the relaxation is not tight. After `seconds` the best split and the best
    bound so far are returned: look at `solved`.

    >>> from estimative.measures import signed_graph
    >>> triad = frustration(signed_graph([("A", "B", 1), ("A", "C", 1), ("B", "C", -1)]))
    >>> triad.value, triad.bound, triad.solved
    (1.0, 1.0, True)
    """
    unit = graph.unit
    matrix = graph.weights() / unit
    found = split(matrix, time.perf_counter() + seconds)
    parallel = (sum(abs(t.weight) for t in graph.ties) / unit - np.abs(matrix).sum() / 2) / 2
    side = dict(zip(graph.nodes, found.signs.tolist(), strict=True))
    value = unit * _whole(found.value + parallel)
    return Frustration(
        value,
        min(value, unit * _whole(found.bound + parallel)),
        camps(graph, found.signs),
        graph.frustrated(side),
        found.cycles,
        found.method,
        found.value - found.bound <= GAP,
    )


def camps(graph: SignedGraph, signs: Ints) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two camps, the first actor's first."""
    same = signs == signs[0] if len(signs) else signs
    first = tuple(name for name, here in zip(graph.nodes, same, strict=True) if here)
    return first, tuple(name for name, here in zip(graph.nodes, same, strict=True) if not here)


def split(matrix: Floats, until: float = math.inf) -> _Split:
    """The best split of a symmetric matrix of signed weights (actor, actor)."""
    small = reduced(matrix)
    signs = np.ones(len(small.matrix), dtype=np.int64)
    count, part = connected_components(csr_matrix(small.matrix), directed=False)
    pieces = [np.nonzero(part == k)[0] for k in range(count)] if small.matrix.any() else []
    value = bound = small.constant
    cycles, method = 0, "reduction"
    for piece in pieces:
        if len(piece) > 1:
            solved = _solve(small.matrix[np.ix_(piece, piece)], until)
            signs[piece] = solved.signs
            value, bound, cycles = value + solved.value, bound + solved.bound, cycles + solved.cycles
            method = max(method, solved.method, key=METHODS.index)
    return _Split(small.expand(signs), value, bound, cycles, method)


METHODS = ("reduction", "negative cycles", "branch and bound", "stopped early")


def _solve(matrix: Floats, until: float) -> _Split:
    """Cuts until the relaxation meets a split or no negative cycle is violated; then eigenvalues, search, branching."""
    cuts = Cycles.of(matrix)
    cuts.add(cuts.triangles())
    integral = bool((cuts.weight == np.round(cuts.weight)).all())
    best = min((descend(matrix, s) for s in _starts(matrix)), key=lambda s: cost(matrix, s))
    bound, now = 0.0, time.perf_counter()
    pause = now + CUTTING * (until - now)
    while time.perf_counter() <= pause and (packed := pack(cuts, pause - time.perf_counter())):
        best = min(best, descend(matrix, round_tree(cuts, packed.load)), key=lambda s: cost(matrix, s))
        bound = max(bound, _up(packed.bound, integral))
        if cost(matrix, best) - bound <= GAP:
            return _Split(best, cost(matrix, best), bound, int((packed.share > 0).sum()), METHODS[1])
        if not cuts.add(cuts.violated(packed.load)):
            break
    best = search(matrix, best, MOVES * cuts.n, until)
    if cost(matrix, best) - bound > GAP:
        bound = max(bound, _up(spectral_bound(matrix), integral))
        best = min(best, anneal(matrix, until), key=lambda s: cost(matrix, s))
    return _branch(matrix, cuts, best, bound, integral, until)


def _branch(matrix: Floats, cuts: Cycles, best: Ints, bound: float, integral: bool, until: float) -> _Split:
    """Integer programs over the cycles kept so far, each adding those its answer violates, until one violates none."""
    while cost(matrix, best) - bound > GAP:
        left = until - time.perf_counter()
        if left <= 0:
            return _Split(best, cost(matrix, best), bound, len(cuts.members), METHODS[3])
        load, proved = meet(cuts, left)
        bound = max(bound, _up(proved, integral))
        if load is not None:
            best = min(best, descend(matrix, round_tree(cuts, load)), key=lambda s: cost(matrix, s))
            if not cuts.add(cuts.violated(load)):
                break
    return _Split(best, cost(matrix, best), bound, len(cuts.members), METHODS[2])


def round_tree(cuts: Cycles, load: Floats) -> Ints:
    """A split that obeys a spanning tree of the least loaded edges."""
    shape = (cuts.n, cuts.n)
    tree = minimum_spanning_tree(csr_matrix((np.maximum(load, 0) + GAP, (cuts.left, cuts.right)), shape=shape))
    order, before = breadth_first_order(tree, 0, directed=False)
    relation = np.zeros(shape, dtype=np.int8)
    relation[cuts.left, cuts.right] = relation[cuts.right, cuts.left] = cuts.sign
    signs = np.ones(cuts.n, dtype=np.int64)
    for node in order[1:]:
        signs[node] = signs[before[node]] * relation[node, before[node]]
    return signs


def descend(matrix: Floats, signs: Ints) -> Ints:
    """Move the actor that gains most until none gains."""
    signs = signs.copy()
    pull = matrix @ signs
    while True:
        gain = -signs * pull
        k = int(gain.argmax())
        if gain[k] <= GAP:
            return signs
        signs[k] = -signs[k]
        pull += 2 * signs[k] * matrix[k]


def search(matrix: Floats, signs: Ints, steps: int, until: float) -> Ints:
    """Tabu search from a split: the best move that is not recent, uphill if need be; the best split met."""
    signs, best = signs.copy(), signs.copy()
    pull, free = matrix @ signs, np.zeros(len(signs), dtype=np.int64)
    now = least = 0.0
    for step in range(steps):
        gain = np.where(free > step, -np.inf, -signs * pull)
        k = int(gain.argmax())
        signs[k] = -signs[k]
        pull += 2 * signs[k] * matrix[k]
        now -= float(gain[k])
        free[k] = step + 10 + step % 7
        if now < least - GAP:
            least, best = now, signs.copy()
        if step % 256 == 255 and time.perf_counter() > until:
            break
    return best


def anneal(matrix: Floats, until: float) -> Ints:
    """Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983, from memory) of a few splits at once: where signs are
    nearly random it finds better ones than a search from a single split."""
    n, draw = len(matrix), np.random.Generator(np.random.Philox(key=len(matrix)))
    signs = draw.choice(np.array([-1.0, 1.0]), (n, STARTS))
    field = float(np.sqrt((matrix * matrix).sum(1).mean()))
    for heat in np.geomspace(field, field / COLD, SWEEPS):
        for k in draw.permutation(n):
            loss = 2 * signs[k] * (matrix[k] @ signs)
            signs[k] *= np.where(draw.random(STARTS) < np.exp(-np.maximum(loss, 0) / heat), -1, 1)
        if time.perf_counter() > until:
            break
    found = (descend(matrix, column.astype(np.int64)) for column in signs.T)
    return min(found, key=lambda s: cost(matrix, s))


def _starts(matrix: Floats) -> list[Ints]:
    """Fixed pseudo-random splits: the result must not depend on a clock."""
    draw = np.random.Generator(np.random.Philox(key=len(matrix)))
    return [draw.choice(np.array([-1, 1]), len(matrix)) for _ in range(STARTS)]


def _up(bound: float, integral: bool) -> float:
    """With whole weights a proved bound may be rounded up."""
    return float(math.ceil(bound - GAP)) if integral else bound


def _whole(value: float) -> float:
    """A figure within rounding of a whole number is that number."""
    return float(round(value)) if abs(value - round(value)) < GAP else float(value)
