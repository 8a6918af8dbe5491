"""The closed word lists of `data/events/grammar.toml`."""

import tomllib
from functools import lru_cache
from importlib import resources


def words(name: str) -> frozenset[str]:
    """A list by its name."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    path = resources.files("estimative.coding").joinpath("data/events/grammar.toml")
    return tomllib.loads(path.read_text("utf8"))
