"""What to watch: observables ranked by how much they would tell about which scenario holds.

Scenarios are taken as equally likely for this purpose only. The gain is the mutual information of scenario and
observable, I = H(mean p_s) - mean H(p_s), in bits (Lindley 1956; Cover and Thomas 2006, section 2.4; both from memory).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from estimative.domain import BadInput

from .ensemble import Ensemble

Floats = NDArray[np.float64]
WITHIN = 24  # months in which a signpost is of use
SOON = 0.8  # of the gain at the end of that time: the first month that reaches it is the date to look
LEAST = 0.01  # bits: less than that tells nothing


@dataclass(frozen=True, slots=True)
class Signpost:
    """`threshold` says what to look for, `by` until when (ISO month), `shares` in which part of each scenario's draws
    it is seen, `apart` the scenario it tells from all others best, with the bits it gives about that."""

    id: str
    text: str
    threshold: str
    by: str
    gain: float
    shares: tuple[tuple[str, float], ...]
    apart: tuple[str, float]
    source: str


def entropy(p: Floats) -> Floats:
    """Of a yes with probability p, in bits.

    >>> entropy(np.array([0.5, 0.0])).tolist()
    [1.0, 0.0]
    """
    q = np.stack([p, 1 - p])
    return np.asarray(-xlogy(q, q).sum(0) / np.log(2)) + 0.0


def gain(shares: Floats) -> Floats:
    """Bits about the scenario: shares (scenario, ...) in, (...) out.

    >>> float(gain(np.array([1.0, 0.0]))), float(gain(np.array([0.3, 0.3])))
    (1.0, 0.0)
    """
    return np.asarray(np.maximum(entropy(shares.mean(0)) - entropy(shares).mean(0), 0.0))


def signposts(scenarios: Sequence[Ensemble]) -> tuple[Signpost, ...]:
    """Acts and thresholds of headline outputs, most telling first; of one output only the best threshold.

    Raises BadInput for fewer than two scenarios, or scenarios of different length."""
    if len(scenarios) < 2 or len({e.plan.months for e in scenarios}) > 1:
        raise BadInput(f"{len(scenarios)} scenarios to tell apart", mend="give two or more of one length")
    plan = scenarios[0].plan
    found = []
    for k, act in enumerate(plan.acts):
        seen = np.stack([e.happened[:WITHIN, k].mean(-1) for e in scenarios])
        found.append(_post(scenarios, act.id, act.text, "it happens", seen, act.resolution_source))
    for part in plan.parts:
        for result in (r for r in part.outputs if r.headline):
            name = f"{part.mechanism.name}.{result.name}"
            mark, seen = _crossing([e.output(name)[:WITHIN] for e in scenarios])
            look = f"at any time {mark} {'' if result.unit == '1' else result.unit}".strip()
            found.append(_post(scenarios, name, result.meaning, look, seen, part.mechanism.citation))
    told = [f for f in found if f.gain >= LEAST]
    return tuple(sorted(told, key=lambda f: (-f.gain, f.by, f.id)))


def _crossing(paths: Sequence[Floats]) -> tuple[str, Floats]:
    """What to look for by the end of the time, and shares (scenario, time) of draws in which it was seen by then: going
    above, or below, a threshold among the deciles of all draws' extremes, whichever tells most."""
    best: tuple[str, Floats, float] = ("", np.zeros((len(paths), len(paths[0]))), -1.0)
    for word, extreme in (("above", np.fmax), ("below", np.fmin)):
        runs = [extreme.accumulate(p, axis=0) for p in paths]
        for mark in _tenths(np.concatenate([r[-1] for r in runs])):
            seen = np.stack([(r > mark if word == "above" else r < mark).mean(-1) for r in runs])
            told = float(gain(seen)[-1])
            best = (f"{word} {mark:.2g}", seen, told) if told > best[2] else best
    return best[0], best[1]


def _tenths(values: Floats) -> list[float]:
    known = values[np.isfinite(values)]
    return sorted({float(f"{q:.2g}") for q in np.quantile(known, np.arange(0.1, 0.95, 0.1))}) if known.size else []


def _post(scenarios: Sequence[Ensemble], name: str, text: str, threshold: str, seen: Floats, source: str) -> Signpost:
    """`seen` (scenario, time)."""
    told = gain(seen)
    month = int(np.argmax(told >= SOON * told[-1]))
    names = [e.plan.scenario for e in scenarios]
    apart = [float(gain(np.stack([row, np.delete(seen, k, 0).mean(0)])[:, month])) for k, row in enumerate(seen)]
    best = int(np.argmax(apart))
    return Signpost(
        id=name,
        text=text,
        threshold=threshold,
        by=scenarios[0].plan.labels[month],
        gain=float(told[month]),
        shares=tuple(zip(names, (float(p) for p in seen[:, month]), strict=True)),
        apart=(names[best], apart[best]),
        source=source,
    )
