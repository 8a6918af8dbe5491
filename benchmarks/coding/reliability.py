"""How far probabilities can be trusted: Brier score, calibration error, a table and a figure of reliability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

BINS = 8
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases alike in probability: their number, mean probability, share right, and a 90 % interval of the share."""

    n: int
    said: float
    right: float
    low: float
    high: float


def bins(p: Array, right: Array) -> list[Bin]:
    """Bins of equal count, by probability; equal probabilities are never parted."""
    values, start = np.sort(p), np.argsort(p, kind="stable")
    edges = sorted({float(values[min(len(p) - 1, round(len(p) * k / BINS))]) for k in range(1, BINS)})
    found = []
    for part in (start[np.searchsorted(edges, values, side="right") == k] for k in range(len(edges) + 1)):
        if len(part):
            n, share = len(part), float(right[part].mean())
            found.append(Bin(n, float(p[part].mean()), share, *wilson(share, n)))
    return found


def wilson(share: float, n: int, z: float = 1.645) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927).

    >>> [round(x, 3) for x in wilson(0.5, 10)]
    [0.27, 0.73]
    """
    middle, half = share + z**2 / (2 * n), z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)


def brier(p: Array, right: Array) -> float:
    return float(((p - right) ** 2).mean())


def log_loss(p: Array, right: Array) -> float:
    q = np.clip(p, 1e-6, 1 - 1e-6)
    return float(-(right * np.log(q) + (1 - right) * np.log(1 - q)).mean())


def error(p: Array, right: Array) -> float:
    """Expected calibration error over the bins."""
    return sum(b.n * abs(b.said - b.right) for b in bins(p, right)) / len(p)


def ranking(p: Array, right: Array) -> float:
    """Chance that a right claim has the higher probability of a right and a wrong one (area under ROC)."""
    good, bad = p[right == 1], p[right == 0]
    pairs = (good[:, None] > bad).mean() + (good[:, None] == bad).mean() / 2
    return float(pairs) if good.size and bad.size else float("nan")


def scores(p: Array, right: Array) -> tuple[str, ...]:
    loss = log_loss(p, right)
    return (
        f"n {len(p)}", f"right {right.mean():.3f}", f"Brier {brier(p, right):.4f}", f"log loss {loss:.4f}",
        f"ECE {error(p, right):.3f}", f"AUC {ranking(p, right):.3f}",
    )  # fmt: skip


def table(p: Array, right: Array) -> str:
    lines = ["| claims | mean confidence | share right | 90 % interval |", "|---|---|---|---|"]
    lines += [f"| {b.n} | {b.said:.2f} | {b.right:.2f} | {b.low:.2f} to {b.high:.2f} |" for b in bins(p, right)]
    return "\n".join([*lines, "", ", ".join(scores(p, right)) + "."])


def kept(p: Array, right: Array, least: Sequence[float] = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)) -> str:
    """What a threshold leaves."""
    lines = ["| `--min-confidence` | claims kept | of the right ones | right among the kept |", "|---|---|---|---|"]
    for t in least:
        stay = p >= t
        share = f"{right[stay].mean():.2f}" if stay.any() else "-"
        lines.append(f"| {t:g} | {stay.mean():.0%} | {right[stay].sum() / right.sum():.0%} | {share} |")
    return "\n".join(lines)


def figure(p: Array, right: Array) -> str:
    """Reliability as an SVG: share right against mean confidence, with intervals and the diagonal."""
    size, edge = 300, 40

    def at(value: float) -> float:
        return round(edge + value * size, 1)

    def up(value: float) -> float:
        return round(edge + (1 - value) * size, 1)

    whole = size + 2 * edge
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<path d="M{at(0)} {up(0)}H{at(1)}V{up(1)}H{at(0)}Z" fill="none" stroke="#999"/>',
        f'<path d="M{at(0)} {up(0)}L{at(1)} {up(1)}" stroke="#999" stroke-dasharray="4"/>',
    ]
    for b in bins(p, right):
        parts.append(f'<path d="M{at(b.said)} {up(b.low)}V{up(b.high)}" stroke="#246" stroke-width="2"/>')
        dot = f'<circle cx="{at(b.said)}" cy="{up(b.right)}" r="4" fill="#246">'
        parts.append(f"{dot}<title>{b.n} claims</title></circle>")
    for v in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{at(v)}" y="{up(0) + 16}" text-anchor="middle">{v:g}</text>')
        parts.append(f'<text x="{at(0) - 6}" y="{up(v) + 4}" text-anchor="end">{v:g}</text>')
    parts.append(f'<text x="{at(0.5)}" y="{up(0) + 32}" text-anchor="middle">mean confidence</text>')
    parts.append(f'<text x="{at(0)}" y="{up(1) - 10}">share of claims read rightly</text>')
    return "\n".join([*parts, "</svg>", ""])


def note(base: Mapping[str, Array], strength: float, digest: str, day: str) -> str:
    """How the weights were fitted, for the head of the file."""
    sets = ", ".join(f"{s} ({len(v)} claims, {v.mean():.2f} right)" for s, v in base.items())
    return (
        f"Log-odds that a claim was read rightly, fitted on {day} by benchmarks/coding/confidence.py: logistic\n"
        f"regression, penalty worth {strength:g} claims on each weight, chosen by cross-validation over documents.\n"
        f"Texts: {sets}.\n"
        f"PLOVER's sentences and the article have intercepts of their own, not used here. Coder then: {digest[:12]}."
    )


def page(p: Array, right: Array, constant: Array, base: Mapping[str, Array], how: str) -> str:
    """docs/confidence.md."""
    rows = "\n".join(f"| {s} | {len(v)} | {v.mean():.2f} |" for s, v in base.items())
    return f"""# Confidence

Made by `python -m benchmarks.coding.confidence --write`; do not edit by hand.

Every claim of the built-in coder has a `confidence`: the probability that the coder read the text rightly, that is,
that an annotator would find the same sides, direction, polarity and channel (or its parent) there. It says nothing
about whether the text is true, and nothing about certainty, time or amounts. `doubt` says in words what lowers it most.

It is a sum of weights over signs of a hard reading (a side that stands as a pronoun, a noun in place of a verb, a long
sentence, ...), turned into a probability. The weights can be read in `src/estimative/coding/data/confidence.toml`.

{how}

| texts | claims | read rightly |
|---|---|---|
{rows}

## How well it is calibrated

Each claim below was given its confidence by weights fitted without its document ({len(p)} claims of our own texts and
the article; PLOVER's pairs help to fit and are not judged here). A coder that said the share of each set for all its
claims would have a Brier score of {brier(constant, right):.3f}.

{table(p, right)}

![Share of claims read rightly against mean confidence](img/confidence.svg)

## What a threshold does

`--min-confidence P` puts claims below P under review: `code` lists them apart, `brief`, `ledger` and `why` leave them
out until someone accepts them with `judge` ([ledger](ledger.md)). The default is 0: nothing is held back. In this
table the weights have not seen the document either.

{kept(p, right)}

## What it cannot do

The rules of the coder were written with most of these texts in view, so on new texts fewer claims are right than here,
and the confidence is then too high by about as much. The texts are short, and few; the intervals are wide. A claim that
the coder missed has no confidence at all.
"""
