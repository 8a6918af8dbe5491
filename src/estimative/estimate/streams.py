"""Named random streams: every random decision has a name, so that adding one never changes another."""

import hashlib
from collections.abc import Sequence

import jax
import numpy as np
from numpy.typing import NDArray


def fold_in(key: jax.Array, name: str) -> jax.Array:
    """The stream `name` of a key."""
    return jax.random.fold_in(key, _number(name))


def normals(seed: int, names: Sequence[str], draws: int) -> NDArray[np.float64]:
    """Standard normals, shape (names, draws): one stream for each name, common to all rivals."""
    return np.array([_generator(seed, name).standard_normal(draws) for name in names]).reshape(len(names), draws)


def uniforms(seed: int, name: str, draws: int) -> NDArray[np.float64]:
    """Stratified uniforms of one stream in random order, shape (draws,)."""
    generator = _generator(seed, name)
    return (generator.permutation(draws) + generator.uniform(size=draws)) / draws


def _generator(seed: int, name: str) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=[seed, _number(name)]))


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
