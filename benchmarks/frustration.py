"""Exact frustration beside a compact integer program, in one run: `python benchmarks/frustration.py [SHARED]`.

The compact formulation has a binary per actor and per tie (f >= |x_i - x_j| for friends, f >= |x_i + x_j - 1| for
foes), negative triangles as extra cuts and the busiest actor fixed, after Aref, Mason and Wilson 2020 (from memory).
The other half is 1,000 actors with 20,000 ties: two camps with a share of contradicting ties, or, at one half, signs by
the toss of a coin.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

from estimative.measures import SignedGraph, Tie, frustration
from estimative.measures.negative_cycles import Cycles

STEP, LIMIT = 5, 60.0  # every fifth window for the compact program, seconds each
LARGE = ((0.05, 60), (0.10, 60), (0.15, 60), (0.5, 60))


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    path = shared / "data/networks/cowList.json"
    if path.is_file():
        _windows([_graph(w) for w in json.loads(path.read_text())])
    else:
        print(f"no reference data at {path}: the war windows are left out")
    print(f"{'actors':>6} {'ties':>6} {'contradicting':>13} {'F':>6} {'bound':>8} {'gap %':>6} {'wall s':>7}  proof")
    for noise, seconds in LARGE:
        start = time.perf_counter()
        found = frustration(camps(1000, 20_000, noise), seconds)
        gap = 100 * found.gap / found.value
        wall = time.perf_counter() - start
        row = f"{1000:6} {20000:6} {noise:13.0%} {found.value:6g} {found.bound:8g} {gap:6.2f} {wall:7.1f}"
        print(f"{row}  {found.method}", flush=True)


def _windows(graphs: list[SignedGraph]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    ours = [frustration(g) for g in graphs]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    proved = sum(f.solved for f in ours)
    print(f"{len(graphs)} windows: {wall:.2f} s wall, {cpu:.2f} s of processor, {proved} proved")
    some = graphs[::STEP]
    times = [_seconds(lambda g=g: frustration(g)) for g in some]
    other = [_seconds(lambda g=g: compact(g)) for g in some]
    agree = sum(a[1].value == b[1] for a, b in zip(times, other, strict=True))
    mine, theirs = sum(t for t, _ in times), sum(t for t, _ in other)
    print(f"{len(some)} of them: ours {mine:.2f} s, compact {theirs:.2f} s, x{theirs / mine:.0f}; {agree} values agree")


def _graph(window: dict) -> SignedGraph:  # type: ignore[type-arg]
    names = window["nodes"]
    return SignedGraph(tuple(names), tuple(Tie(names[i], names[j], s) for i, j, s in window["edges"]))


def compact(graph: SignedGraph) -> float:
    """Frustration by one integer program, NaN if not proved within LIMIT."""
    matrix = graph.weights()
    ties = Cycles.of(matrix)
    m, n = len(ties.weight), len(matrix)
    e, positive = np.arange(m), ties.sign > 0
    one = np.ones(m)

    def rows(left: np.ndarray, right: np.ndarray) -> csr_matrix:  # type: ignore[type-arg]
        at = (np.tile(e, 3), np.concatenate([ties.left, ties.right, n + e]))
        return csr_matrix((np.concatenate([left, right, one]), at), shape=(m, n + m))

    first = rows(one, np.where(positive, -1, 1))  # f + x_i - x_j >= 0, or f + x_i + x_j >= 1
    second = rows(-one, np.where(positive, 1, -1))  # f - x_i + x_j >= 0, or f - x_i - x_j >= -1
    parts, least = [first, second], [np.where(positive, 0, 1), np.where(positive, 0, -1)]
    if ties.add(ties.triangles()):
        cuts = ties.rows
        parts.append(csr_matrix((cuts.data, cuts.indices + n, cuts.indptr), shape=(cuts.shape[0], n + m)))
        least.append(np.ones(cuts.shape[0]))
    low = np.zeros(n + m)
    low[np.abs(matrix).sum(0).argmax()] = 1
    found = milp(
        np.concatenate([np.zeros(n), ties.weight]),
        integrality=np.ones(n + m),
        bounds=Bounds(low, 1),
        constraints=LinearConstraint(vstack(parts), lb=np.concatenate(least)),
        options={"time_limit": LIMIT, "mip_rel_gap": 0.0},
    )
    return float(round(found.fun)) if found.status == 0 else float("nan")


def camps(n: int, m: int, noise: float, seed: int = 0) -> SignedGraph:
    """Two hidden camps, m random ties, a share of them of the wrong sign."""
    draw = np.random.default_rng(seed)
    side = draw.choice([-1, 1], n)
    every = np.triu_indices(n, 1)
    chosen = draw.choice(len(every[0]), m, replace=False)
    left, right = every[0][chosen], every[1][chosen]
    sign = side[left] * side[right] * np.where(draw.random(m) < noise, -1, 1)
    ties = (Tie(f"a{i}", f"a{j}", float(s)) for i, j, s in zip(left, right, sign, strict=True))
    return SignedGraph(tuple(f"a{k}" for k in range(n)), tuple(ties))


def _seconds(call):  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    value = call()
    return time.perf_counter() - start, value


if __name__ == "__main__":
    main()
