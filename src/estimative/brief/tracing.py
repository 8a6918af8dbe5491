"""The trace as a reader walks it: each node once, figures at what they rest on, leaves where their words stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from estimative.domain import Node, NodeKind, Parameter, UnknownName
from estimative.run.model import Quote, Run, Source

from .figures import anchor, below

T = TypeVar("T")
MANY = 60
PARTS = 3  # of a parameter's name
WORDS = 9  # of a quote, where it is only named


@dataclass(frozen=True, slots=True)
class Entry:
    """`figures` rest on `node` alone; or, without a node, on the `parents` together. `leaves` are the ids they finally
    rest on through the parents, none without figures; `listed` unless they are too many to read:
    then the nodes in between list them."""

    node: Node | None
    figures: tuple[Node, ...]
    parents: tuple[str, ...]
    quote: Quote | None
    parameter: Parameter | None
    leaves: tuple[str, ...]

    @property
    def listed(self) -> bool:
        return len(self.leaves) <= MANY

    @property
    def kind(self) -> NodeKind:
        return self.node.kind if self.node else NodeKind.FIGURE


class Index:
    """Where each node of a run stands on the page: a parameter in the register, a quoted claim or its span among the
    claims, all else in the trace. Made once for a page."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.register = {p.id: p for p in run.parameters}
        self._place = {p.id: n for n, p in enumerate(run.parameters, 1)}
        self.quoted = _quoted(run)

    def target(self, node_id: str) -> str:
        """The id on the page to which a link to this node leads."""
        if node_id in self.quoted:
            return anchor("claim", self.quoted[node_id])
        node = self.run.trace.nodes[node_id]
        if node.kind is NodeKind.PARAMETER and (found := _named(self.register, node)):
            return self.parameter(found.id)
        return anchor("trace", node_id)

    def parameter(self, key: str) -> str:
        """The id of a parameter's row: short, for thousands of links lead there."""
        return f"p{self._place[key]}"

    def name(self, node_id: str) -> str:
        """What a link says: the first words of a quote, the last parts of a parameter's name, else the label."""
        node = self.run.trace.nodes[node_id]
        if node_id in self.quoted:
            quote = self.run.quotes[self.quoted[node_id]]
            return f"“{short(quote.claim.span.text)}” [{quote.source}]"
        if node.kind is NodeKind.PARAMETER:
            return ".".join((node.id.partition(":")[2] or node.id).split(".")[-PARTS:])
        return node.label

    def entries(self) -> tuple[tuple[NodeKind, tuple[Entry, ...]], ...]:
        """Every node that stands nowhere else, by kind from figures down, each kind in the order of ids."""
        alone, apart = self._figures()
        found = [self._entry(None, figures, parents) for parents, figures in apart.items()]
        for node in sorted(self.run.trace.nodes.values(), key=lambda n: n.id):
            if node.kind is not NodeKind.FIGURE and self.target(node.id) == anchor("trace", node.id):
                found.append(self._entry(node, alone.get(node.id, []), node.parents))
        order = list(NodeKind)
        found.sort(key=lambda e: order.index(e.kind))
        return tuple((kind, tuple(group)) for kind, group in groupby(found, key=lambda e: e.kind))

    def _figures(self) -> tuple[dict[str, list[Node]], dict[tuple[str, ...], list[Node]]]:
        """Figures by the one node of the trace section that they rest on; the others by all that they rest on."""
        alone: dict[str, list[Node]] = {}
        apart: dict[tuple[str, ...], list[Node]] = {}
        nodes = self.run.trace.nodes
        for node in sorted(nodes.values(), key=lambda n: n.id):
            if node.kind is NodeKind.FIGURE:
                one = node.parents[0] if len(node.parents) == 1 else ""
                if one and nodes[one].kind is not NodeKind.FIGURE and self.target(one) == anchor("trace", one):
                    alone.setdefault(one, []).append(node)
                else:
                    apart.setdefault(node.parents, []).append(node)
        return alone, apart

    def _entry(self, node: Node | None, figures: list[Node], parents: tuple[str, ...]) -> Entry:
        leaves = below(self.run.trace, figures[0].id) if figures else ()
        return Entry(
            node=node,
            figures=tuple(figures),
            parents=parents,
            quote=_named(self.run.quotes, node) if node else None,
            parameter=_named(self.register, node) if node else None,
            leaves=tuple(leaf for leaf in leaves if leaf not in parents),
        )


def short(words: str) -> str:
    """
    >>> short("one two three four five six seven eight nine ten")
    'one two three four five six seven eight nine …'
    """
    parts = words.split()
    return " ".join(parts) if len(parts) <= WORDS else " ".join([*parts[:WORDS], "…"])


def claim_target(run: Run, claim: str) -> str:
    """Where a claim id points: the claim's own words, or its node in the trace."""
    if claim in run.quotes:
        return anchor("claim", claim)
    for node in (claim, f"claim:{claim}"):
        if node in run.trace.nodes:
            return anchor("trace", node)
    raise UnknownName(f"the brief names claim {claim!r}, which the run does not hold", mend="add it to the quotes")


def judgements(run: Run, claim: str) -> tuple[str, ...]:
    """What analysts said of a claim."""
    node = run.trace.nodes.get(f"claim:{claim}")
    above = (run.trace.nodes[p] for p in node.parents) if node else ()
    return tuple(p.label for p in above if p.kind is NodeKind.JUDGEMENT)


def source(run: Run, number: int) -> Source:
    """The publication with this number."""
    for item in run.sources:
        if item.number == number:
            return item
    raise UnknownName(f"the brief cites source {number}, which the run does not hold", mend="add it to the sources")


def _quoted(run: Run) -> dict[str, str]:
    """Claim nodes, and the span nodes right under them, to the claim whose words the page quotes."""
    found: dict[str, str] = {}
    for key in run.quotes:
        node = run.trace.nodes.get(f"claim:{key}") or run.trace.nodes.get(key)
        if node and node.kind is NodeKind.CLAIM:
            for name in (node.id, *_spans(run, node.parents)):
                found.setdefault(name, key)
    return found


def _spans(run: Run, ids: Iterable[str]) -> Iterable[str]:
    return (i for i in ids if run.trace.nodes[i].kind is NodeKind.SPAN)


def _named(table: Mapping[str, T], node: Node) -> T | None:
    return table.get(node.id) or table.get(node.id.partition(":")[2])
