"""Geometry of the two small charts, as numbers for SVG attributes: a five-step scale and a band over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from estimative.domain import Band, Level

STEP, GAP, HEIGHT = 22, 2, 12  # one cell of the scale, in px
WIDE, TALL = 260, 44  # a history panel, in px


@dataclass(frozen=True, slots=True)
class Cell:
    x: int
    role: str  # out, range, median


@dataclass(frozen=True, slots=True)
class Panel:
    """SVG path data of one history, and the months to label."""

    area: str
    line: str
    years: tuple[tuple[int, str], ...]
    first: str
    last: str


def scale(band: Band, leftward: bool = False) -> tuple[Cell, ...]:
    """Five cells from none to full; `leftward` grows from right to left, for the left side of a mirror."""
    place = [len(Level) - 1 - level for level in Level] if leftward else list(Level)
    return tuple(Cell(place[level] * STEP, _role(level, band)) for level in Level)


def _role(level: Level, band: Band) -> str:
    if level == band.median:
        return "median"
    return "range" if band.low <= level <= band.high else "out"


def panel(history: Sequence[tuple[str, Band]]) -> Panel:
    """Steps of the 90 % band and of the median, one step per month; higher is more."""
    edges = [round(WIDE * i / len(history), 1) for i in range(len(history) + 1)]
    upper = _steps(edges, [band.high + 0.5 for _, band in history])
    lower = _steps(edges, [band.low - 0.5 for _, band in history])
    middle = _steps(edges, [band.median for _, band in history])
    years = tuple((round(edges[i]), month[:4]) for i, (month, _) in enumerate(history) if month.endswith("-01"))
    return Panel(
        area=f"M{' L'.join(upper + lower[::-1])} Z",
        line=f"M{' L'.join(middle)}",
        years=years[:: max(1, len(years) // 4)],
        first=history[0][0],
        last=history[-1][0],
    )


def _steps(edges: Sequence[float], levels: Sequence[float]) -> list[str]:
    """Corners of a step line; months of one level are one step."""
    points, start = [], 0
    for i, level in enumerate(levels):
        if i + 1 == len(levels) or levels[i + 1] != level:
            y = _y(level)
            points += [f"{edges[start]:g},{y:g}", f"{edges[i + 1]:g},{y:g}"]
            start = i + 1
    return points


def _y(level: float) -> float:
    """Level none sits half a step above the floor, full half a step below the top."""
    return round(TALL - (level + 0.5) * TALL / len(Level), 1)
