"""The trace, node by node, with what a reader wants at each: the quoted words and their source, or the parameter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from estimative.domain import Node, NodeKind, Parameter, UnknownName
from estimative.run.model import Quote, Run, Source

from .figures import anchor, below

T = TypeVar("T")
MANY = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """`leaves` are the ids a figure finally rests on, empty for other kinds; `listed` unless they are too many to read:
    then the nodes in between list them."""

    node: Node
    quote: Quote | None
    parameter: Parameter | None
    leaves: tuple[str, ...]

    @property
    def listed(self) -> bool:
        return len(self.leaves) <= MANY


def entries(run: Run) -> tuple[tuple[NodeKind, tuple[Entry, ...]], ...]:
    """Every node of the trace, by kind from figures down, each kind in the order of ids."""
    spoken, register = _by_node(run), {p.id: p for p in run.parameters}
    kinds: dict[NodeKind, list[Entry]] = {kind: [] for kind in NodeKind}
    for node in sorted(run.trace.nodes.values(), key=lambda n: n.id):
        leaves = below(run.trace, node.id) if node.kind is NodeKind.FIGURE else ()
        kinds[node.kind].append(Entry(node, spoken.get(node.id), _named(register, node), leaves))
    return tuple((kind, tuple(found)) for kind, found in kinds.items() if found)


def name(run: Run, node_id: str) -> str:
    """What a link to a node says: a parameter's own name, else the label."""
    node = run.trace.nodes[node_id]
    return node.id.partition(":")[2] or node.id if node.kind is NodeKind.PARAMETER else node.label


def claim_target(run: Run, claim: str) -> str:
    """Where a claim id points: the claim's own words, or its node in the trace."""
    if claim in run.quotes:
        return anchor("claim", claim)
    for node in (claim, f"claim:{claim}"):
        if node in run.trace.nodes:
            return anchor("trace", node)
    raise UnknownName(f"the brief names claim {claim!r}, which the run does not hold", mend="add it to the quotes")


def source(run: Run, number: int) -> Source:
    """The publication with this number."""
    for item in run.sources:
        if item.number == number:
            return item
    raise UnknownName(f"the brief cites source {number}, which the run does not hold", mend="add it to the sources")


def _by_node(run: Run) -> dict[str, Quote]:
    """Quotes of claim nodes, and of the span nodes right under them."""
    found: dict[str, Quote] = {}
    for node in run.trace.nodes.values():
        quote = _named(run.quotes, node) if node.kind is NodeKind.CLAIM else None
        if quote:
            found[node.id] = quote
            found.update({p: quote for p in node.parents if run.trace.nodes[p].kind is NodeKind.SPAN})
    return found


def _named(table: Mapping[str, T], node: Node) -> T | None:
    return table.get(node.id) or table.get(node.id.partition(":")[2])
