"""Land borders of states, and on which side of its capital a neighbour's capital lies: `data/neighbours.csv`."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NEAR = 1.0  # degrees: capitals less far apart lie on no side


@dataclass(frozen=True, slots=True)
class Land:
    """A state's capital in degrees, and the codes of the states it borders on land."""

    lat: float
    lon: float
    neighbours: tuple[str, ...]


def neighbours(code: str, side: str | None = None) -> tuple[str, ...]:
    """The states that border a state on land; with a side (northern, southern, eastern, western) those whose capital
    lies there. Empty for an unknown state or side.

    >>> neighbours("RWA", "western"), neighbours("PRK", "southern")
    (('COD',), ('KOR',))
    >>> neighbours("CHN", "northern")
    ('RUS', 'MNG', 'KGZ', 'KAZ')
    """
    lands = _lands()
    if code not in lands:
        return ()
    here, others = lands[code], [(n, lands[n]) for n in lands[code].neighbours]
    if side is None:
        return here.neighbours
    away = {
        "northern": lambda o: o.lat - here.lat,
        "southern": lambda o: here.lat - o.lat,
        "eastern": lambda o: o.lon - here.lon,
        "western": lambda o: here.lon - o.lon,
    }.get(side)
    return tuple(n for n, other in others if away is not None and away(other) > _NEAR)


@lru_cache(maxsize=1)
def _lands() -> dict[str, Land]:
    with (files("estimative.actors") / "data" / "neighbours.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {
        r["code"]: Land(float(r["lat"]), float(r["lon"]), tuple(n for n in r["neighbours"].split(";") if n))
        for r in rows
    }
