"""Hawkes processes drawn by thinning (Ogata 1981) and tested by rescaling time (Ogata 1988)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from estimative.domain import BadInput

from .hawkes import Acts, Hawkes, compensators, excitation

MOST = 1_000_000


def simulate_hawkes(
    model: Hawkes,
    until: float,
    rng: np.random.Generator,
    history: Acts | None = None,
    mark: Callable[[np.random.Generator], float] | None = None,
    most: int = MOST,
) -> Acts:
    """Acts on (0, until], or, after a `history`, on (history.until, until] with the clock going on and only the new
    ones returned. `mark` draws an act's mark (0 without). Refuses to go beyond `most` acts: the process explodes."""
    k, start = len(model.base), history.until if history else 0.0
    base, branching = np.array(model.base), np.array(model.branching)
    norm = np.array(model.mark_norm or [0.0] * k)
    raised = excitation(model, history, start) if history else np.zeros(k)
    now, times, types, marks = start, [], [], []
    while True:
        bound = base.sum() + raised.sum()
        if bound <= 0:
            break
        wait = rng.exponential(1 / bound)
        now += wait
        if now > until:
            break
        raised = raised * np.exp(-model.decay * wait)
        rates = base + raised
        pick = rng.uniform() * bound
        if pick >= rates.sum():
            continue
        kind = int(np.searchsorted(np.cumsum(rates), pick, "right"))
        size = mark(rng) if mark else 0.0
        times.append(now)
        types.append(min(kind, k - 1))
        marks.append(size)
        raised = raised + model.decay * branching[:, types[-1]] * np.exp(model.mark_effect * size - norm[types[-1]])
        if len(times) > most:
            raise BadInput(f"more than {most} acts by {now:g}", mend=f"radius {model.radius:.2f}: take a shorter time")
    return Acts(np.array(times), np.array(types, np.int64), until, k, np.array(marks))


@dataclass(frozen=True, slots=True)
class Rescaling:
    """Kolmogorov-Smirnov distance and p by type; `p` is that of all types together (Bonferroni). With estimated
    parameters p is somewhat too large: a small one rejects, a large one proves little."""

    distances: tuple[float, ...]
    ps: tuple[float, ...]

    @property
    def p(self) -> float:
        return min(1.0, min(self.ps) * len(self.ps))


def rescaling_test(model: Hawkes, events: Acts) -> Rescaling:
    """Whether the gaps between acts, in expected numbers of acts, are unit exponential, as they are if the model holds.
    Needs two acts of every type."""
    from scipy.stats import kstest

    if events.counts.min() < 2:
        raise BadInput("a type has fewer than two acts", mend="leave it out")
    expected = compensators(model, events)
    tests = []
    for kind in range(events.kinds):
        passed = expected[events.types == kind, kind]
        tests.append(kstest(np.diff(passed, prepend=0.0), "expon"))
    return Rescaling(tuple(float(t.statistic) for t in tests), tuple(float(t.pvalue) for t in tests))
