"""Through what a change reaches a figure: chains of names along the links, hazards and changes of a plan."""

from collections import deque
from collections.abc import Iterable, Mapping

from estimative.simulate import Plan

Node = tuple[str, str]  # ("input" | "output" | "act", name): inputs and outputs may share a name


def steps(plan: Plan) -> dict[Node, list[Node]]:
    """What each input, output and act can move directly."""
    found: dict[Node, list[Node]] = {}

    def leads(source: Node, *targets: Node) -> None:
        found.setdefault(source, []).extend(t for t in targets if t not in found.get(source, ()))

    for source, target in plan.links:
        leads(("output", source), ("input", target))
    for part in plan.parts:
        name = part.mechanism.name
        outputs = [("output", f"{name}.{r.name}") for r in part.outputs]
        for variable in (*part.mechanism.inputs, *part.mechanism.parameters, *part.mechanism.stated):
            leads(("input", f"{name}.{variable.name}"), *outputs)
    for act in plan.acts:
        for output in act.moved_by:
            leads(("output", output), ("act", act.id))
        for other in (*act.after, *(b.id for b in plan.acts if act.group and b.group == act.group and b.id != act.id)):
            leads(("act", other), ("act", act.id))
        leads(("act", act.id), *(("input", c.target) for c in act.changes))
    return found


def routes(plans: Iterable[Plan], sources: Iterable[Node], touched: Iterable[Node]) -> Mapping[Node, tuple[str, ...]]:
    """The shortest chain of names from a source to each figure, only over figures in which some draw differs. Where
    several are as short, the first in the order of the plan: `estimative shares` tells how much goes which way."""
    ways: dict[Node, list[Node]] = {}
    for plan in plans:
        for node, targets in steps(plan).items():
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
