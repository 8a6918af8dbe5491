"""The array functions that mechanisms use, for plain floats: the readable twin of a kernel runs on these.

Like arrays, they answer NaN or infinity where a float would raise.
"""

import math
from collections.abc import Callable

nan, inf, pi = math.nan, math.inf, math.pi


def _safe(function: Callable[[float], float], beyond: float = math.inf) -> Callable[[float], float]:
    def quiet(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return beyond
        except ValueError:
            return math.nan

    return quiet


exp, expm1, sqrt, tanh = _safe(math.exp), _safe(math.expm1), _safe(math.sqrt), _safe(math.tanh)
isfinite, isnan, floor = math.isfinite, math.isnan, math.floor


def log(x: float) -> float:
    return -math.inf if x == 0 else _safe(math.log)(x)


def log1p(x: float) -> float:
    return -math.inf if x == -1 else _safe(math.log1p)(x)


def where(condition: bool, yes: float, no: float) -> float:
    return yes if condition else no


def minimum(a: float, b: float) -> float:
    return math.nan if a != a or b != b else min(a, b)


def maximum(a: float, b: float) -> float:
    return math.nan if a != a or b != b else max(a, b)


def clip(x: float, low: float, high: float) -> float:
    return minimum(maximum(x, low), high)


def logical_and(a: bool, b: bool) -> bool:
    return bool(a) and bool(b)


def logical_or(a: bool, b: bool) -> bool:
    return bool(a) or bool(b)


def zeros_like(x: float) -> float:
    return 0.0


def ones_like(x: float) -> float:
    return 1.0


def full_like(x: float, value: float) -> float:
    return value


def power(x: float, y: float) -> float:
    try:
        found = x**y
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return math.inf
    return math.nan if isinstance(found, complex) else found


def divide(a: float, b: float) -> float:
    """As arrays divide: by zero gives an infinity or NaN."""
    if b == 0:
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b
