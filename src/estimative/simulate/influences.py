"""What can move what in a plan: links, mechanisms' own variables, hazards, order, groups and what acts change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimative.cases import Act

from .plan import Plan

Node = tuple[str, str]  # ("input" | "output" | "act", name): inputs and outputs may share a name


@dataclass(frozen=True, slots=True)
class Upstream:
    """Names of the mechanisms and ids of the acts that can move a figure."""

    mechanisms: frozenset[str]
    acts: frozenset[str]


def rivals(plan: Plan, act: Act) -> tuple[Act, ...]:
    """The other acts of its group: at most one of all happens."""
    return tuple(b for b in plan.acts if act.group and b.group == act.group and b.id != act.id)


def influences(plan: Plan) -> dict[Node, list[Node]]:
    """What each input, output and act can move directly, in the order of the plan."""
    found: dict[Node, list[Node]] = {}
    for source, target in _pairs(plan):
        near = found.setdefault(source, [])
        if target not in near:
            near.append(target)
    return found


def _pairs(plan: Plan) -> Iterator[tuple[Node, Node]]:
    yield from ((("output", source), ("input", target)) for source, target in plan.links)
    for part in plan.parts:
        name = part.mechanism.name
        for variable in (*part.mechanism.inputs, *part.mechanism.parameters, *part.mechanism.stated):
            yield from ((("input", f"{name}.{variable.name}"), ("output", f"{name}.{r.name}")) for r in part.outputs)
    names = set(plan.names)
    for act in plan.acts:
        node = ("act", act.id)
        yield from ((("output", output), node) for output in act.moved_by if output in names)
        yield from ((("act", other), node) for other in (*act.after, *(b.id for b in rivals(plan, act))))
        yield from ((node, ("input", c.target)) for c in act.changes)


def movers(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What moves each mechanism and act as a whole directly: by `mechanism:NAME` and `act:ID`, each in the order of the
    plan, links before acts."""
    found: dict[str, dict[str, None]] = {f"mechanism:{p.mechanism.name}": {} for p in plan.parts}
    found |= {f"act:{a.id}": {} for a in plan.acts}
    for source, target in _pairs(plan):
        mover, moved = _whole(source), _whole(target)
        if mover != moved and moved in found:
            found[moved][mover] = None
    return {key: tuple(near) for key, near in found.items()}


def _whole(node: Node) -> str:
    kind, name = node
    return f"act:{name}" if kind == "act" else f"mechanism:{name.split('.')[0]}"


def reaching(graph: Mapping[str, tuple[str, ...]], key: str) -> frozenset[str]:
    """The key and all that moves it, directly or through others."""
    found, todo = {key}, [key]
    while todo:
        new = [k for k in graph.get(todo.pop(), ()) if k not in found]
        found.update(new)
        todo += new
    return frozenset(found)


def upstream(plan: Plan, output: str | None = None, act: str | None = None) -> Upstream:
    """Everything that reaches an output (`mechanism.output`) or an act."""
    graph = movers(plan)
    starts = [_whole((kind, name)) for kind, name in (("output", output), ("act", act)) if name]
    found = [key.partition(":") for start in starts for key in reaching(graph, start)]
    parts, acts = (frozenset(name for kind, _, name in found if kind == one) for one in ("mechanism", "act"))
    return Upstream(parts, acts)
