"""What scenarios move, arranged: page one's lines, the matrices of acts, series and chains, and the signs of each."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estimative.domain import Figure
from estimative.run.futures.rows import ActChance, Futures, Move, ProjectionRow, ScenarioRow, SignpostRow
from estimative.run.model import Run

from .contents import FRONT

HEAT = (0.02, 0.1, 0.25, 0.5)  # sizes from which a cell is shaded one step darker


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a matrix: a move for each scenario, None where it does not differ from `as-is`."""

    id: str
    words: str
    cells: tuple[Move | None, ...]

    @property
    def size(self) -> float:
        return max((m.size for m in self.cells if m), default=0.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of page one: a scenario, the most it moves, and how it is told."""

    scenario: ScenarioRow
    moves: tuple[Move, ...]


def others(f: Futures) -> tuple[ScenarioRow, ...]:
    """Scenarios but `as-is`, the one that moves things farthest first."""
    return f.scenarios[1:]


def front(run: Run) -> tuple[Turn, ...]:
    """The scenarios of page one, each with its farthest acts, watched series and chains of the pair."""
    if run.futures is None:
        return ()
    pair = set(run.header.pair)
    return tuple(Turn(row, tuple(_most(row, pair))) for row in others(run.futures)[: FRONT["scenarios"]])


def _most(row: ScenarioRow, pair: set[str]) -> Iterable[Move]:
    ends = {p.chain.id: {p.chain.giver, p.chain.receiver} for p in row.projections}
    series = [m for m in row.moves if m.kind == "quantity" and m.observed]
    yield from [m for m in row.moves if m.kind == "act"][: FRONT["acts"]]
    yield from (series or [m for m in row.moves if m.kind == "quantity"])[: FRONT["series"]]
    yield from [m for m in row.moves if m.kind == "chain" and ends[m.id] == pair][: FRONT["chains"]]


def lines(f: Futures, kind: str) -> tuple[Line, ...]:
    """Acts, quantities or chains that differ in some scenario, the farthest first."""
    found: dict[str, dict[str, Move]] = {}
    for row in others(f):
        for move in row.moves:
            if move.kind == kind:
                found.setdefault(move.id, {})[row.name] = move
    rows = (
        Line(key, next(iter(by.values())).words, tuple(by.get(row.name) for row in others(f)))
        for key, by in found.items()
    )
    return tuple(sorted(rows, key=lambda line: (-line.size, line.id)))


def same_acts(f: Futures) -> tuple[ActChance, ...]:
    """Acts whose chance differs in no scenario."""
    moved = {line.id for line in lines(f, "act")}
    return tuple(act for act in f.scenarios[0].acts if act.act not in moved)


def same_chains(f: Futures) -> tuple[ProjectionRow, ...]:
    moved = {line.id for line in lines(f, "chain")}
    return tuple(row for row in f.scenarios[0].projections if row.chain.id not in moved)


def act_as_is(f: Futures, act: str) -> ActChance:
    """An act if nothing changes."""
    return next(row for row in f.scenarios[0].acts if row.act == act)


def chain_as_is(f: Futures, chain: str) -> ProjectionRow:
    """A chain if nothing changes."""
    return next(row for row in f.scenarios[0].projections if row.chain.id == chain)


def chance(f: Futures, scenario: ScenarioRow, act: str) -> ActChance:
    """An act's row under a scenario: that of `as-is` where the scenario cannot reach it."""
    return next(row for row in (*scenario.acts, *f.scenarios[0].acts) if row.act == act)


def elsewhere(post: SignpostRow, row: ScenarioRow) -> tuple[tuple[tuple[str, Figure], ...], ...]:
    """In how many draws of the other scenarios it is seen: (name, figure), those that say the same together."""
    groups: dict[str, list[tuple[str, Figure]]] = {}
    for name, figure in post.seen:
        if name != row.name:
            groups.setdefault(figure.text, []).append((name, figure))
    return tuple(map(tuple, groups.values()))


def heat(size: float) -> int:
    """
    >>> heat(0.0), heat(0.3), heat(1.0)
    (0, 3, 4)
    """
    return sum(size >= step for step in HEAT)


def usual(f: Futures, driver: str) -> str:
    """The state that most scenarios suppose of a driver."""
    states = Counter(state for row in others(f) for name, state, _ in row.states if name == driver)
    return states.most_common(1)[0][0] if states else ""


def title(f: Futures) -> Callable[[str], str]:
    """Scenario names in words."""
    titles = {row.name: row.title for row in f.scenarios}
    return lambda name: titles.get(name, name)
