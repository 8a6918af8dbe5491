"""Consistent scenarios by search and by enumeration, in one run: `python benchmarks/cross_impact.py [SHARED]`."""

import sys
import time
from pathlib import Path

import numpy as np

from estimative.simulate import CrossImpactMatrix, Descriptor, Impact, consistent, read_matrix, under_uncertainty

BLOCK = 100_000


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared") / "data/cib"
    made = [("random, 9 x 3", random_matrix(9, 3)), ("random, 17 x 3", random_matrix(17, 3))]
    read = [(p.stem, read_matrix(p, p.name)) for p in sorted(folder.glob("*.scw"))]
    print(f"{'matrix':40} {'combinations':>13} {'found':>6} {'search s':>9} {'enumeration s':>13}")
    for name, matrix in made + read:
        combinations = int(np.prod([len(d.states) for d in matrix.descriptors], dtype=np.int64))
        start = time.perf_counter()
        found = len(consistent(matrix))
        search = time.perf_counter() - start
        brute = f"{enumeration(matrix, found):13.2f}" if combinations < 30_000 else f"{'-':>13}"
        print(f"{name:40} {combinations:13,} {found:6} {search:9.3f} {brute}", flush=True)
    for name, matrix in read[2:3]:
        start = time.perf_counter()
        found = under_uncertainty(doubtful(matrix, 0.5), draws=100)
        print(f"{name}, every weight +- 0.5, 100 draws: {len(found)} scenarios, {time.perf_counter() - start:.1f} s")


def enumeration(matrix: CrossImpactMatrix, expected: int) -> float:
    """Seconds to score every combination in blocks of NumPy arrays; the count must agree."""
    start = time.perf_counter()
    sizes = [len(d.states) for d in matrix.descriptors]
    scores, first, found = matrix.scores(), matrix.starts, 0
    total = int(np.prod(sizes))
    for at in range(0, total, BLOCK):
        picks = np.stack(np.unravel_index(np.arange(at, min(at + BLOCK, total)), sizes)) + first[:, None]
        sums = scores[picks].sum(0)
        best = np.maximum.reduceat(sums, first, axis=1)
        own = np.take_along_axis(sums, picks.T, axis=1)
        found += int((own >= best - 1e-9).all(1).sum())
    assert found == expected, (found, expected)
    return time.perf_counter() - start


def random_matrix(descriptors: int, states: int, seed: int = 0) -> CrossImpactMatrix:
    draw = np.random.default_rng(seed)
    names = [Descriptor(f"d{k}", tuple(f"s{j}" for j in range(states))) for k in range(descriptors)]
    places = [(d.name, s) for d in names for s in d.states]
    cells = [(*a, *b, float(draw.integers(-3, 4))) for a in places for b in places if a[0] != b[0]]
    return CrossImpactMatrix(tuple(names), tuple(Impact(*c) for c in cells if c[-1]))


def doubtful(matrix: CrossImpactMatrix, width: float) -> CrossImpactMatrix:
    wide = (
        Impact(
            i.source, i.source_state, i.target, i.target_state, i.value, i.reference, i.value - width, i.value + width
        )
        for i in matrix.impacts
    )
    return CrossImpactMatrix(matrix.descriptors, tuple(wide))


if __name__ == "__main__":
    main()
