"""What one ensemble runs: mechanisms with their parameters, links, changes and acts, checked on the host."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches

import estimative
from estimative.cases import Act, Case, Change, ScenarioSpec
from estimative.domain import BadInput, Parameter, PartialDate, Problem, month_label, month_number
from estimative.mechanisms import (
    LOG_HAZARD,
    MECHANISMS,
    Mechanism,
    NotApplicable,
    Result,
    chosen,
    short,
)


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
    if found.months < 1:
        raise BadInput(f"{found.months} months", mend="ask for at least one")
    _check_dates(found)
    return found


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
    states = set(scenario.states) if scenario else set()
    blows = set(scenario.shocks) if scenario else set()
    found = [(c, True) for c in case.prospects.baseline]
    found += [(c, (d.id, s.id) in states) for d in case.prospects.drivers for s in d.states for c in s.changes]
    found += [(c, s.id in blows) for s in case.prospects.shocks for c in s.changes]
    return tuple(c for c, _ in found), tuple(on for _, on in found)


def _check_dates(found: Plan) -> None:
    months = [PartialDate(label[:7]) for label in found.labels]
    for change, on in zip(found.changes, found.on, strict=True):
        if on and not any(change.covers(m) for m in months):
            raise BadInput(
                f"the change of {change.target} ({change.since} to {change.until}) falls outside the run",
                mend=f"the run goes from {months[0]} to {months[-1]}",
            )


def binding_problems(
    case: Case, mechanisms: Sequence[Mechanism] = MECHANISMS, file: str = "scenarios.toml"
) -> list[Problem]:
    """What `cases` cannot know: targets that no mechanism reads, moving outputs that are there or are no log hazard."""
    inputs = {f"{m.name}.{v.name}" for m in mechanisms for v in (*m.inputs, *m.parameters)}
    outputs = {
        f"{m.name}.{r.name}" for m in mechanisms if m.dynamics for r in m.dynamics.outputs if r.unit == LOG_HAZARD
    } | {f"{m.name}.{r.name}" for m in mechanisms if not m.dynamics for r in m.outputs if r.unit == LOG_HAZARD}
    p = case.prospects
    changes = [*p.baseline, *(c for d in p.drivers for s in d.states for c in s.changes)]
    changes += [c for s in p.shocks for c in s.changes] + [c for a in p.acts for c in a.changes]
    found = [_no("input", c.target, inputs, file, "target") for c in changes if c.target not in inputs]
    moved = [(a, name) for a in p.acts for name in a.moved_by if name not in outputs]
    found += [_no("log hazard", name, outputs, file, f"act.{a.id}.moved_by") for a, name in moved]
    return found


def _no(kind: str, name: str, known: set[str], file: str, field: str) -> Problem:
    near = get_close_matches(name, sorted(known), 1)
    mend = f"did you mean {near[0]!r}?" if near else "`estimative mechanisms` lists them"
    return Problem(file, 0, field, f"no mechanism has the {kind} {name!r}", mend)


def input_names(part: Part) -> frozenset[str]:
    return frozenset(short(p.id) for p in part.parameters)
