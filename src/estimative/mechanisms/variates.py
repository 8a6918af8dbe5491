"""Variates from uniforms, in functions that any array has: for the noise of a month."""

import math

from .contract import namespace
from .fields import Array


def logistic(u: Array) -> Array:
    """A logistic variate of mean 0 and standard deviation 1 from a uniform."""
    xp = namespace(u)
    return (xp.log(u) - xp.log1p(-u)) * math.sqrt(3) / math.pi


def normal(u: Array) -> Array:
    """A standard normal variate from a uniform, to within 0.01 (Tukey's lambda)."""
    xp = namespace(u)
    return (xp.power(u, 0.135) - xp.power(1 - u, 0.135)) / 0.1975
