"""What a case gives to a run, entry by entry under a name: parameters, rates of acts, changes; and what differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from estimative.cases import Act, Case, Change, Counted, Prospects, ScenarioSpec
from estimative.domain import Parameter, Prior

from .routes import Node

SAID = frozenset({"reference", "standing", "note", "label", "date", "text", "resolution_source"})


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that differs between two runs. `node` is where it enters the run; `note` says why it changes nothing,
    or what to beware of."""

    what: str
    words: str
    unit: str
    old: str
    new: str
    node: Node | None
    note: str = ""


def places(p: Prospects) -> Iterator[tuple[str, Change, tuple[str, str] | None]]:
    """Every change with its name: `baseline/TARGET/SINCE`, `DRIVER.STATE/TARGET/SINCE`, `SHOCK/TARGET/SINCE`,
    `act/ACT/TARGET`; and who has it: (driver, state), ("shock", id) or None for what holds in every run."""
    for c in p.baseline:
        yield place_of("baseline", c), c, None
    for d in p.drivers:
        for s in d.states:
            yield from ((place_of(f"{d.id}.{s.id}", c), c, (d.id, s.id)) for c in s.changes)
    for shock in p.shocks:
        yield from ((place_of(shock.id, c), c, ("shock", shock.id)) for c in shock.changes)
    for a in p.acts:
        yield from ((f"act/{a.id}/{c.target}", c, None) for c in a.changes)


def place_of(owner: str, c: Change) -> str:
    return f"{owner}/{c.target}/{c.since or 'start'}"


def active(owner: tuple[str, str] | None, spec: ScenarioSpec | None) -> bool:
    if owner is None:
        return True
    return spec is not None and (owner in spec.states or (owner[0] == "shock" and owner[1] in spec.shocks))


def mapped(p: Prospects, made: Callable[[str, Change], Change]) -> Prospects:
    """The prospects with every change put through a function of its place and itself."""

    def each(owner: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(made(place_of(owner, c), c) for c in changes)

    return replace(
        p,
        baseline=each("baseline", p.baseline),
        drivers=tuple(
            replace(d, states=tuple(replace(s, changes=each(f"{d.id}.{s.id}", s.changes)) for s in d.states))
            for d in p.drivers
        ),
        shocks=tuple(replace(s, changes=each(s.id, s.changes)) for s in p.shocks),
        acts=tuple(replace(a, changes=tuple(made(f"act/{a.id}/{c.target}", c) for c in a.changes)) for a in p.acts),
    )


def prior_words(prior: Prior) -> str:
    args = ", ".join(f"{a:g}" for a in prior.args)
    if prior.kind == "uniform":
        return f"{prior.args[0]:g}..{prior.args[1]:g}"
    return args if prior.kind == "point" else f"{prior.kind}({args})"


def rate_words(act: Act) -> str:
    if isinstance(act.rate, Counted):
        return f"{act.rate.events} in {act.rate.exposure_years:g} years"
    return prior_words(act.rate.prior)


def change_words(c: Change) -> str:
    sign = {"set": "=", "times": "x", "plus": "+"}[c.how]
    return f"{sign} {prior_words(c.prior)}" + (f" until {c.until}" if c.until else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a case gives to a run: its value in words, all else that is said of it, where it enters, and whether
    the scenario has it."""

    value: str
    rest: tuple[tuple[str, str], ...]
    node: Node | None
    active: bool = True


def entries(case: Case, spec: ScenarioSpec | None) -> dict[str, Entry]:
    """Everything a run of the scenario may read, by name."""
    found = {"as of": Entry(case.as_of.iso, (), None), "months": Entry(str(case.prospects.months), (), None)}
    given = {p.id: p for p in case.parameters} | {p.id: p for p in (spec.parameters if spec else ())}
    for p in given.values():
        node = ("input", f"{p.id.split('.')[0]}.{p.id.rpartition('.')[2]}")
        found[p.id] = Entry(prior_words(p.prior), _rest(p, "id", "prior"), node)
    for act in case.prospects.acts:
        found[f"act/{act.id}/rate"] = Entry(rate_words(act), _rest(act, "changes"), ("act", act.id))
    for place, change, owner in places(case.prospects):
        node = ("input", change.target)
        found[place] = Entry(change_words(change), _rest(change, "prior"), node, active(owner, spec))
    if spec:
        found |= {f"driver {d}": Entry(s, (), None) for d, s in spec.states}
        found |= {f"shock {s}": Entry("yes", (), None) for s in spec.shocks}
    return found


def _rest(value: Parameter | Act | Change, *but: str) -> tuple[tuple[str, str], ...]:
    return tuple((f.name, _told(getattr(value, f.name))) for f in fields(value) if f.name not in but)


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def differences(old: dict[str, Entry], new: dict[str, Entry]) -> Iterator[Changed]:
    """Entries that differ, in the order of the new: the value, or else whatever else is said of it."""
    absent = Entry("not there", (), None)
    for name in dict.fromkeys([*new, *old]):
        was, now = old.get(name, absent), new.get(name, absent)
        if was == now:
            continue
        node = now.node or was.node
        note = "" if now.active or was.active else "no part of this scenario"
        if was.value != now.value:
            yield Changed(name, "", "", was.value, now.value, node, note)
            continue
        said = dict(was.rest)
        pairs = [(k, said.get(k, "none"), v) for k, v in now.rest if said.get(k, "none") != v]
        then = "; ".join(f"{k} {v}" for k, v, _ in pairs)
        note = note or ("only what is said of it, not its value" if {k for k, _, _ in pairs} <= SAID else "")
        yield Changed(name, "", "", then, "; ".join(f"{k} {v}" for k, _, v in pairs), node, note)
