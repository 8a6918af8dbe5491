"""Waiting times whose hazard falls because the ready ones go first: a Weibull with gamma frailty.

With x = (age / scale)^shape and frailty variance v the cumulative hazard is ln(1 + v x) / v (Vaupel, Manton and
Stallard 1979, from memory); v = 0 is the Weibull, v = 1 the log-logistic, shape 1 the Pareto of the second kind.
"""

from .contract import Array, namespace

SMALLEST_FRAILTY = 1e-9
YOUNGEST = 0.5  # months: a hazard at age 0 may be infinite


def cumulative_hazard(age: Array, shape: Array, scale: Array, frailty: Array) -> Array:
    """-ln of the share still waiting at `age` (same unit as `scale`), all (draw,).

    >>> round(cumulative_hazard(24.0, 1.0, 24.0, 0.0), 6)
    1.0
    """
    relative = age / scale
    xp = namespace(relative)
    v = xp.maximum(frailty, SMALLEST_FRAILTY * xp.ones_like(relative))
    return xp.log1p(v * xp.power(relative, shape)) / v


def log_hazard(age: Array, shape: Array, scale: Array, frailty: Array) -> Array:
    """ln of the hazard per unit of `scale` at `age`, all (draw,); below half a month as at half a month."""
    relative = age / scale
    xp = namespace(relative)
    old = xp.maximum(relative, YOUNGEST / scale * xp.ones_like(relative))
    return xp.log(shape / scale) + (shape - 1) * xp.log(old) - xp.log1p(frailty * xp.power(old, shape))
