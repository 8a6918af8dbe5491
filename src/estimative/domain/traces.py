"""Why a number is what it is: a static graph from figures down to spans and cited parameters, built on the host."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import BadInput, UnknownName


class NodeKind(StrEnum):
    FIGURE = "figure"
    CELL = "result cell"
    SIGNAL = "signal"
    PROPOSITION = "proposition"
    CLAIM = "claim"
    SPAN = "span"
    PARAMETER = "parameter"
    SERIES_POINT = "series point"
    JUDGEMENT = "judgement"


LEAVES = frozenset({NodeKind.SPAN, NodeKind.PARAMETER, NodeKind.SERIES_POINT, NodeKind.JUDGEMENT})


@dataclass(frozen=True, slots=True)
class Node:
    kind: NodeKind
    id: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value shown, with unit, band and trace id; `dagger` if it rests on a value cited from memory."""

    text: str
    trace: str
    unit: str = ""
    dagger: bool = False


@dataclass(slots=True)
class Trace:
    """Nodes by id. Parents are what a node was made from; every path ends in a leaf kind."""

    nodes: dict[str, Node] = field(default_factory=dict)

    def add(self, node: Node) -> str:
        """Add a node, or the same node again; two different nodes with one id are refused. Returns the id."""
        if self.nodes.setdefault(node.id, node) != node:
            raise BadInput(f"two different trace nodes are called {node.id!r}", mend="give each its own id")
        return node.id

    def node(self, node_id: str) -> Node:
        if node_id not in self.nodes:
            near = sorted(n for n in self.nodes if node_id.split("@")[0] in n)[:5]
            hint = f"nearest: {', '.join(near)}" if near else "see the ids beside the numbers of the brief"
            raise UnknownName(f"nothing in this run is called {node_id!r}", mend=hint)
        return self.nodes[node_id]

    def walk(self, node_id: str) -> Iterator[tuple[int, Node, bool]]:
        """Depth-first (depth, node, seen before): a node met again is shown once more but not opened again."""
        seen: set[str] = set()
        stack = [(0, node_id)]
        while stack:
            depth, current = stack.pop()
            node = self.node(current)
            yield depth, node, current in seen
            if current not in seen:
                seen.add(current)
                stack.extend((depth + 1, p) for p in reversed(node.parents))

    def loose_ends(self) -> list[str]:
        """Nodes that stop before a leaf kind, or name a parent that is not there: there should be none."""
        missing = [n.id for n in self.nodes.values() if any(p not in self.nodes for p in n.parents)]
        return missing + [n.id for n in self.nodes.values() if not n.parents and n.kind not in LEAVES]
