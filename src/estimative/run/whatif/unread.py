"""Why something given to a run changes nothing in it."""

from collections.abc import Iterable
from dataclasses import replace

from estimative.cases import Case, ScenarioSpec
from estimative.mechanisms import MECHANISMS, lookup, short
from estimative.simulate import Part, Plan, entries

from .entries import Changed


def noted(changes: Iterable[Changed], case: Case, spec: ScenarioSpec | None, plan: Plan) -> tuple[Changed, ...]:
    """The changes, each with the reason why it changes nothing, where one can be seen in the plan."""
    return tuple(c if c.note else replace(c, note=_reason(c, case, spec, plan)) for c in changes)


def _reason(changed: Changed, case: Case, spec: ScenarioSpec | None, plan: Plan) -> str:
    if changed.node is None or changed.node[0] != "input":
        return ""
    target = changed.node[1]
    name = target.split(".")[0]
    mechanism = next((m for m in MECHANISMS if m.name == name), None)
    part = next((p for p in plan.parts if p.mechanism.name == name), None)
    if mechanism is None:
        return "no mechanism has this name: nothing reads it"
    if not mechanism.monthly:
        return f"{name} takes no part in simulations: it answers a question about the past"
    if part is None:
        return f"{name} does not take part: {dict(plan.left_out).get(name, 'switched off')}"
    source = next((s for s, t in plan.links if t == target), None)
    if source:
        order = [p.mechanism.name for p in plan.parts]
        late = order.index(source.split(".")[0]) >= order.index(name)  # not yet known in the first month
        return f"{source} feeds {target} every month{' but the first' if late else ''}, in the place of what is given"
    is_parameter = "/" not in changed.what
    return (_not_taken(changed.what, case, part) if is_parameter else "") or _replaced(
        changed, case, spec, is_parameter
    )


def _not_taken(name: str, case: Case, part: Part) -> str:
    """Why the run has another value than the case gives: known too late, derived, or of another rival."""
    mechanism, read = part.mechanism, {p.id: p for p in part.parameters}
    late = next((why for p, why in lookup((), case.parameters, case.as_of).refused if p.id == name), None)
    if late:
        return f"left out: {late}"
    given = next((p for p in case.parameters if p.id == name), None)
    if given and name in read:
        return "" if read[name].prior == given.prior else f"{mechanism.name} derives it from others: set those"
    if given and given.rival and given.rival != part.rival:
        return f"it belongs to the parameter set {given.rival!r}, and this run has {part.rival!r}: see --rival"
    other = next((i for i in read if short(i) == short(name)), None)
    if given and other:
        return f"this run reads {other} instead"
    return ""


def _replaced(changed: Changed, case: Case, spec: ScenarioSpec | None, is_parameter: bool) -> str:
    """Whether a change that holds all along sets the same input afterwards."""
    target = changed.node[1] if changed.node else ""
    in_force = [e for e in entries(case.prospects) if e.holds(spec)]
    names = [e.name for e in in_force]
    later = in_force if is_parameter else in_force[names.index(changed.what) + 1 :] if changed.what in names else []
    for e in later:
        c = e.change
        whole = c.since is None and c.until is None and e.kind != "act"
        if c.target == target and c.how == "set" and whole:
            return f"{e.name} sets it for the whole run: set that instead"
    return ""
