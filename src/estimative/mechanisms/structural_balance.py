"""Which relations pull against each other, and what would relieve it: structural balance (Cartwright and Harary 1956).

The library half, exact by integer program for networks of any size; `balance_pressure` is the mechanism that cases
use. Balance theory says where pressure lies, not that a tie will break: where the evidence says that a strained tie
persists, both stand side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from estimative.domain import BadInput, DidNotConverge
from estimative.measures import (
    Flip,
    Frustration,
    Partitions,
    SignedGraph,
    Strain,
    Tie,
    flips,
    frustration,
    optimal_partitions,
    strain,
)

CITATION = "Cartwright and Harary 1956; line index of balance: Harary 1959 (from memory)"
SECONDS = 20.0
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Relation:
    """Support and hostility between two actors on one scale, None where unknown. `persists` cites what asserts that the
    tie holds in spite of the strain."""

    left: str
    right: str
    support: float | None
    hostility: float | None
    persists: str | None = None

    @property
    def weight(self) -> float | None:
        """Support less hostility; unknown if either is: silence is not zero."""
        if self.support is None or self.hostility is None:
            return None
        if self.support < 0 or self.hostility < 0:
            raise BadInput(f"{self.left}-{self.right}: negative support or hostility", mend="give both as amounts")
        return self.support - self.hostility


@dataclass(frozen=True, slots=True)
class Pressure:
    """A tie under strain and, where the evidence disagrees, what asserts that it persists."""

    strain: Strain
    persists: str | None

    @property
    def sentence(self) -> str:
        """What theory says, and what the evidence says against it."""
        which = "every best split" if self.strain.always else "some best splits, but not all,"
        said = f"balance theory puts {self.strain.tie} under pressure: {which} contradicts it"
        said = said if self.strain.always else said.replace("contradicts", "contradict")
        return said if self.persists is None else f"{said}; yet the evidence says that it persists ({self.persists})"


@dataclass(frozen=True, slots=True)
class Balance:
    """Frustration and camps; ties under pressure; per actor the ties whose turn would lower the frustration; relations
    left out because they are unknown or because support and hostility cancel."""

    frustration: Frustration
    total: float
    pressures: tuple[Pressure, ...]
    ways_out: tuple[tuple[str, tuple[Flip, ...]], ...]
    unknown: tuple[str, ...]
    cancelled: tuple[str, ...]

    @property
    def disagreements(self) -> tuple[Pressure, ...]:
        """Where theory predicts pressure and the evidence asserts that the tie persists: shown, never resolved."""
        return tuple(p for p in self.pressures if p.persists is not None)

    def moves(self, actor: str) -> tuple[Flip, ...]:
        return dict(self.ways_out).get(actor, ())


def structural_balance(relations: Sequence[Relation], seconds: float = SECONDS) -> Balance:
    """Balance of a case's relations. Refuses (DidNotConverge) rather than show a split that is not proved best.

    >>> made = structural_balance([Relation("A", "B", 1, 0), Relation("A", "C", 1, 0), Relation("B", "C", 0, 1)])
    >>> made.frustration.value, len(made.pressures), [str(f.tie) for f in made.moves("A")]
    (1.0, 3, ['A-B', 'A-C'])
    """
    graph = _network(relations)
    found = frustration(graph, seconds)
    if not found.solved:
        raise DidNotConverge(
            f"the frustration is only known to lie in [{found.bound:g}, {found.value:g}]",
            where="structural_balance",
            mend="allow more seconds or leave out the weakest ties",
        )
    says = {Tie(r.left, r.right, r.weight): r.persists for r in relations if r.weight}
    pressures = tuple(Pressure(s, says[s.tie]) for s in strain(graph, seconds))
    moves = ((actor, flips(graph, actor)) for actor in graph.nodes) if found.value else ()
    return Balance(
        found,
        sum(abs(t.weight) for t in graph.ties),
        pressures,
        tuple((actor, own) for actor, own in moves if own),
        tuple(f"{r.left}-{r.right}" for r in relations if r.weight is None),
        tuple(f"{r.left}-{r.right}" for r in relations if r.weight == 0),
    )


@dataclass(frozen=True, slots=True)
class Relief:
    """What an actor alone can do: by how much it can lower the frustration, and the ties to give up for that, with the
    least weight that takes. Turning a tie (see `Balance.moves`) lowers it no further but costs twice the weight."""

    actor: str
    relief: float
    give_up: tuple[Tie, ...]

    @property
    def cost(self) -> float:
        return sum(abs(t.weight) for t in self.give_up)


def camps(relations: Sequence[Relation], limit: int = 1000, seconds: float = SECONDS) -> Partitions:
    """All best splits of a case's relations, at most `limit`; `complete` says whether these are all.

    >>> made = camps([Relation("A", "B", 1, 0), Relation("A", "C", 1, 0), Relation("B", "C", 0, 1)])
    >>> len(made.splits), made.complete
    (3, True)
    """
    return optimal_partitions(_network(relations), limit, seconds)


def reliefs(relations: Sequence[Relation], seconds: float = SECONDS) -> tuple[Relief, ...]:
    """Per actor that can relieve the network alone, the cheapest way, cheapest actor first; each from all best splits
    of the others. Raises DidNotConverge if those are too many to list.

    >>> made = reliefs([Relation("A", "B", 3, 0), Relation("A", "C", 1, 0), Relation("B", "C", 0, 2)])
    >>> [(r.actor, r.relief, r.cost) for r in made]
    [('A', 1.0, 1), ('C', 1.0, 1), ('B', 1.0, 2)]
    """
    graph = _network(relations)
    now = frustration(graph, seconds).value
    found = (_relief(graph, actor, now, seconds) for actor in graph.nodes)
    return tuple(sorted((r for r in found if r.give_up), key=lambda r: (r.cost, r.actor)))


def _relief(graph: SignedGraph, actor: str, now: float, seconds: float) -> Relief:
    own = [t for t in graph.ties if actor in (t.left, t.right)]
    others = SignedGraph(
        tuple(n for n in graph.nodes if n != actor), tuple(t for t in graph.ties if actor not in (t.left, t.right))
    )
    rest = optimal_partitions(others, seconds=seconds)
    if not rest.complete:
        raise DidNotConverge(f"more best splits without {actor} than can be listed", where="structural_balance")
    relief = now - rest.frustration
    if relief <= TINY:
        return Relief(actor, 0.0, ())
    ways = [_contradicted(own, actor, side) for first, second in rest.splits for side in (first, second)]
    return Relief(actor, relief, min(ways, key=lambda way: sum(abs(t.weight) for t in way)))


def _contradicted(own: Sequence[Tie], actor: str, camp: Sequence[str]) -> tuple[Tie, ...]:
    """The actor's ties that contradict its standing in a camp."""
    beside = [(t, (t.right if t.left == actor else t.left) in camp) for t in own]
    return tuple(t for t, same in beside if same != (t.weight > 0))


def _network(relations: Sequence[Relation]) -> SignedGraph:
    pairs = [frozenset((r.left, r.right)) for r in relations]
    if len(set(pairs)) < len(pairs):
        raise BadInput("two relations of one pair", where="structural_balance", mend="give each pair once")
    nodes = tuple(dict.fromkeys(name for r in relations for name in (r.left, r.right)))
    return SignedGraph(nodes, tuple(Tie(r.left, r.right, r.weight) for r in relations if r.weight))
