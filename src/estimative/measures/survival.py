"""How long things last when some are still open and some end in other ways.

Survival: the product-limit estimate of Kaplan and Meier 1958. Several ways to end: the cumulative incidence of Aalen
and Johansen 1978, which unlike one minus a survival curve per cause never counts what another cause has taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, UnknownName

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Incidence:
    """Step functions that change at `times` (step,), in the unit given. `survival` (step,) is the share that has not
    ended, with its Greenwood standard `error` (step,); `incidence` (cause, step) the share that has ended in each of
    the `causes`; `at_risk` (step,) counts those open just before; nothing was watched after `until`."""

    times: Floats
    causes: tuple[int, ...]
    at_risk: Floats
    survival: Floats
    error: Floats
    incidence: Floats
    until: float

    def open_at(self, time: float) -> float:
        """Share not ended by `time`; unknown (NaN) beyond the last look, unless all have ended."""
        return self._at(time, self.survival, 1.0)

    def ended_by(self, time: float, cause: int) -> float:
        """Share that has ended by `time` in `cause`; unknown (NaN) beyond the last look, unless all have ended."""
        if cause not in self.causes:
            raise UnknownName(f"nothing ended in cause {cause}", mend=f"causes seen: {self.causes or 'none'}")
        return self._at(time, self.incidence[self.causes.index(cause)], 0.0)

    def _at(self, time: float, values: Floats, before: float) -> float:
        if time > self.until and not (len(self.survival) and self.survival[-1] == 0):
            return float("nan")
        step = int(np.searchsorted(self.times, time, side="right"))
        return before if step == 0 else float(values[step - 1])


def kaplan_meier(
    times: Sequence[float] | Floats, ended: Sequence[bool], entry: Sequence[float] | None = None
) -> Incidence:
    """Survival with one way to end. `times` (item,) to the end, or to the last look where `ended` is false.

    >>> km = kaplan_meier([6, 6, 6, 6, 7, 9], [True, True, True, False, True, False])
    >>> [round(km.open_at(t), 3) for t in (5, 6, 7)]
    [1.0, 0.5, 0.25]
    """
    return cumulative_incidence(times, [int(e) for e in ended], entry)


def cumulative_incidence(
    times: Sequence[float] | Floats, causes: Sequence[int], entry: Sequence[float] | None = None
) -> Incidence:
    """Incidence per cause. `causes` (item,): 0 for open at the last look, else which way it ended. What is open at the
    moment another ends counts as at risk. `entry` (item,) is the age when an item was first under watch (0 if not
    given): it counts from then on only.

    >>> found = cumulative_incidence([1, 2, 3, 4], [1, 2, 0, 1])
    >>> [found.ended_by(4, c) for c in (1, 2)], found.open_at(4)
    ([0.75, 0.25], 0.0)
    """
    t, cause, came = _checked(times, causes, entry)
    kinds = tuple(int(k) for k in np.unique(cause[cause > 0]))
    steps = np.unique(t[cause > 0])
    risk = ((t[None, :] >= steps[:, None]) & (came[None, :] < steps[:, None])).sum(axis=1).astype(np.float64)
    counts = np.array([[((t == s) & (cause == k)).sum() for s in steps] for k in kinds], dtype=np.float64)
    ends = counts.sum(axis=0) if kinds else np.zeros(0)
    after = np.cumprod(1 - ends / risk)
    before = np.concatenate([[1.0], after[:-1]])[: len(steps)]
    with np.errstate(divide="ignore", invalid="ignore"):
        error = after * np.sqrt(np.cumsum(ends / (risk * (risk - ends))))
    incidence = np.cumsum(before * counts / risk, axis=1) if kinds else np.zeros((0, 0))
    return Incidence(steps, kinds, risk, after, np.where(after > 0, error, np.nan), incidence, float(t.max()))


def _checked(
    times: Sequence[float] | Floats, causes: Sequence[int], entry: Sequence[float] | None
) -> tuple[Floats, NDArray[np.int64], Floats]:
    t = np.asarray(times, dtype=np.float64)
    cause = np.asarray(causes, dtype=np.int64)
    came = np.full(t.shape, -np.inf) if entry is None else np.asarray(entry, dtype=np.float64)
    if t.ndim != 1 or not len(t) or t.shape != cause.shape or t.shape != came.shape:
        raise BadInput(f"{t.size} times, {cause.size} causes", mend="give one cause (0 if open) for every time")
    if not np.isfinite(t).all() or (cause < 0).any() or (came >= t).any():
        raise BadInput("a time unknown or not after its entry, or a negative cause", mend="leave such items out")
    return t, cause, came
