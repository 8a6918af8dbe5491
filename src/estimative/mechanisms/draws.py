"""From priors to draws. Every parameter has a random stream of its own, named by its id.

A stream is Philox, a counter-based generator, keyed with sha256 of seed and name: streams do not depend on each other
or on order, any block of draws can be made alone, and the bits are the same on every machine and NumPy version.
Source: Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3.
"""

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from estimative.domain import Parameter, Prior

Floats = NDArray[np.float64]


def uniforms(seed: int, name: str, n: int, start: int = 0) -> Floats:
    """Draws `start` to `start + n` of the stream: float64 (draw,), strictly between 0 and 1.

    >>> whole = uniforms(1, "a", 10)
    >>> bool((uniforms(1, "a", 4, start=5) == whole[5:9]).all())
    True
    """
    key = int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:16], "little")
    bits, skip = np.random.Philox(key=key), start % 4
    raw = np.asarray(bits.advance(start // 4).random_raw(n + skip), np.uint64)[skip:]
    return (np.asarray(raw >> np.uint64(12), np.float64) + 0.5) * 2.0**-52


def quantile(prior: Prior, u: Floats) -> Floats:
    """The inverse distribution function of a prior at `u` in (0, 1), same shape.

    >>> quantile(Prior("triangular", (0.0, 1.0, 2.0)), np.array([0.125, 0.5])).tolist()
    [0.5, 1.0]
    """
    a = prior.args
    match prior.kind:
        case "point":
            return np.full_like(u, a[0])
        case "uniform":
            return a[0] + (a[1] - a[0]) * u
        case "triangular":
            return _triangular(a[0], a[1], a[2], u)
        case "normal":
            return a[0] + a[1] * np.asarray(ndtri(u))
        case "lognormal":
            return a[0] * np.exp(a[1] * np.asarray(ndtri(u)))
        case _:
            return np.asarray(betaincinv(a[0], a[1], u))


def _triangular(low: float, mode: float, high: float, u: Floats) -> Floats:
    width = high - low
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u * width < mode - low, rising, falling)


def draws(parameters: Iterable[Parameter], seed: int, n: int, start: int = 0) -> dict[str, Floats]:
    """Draws (draw,) by parameter id. The same seed and id give the same uniforms, so scenarios are paired."""
    return {p.id: quantile(p.prior, uniforms(seed, p.id, n, start)) for p in parameters}


def central(prior: Prior) -> float:
    """The median of a prior."""
    return float(quantile(prior, np.array([0.5]))[0])
