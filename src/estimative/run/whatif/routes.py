"""Through what a change reaches a figure: chains of names along the links, hazards and changes of a plan."""

from collections import deque
from collections.abc import Iterable, Mapping

from estimative.simulate import Node, Plan, influences


def routes(plans: Iterable[Plan], sources: Iterable[Node], touched: Iterable[Node]) -> Mapping[Node, tuple[str, ...]]:
    """The shortest chain of names from a source to each figure, only over figures in which some draw differs. Where
    several are as short, the first in the order of the plan: `estimative shares` tells how much goes which way."""
    ways: dict[Node, list[Node]] = {}
    for plan in plans:
        for node, targets in influences(plan).items():
            ways.setdefault(node, []).extend(t for t in targets if t not in ways.get(node, ()))
    open_ = set(touched)
    first = list(dict.fromkeys(sources))
    found: dict[Node, tuple[str, ...]] = {node: (node[1],) for node in first}
    todo = deque(first)
    while todo:
        node = todo.popleft()
        for target in ways.get(node, ()):
            if target not in found and (target[0] == "input" or target in open_):
                found[target] = (*found[node], target[1])
                todo.append(target)
    return found
