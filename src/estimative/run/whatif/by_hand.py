"""What `--set` puts in the place of the case's own: a parameter, the rate of an act, or a change; checked and named."""

import re
from dataclasses import replace
from difflib import get_close_matches

from estimative.cases import Act, Case, Monthly, ScenarioSpec
from estimative.domain import BadInput, Parameter, Prior, Standing, UnknownName
from estimative.mechanisms import MECHANISMS, Mechanism, bound, short
from estimative.simulate import AS_IS, Entry, Plan, entries, mapped, rate_name

from .entries import Changed, change_words, prior_words, rate_words

REFERENCE = "set by hand on the command line"
FORMS = "write ID=NUMBER, ID=LOW..HIGH (uniform) or ID=KIND(ARGUMENTS), as in lognormal(0.26, 0.2)"
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")
_KIND = re.compile(rf"(\w+)\(\s*({_NUMBER}(?:\s*,\s*{_NUMBER})*)\s*\)")


def value(text: str) -> Prior:
    """A number, `low..high`, or a prior as the program prints it.

    >>> value("0.3").args, value("1..2").kind, value("triangular(1, 2, 4)").args
    ((0.3,), 'uniform', (1.0, 2.0, 4.0))
    """
    text = text.strip()
    if re.fullmatch(_NUMBER, text):
        return Prior("point", (float(text),))
    if ends := _RANGE.fullmatch(text):
        return Prior("uniform", (float(ends[1]), float(ends[2])))
    if given := _KIND.fullmatch(text):
        return Prior(given[1], tuple(float(a) for a in given[2].split(",")))
    raise BadInput(f"{text!r} is no value", mend=FORMS)


def put(
    case: Case, spec: ScenarioSpec | None, plan: Plan, name: str, prior: Prior
) -> tuple[Case, ScenarioSpec | None, Changed]:
    """The case and scenario with one value put in, standing "analyst's judgement". `plan` is the run without it.

    Raises UnknownName for an id that nothing bears, BadInput for one that two things bear or a negative rate."""
    name = _bare(name, spec)
    changes = {e.name: e for e in entries(case.prospects) if e.holds(spec)}
    acts = {rate_name(a): a for a in case.prospects.acts}
    names = _parameters(case, plan, name)
    places = [e.name for e in changes.values() if name in (e.name, e.short)]
    if len(places) > 1 or len(names) > 1:
        raise BadInput(f"{name!r} names more than one", mend="use one of: " + ", ".join([*places, *names]))
    if name in acts:
        return _rate(case, spec, acts[name], prior)
    if places:
        return _change(case, spec, changes[places[0]], prior)
    if names:
        return _parameter(case, spec, plan, names[0], prior)
    raise _unknown(case, spec, name, [*acts, *changes, *(e.short for e in changes.values())])


def _bare(name: str, spec: ScenarioSpec | None) -> str:
    """The id as `estimative why` prints it, without the kind of its node and the scenario whose parameter it is."""
    name = name.removeprefix("parameter:")
    return name.removeprefix(f"scenario.{spec.name}.") if spec else name


def _parameters(case: Case, plan: Plan, name: str) -> list[str]:
    """Ids that `name` stands for: itself, or where the id has a rival in it, the one of the rival that is run."""
    known = {p.id for p in (*case.parameters, *(p for m in MECHANISMS for p in m.defaults))}
    if name in known:
        return [name]
    mechanism = _mechanism(case, name)
    if mechanism is None or name.count(".") != 1 or mechanism.variable(short(name)) is None:
        return []
    read = [p.id for q in plan.parts if q.mechanism.name == mechanism.name for p in q.parameters]
    run = [p for p in read if short(p) == short(name)]
    rivals = [p for p in sorted(known) if p.startswith(f"{mechanism.name}.") and short(p) == short(name)]
    return run or rivals or [name]


def _mechanism(case: Case, name: str) -> Mechanism | None:
    found = next((m for m in MECHANISMS if m.name == name.split(".")[0]), None)
    return bound(found, [p for p in case.parameters if p.id.startswith(f"{found.name}.")]) if found else None


def _parameter(
    case: Case, spec: ScenarioSpec | None, plan: Plan, name: str, prior: Prior
) -> tuple[Case, ScenarioSpec | None, Changed]:
    mechanism = _mechanism(case, name)
    read = {p.id: p for part in plan.parts for p in part.parameters}
    known = {p.id: p for p in (*(p for m in MECHANISMS for p in m.defaults), *case.parameters)}
    known |= {p.id: p for p in (spec.parameters if spec else ())} | read
    variable = mechanism.variable(short(name)) if mechanism else None
    was = known.get(name) or Parameter(name, prior, variable.unit if variable else "1", "", Standing.UNCITED)
    made = replace(
        was, prior=prior, reference=REFERENCE, standing=Standing.JUDGEMENT, date=None, known_at=case.as_of, note=None
    )
    case = replace(case, parameters=(*(p for p in case.parameters if p.id != name), made))
    if spec:
        spec = replace(spec, parameters=tuple(p for p in spec.parameters if p.id != name))
    words = variable.meaning if variable else ""
    node = ("input", f"{name.split('.')[0]}.{short(name)}")
    old = prior_words(known[name].prior) if name in known else "not known"
    return case, spec, Changed(name, words, made.unit, old, prior_words(prior), node, _outside(made))


def _outside(p: Parameter) -> str:
    """A caution where the value leaves the range in which the parameter's own source holds."""
    if p.range is None or p.prior.kind not in ("point", "uniform", "triangular"):
        return ""
    low, high = p.range
    inside = low <= min(p.prior.args) and max(p.prior.args) <= high
    return "" if inside else f"outside {low:g} to {high:g}, where its source holds"


def _rate(case: Case, spec: ScenarioSpec | None, act: Act, prior: Prior) -> tuple[Case, ScenarioSpec | None, Changed]:
    if prior.kind in ("normal",) or (prior.kind != "lognormal" and min(prior.args) < 0):
        raise BadInput(f"the rate of {act.id} may come out below nought", mend="give a value of 0 or more, a month")
    made = replace(act, rate=Monthly(prior, REFERENCE, Standing.JUDGEMENT))
    acts = tuple(made if a.id == act.id else a for a in case.prospects.acts)
    words = f"how often it happens: {act.text}"
    changed = Changed(rate_name(act), words, "a month", rate_words(act), prior_words(prior), ("act", act.id))
    return replace(case, prospects=replace(case.prospects, acts=acts)), spec, changed


def _change(
    case: Case, spec: ScenarioSpec | None, entry: Entry, prior: Prior
) -> tuple[Case, ScenarioSpec | None, Changed]:
    was = entry.change
    made = replace(was, prior=prior, reference=REFERENCE, standing=Standing.JUDGEMENT)
    prospects = mapped(case.prospects, lambda e: made if e.name == entry.name else e.change)
    mechanism = _mechanism(case, was.target)
    variable = mechanism.variable(short(was.target)) if mechanism else None
    unit = "a factor" if was.how == "times" else variable.unit if variable else ""
    words = variable.meaning if variable else was.target
    node = ("input", was.target)
    changed = Changed(entry.name, words, unit, change_words(was), change_words(made), node)
    return replace(case, prospects=prospects), spec, changed


def _unknown(case: Case, spec: ScenarioSpec | None, name: str, known: list[str]) -> UnknownName:
    scenario = spec.name if spec else AS_IS
    for e in entries(case.prospects):
        if name in (e.name, e.short) and not e.holds(spec):
            what = f"{name!r} is a change of {e.owner}, which is no part of {scenario}"
            return UnknownName(what, mend="choose a --scenario that has it (`estimative scenario list`)")
    ids = [p.id for p in (*case.parameters, *(p for m in MECHANISMS for p in m.defaults))]
    ids += [f"{m.name}.{v.name}" for m in MECHANISMS for v in (*m.inputs, *m.parameters)]
    every = list(dict.fromkeys([*ids, *known]))
    near = get_close_matches(name, every, 3, 0.5) or [i for i in every if name in i][:3]
    mend = "did you mean " + " or ".join(near) + "?" if near else "`estimative mechanisms NAME` lists parameters"
    return UnknownName(f"no parameter, rate or change is called {name!r} in {scenario}", mend=mend)
