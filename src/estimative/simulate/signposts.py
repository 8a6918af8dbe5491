"""What to watch: observables ranked by how much they would tell about which scenario holds.

Scenarios are taken as equally likely for this purpose only. The gain is the mutual information of scenario and
observable, I = H(mean p_s) - mean H(p_s), in bits (Lindley 1956; Cover and Thomas 2006, section 2.4; both from memory).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from estimative.cases import Observable
from estimative.domain import BadInput

from .ensemble import Ensemble

Floats = NDArray[np.float64]
WITHIN = 24  # months in which a signpost is of use
SOON = 0.8  # of the gain at the end of that time: the first month that reaches it is the date to look
NEARLY = 0.98  # of the best gain: thresholds that tell as much
DECILES = np.arange(0.1, 0.95, 0.1)
LEAST = 0.01  # bits: less than that tells nothing


@dataclass(frozen=True, slots=True)
class Signpost:
    """`above` a threshold, below it (False), or an act (None, with no threshold); `by` until when (ISO month); `shares`
    in which part of each scenario's draws it is seen by then. `about` is the scenario that the gain is about: it or
    one of the others; None: which of all holds."""

    id: str
    text: str
    above: bool | None
    threshold: float
    unit: str
    by: str
    gain: float
    shares: tuple[tuple[str, float], ...]
    source: str
    about: str | None = None

    @property
    def speaks_for(self) -> bool:
        """Whether seeing it speaks for `about`; else not seeing it does."""
        held = dict(self.shares)
        rest = [p for name, p in self.shares if name != self.about]
        return self.about in held and held[self.about] > sum(rest) / len(rest)


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


def signposts(
    scenarios: Sequence[Ensemble], observables: Sequence[Observable] = (), about: str | None = None
) -> tuple[Signpost, ...]:
    """Acts and thresholds of observables, most telling first; of one series only the best threshold. An output that
    nobody publishes cannot be watched. `about` asks what tells that scenario from the others, taken together.

    Raises BadInput for fewer than two scenarios, or scenarios of different length."""
    if len(scenarios) < 2 or len({e.plan.months for e in scenarios}) > 1:
        raise BadInput(f"{len(scenarios)} scenarios to tell apart", mend="give two or more of one length")
    score = _score([e.plan.scenario for e in scenarios], about)
    found = []
    for k, act in enumerate(scenarios[0].plan.acts):
        seen = np.stack([e.happened[:WITHIN, k].mean(-1) for e in scenarios])
        found.append(_post(scenarios, (act.id, act.text, None, 0.0, "", act.resolution_source), seen, score, about))
    for one in observables:
        if one.output in scenarios[0].plan.names:
            paths = [one.plus + one.scale * e.output(one.output)[:WITHIN] for e in scenarios]
            above, mark, seen = _crossing(paths, score)
            found.append(
                _post(scenarios, (one.output, one.text, above, mark, one.unit, one.source), seen, score, about)
            )
    told = [f for f in found if f.gain >= LEAST]
    return tuple(sorted(told, key=lambda f: (-f.gain, f.by, f.id)))


def _score(names: Sequence[str], about: str | None) -> Callable[[Floats], Floats]:
    """Bits from shares (scenario, ...): of all scenarios, or of one against the rest together."""
    if about is None:
        return gain
    k = names.index(about)
    return lambda shares: gain(np.stack([shares[k], np.delete(shares, k, 0).mean(0)]))


def _crossing(paths: Sequence[Floats], score: Callable[[Floats], Floats]) -> tuple[bool, float, Floats]:
    """Whether above, the threshold, and shares (scenario, time) of draws in which it was crossed by then. Of thresholds
    that tell nearly as much as the best, the middle one: the farthest from both sides."""
    tried: list[tuple[float, bool, float, Floats]] = []
    for above, extreme in ((True, np.fmax), (False, np.fmin)):
        runs = [extreme.accumulate(p, axis=0) for p in paths]
        for mark in _marks([r[-1] for r in runs]):
            seen = np.stack([(r > mark if above else r < mark).mean(-1) for r in runs])
            tried.append((float(score(seen)[-1]), above, mark, seen))
    best = max((t[0] for t in tried), default=0.0)
    side = next((t[1] for t in tried if t[0] == best), True)
    near = [t for t in tried if t[0] >= NEARLY * best and t[1] == side]
    if not near:
        return True, float("nan"), np.zeros((len(paths), len(paths[0])))
    return near[len(near) // 2][1:]


def _marks(ends: Sequence[Floats]) -> list[float]:
    """Thresholds to try, at two digits: deciles of all draws' extremes, and steps between the scenarios' medians."""
    known = [e[np.isfinite(e)] for e in ends]
    if not any(k.size for k in known):
        return []
    medians = sorted(float(np.median(k)) for k in known if k.size)
    steps = [a + (b - a) * f for a, b in pairwise(medians) for f in (0.1, 0.25, 0.5, 0.75)]
    return sorted({float(f"{q:.2g}") for q in (*np.quantile(np.concatenate(known), DECILES), *steps)})


def _post(
    scenarios: Sequence[Ensemble],
    what: tuple[str, str, bool | None, float, str, str],
    seen: Floats,
    score: Callable[[Floats], Floats],
    about: str | None,
) -> Signpost:
    """`what`: id, text, above, threshold, unit, source; `seen` (scenario, time)."""
    told = score(seen)
    month = int(np.argmax(told >= SOON * told[-1]))
    names = [e.plan.scenario for e in scenarios]
    name, text, above, mark, unit, source = what
    return Signpost(
        id=name,
        text=text,
        above=above,
        threshold=mark,
        unit=unit,
        by=scenarios[0].plan.labels[month],
        gain=float(told[month]),
        shares=tuple(zip(names, (float(p) for p in seen[:, month]), strict=True)),
        source=source,
        about=about,
    )
