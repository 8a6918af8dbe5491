"""Coverage and calibration on synthetic data, in worlds that fit the model and in worlds that break it.

`python benchmarks/calibration.py [chains]`: a table for docs/estimate.md. Nothing here is asserted.
"""

import sys

import numpy as np
from scipy.stats import chisquare

from estimative.estimate import bands, infer, tables
from estimative.estimate.synthetic import FIRST, Fault, ladder, pit, world

MONTHS, DRAWS = 24, 16


def main(chains: int) -> None:
    print(f"{chains} chains, {MONTHS} months, 0.3 signals a month; nominal coverage 0.90")
    print("| world | line, smoothed | line, filtered | shown band | width, levels | chi-square p, 10 bins |")
    print("|---|---|---|---|---|---|")
    report("model holds, origins alike", chains, Fault.NO, spread=0.0)
    report("model holds, origins drawn", chains, Fault.NO)
    for fault in (Fault.BURSTS, Fault.SHARED, Fault.TABLE):
        report(fault.value, chains, fault)


def report(name: str, chains: int, fault: Fault, spread: float | None = None) -> None:
    table = ladder(tables(), spread)
    made = world(table, 2, chains, MONTHS, fault=fault)
    reader = ladder(tables(), spread, shift=int(fault is Fault.TABLE))
    data = infer(made.signals, made.chains, FIRST, FIRST + MONTHS - 1, reader, 1, DRAWS if spread is None else 1)
    shown = bands(data)
    lines = [np.mean(_inside(data[f"{w}_line"].values, made.latent)) for w in ("smoothed", "filtered")]
    band = np.stack([shown["low"], shown["median"], shown["high"]], axis=-1)
    ranks = pit(data["smoothed"].values[MONTHS // 2], made.level[MONTHS // 2], 1)
    p = chisquare(np.histogram(ranks, 10, (0, 1))[0]).pvalue
    width = (band[..., 2] - band[..., 0]).mean()
    print(
        f"| {name} | {lines[0]:.2f} | {lines[1]:.2f} | {_inside(band, made.level).mean():.2f} | {width:.1f} | {p:.2g} |"
    )


def _inside(band: np.ndarray, truth: np.ndarray) -> np.ndarray:
    return (band[..., 0] <= truth) & (truth <= band[..., 2])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
