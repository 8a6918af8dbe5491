"""The trace of a number, as lines to print."""

from collections.abc import Iterator

from estimative.domain import Trace

from .model import Run


def why(run: Run, node_id: str) -> Iterator[str]:
    """One line per node, indented by depth; the id first found for `ID`, `figure:ID` or `claim:ID`."""
    for depth, node, seen in run.trace.walk(_find(run.trace, node_id)):
        again = " (shown above)" if seen and node.parents else ""
        yield f"{'  ' * depth}{node.kind} {node.id}: {node.label}{again}"


def _find(trace: Trace, node_id: str) -> str:
    for name in (node_id, f"figure:{node_id}", f"claim:{node_id}", f"proposition:{node_id}"):
        if name in trace.nodes:
            return name
    return trace.node(node_id).id
