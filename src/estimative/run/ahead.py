"""What a person asks of the future at the command line: scenarios, shares of an effect, mechanisms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estimative import cases
from estimative.cases import Case
from estimative.domain import BadInput, Invalid, PartialDate, UnknownName
from estimative.mechanisms import MECHANISMS, Mechanism, MechanismResult, NotApplicable, evaluate
from estimative.simulate import (
    AS_IS,
    Share,
    act_by,
    contradictions,
    diff,
    driver_shares,
    idle_drivers,
    listed,
    plan,
    scenario,
    shares,
    silence,
    upstream,
)

from .check import check
from .figures import two
from .movers import amount

Row = dict[str, Any]


def open_case(folder: Path, as_of: PartialDate | None = None) -> Case:
    if problems := check(folder):
        raise Invalid(problems)
    case = cases.load(folder)
    return replace(case, as_of=as_of or case.as_of)


def scenario_rows(folder: Path) -> list[Row]:
    """Declared and consistent scenarios, with margin, robustness and digest."""
    return [
        {
            "name": one.spec.name,
            "declared": one.declared,
            "margin": one.margin,
            "robust": None if one.share is None else f"{one.share:.0%}",
            "against": ", ".join(one.against),
            "states": ", ".join(f"{d}={s}" for d, s in one.spec.states),
            "shocks": ", ".join(one.spec.shocks),
            "digest": one.digest[:12],
        }
        for one in listed(open_case(folder))
    ]


def scenario_cautions(folder: Path, name: str | None = None) -> list[str]:
    """Drivers with no effect, and the judgements that declared scenarios (or the one named) contradict."""
    prospects = open_case(folder).prospects
    found = [silence(name) for name in idle_drivers(prospects)]
    return found + [
        f"scenario {spec.name} contradicts the cross-impact judgements: {why}"
        for spec in prospects.scenarios
        if name in (None, spec.name)
        for why in contradictions(prospects, spec)
    ]


def scenario_new(folder: Path, name: str, text: str, states: Mapping[str, str], shocks: Sequence[str]) -> Path:
    open_case(folder)
    return cases.add_scenario(folder, name, text, states, shocks)


def scenario_diff(folder: Path, left: str, right: str) -> list[Row]:
    return [{"what": d.what, left: d.left, right: d.right} for d in diff(open_case(folder), left, right)]


def share_rows(
    folder: Path, act: str, months: int, name: str | None = None, draws: int = 2048
) -> tuple[list[Row], list[str]]:
    """What moves an act's chance, and by how many points, switched off alone and as Shapley shares: the drivers and
    shocks of a scenario (None: of each that the case declares), and the mechanisms upstream of the act. Beside the rows
    the names of scenarios under which nothing moves it: they have no row."""
    case = open_case(folder)
    if act not in {a.id for a in case.prospects.acts}:
        known = ", ".join(a.id for a in case.prospects.acts) or "none"
        raise UnknownName(f"no act {act!r}", mend=f"the case's acts: {known}")
    names = [s.name for s in case.prospects.scenarios] or [AS_IS] if name is None else [name]
    found = {one: list(_shares(case, act, months, one, draws)) for one in names}
    moving = {one for one, told in found.items() if any(s.off or s.shapley for _, s in told)}
    rows = [_share(one, kind, s) for one in names if one in moving for kind, s in found[one]]
    return rows, [one for one in names if one not in moving]


def _shares(case: Case, act: str, months: int, name: str, draws: int) -> Iterator[tuple[str, Share]]:
    spec = scenario(case, name)
    made = plan(case, spec)
    if not 1 <= months <= made.months:
        raise BadInput(f"month {months} is outside the run", mend=f"give 1 to {made.months}")
    figure, reach = act_by(act, months), upstream(made, act=act).mechanisms
    parts = [p.mechanism.name for p in made.parts if p.mechanism.name in reach]
    if spec:
        yield from (("driver or shock", s) for s in driver_shares(case, spec, figure, act, draws=draws))
    yield from (("mechanism", s) for s in shares(made, figure, parts, draws))


def _share(scenario: str, kind: str, s: Share) -> Row:
    told = {
        "lost if off": _points(s.off),
        "se": two(round(100 * s.se, 2)) if s.off else "",
        "shapley": _points(s.shapley),
    }
    return {"scenario": scenario, "what": kind, "name": s.cause, **told}


def _points(gap: float) -> str:
    """
    >>> _points(0.0434), _points(-0.01), _points(0.00049), _points(0.0)
    ('+4.3 points', '-1 point', 'under 0.1', 'no change')
    """
    if not gap:
        return "no change"
    told = two(round(100 * gap, 1))
    return "under 0.1" if told == "0" else f"{'+' * (gap > 0)}{told} point{'s' * (told not in ('1', '-1'))}"


def mechanism_list(name: str | None, folder: Path | None) -> list[Row]:
    """All mechanisms, or one with its inputs, parameters and outputs; with a case, what it answers there."""
    if name is None:
        return [_told(m, folder) for m in MECHANISMS]
    found = next((m for m in MECHANISMS if m.name == name), None)
    if found is None:
        raise UnknownName(f"no mechanism {name!r}", mend="use one of: " + ", ".join(m.name for m in MECHANISMS))
    rows = [{"part": "asks", "name": found.title, "unit": "", "meaning": found.asks}]
    rows += [{"part": "input", "name": v.name, "unit": v.unit, "meaning": v.meaning} for v in found.inputs]
    rows += [{"part": "parameter", "name": v.name, "unit": v.unit, "meaning": v.meaning} for v in found.parameters]
    given = [(p.id, p.unit, f"{p.text}; {p.reference} [{p.standing}]") for p in found.defaults]
    rows += [{"part": "default", "name": i, "unit": u, "meaning": m} for i, u, m in given]
    outputs = {r.name: r for r in (*found.outputs, *(found.dynamics.outputs if found.dynamics else ()))}
    rows += [{"part": "output", "name": r.name, "unit": r.unit, "meaning": r.meaning} for r in outputs.values()]
    rows += [{"part": "link", "name": k.output, "unit": "", "meaning": f"{k.target} ({k.label})"} for k in found.links]
    rows += [{"part": "tested", "name": found.label, "unit": "", "meaning": found.record}]
    return [*rows, {"part": "source", "name": "", "unit": "", "meaning": found.citation}, *_answers(found, folder)]


def _told(mechanism: Mechanism, folder: Path | None) -> Row:
    row: Row = {"name": mechanism.name, "asks": mechanism.asks, "label": mechanism.label}
    if folder is not None:
        found = evaluate(mechanism, open_case(folder))
        row["here"] = found.reason if isinstance(found, NotApplicable) else f"{len(found.rivals)} rivals"
    return row


def _answers(mechanism: Mechanism, folder: Path | None) -> list[Row]:
    if folder is None:
        return []
    found = evaluate(mechanism, open_case(folder))
    if isinstance(found, NotApplicable):
        return [{"part": "here", "name": "not applicable", "unit": "", "meaning": found.reason}]
    return [row for rival in found.rivals for row in _rival(found, rival.name)]


def _rival(result: MechanismResult, name: str) -> list[Row]:
    rival = result.rival(name)
    rows = [{"part": "here", "name": rival.name, "unit": "", "meaning": rival.sentence}]
    return rows + [{"part": "", "name": o.name, "unit": o.unit, "meaning": amount(o)} for o in rival.outputs]
