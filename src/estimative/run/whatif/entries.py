"""What a case gives to a run, entry by entry under a name: parameters, rates of acts, changes; and what differs."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from estimative.cases import Act, Case, Change, Counted, ScenarioSpec
from estimative.domain import Parameter, Prior
from estimative.simulate import Node, entries, rate_name

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
class Given:
    """One thing a case gives to a run: its value in words, all else that is said of it, where it enters, and whether
    the scenario has it."""

    value: str
    rest: tuple[tuple[str, str], ...]
    node: Node | None
    active: bool = True


def given(case: Case, spec: ScenarioSpec | None) -> dict[str, Given]:
    """Everything a run of the scenario may read, by name."""
    found = {"as of": Given(case.as_of.iso, (), None), "months": Given(str(case.prospects.months), (), None)}
    stated = {p.id: p for p in case.parameters} | {p.id: p for p in (spec.parameters if spec else ())}
    for p in stated.values():
        node = ("input", f"{p.id.split('.')[0]}.{p.id.rpartition('.')[2]}")
        found[p.id] = Given(prior_words(p.prior), _rest(p, "id", "prior"), node)
    for act in case.prospects.acts:
        found[rate_name(act)] = Given(rate_words(act), _rest(act, "changes"), ("act", act.id))
    for e in entries(case.prospects):
        node = ("input", e.change.target)
        found[e.name] = Given(change_words(e.change), _rest(e.change, "prior"), node, e.holds(spec))
    if spec:
        found |= {f"driver {d}": Given(s, (), None) for d, s in spec.states}
        found |= {f"shock {s}": Given("yes", (), None) for s in spec.shocks}
    return found


def _rest(value: Parameter | Act | Change, *but: str) -> tuple[tuple[str, str], ...]:
    return tuple((f.name, _told(getattr(value, f.name))) for f in fields(value) if f.name not in but)


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def differences(old: dict[str, Given], new: dict[str, Given]) -> Iterator[Changed]:
    """Entries that differ, in the order of the new: the value, or else whatever else is said of it."""
    absent = Given("not there", (), None)
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
