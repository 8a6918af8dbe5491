"""What a run says of what may come: plain frozen objects, like those of `model`. Nothing in them is a forecast to score
but the outlooks; scenarios are conditions, and carry no likelihood."""

from dataclasses import dataclass
from typing import Literal

from estimative.domain import Band, Chain, Figure


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A driver with its states; `gap` says what nobody developed."""

    id: str
    text: str
    source: str
    states: tuple[tuple[str, str], ...]  # (id, text)
    gap: str | None
    idle: bool  # sways no other driver and changes nothing


@dataclass(frozen=True, slots=True)
class ActChance:
    """Share of draws in which an act has happened, at each horizon; `gained` the paired difference from `as-is`."""

    act: str
    text: str
    chain: str
    moved_by: tuple[str, ...]
    at: tuple[tuple[int, Figure], ...]  # (months, figure)
    gained: tuple[tuple[int, Figure], ...]
    path: tuple[float, ...]  # by month


@dataclass(frozen=True, slots=True)
class Fan:
    """A quantity month by month: (5, 25, 50, 75, 95 %); `end` in words; `moved` the paired difference from `as-is`."""

    output: str
    words: str
    unit: str
    months: tuple[str, ...]
    bands: tuple[tuple[float, float, float, float, float], ...]
    end: Figure
    moved: Figure | None
    rival: str
    left_out: tuple[str, ...] = ()  # rivals that are not this fan


@dataclass(frozen=True, slots=True)
class ProjectionRow:
    """A chain's level at the end of the run if simulated acts were reported as acts; a summary, never scored."""

    chain: Chain
    words: str
    acts: tuple[str, ...]
    band: Band
    rivals: tuple[tuple[str, Band], ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Move:
    """The most by which an act, a quantity or a chain differs from `as-is`, and the month of it. `figure` is the paired
    difference; of a chain the level at the end. `size`, 0 to 1, is the distance of the two distributions (Kolmogorov):
    for an act the difference of the two shares of draws. `source` names the mechanism of a quantity,
    `observed` says that somebody publishes it."""

    kind: Literal["act", "quantity", "chain"]
    id: str
    words: str
    month: str
    figure: Figure
    size: float
    up: bool
    source: str = ""
    observed: bool = False


@dataclass(frozen=True, slots=True)
class SignpostRow:
    """Something to watch. `sign` says what is seen, `absence` what its not being seen looks like, both with threshold
    and date. `gain` in bits: what knowing it tells about which scenario holds, or whether `about` holds, each taken as
    likely as any other for this purpose only. `speaks` is the one of the two that speaks for `about`."""

    id: str
    sign: str
    absence: str
    by: str
    gain: Figure
    seen: tuple[tuple[str, Figure], ...]  # (scenario, share of its draws in which it is seen)
    source: str
    about: str | None = None
    speaks: str = ""
    strong: bool = False  # alone tells much of what can be told


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """`acts`, `fans` and `projections` hold all under `as-is`, and elsewhere only what the scenario can reach: the rest
    is as in `as-is`. `moves` are what does differ at the precision shown, the farthest first. `against` names drivers
    whose states contradict the others; `robust` the share of draws of the uncertain judgements in which the combination
    is consistent. Neither is a likelihood."""

    name: str
    title: str
    text: str
    digest: str
    declared: bool
    states: tuple[tuple[str, str, str], ...]  # (driver, state, text)
    shocks: tuple[str, ...]  # in words
    margin: Figure | None
    robust: Figure | None
    against: tuple[str, ...]
    acts: tuple[ActChance, ...]
    fans: tuple[Fan, ...]
    projections: tuple[ProjectionRow, ...]
    moves: tuple[Move, ...]
    signs: tuple[SignpostRow, ...]  # what tells it from the other scenarios, the most telling first
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Futures:
    """`months` simulated, `draws` per scenario. Scenarios: `as-is`, then the one that moves things farthest, and so on.
    `signposts` tell which of all scenarios holds."""

    months: int
    draws: int
    drivers: tuple[DriverRow, ...]
    impacts: tuple[tuple[str, str, str, str], ...]  # (source, target, value, reference)
    scenarios: tuple[ScenarioRow, ...]
    signposts: tuple[SignpostRow, ...]
    left_out: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
