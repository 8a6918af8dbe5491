"""Which relations pull against each other, and what would relieve it: structural balance (Cartwright and Harary 1956).

A host-only mechanism: an integer program over the network of a case, never part of a simulated step. Balance theory
says where pressure lies, not that a tie will break: where the evidence says that a strained tie persists, both stand
side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from estimative.domain import BadInput, DidNotConverge
from estimative.measures import Flip, Frustration, SignedGraph, Strain, Tie, flips, frustration, strain

CITATION = "Cartwright and Harary 1956; line index of balance: Harary 1959 (from memory)"
SECONDS = 20.0


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


def _network(relations: Sequence[Relation]) -> SignedGraph:
    pairs = [frozenset((r.left, r.right)) for r in relations]
    if len(set(pairs)) < len(pairs):
        raise BadInput("two relations of one pair", where="structural_balance", mend="give each pair once")
    nodes = tuple(dict.fromkeys(name for r in relations for name in (r.left, r.right)))
    return SignedGraph(nodes, tuple(Tie(r.left, r.right, r.weight) for r in relations if r.weight))
