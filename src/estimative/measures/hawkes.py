"""Hawkes processes: acts that raise the rate of further acts for a while.

lambda_i(t) = mu_i + sum over earlier acts k of alpha[i, type_k] w_k beta exp(-beta (t - t_k)); w_k = exp(g m_k - c).
Hawkes 1971 (Biometrika 58(1)); marks as in ETAS, Ogata 1988 (JASA 83(401)); the recursion that makes the likelihood
exact in O(n): Ogata 1981 (IEEE Transactions on Information Theory 27(1)). One decay beta serves all pairs of types.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from estimative.domain import BadInput

Floats = NDArray[np.float64]
SPAN = 300.0  # decays in one block of the cumulative sum: exp(300) is far from overflow


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts on (0, `until`], in order: `times` (act,) in any unit, strictly rising; `types` (act,) from 0 to
    `kinds` - 1; `marks` (act,), zeros where size does not matter."""

    times: Floats
    types: NDArray[np.int64]
    until: float
    kinds: int
    marks: Floats

    def __post_init__(self) -> None:
        t, known = self.times, np.isfinite(self.marks).all() and np.isfinite(self.times).all()
        if not (len(t) == len(self.types) == len(self.marks)) or not known:
            raise BadInput("acts need one known time, type and mark each", mend="leave out acts of unknown date")
        if len(t) and (np.diff(t) <= 0).any():
            raise BadInput(
                "times do not rise strictly: two acts share a moment",
                mend="spread acts known to the day over it with `within_days`",
            )
        if len(t) and not (t[0] > 0 and t[-1] <= self.until):
            raise BadInput(f"acts from {t[0]:g} to {t[-1]:g} outside (0, {self.until:g}]", mend="count from the start")
        if len(t) and not (self.types.min() >= 0 and self.types.max() < self.kinds):
            raise BadInput(f"types outside 0 to {self.kinds - 1}", mend="number the types from 0")

    @property
    def counts(self) -> NDArray[np.int64]:
        """(type,)"""
        return np.bincount(self.types, minlength=self.kinds)


def acts(times: ArrayLike, until: float, types: ArrayLike | None = None, marks: ArrayLike | None = None) -> Acts:
    """Acts from plain sequences; one type and no marks unless given."""
    t = np.asarray(times, np.float64)
    kind = np.zeros(len(t), np.int64) if types is None else np.asarray(types, np.int64)
    mark = np.zeros(len(t)) if marks is None else np.asarray(marks, np.float64)
    return Acts(t, kind, float(until), int(kind.max(initial=0)) + 1, mark)


def within_days(days: ArrayLike, rng: np.random.Generator) -> Floats:
    """Acts known to the day, at random moments within it: (act,), rising. Day 0 covers (0, 1).

    >>> bool((np.diff(within_days([0, 0, 3], np.random.default_rng(1))) > 0).all())
    True
    """
    found = np.asarray(days, np.float64)
    return np.sort(np.floor(found) + rng.uniform(1e-9, 1 - 1e-9, len(found)))


@dataclass(frozen=True, slots=True)
class Hawkes:
    """`base` (type,) acts a unit of time without any before; `branching` [of][by]: further acts of one type that an
    average act of another brings about; `decay` a unit of time; `mark_effect` on the log of that number, with
    `mark_norm` (type,) such that the average is 1."""

    base: tuple[float, ...]
    branching: tuple[tuple[float, ...], ...]
    decay: float
    mark_effect: float = 0.0
    mark_norm: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        values = [*self.base, *(a for row in self.branching for a in row), self.decay]
        square = len(self.branching) == len(self.base) and all(len(r) == len(self.base) for r in self.branching)
        if not square or not all(math.isfinite(v) and v >= 0 for v in values) or self.decay == 0:
            raise BadInput(
                "a Hawkes process needs rates and branching of 0 or more and a decay above 0",
                mend="give one base rate per type and a square branching matrix [of][by]",
            )

    @property
    def radius(self) -> float:
        """Spectral radius of the branching: below 1 every burst dies out."""
        return float(np.abs(np.linalg.eigvals(np.array(self.branching))).max())

    @property
    def stationary(self) -> tuple[float, ...]:
        """Long-run acts a unit of time by type, (1 - alpha)^-1 mu. Refuses a radius of 1 or more.

        >>> [round(x, 3) for x in Hawkes((1.0,), ((0.6,),), 2.0).stationary]
        [2.5]
        """
        if self.radius >= 1:
            raise BadInput(f"branching radius {self.radius:.2f}: no long-run rate", mend="simulate a limited time")
        return tuple(np.linalg.solve(np.eye(len(self.base)) - np.array(self.branching), np.array(self.base)).tolist())

    def weights(self, events: Acts) -> Floats:
        """(act,): how far each act counts as an average one of its type."""
        norm = np.array(self.mark_norm or [0.0] * len(self.base))
        return np.asarray(np.exp(self.mark_effect * events.marks - norm[events.types]))


def by_type(values: Floats, events: Acts) -> Floats:
    """(act, type): each act's value in the column of its type."""
    found = np.zeros((len(values), events.kinds))
    found[np.arange(len(values)), events.types] = values
    return found


def decayed(times: Floats, x: Floats, decay: float) -> Floats:
    """sum over earlier acts of x exp(-decay (t_k - t_l)), (act, column), exact and O(n): cumulative sums in blocks."""
    out = np.zeros_like(x)
    carry, start, n = np.zeros(x.shape[1]), 0, len(times)
    while start < n:
        origin = times[start]
        stop = max(int(np.searchsorted(times, origin + SPAN / decay, "right")), start + 1)
        grow = np.exp(decay * (times[start:stop] - origin))[:, None]
        total = carry + np.cumsum(grow * x[start:stop], axis=0)
        out[start:stop] = np.vstack([carry[None], total[:-1]]) / grow
        carry = total[-1] * math.exp(-decay * (times[stop] - origin)) if stop < n else carry
        start = stop
    return out


def intensities(model: Hawkes, events: Acts) -> Floats:
    """Rate of every type just before each act, (act, type)."""
    past = decayed(events.times, by_type(model.weights(events), events), model.decay)
    return np.asarray(np.array(model.base) + model.decay * past @ np.array(model.branching).T)


def log_likelihood(model: Hawkes, events: Acts) -> float:
    """Exact, of all acts on (0, until], in O(n)."""
    rates = intensities(model, events)[np.arange(len(events.times)), events.types]
    left = 1 - np.exp(-model.decay * (events.until - events.times))
    brought = np.array(model.branching).sum(axis=0)[events.types]
    compensator = sum(model.base) * events.until + float((model.weights(events) * brought * left).sum())
    with np.errstate(divide="ignore"):
        return float(np.log(rates).sum()) - compensator


def excitation(model: Hawkes, events: Acts, at: float) -> Floats:
    """Rate of every type at a time after the last act, (type,), above the base."""
    fading = model.weights(events) * np.exp(-model.decay * (at - events.times))
    return np.asarray(model.decay * np.array(model.branching) @ by_type(fading, events).sum(axis=0))


def compensators(model: Hawkes, events: Acts) -> Floats:
    """Expected number of acts of every type up to each act, (act, type)."""
    w = by_type(model.weights(events), events)
    gone = np.cumsum(w, axis=0) - w - decayed(events.times, w, model.decay)
    return np.asarray(np.outer(events.times, model.base) + gone @ np.array(model.branching).T)


def joined_acts(parts: Sequence[Floats], until: float) -> Acts:
    """One process of several types from their separate times (without marks)."""
    times = np.concatenate([np.asarray(p, np.float64) for p in parts])
    types = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
    order = np.argsort(times, kind="stable")
    return Acts(times[order], types[order], float(until), len(parts), np.zeros(len(times)))
