"""The trace of a number, as lines to print."""

import re
from collections.abc import Iterator

from estimative.domain import Trace
from estimative.simulate import AS_IS

from .model import Run


def why(run: Run, node_id: str) -> Iterator[str]:
    """One line per node, indented by depth; the id first found for `ID`, `figure:ID` or `claim:ID`. What a scenario
    cannot reach is told as it is if nothing changes."""
    for depth, node, seen in run.trace.walk(_find(run.trace, node_id)):
        again = " (shown above)" if seen and node.parents else ""
        kind = "" if node.id.startswith(f"{node.kind}:") else f"{node.kind} "
        yield f"{'  ' * depth}{kind}{node.id}: {node.label}{again}"


def _find(trace: Trace, node_id: str) -> str:
    plain = re.sub(r"^(figure:)?scenario:[^/]+/", f"scenario:{AS_IS}/", node_id)
    for one in (node_id, plain):
        for name in (one, f"figure:{one}", f"claim:{one}", f"proposition:{one}"):
            if name in trace.nodes:
                return name
    return trace.node(node_id).id
