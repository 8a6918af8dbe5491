"""Waiting times whose hazard falls because the ready ones go first: a Weibull with gamma frailty.

With x = (age / scale)^shape and frailty variance v the cumulative hazard is ln(1 + v x) / v (Vaupel, Manton and
Stallard 1979, from memory); v = 0 is the Weibull, v = 1 the log-logistic, shape 1 the Pareto of the second kind.
"""

from typing import NamedTuple

import numpy as np

from .contract import namespace
from .fields import Array

SMALLEST_FRAILTY = 1e-9
SMALLEST_AGE = 1e-300  # of scales: its power is 0, and it has a logarithm
YOUNGEST = 0.5  # months: a hazard at age 0 may be infinite


def by_month(age: Array, months: int) -> Array:
    """Ages from `age` on, (month, draw); (month,) of a plain float."""
    later = np.arange(months, dtype=np.float64)
    return age + (later if isinstance(age, float | int) else later[:, None])


class Hazard(NamedTuple):
    """At some age: the cumulative hazard, -ln of the share still waiting, and ln of the hazard per unit of `scale`."""

    gathered: Array
    log_rate: Array


def hazard(age: Array, shape: Array, scale: Array, frailty: Array) -> Hazard:
    """At `age` (same unit as `scale`), all (draw,); ln of the hazard below half a month as at half a month."""
    xp = namespace(age / scale)
    v = xp.maximum(frailty, SMALLEST_FRAILTY)
    old, young = xp.log(xp.maximum(age / scale, SMALLEST_AGE)), xp.log(YOUNGEST / scale)
    aged, least = (xp.log1p(v * xp.exp(shape * x)) for x in (old, young))
    return Hazard(aged / v, xp.log(shape / scale) + (shape - 1) * xp.maximum(old, young) - xp.maximum(aged, least))


def cumulative_hazard(age: Array, shape: Array, scale: Array, frailty: Array) -> Array:
    """-ln of the share still waiting at `age` (same unit as `scale`), all (draw,).

    >>> round(cumulative_hazard(24.0, 1.0, 24.0, 0.0), 6)
    1.0
    """
    relative = age / scale
    xp = namespace(relative)
    return frail(xp.exp(shape * xp.log(xp.maximum(relative, SMALLEST_AGE))), frailty)


def frail(hazard: Array, frailty: Array) -> Array:
    """The cumulative hazard of those still waiting when that of the average one is `hazard`, (draw,)."""
    xp = namespace(hazard)
    v = xp.maximum(frailty, SMALLEST_FRAILTY)
    return xp.log1p(v * hazard) / v


def log_hazard(age: Array, shape: Array, scale: Array, frailty: Array) -> Array:
    """ln of the hazard per unit of `scale` at `age`, as `hazard` has it."""
    return hazard(age, shape, scale, frailty).log_rate
