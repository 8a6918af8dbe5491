"""Geometry of fan charts: a quantity over months, with its 50 and 90 % ranges, on one scale for all scenarios."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from estimative.run.figures import two
from estimative.run.futures.rows import Fan, Futures

WIDE, TALL = 220, 70
Bands = Sequence[tuple[float, float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """SVG path data, and the labels of the scale: (y, text) and (x, text)."""

    outer: str
    inner: str
    line: str
    levels: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One output: (scenario in words, fan), and the farthest that any scenario moves it, 0 to 1."""

    words: str
    unit: str
    output: str
    fans: tuple[tuple[str, Fan], ...]
    size: float


def quantities(futures: Futures) -> tuple[Quantity, ...]:
    """Fans of what some scenario moves, the farthest first: `as-is` beside the scenarios that move it."""
    return tuple(sorted((q for q in _all(futures) if len(q.fans) > 1 and not _flat(q)), key=lambda q: -q.size))


def still(futures: Futures) -> tuple[Quantity, ...]:
    """Those that no scenario moves."""
    moved = {q.output for q in quantities(futures)}
    return tuple(q for q in _all(futures) if q.output not in moved)


def _all(futures: Futures) -> Iterable[Quantity]:
    """`as-is` and the scenarios in which the last value differs from it, or which tell of a move."""
    sizes = {(s.name, m.id): m.size for s in futures.scenarios for m in s.moves}
    plain = futures.scenarios[0]
    for fan in plain.fans:
        found = [
            (s.title, f)
            for s in futures.scenarios[1:]
            for f in s.fans
            if f.output == fan.output and f.bands != fan.bands
        ]
        size = max((sizes.get((s.name, fan.output), 0.0) for s in futures.scenarios), default=0.0)
        yield Quantity(fan.words, fan.unit, fan.output, ((plain.title, fan), *found), size)


def _flat(quantity: Quantity) -> bool:
    values = [x for _, fan in quantity.fans for band in fan.bands for x in band if math.isfinite(x)]
    return not values or max(values) - min(values) < 1e-9


def span(quantity: Quantity) -> tuple[float, float]:
    """Lowest and highest value of any scenario."""
    values = [x for _, fan in quantity.fans for band in fan.bands for x in band if math.isfinite(x)]
    return min(values), max(values)


def drawn(fan: Fan, low: float, high: float) -> Drawn:
    """A fan in a box of WIDE by TALL; `low` and `high` end the scale. Months without a value are skipped."""
    step = WIDE / max(len(fan.months) - 1, 1)
    points = [(round(i * step), band) for i, band in enumerate(fan.bands) if all(map(math.isfinite, band))]

    def y(value: float) -> float:
        return round(TALL - TALL * (value - low) / (high - low), 1)

    def area(lower: int, upper: int) -> str:
        there = [f"{x:g},{y(band[upper]):g}" for x, band in points]
        back = [f"{x:g},{y(band[lower]):g}" for x, band in reversed(points)]
        return f"M{' L'.join(there + back)} Z" if points else ""

    line = f"M{' L'.join(f'{x:g},{y(band[2]):g}' for x, band in points)}" if points else ""
    years = tuple((round(i * step, 1), month[:4]) for i, month in enumerate(fan.months) if month.endswith("-01"))
    levels = tuple((y(v), two(v)) for v in dict.fromkeys((low, high, 0.0 if low < 0 < high else low)))
    return Drawn(area(0, 4), area(1, 3), line, levels, years)
