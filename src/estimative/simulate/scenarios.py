"""Scenarios of a case: consistent combinations of driver states, named and with a digest; base + patch + digest."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from estimative.cases import AS_IS, Case, Change, CrossImpact, Prospects, ScenarioSpec
from estimative.domain import BadInput, UnknownName

from .consistency import consistent, under_uncertainty
from .cross_impact import Balance, CrossImpactMatrix, Descriptor, Impact, assessed, balances, idle
from .entries import entries
from .plan import Plan

POINTLESS = {"times": 1.0, "plus": 0.0}


@dataclass(frozen=True, slots=True)
class Declared:
    """A scenario, declared by the case or found consistent. `margin` is the least lead of a chosen state over its best
    rival (negative: it contradicts itself, at the drivers `against`); `share` how often it stays consistent when the
    uncertain judgements are drawn: robustness, not likelihood."""

    spec: ScenarioSpec
    declared: bool
    margin: float | None
    share: float | None
    against: tuple[str, ...]
    digest: str


def matrix(prospects: Prospects) -> CrossImpactMatrix | None:
    """The case's cross-impact matrix; None with fewer than two drivers."""
    if len(prospects.drivers) < 2:
        return None
    drivers = tuple(Descriptor(d.id, tuple(s.id for s in d.states)) for d in prospects.drivers)
    return CrossImpactMatrix(drivers, tuple(_impact(i) for i in prospects.impacts))


def _impact(given: CrossImpact) -> Impact:
    (source, state), (target, other) = (end.split(".", 1) for end in (given.source, given.target))
    return Impact(source, state, target, other, given.value, given.reference, given.low, given.high)


def listed(case: Case, draws: int = 500) -> tuple[Declared, ...]:
    """Declared scenarios first, in their order, then the consistent combinations no scenario has, named by states."""
    grid = matrix(case.prospects)
    shares = {s.scenario.states: s.share for s in under_uncertainty(grid, draws, case.seed)} if grid else {}
    found = [_listed(case, spec, True, grid, shares) for spec in case.prospects.scenarios]
    taken = {tuple(state for _, state in sorted(f.spec.states)) for f in found if not f.spec.shocks}
    for spec in _found(case.prospects, grid):
        if tuple(state for _, state in sorted(spec.states)) not in taken:
            found.append(_listed(case, spec, False, grid, shares))
    return tuple(found)


def _found(prospects: Prospects, grid: CrossImpactMatrix | None) -> Iterator[ScenarioSpec]:
    names = [d.id for d in prospects.drivers]
    for scenario in consistent(grid) if grid else ():
        states = tuple(zip(names, scenario.states, strict=True))
        words = "; ".join(_words(prospects, *pair) for pair in states)
        yield ScenarioSpec("+".join(scenario.states), words, states)


def _words(prospects: Prospects, driver: str, state: str) -> str:
    found = next(d for d in prospects.drivers if d.id == driver).state(state)
    return found.text if found else state


def _listed(
    case: Case,
    spec: ScenarioSpec,
    declared: bool,
    grid: CrossImpactMatrix | None,
    shares: dict[tuple[str, ...], float],
) -> Declared:
    if grid is None:
        return Declared(spec, declared, None, None, (), digest(case, spec))
    states = tuple(dict(spec.states)[d.name] for d in grid.descriptors)
    against = tuple(b.descriptor for b in balances(grid, states) if b.margin < 0)
    margin = assessed(grid, states).margin
    return Declared(spec, declared, margin, shares.get(states, 0.0), against, digest(case, spec))


def contradictions(prospects: Prospects, spec: ScenarioSpec) -> tuple[str, ...]:
    """A sentence for every driver whose chosen state trails a rival under the scenario's other states: how far, and the
    judgements that speak against it; none for a consistent scenario."""
    grid = matrix(prospects)
    if grid is None:
        return ()
    states = tuple(dict(spec.states)[d.name] for d in grid.descriptors)
    return tuple(_against(grid, states, b) for b in balances(grid, states) if b.margin < 0)


def _against(grid: CrossImpactMatrix, states: tuple[str, ...], found: Balance) -> str:
    names = next(d.states for d in grid.descriptors if d.name == found.descriptor)
    scores = dict(zip(names, found.scores, strict=True))
    rival = max((s for s in names if s != found.chosen), key=scores.__getitem__)
    chosen = {(d.name, s) for d, s in zip(grid.descriptors, states, strict=True)}
    speak = [
        f"{i.label} {i.value:+g} ({i.reference})"
        for i in grid.impacts
        if (i.source, i.source_state) in chosen
        and i.target == found.descriptor
        and (i.target_state, i.value > 0) in ((rival, True), (found.chosen, False))
    ]
    return f"{found.descriptor}={found.chosen} trails {found.descriptor}={rival} by {-found.margin:g}: " + "; ".join(
        speak
    )


def scenario(case: Case, name: str) -> ScenarioSpec | None:
    """A scenario by name: declared, or consistent and named by its states joined with +; None for `as-is`."""
    if name == AS_IS:
        return None
    known = {s.name: s for s in case.prospects.scenarios}
    if name in known:
        return known[name]
    found = {s.name: s for s in _found(case.prospects, matrix(case.prospects))}
    if name not in found:
        raise UnknownName(f"no scenario {name!r}", mend="use one of: " + ", ".join([AS_IS, *known, *found]))
    return found[name]


def digest(case: Case, spec: ScenarioSpec) -> str:
    """sha256 of base and patch together, canonical JSON."""
    patch = [sorted(spec.states), list(spec.shocks), [repr(p) for p in spec.parameters]]
    return hashlib.sha256(json.dumps([case.digest, patch]).encode()).hexdigest()


def idle_drivers(prospects: Prospects) -> tuple[str, ...]:
    """Drivers that neither sway another driver nor change anything: a warning for the reader."""
    grid = matrix(prospects)
    mute = set(idle(grid)) if grid else {d.id for d in prospects.drivers}
    return tuple(
        d.id for d in prospects.drivers if d.id in mute and not any(_moves(c) for s in d.states for c in s.changes)
    )


def _moves(change: Change) -> bool:
    """A factor of 1 or an amount of 0 changes nothing."""
    return change.prior.kind != "point" or change.prior.args[0] != POINTLESS.get(change.how)


def cautions(case: Case, spec: ScenarioSpec | None, made: Plan) -> tuple[str, ...]:
    """What a reader of one run must know: judgements against the scenario, drivers with no effect, and changes that no
    output of the run can show."""
    against = contradictions(case.prospects, spec) if spec else ()
    found = [f"scenario {made.scenario} contradicts the cross-impact judgements: {why}" for why in against]
    found += [silence(name) for name in idle_drivers(case.prospects)]
    parts, told = {p.mechanism.name for p in made.parts}, {t: s for s, t in made.links}
    for entry in entries(case.prospects):
        target = entry.change.target
        name = target.partition(".")[0]
        if not entry.holds(spec):
            continue
        if name not in parts:
            found.append(f"{entry.owner} cannot change {target}: {name} does not take part")
        elif target in told:
            found.append(f"{entry.owner} cannot change {target}: {told[target]} tells it")
    return tuple(dict.fromkeys(found))


def silence(driver: str) -> str:
    """What is said of a driver with no effect."""
    return f"the driver {driver} sways no other driver and changes nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two scenarios do not share."""

    what: str
    left: str
    right: str


def diff(case: Case, left: str, right: str) -> tuple[Difference, ...]:
    """Driver states, shocks and parameters in which two scenarios differ. Raises BadInput for one and the same."""
    if left == right:
        raise BadInput(f"{left!r} is compared with itself", mend="name two scenarios")
    a, b = _flat(scenario(case, left)), _flat(scenario(case, right))
    keys = dict.fromkeys([*a, *b])
    return tuple(Difference(k, a.get(k, "-"), b.get(k, "-")) for k in keys if a.get(k) != b.get(k))


def _flat(spec: ScenarioSpec | None) -> dict[str, str]:
    if spec is None:
        return {}
    found = {f"driver {d}": s for d, s in spec.states} | {f"shock {s}": "yes" for s in spec.shocks}
    return found | {f"parameter {p.id}": f"{p.text} {p.unit}" for p in spec.parameters}
