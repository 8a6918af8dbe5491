"""How long words stay words: commitments of three classes that are kept, declared dead, or stay open.

Of all commitments of a class a share `never` is kept; the others wait a Weibull time with frailty, so the cumulative
hazard of keeping is -ln(never + (1 - never) S(age)) (Boag 1949, from memory). Dying competes with a hazard that falls
by frailty too. Classes: a transfer (order to first delivery), an instrument (signing to force), a project (agreement to
first use).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from estimative.domain import Parameter

from .contract import (
    Applicable,
    CaseView,
    Dynamics,
    Mechanism,
    NotApplicable,
    Solved,
    Stepped,
    namespace,
    needed_inputs,
    solved,
)
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .waiting_times import YOUNGEST, Hazard, by_month, frail, hazard
from .wording import band

CLASSES = ("transfer", "instrument", "project")
YEAR = 12  # months

DELIVERY = "the first delivery of an order"
FORCE = "the entry into force of a signed text"
USE = "the first use of what was agreed to be built"
ORDER, TEXT, PLAN = ("transfer_age",), ("instrument_age",), ("project_age",)  # what the class's outputs need

Scale = Annotated[Array, reads("months", "Weibull scale of that time")]
Never = Annotated[Array, reads("1", "share of the class that is never kept")]
Dead = Annotated[Array, reads("1/month", "hazard of being declared dead while young")]


class Inputs(NamedTuple):
    transfer_age: Annotated[Array, reads("months", f"time that {DELIVERY} has been open", needed=False)]
    instrument_age: Annotated[Array, reads("months", f"time that {FORCE} has been open", needed=False)]
    project_age: Annotated[Array, reads("months", f"time that {USE} has been open", needed=False)]
    resolve: Annotated[Array, reads("1", "pace of keeping relative to the class")]
    rupture: Annotated[Array, reads("1", "pace of dying relative to the class")]


class Params(NamedTuple):
    transfer_shape: Annotated[Array, reads("1", f"Weibull shape of the time to {DELIVERY}")]
    transfer_scale: Scale
    transfer_never: Never
    transfer_dead: Dead
    instrument_shape: Annotated[Array, reads("1", f"Weibull shape of the time to {FORCE}")]
    instrument_scale: Scale
    instrument_never: Never
    instrument_dead: Dead
    project_shape: Annotated[Array, reads("1", f"Weibull shape of the time to {USE}")]
    project_scale: Scale
    project_never: Never
    project_dead: Dead
    frailty: Annotated[Array, reads("1", "variance of how ready commitments of one class are")]
    longest_age: Annotated[Array, reads("months", "longest time in the reference classes")]


class Outputs(NamedTuple):
    transfer_kept_year: Annotated[Array, gives("1", f"chance of {DELIVERY} within a year", ORDER, headline=True)]
    transfer_dead_year: Annotated[Array, gives("1", f"chance that {DELIVERY} is given up within a year", ORDER)]
    transfer_kept: Annotated[Array, gives(LOG_HAZARD, DELIVERY, ORDER)]
    transfer_died: Annotated[Array, gives(LOG_HAZARD, f"{DELIVERY} is given up", ORDER)]
    instrument_kept_year: Annotated[Array, gives("1", f"chance of {FORCE} within a year", TEXT, headline=True)]
    instrument_dead_year: Annotated[Array, gives("1", f"chance that {FORCE} is given up within a year", TEXT)]
    instrument_kept: Annotated[Array, gives(LOG_HAZARD, FORCE, TEXT)]
    instrument_died: Annotated[Array, gives(LOG_HAZARD, f"{FORCE} is given up", TEXT)]
    project_kept_year: Annotated[Array, gives("1", f"chance of {USE} within a year", PLAN, headline=True)]
    project_dead_year: Annotated[Array, gives("1", f"chance that {USE} is given up within a year", PLAN)]
    project_kept: Annotated[Array, gives(LOG_HAZARD, USE, PLAN)]
    project_died: Annotated[Array, gives(LOG_HAZARD, f"{USE} is given up", PLAN)]


class Outside(NamedTuple):
    age: Annotated[Array, marks("a commitment is open longer than any of its class, more months than", "longest_age")]


class Kind(NamedTuple):
    """One class: shape and scale (months) of the wait, share never kept, hazard of dying a month; all (draw,)."""

    shape: Array
    scale: Array
    never: Array
    dead: Array
    frailty: Array


class Open(NamedTuple):
    """One open commitment: its age at the start (months); by month, (month, draw): how much its cumulative hazards of
    keeping and of dying rise, and how far the logs of both hazards are from those at the start."""

    start: Array
    keeping: Array
    dying: Array
    kept: Array
    died: Array


class State(NamedTuple):
    """`months` since the start, (draw,); `row` of the tables of `Open` is this month's."""

    transfer: Open
    instrument: Open
    project: Open
    months: Array
    row: Any


def keeping(age: Array, kind: Kind) -> Hazard:
    """Of keeping at `age` months: ln of it is that of the wait, times the share of open ones still to come."""
    wait = hazard(age, kind.shape, kind.scale, kind.frailty)
    xp = namespace(wait.gathered)
    gathered = -xp.log(kind.never + (1 - kind.never) * xp.exp(-wait.gathered))
    return Hazard(gathered, wait.log_rate + namespace(kind.never).log1p(-kind.never) - wait.gathered + gathered)


def dying(age: Array, kind: Kind) -> Hazard:
    """Of dying at `age` months: constant, but for frailty."""
    gathered = frail(kind.dead * age, kind.frailty)
    thinned = kind.frailty * frail(kind.dead * namespace(gathered).maximum(age, YOUNGEST), kind.frailty)
    return Hazard(gathered, namespace(kind.dead).log(kind.dead) - thinned)


def kept_hazard(age: Array, kind: Kind) -> Array:
    """Cumulative hazard of keeping at `age` months, (draw,)."""
    return keeping(age, kind).gathered


def log_kept(age: Array, kind: Kind) -> Array:
    """ln of the monthly hazard of keeping at `age`, (draw,)."""
    return keeping(age, kind).log_rate


def log_dead(age: Array, kind: Kind) -> Array:
    """ln of the monthly hazard of dying at `age`, (draw,)."""
    return dying(age, kind).log_rate


def within(age: Array, months: int, kind: Kind, resolve: Array, rupture: Array) -> tuple[Array, Array]:
    """Chances of being kept, and of dying, within `months` if open at `age`."""
    ages = by_month(age, months + 1)
    rises = _rises(keeping(ages, kind)), _rises(dying(ages, kind))
    return ended(zip(*rises, strict=True), resolve, rupture)


def _rises(by_age: Hazard) -> Array:
    return by_age.gathered[1:] - by_age.gathered[:-1]


def ended(months: Iterable[tuple[Array, Array]], resolve: Array, rupture: Array) -> tuple[Array, Array]:
    """Chances of being kept, and of dying, over months with these rises. Within a month the two hazards share what ends
    in proportion."""
    gathered = kept = 0 * resolve
    xp, still = namespace(resolve), 1 + kept
    for rise, fall in months:
        k, d = resolve * rise, rupture * fall
        gathered, before = gathered + (k + d), still
        still = xp.exp(-gathered)
        kept = kept + (before - still) * k / xp.where(k + d > 0, k + d, 1.0)
    return kept, xp.maximum(1 - still - kept, 0.0)


def _kind(params: Params, name: str) -> Kind:
    shape, scale, never, dead = (getattr(params, f"{name}_{part}") for part in ("shape", "scale", "never", "dead"))
    return Kind(shape, scale, never, dead, params.frailty)


def _outputs(inputs: Inputs, params: Params, state: State) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.resolve)
    found: dict[str, Array] = {}
    oldest = 0 * inputs.resolve
    for name in CLASSES:
        one = getattr(state, name)
        age = one.start + state.months
        known = xp.isfinite(age)
        year = ((one.keeping[state.row + n], one.dying[state.row + n]) for n in range(YEAR))
        kept, died = ended(year, inputs.resolve, inputs.rupture)
        faster = one.kept[state.row] + xp.log(inputs.resolve)
        deadlier = one.died[state.row] + xp.log(inputs.rupture)
        found |= {f"{name}_kept_year": kept, f"{name}_dead_year": died}
        found |= {f"{name}_kept": xp.where(known, faster, 0.0), f"{name}_died": xp.where(known, deadlier, 0.0)}
        oldest = xp.maximum(oldest, xp.where(known, age, 0.0))
    return Outputs(**found), Outside(oldest > params.longest_age)


def init(inputs: Inputs, params: Params) -> State:
    return _state((inputs.transfer_age, inputs.instrument_age, inputs.project_age), 0 * inputs.resolve, params, 1)


def ready(state: State, inputs: Inputs, params: Params, months: int) -> State:
    """The tables for the next `months`."""
    return _state(tuple(getattr(state, name).start for name in CLASSES), state.months, params, months)


def _state(starts: tuple[Array, ...], since: Array, params: Params, months: int) -> State:
    transfer, instrument, project = (
        _open(start, since, _kind(params, name), months) for start, name in zip(starts, CLASSES, strict=True)
    )
    return State(transfer, instrument, project, since, 0)


def _open(start: Array, since: Array, kind: Kind, months: int) -> Open:
    ages = by_month(start + since, months + YEAR)
    keep, die = keeping(ages, kind), dying(ages, kind)
    kept, died = keep.log_rate[:months] - log_kept(start, kind), die.log_rate[:months] - log_dead(start, kind)
    return Open(start, _rises(keep), _rises(die), kept, died)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: what is open grows older."""
    outputs, outside = _outputs(inputs, params, state)
    return Stepped(state._replace(months=state.months + 1, row=state.row + 1), outputs, outside)


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
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    applies=applies,
    record=(
        "not shown to work: later orders of jets and air defence came later, and later treaties sooner, than "
        "earlier ones forecast; among orders that did arrive the chance of arrival did not fall with age"
    ),
    defaults=defaults("commitment_survival"),
    dynamics=Dynamics(Outputs, init, step, ready=ready),
)
