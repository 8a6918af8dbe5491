"""How long words stay words: commitments of three classes that are kept, declared dead, or stay open.

Of all commitments of a class a share `never` is kept; the others wait a Weibull time with frailty, so the cumulative
hazard of keeping is -ln(never + (1 - never) S(age)) (Boag 1949, from memory). Dying competes with a hazard that falls
by frailty too. Classes: a transfer (order to first delivery), an instrument (signing to force), a project (agreement to
first use).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from estimative.domain import Parameter

from .commitment_words import INPUTS, PARAMETERS, RESULTS
from .contract import (
    Applicable,
    Array,
    CaseView,
    Dynamics,
    Limit,
    Mechanism,
    NotApplicable,
    Solved,
    Stepped,
    namespace,
    needed_inputs,
    solved,
)
from .parameters import defaults
from .results import Output
from .waiting_times import cumulative_hazard, log_hazard
from .wording import band

CLASSES = ("transfer", "instrument", "project")


class Inputs(NamedTuple):
    transfer_age: Array
    instrument_age: Array
    project_age: Array
    resolve: Array
    rupture: Array


class Params(NamedTuple):
    transfer_shape: Array
    transfer_scale: Array
    transfer_never: Array
    transfer_dead: Array
    instrument_shape: Array
    instrument_scale: Array
    instrument_never: Array
    instrument_dead: Array
    project_shape: Array
    project_scale: Array
    project_never: Array
    project_dead: Array
    frailty: Array
    longest_age: Array


class Outputs(NamedTuple):
    transfer_kept_year: Array
    transfer_dead_year: Array
    transfer_kept: Array
    transfer_died: Array
    instrument_kept_year: Array
    instrument_dead_year: Array
    instrument_kept: Array
    instrument_died: Array
    project_kept_year: Array
    project_dead_year: Array
    project_kept: Array
    project_died: Array


class Outside(NamedTuple):
    age: Array


class Kind(NamedTuple):
    """One class: shape and scale (months) of the wait, share never kept, hazard of dying a month; all (draw,)."""

    shape: Array
    scale: Array
    never: Array
    dead: Array
    frailty: Array


class Ages(NamedTuple):
    """Months open at the start, (draw,), and months since."""

    transfer: Array
    instrument: Array
    project: Array
    months: Array


def kept_hazard(age: Array, kind: Kind) -> Array:
    """Cumulative hazard of keeping at `age` months, (draw,)."""
    share = kind.never + (1 - kind.never) * _waiting(age, kind)
    return -namespace(share).log(share)


def log_kept(age: Array, kind: Kind) -> Array:
    """ln of the monthly hazard of keeping at `age`: that of the wait, times the share of open ones still to come."""
    left = (1 - kind.never) * _waiting(age, kind)
    xp = namespace(left)
    return log_hazard(age, kind.shape, kind.scale, kind.frailty) + xp.log(left / (left + kind.never))


def _waiting(age: Array, kind: Kind) -> Array:
    hazard = cumulative_hazard(age, kind.shape, kind.scale, kind.frailty)
    return namespace(hazard).exp(-hazard)


def dead_hazard(age: Array, kind: Kind) -> Array:
    """Cumulative hazard of dying at `age` months, (draw,)."""
    return cumulative_hazard(age, 1.0, 1 / kind.dead, kind.frailty)


def log_dead(age: Array, kind: Kind) -> Array:
    return log_hazard(age, 1.0, 1 / kind.dead, kind.frailty)


def within(age: Array, months: int, kind: Kind, resolve: Array, rupture: Array) -> tuple[Array, Array]:
    """Chances of being kept, and of dying, within `months` if open at `age`. Within a month the two hazards share what
    ends in proportion."""
    xp = namespace(kind.scale)
    kept = died = 0 * kind.scale
    alive = xp.ones_like(kind.scale)
    keeping = [kept_hazard(age + n, kind) for n in range(months + 1)]
    dying = [dead_hazard(age + n, kind) for n in range(months + 1)]
    for n in range(months):
        k = resolve * (keeping[n + 1] - keeping[n])
        d = rupture * (dying[n + 1] - dying[n])
        gone = alive * -xp.expm1(-(k + d))
        part = k / xp.where(k + d > 0, k + d, 1.0)
        kept, died, alive = kept + gone * part, died + gone * (1 - part), alive - gone
    return kept, died


def _kind(params: Params, name: str) -> Kind:
    shape, scale, never, dead = (getattr(params, f"{name}_{part}") for part in ("shape", "scale", "never", "dead"))
    return Kind(shape, scale, never, dead, params.frailty)


def _outputs(inputs: Inputs, params: Params, ages: Ages) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.resolve)
    found: dict[str, Array] = {}
    oldest = 0 * inputs.resolve
    for name in CLASSES:
        kind, start = _kind(params, name), getattr(ages, name)
        age = start + ages.months
        known = xp.isfinite(age)
        kept, died = within(age, 12, kind, inputs.resolve, inputs.rupture)
        faster = log_kept(age, kind) - log_kept(start, kind) + xp.log(inputs.resolve)
        deadlier = log_dead(age, kind) - log_dead(start, kind) + xp.log(inputs.rupture)
        found |= {f"{name}_kept_year": kept, f"{name}_dead_year": died}
        found |= {f"{name}_kept": xp.where(known, faster, 0.0), f"{name}_died": xp.where(known, deadlier, 0.0)}
        oldest = xp.maximum(oldest, xp.where(known, age, 0.0))
    return Outputs(**found), Outside(oldest > params.longest_age)


def init(inputs: Inputs, params: Params) -> Ages:
    return Ages(inputs.transfer_age, inputs.instrument_age, inputs.project_age, 0 * inputs.resolve)


def step(state: Ages, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: what is open grows older."""
    outputs, outside = _outputs(inputs, params, state)
    return Stepped(state._replace(months=state.months + 1), outputs, outside)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). Unknown for a class whose age is not given."""
    return solved(*_outputs(inputs, params, init(inputs, params)))


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """As usual, and at least one class is there."""
    verdict = needed_inputs(mechanism, case, inputs)
    ages = {f"{name}_age" for name in CLASSES}
    if isinstance(verdict, Applicable) and ages <= set(verdict.unknown):
        return NotApplicable("no commitment is open: the case gives the age of none")
    return verdict


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    said = [
        f"an open {name} of this age is kept within a year in {band(outputs[f'{name}_kept_year'], scale=100)} %, "
        f"dead in {band(outputs[f'{name}_dead_year'], scale=100)} %"
        for name in CLASSES
        if outputs[f"{name}_kept_year"].median is not None
    ]
    return "; ".join(said) or "no commitment of known age is open"


COMMITMENT_SURVIVAL = Mechanism(
    name="commitment_survival",
    title="From words to deeds",
    asks="How surely, and how soon, are open commitments of a class kept or dropped, given their age?",
    citation="Aalen and Johansen 1978; Boag 1949; Vaupel, Manton and Stallard 1979",
    label="estimated",
    inputs=INPUTS,
    parameters=PARAMETERS,
    outputs=RESULTS,
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    applies=applies,
    record=(
        "not shown to work: later orders of jets and air defence came later, and later treaties sooner, than "
        "earlier ones forecast; among orders that did arrive the chance of arrival did not fall with age"
    ),
    defaults=defaults("commitment_survival"),
    limits=(Limit("age", "a commitment is open longer than any of its class, more months than", "longest_age"),),
    dynamics=Dynamics(RESULTS, init, step),
)
