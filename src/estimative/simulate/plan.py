"""What one ensemble runs: mechanisms with their parameters, links, changes and acts, checked on the host."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import estimative
from estimative.cases import Act, Case, Change, ScenarioSpec
from estimative.domain import BadInput, Parameter, PartialDate, Problem, month_label, month_number
from estimative.mechanisms import (
    LOG_HAZARD,
    MECHANISMS,
    Mechanism,
    NotApplicable,
    Result,
    Variable,
    beyond,
    bounds,
    chosen,
    lookup,
    support,
)
from estimative.mechanisms import problems as mechanism_problems

from .entries import entries

LONGEST = 600  # months


@dataclass(frozen=True, slots=True)
class Part:
    """A mechanism with one rival's parameters. `parameters` are all it reads, inputs first."""

    mechanism: Mechanism
    rival: str
    parameters: tuple[Parameter, ...]

    @property
    def outputs(self) -> tuple[Result, ...]:
        dynamics = self.mechanism.dynamics
        return dynamics.outputs if dynamics else self.mechanism.outputs


@dataclass(frozen=True, slots=True)
class Plan:
    """`first` is the first simulated month's number; `changes` are the case's baseline and those of all driver
    states and shocks, in order, and `on` says which the scenario has: so all scenarios compile to one kernel. `links`
    are (mechanism.output, mechanism.input) between parts that are there; `left_out` are mechanisms not run, with the
    reason. Equal digests give equal bytes."""

    case: str
    scenario: str
    first: int
    months: int
    seed: int
    parts: tuple[Part, ...]
    links: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    on: tuple[bool, ...]
    acts: tuple[Act, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every output, as mechanism.output, in the order of the run."""
        return tuple(f"{p.mechanism.name}.{r.name}" for p in self.parts for r in p.outputs)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(month_label(self.first + t) for t in range(self.months))

    @property
    def digest(self) -> str:
        """sha256 of canonical JSON of everything that is run."""
        parts = [
            [p.mechanism.name, p.mechanism.citation, p.rival, [_plain(q) for q in p.parameters]] for p in self.parts
        ]
        stated = [self.case, self.first, self.months, self.seed, parts, self.links, estimative.__version__]
        used = [c for c, on in zip(self.changes, self.on, strict=True) if on]
        stated += [[_plain(c) for c in used], [_plain(a) for a in self.acts]]
        return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()

    def without(self, *names: str) -> "Plan":
        """The plan with mechanisms switched off: what they fed falls back to the case's own inputs."""
        parts = tuple(p for p in self.parts if p.mechanism.name not in names)
        return replace(self, parts=parts, links=_present(self.links, parts))


def _plain(value: object) -> object:
    return {k: str(v) for k, v in asdict(value).items()}  # type: ignore[call-overload]


def plan(
    case: Case,
    scenario: ScenarioSpec | None = None,
    months: int | None = None,
    seed: int | None = None,
    rivals: Mapping[str, str] | None = None,
    mechanisms: Sequence[Mechanism] = MECHANISMS,
) -> Plan:
    """The plan of a case under a scenario (None: nothing changes). `rivals` picks a parameter set by mechanism; the
    first one applies otherwise. The first month simulated is the one after the as-of date.

    Errors: BadInput for names of mechanisms, inputs, outputs or rivals that do not exist."""
    _known(case, scenario)
    parameters = {p.id: p for p in case.parameters} | {p.id: p for p in (scenario.parameters if scenario else ())}
    under = replace(case, parameters=tuple(parameters.values()))
    parts, left = _parts(under, mechanisms, rivals or {})
    changes, on = _changes(case, scenario)
    found = Plan(
        case=case.digest,
        scenario=scenario.name if scenario else "as-is",
        first=month_number(case.as_of.last) + 1,
        months=case.prospects.months if months is None else months,
        seed=case.seed if seed is None else seed,
        parts=parts,
        links=_present(((f"{p.mechanism.name}.{k.output}", k.target) for p in parts for k in p.mechanism.links), parts),
        changes=changes,
        on=on,
        acts=case.prospects.acts,
        left_out=left,
    )
    if not 1 <= found.months <= LONGEST:
        raise BadInput(f"{found.months} months", mend=f"ask for at least one and at most {LONGEST}")
    _check_dates(found)
    return found


def hindsight(case: Case) -> bool:
    """Whether what the case says of the future was judged after its present as-of date."""
    judged = case.prospects.judged
    return judged is not None and case.as_of.last < judged.first


def _known(case: Case, scenario: ScenarioSpec | None) -> None:
    """What a run from this date cannot stand on: a date before the case, a parameter of the scenario known too late,
    which a lookup would silently replace by the package's."""
    if case.as_of.first < case.start.first:
        raise BadInput(f"as of {case.as_of} is before {case.start}, where the case begins", mend="give a later date")
    if hindsight(case):
        raise BadInput(
            f"what may come was judged as of {case.prospects.judged}: as of {case.as_of} it would be hindsight",
            mend="give that date or a later one",
        )
    late = lookup((), scenario.parameters if scenario else (), case.as_of).refused
    if late:
        raise BadInput(
            "; ".join(f"{p.id}: {why}" for p, why in late),
            where=f"scenario {scenario.name if scenario else ''}",
            mend=f"give `known_at`, {case.as_of} or before",
        )


def _parts(
    case: Case, mechanisms: Sequence[Mechanism], rivals: Mapping[str, str]
) -> tuple[tuple[Part, ...], tuple[tuple[str, str], ...]]:
    parts, left = [], []
    names = {m.name for m in mechanisms}
    for name in rivals.keys() - names:
        raise BadInput(f"no mechanism {name!r}", mend="use one of: " + ", ".join(sorted(names)))
    for mechanism in (m for m in mechanisms if m.monthly):
        found = chosen(mechanism, case, rivals.get(mechanism.name))
        if isinstance(found, NotApplicable):
            left.append((mechanism.name, found.reason))
        else:
            parts.append(Part(mechanism, *found))
    return tuple(parts), tuple(left)


def _present(links: Iterable[tuple[str, str]], parts: Sequence[Part]) -> tuple[tuple[str, str], ...]:
    """Links whose two ends are there."""
    sources = {f"{p.mechanism.name}.{r.name}" for p in parts for r in p.outputs}
    targets = {f"{p.mechanism.name}.{v.name}" for p in parts for v in p.mechanism.inputs}
    return tuple((s, t) for s, t in links if s in sources and t in targets)


def _changes(case: Case, scenario: ScenarioSpec | None) -> tuple[tuple[Change, ...], tuple[bool, ...]]:
    found = [e for e in entries(case.prospects) if e.kind != "act"]
    return tuple(e.change for e in found), tuple(e.holds(scenario) for e in found)


def _check_dates(found: Plan) -> None:
    months = [PartialDate(label[:7]) for label in found.labels]
    for change, on in zip(found.changes, found.on, strict=True):
        if on and not any(change.covers(m) for m in months):
            raise BadInput(
                f"the change of {change.target} from {change.since or 'the start'} to {change.until or 'the end'} "
                f"falls outside the run from {months[0]} to {months[-1]}",
                where=f"scenario {found.scenario}",
                mend="ask for more months, or mend its dates",
            )


def binding_problems(
    case: Case, mechanisms: Sequence[Mechanism] = MECHANISMS, file: str = "scenarios.toml"
) -> list[Problem]:
    """What `cases` cannot know: parameters, inputs, outputs and log hazards that no mechanism has, what a scenario
    gives in place of the case's parameters, and changes that go where a value cannot be."""
    p = case.prospects
    found = [*_parameter_problems(case, mechanisms, file)]
    outputs = {f"{m.name}.{r.name}": r for m in mechanisms for r in (m.dynamics.outputs if m.dynamics else m.outputs)}
    logs = {name for name, r in outputs.items() if r.unit == LOG_HAZARD}
    found += [
        _no("output", o.output, set(outputs), file, "observable.output")
        for o in p.observables
        if o.output not in outputs
    ]
    inputs = {f"{m.name}.{v.name}": (m, v) for m in mechanisms for v in (*m.inputs, *m.parameters)}
    for change in (e.change for e in entries(p)):
        if change.target not in inputs:
            found.append(_no("input", change.target, set(inputs), file, "target"))
        elif outside := _beyond(change, *inputs[change.target]):
            found.append(Problem(file, 0, change.target, outside, "give a value that can be"))
    moved = [(a, name) for a in p.acts for name in a.moved_by if name not in logs]
    found += [_no("log hazard", name, logs, file, f"act.{a.id}.moved_by") for a, name in moved]
    return found


def _beyond(change: Change, mechanism: Mechanism, variable: Variable) -> str | None:
    """A value set outside what the input can be, or a factor that turns its sign."""
    if change.how == "set":
        return beyond(mechanism.name, variable, change.prior)
    if change.how == "times" and 0 in bounds(mechanism.name, variable) and support(change.prior)[0] < 0:
        return f"a factor below 0 ({change.prior.args[0]:g}) turns the sign of what has none"
    return None


def _parameter_problems(case: Case, mechanisms: Sequence[Mechanism], file: str) -> Iterator[Problem]:
    """Parameters of the case that name no mechanism, and all that is wrong with those of its scenarios."""
    names = {m.name for m in mechanisms}
    own = Path(file).with_name("parameters.toml")
    for where, given in ((str(own), case.parameters), *((file, s.parameters) for s in case.prospects.scenarios)):
        for p in given:
            if p.id.split(".")[0] not in names:
                yield _no("name", p.id.split(".")[0], names, where, p.id)
    for spec in case.prospects.scenarios:
        ids = [p.id for p in spec.parameters]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield Problem(file, 0, f"scenario.{spec.name}", f"{twice!r} stands twice", "keep one of them")
        for mechanism in mechanisms:
            yield from mechanism_problems(mechanism, spec.parameters, file)


def _no(kind: str, name: str, known: set[str], file: str, field: str) -> Problem:
    near = get_close_matches(name, sorted(known), 1)
    mend = f"did you mean {near[0]!r}?" if near else "`estimative mechanisms` lists them"
    return Problem(file, 0, field, f"no mechanism has the {kind} {name!r}", mend)
