"""Where a value can lie at all: a share between 0 and 1, a price not below 0. What lies outside is refused."""

import math
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources

from estimative.domain import Prior

from .fields import Variable

Bounds = tuple[float, float]
FREE: Bounds = (-math.inf, math.inf)


@cache
def _table() -> tuple[dict[str, Bounds], dict[str, Bounds]]:
    text = resources.files(__package__).joinpath("data", "bounds.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return tuple({k: (low, high) for k, (low, high) in found[part].items()} for part in ("unit", "variable"))  # type: ignore[return-value]


def bounds(mechanism: str, variable: Variable) -> Bounds:
    """Least and most that a mechanism's input or parameter can be; infinite where nothing forbids more.

    >>> bounds("oil_supply_loss", Variable("offset", "1", "share made up"))
    (0, 1)
    >>> bounds("any", Variable("x", "USD/b", "a price"))
    (0, inf)
    """
    units, names = _table()
    name = f"{mechanism}.{variable.name}"
    found = names.get(name) or next((b for k, b in names.items() if fnmatchcase(name, k)), None)
    return found or units.get(variable.unit, FREE)


def support(prior: Prior) -> Bounds:
    """The ends of what a prior draws; of a normal, which has none, its mean twice.

    >>> support(Prior("triangular", (1.0, 2.0, 4.0))), support(Prior("normal", (3.0, 1.0)))
    ((1.0, 4.0), (3.0, 3.0))
    """
    match prior.kind:
        case "beta":
            return 0.0, 1.0
        case "lognormal":
            return 0.0, math.inf
        case "normal":
            return prior.args[0], prior.args[0]
        case _:
            return prior.args[0], prior.args[-1]


def beyond(mechanism: str, variable: Variable, prior: Prior) -> str | None:
    """What is wrong with a prior, in words; None if it keeps to the bounds. A lognormal has no upper end: only its
    median is held against the upper bound."""
    (low, high), (least, most) = support(prior), bounds(mechanism, variable)
    high = prior.args[0] if prior.kind == "lognormal" else high
    if least <= low and high <= most:
        return None
    said = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{said} {variable.unit}".removesuffix(" 1") + f" lies outside {least:g} to {most:g}"
