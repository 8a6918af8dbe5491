"""What moves between two runs on the same streams: acts and outputs compared draw by draw, chance told apart."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from estimative.simulate import Ensemble, quantiles

from ..figures import HORIZONS, percent, spread, two

Floats = NDArray[np.float64]
Kind = Literal["act", "chance", "output"]
LEAST = 0.01  # of the band's width: what moves less is not told
SURE = 2.0  # standard errors: what moves less may be chance
ROUNDING = 1e-9  # relative: two compilations of one formula may differ by that much
TINY = 1e-12  # absolute: what a subtraction of equals leaves


@dataclass(frozen=True, slots=True)
class Stand:
    """The 5, 50 and 95 % points of the draws that are known, NaN if none is; for acts and chances thrice the share."""

    low: float
    middle: float
    high: float

    def words(self, kind: Kind) -> str:
        """Two figures at most; a constant is one value.

        >>> Stand(0.3, 0.3, 0.3).words("act"), Stand(1.0, 2.0, 4.04).words("output")
        ('30%', '2 (1 to 4)')
        """
        if not math.isfinite(self.middle):
            return "unknown"
        if kind != "output":
            return percent(self.middle, narrow=True)
        return spread((self.low, self.middle, self.high))


@dataclass(frozen=True, slots=True)
class Step:
    """After so many `months`: where the figure stood in the one run and stands in the other; `by` is the mean over
    draws of the paired difference, `se` its sampling error. `size` is that mean, or the change of the mean distance
    from the middle where that is more (a band that widens), as a share of the wider run's 5 to 95 % band, or of the
    whole range of draws where both bands have no width. `moved`: more than two sampling errors, and at least a
    hundredth of the band."""

    months: int
    before: Stand
    after: Stand
    by: float
    se: float
    size: float
    moved: bool
    known: tuple[float, float] = (1.0, 1.0)  # share of draws in which it is known, in the one run and in the other

    def words(self, kind: Kind) -> str:
        """By how much, with sign."""
        if not self.moved:
            return "no change"
        was, now = self.known
        if math.isnan(self.by) or abs(now - was) >= self.size:
            return f"known in {percent(now)} of draws, was {percent(was)}"
        if kind != "output":
            return f"{100 * self.by:+.0f} points"
        if (
            abs(self.by) > SURE * self.se
            and abs(self.by) > self.size * max(_width(self.before), _width(self.after)) / 2
        ):
            return ("+" if self.by > 0 else "") + two(self.by)
        return f"band {two(_width(self.after))} wide, was {two(_width(self.before))}"


@dataclass(frozen=True, slots=True)
class Shift:
    """One act (share of draws) or output. `touched`: some draw differs in some month. `peak`: the month in which the
    two runs lie furthest apart, where that is none of `steps`: a shock may come and go between them."""

    what: str
    text: str
    unit: str
    kind: Kind
    headline: bool
    touched: bool
    steps: tuple[Step, ...]
    peak: Step | None = None

    @property
    def moved(self) -> bool:
        return any(s.moved for s in (*self.steps, *self._high))

    @property
    def _high(self) -> tuple[Step, ...]:
        """The peak, if the mean moves more than twice as far there as at any of the steps."""
        peak = self.peak
        if peak is None or not peak.moved or any(2 * abs(s.by) >= abs(peak.by) for s in self.steps):
            return ()
        return (peak,)

    @property
    def told(self) -> Step:
        """The step to tell: the last, unless another moves more than twice as far; a high peak before all."""
        if self._high:
            return self._high[0]
        most = max(self.steps, key=lambda s: s.moved * s.size)
        last = self.steps[-1]
        return most if most.moved and not (last.moved and 2 * last.size >= most.size) else last


def shifts(before: Ensemble, after: Ensemble) -> tuple[Shift, ...]:
    """Acts and then outputs, in the order of the later plan; those that only the earlier has come last."""
    months = sorted({h for h in (*HORIZONS, after.plan.months) if h <= after.plan.months})
    return (*_acts(before, after, months), *_outputs(before, after, months))


def _acts(before: Ensemble, after: Ensemble, months: list[int]) -> Iterator[Shift]:
    found = {a.id: a for a in (*before.plan.acts, *after.plan.acts)}
    order = dict.fromkeys([*(a.id for a in after.plan.acts), *found])
    for name in order:
        x, y = (_act(e, name) for e in (before, after))
        yield _shift(name, found[name].text, "share of draws", "act", True, x, y, months)


def _act(made: Ensemble, name: str) -> Floats:
    there = name in [a.id for a in made.plan.acts]
    return made.act(name).astype(float) if there else np.full((made.plan.months, made.draws), np.nan)


def _outputs(before: Ensemble, after: Ensemble, months: list[int]) -> Iterator[Shift]:
    found = {f"{p.mechanism.name}.{r.name}": r for e in (after, before) for p in e.plan.parts for r in p.outputs}
    for name, result in found.items():
        x, y = (_output(e, name) for e in (before, after))
        kind: Kind = "chance" if result.chance else "output"
        yield _shift(name, result.meaning, result.unit, kind, result.headline, x, y, months)


def _output(made: Ensemble, name: str) -> Floats:
    there = name in made.plan.names
    return made.output(name) if there else np.full((made.plan.months, made.draws), np.nan)


def _shift(
    what: str, text: str, unit: str, kind: Kind, headline: bool, x: Floats, y: Floats, months: list[int]
) -> Shift:
    x, y = (np.where(np.abs(v) < TINY, 0.0, v) for v in (x, y))
    same = (x == y) | (np.isnan(x) & np.isnan(y))
    with np.errstate(invalid="ignore"):
        same |= np.abs(y - x) <= ROUNDING * np.maximum(np.abs(x), np.abs(y))
    y = np.where(same, x, y)
    steps = tuple(_step(kind, h, x[h - 1], y[h - 1]) for h in months)
    far = _furthest(x, y)
    peak = None if far is None or far in months else _step(kind, far, x[far - 1], y[far - 1])
    return Shift(what, text, unit, kind, headline, not same.all(), steps, peak)


def _furthest(x: Floats, y: Floats) -> int | None:
    """The month, counted from 1, of the largest mean difference; None where the two never differ."""
    gap = np.abs(np.where(np.isfinite(y - x), y - x, 0.0).mean(-1))
    return int(gap.argmax()) + 1 if gap.any() else None


def _step(kind: Kind, months: int, x: Floats, y: Floats) -> Step:
    before, after = _stand(kind, x), _stand(kind, y)
    known = np.isfinite(x) & np.isfinite(y)
    shares = float(np.isfinite(x).mean()), float(np.isfinite(y).mean())
    lost = abs(shares[1] - shares[0])
    if not known.any():
        return Step(months, before, after, math.nan, math.nan, lost, lost >= LEAST, shares)
    x, y = x[known], y[known]
    by, se = _mean(y - x)
    middle = np.median(x)
    wider, wider_se = _mean(np.abs(y - middle) - np.abs(x - middle))
    width = 1.0 if kind != "output" else max(_width(before), _width(after))
    sure = max([abs(m) for m, e in ((by, se), (wider, wider_se)) if abs(m) > SURE * e], default=0.0)
    width = width or max(x.max(), y.max()) - min(x.min(), y.min())  # two constants, or all but a few draws are
    size = sure / width if width > 0 else 0.0
    return Step(months, before, after, by, se, max(size, lost), max(size, lost) >= LEAST, shares)


def _stand(kind: Kind, values: Floats) -> Stand:
    if kind == "output":
        return Stand(*(float(q) for q in quantiles(values)[[0, 2, 4]]))
    known = values[np.isfinite(values)]
    return Stand(*[float(known.mean()) if known.size else math.nan] * 3)


def _mean(values: Floats) -> tuple[float, float]:
    error = values.std(ddof=1) / math.sqrt(values.size) if values.size > 1 else math.inf
    return float(values.mean()), float(error)


def _width(stand: Stand) -> float:
    return stand.high - stand.low if math.isfinite(stand.middle) else 0.0
