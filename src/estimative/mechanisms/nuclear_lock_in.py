"""What a nuclear plant built and fed by one supplier weighs: share of power, lock-in by fuel and service, delay.

Energy a year is capacity x load x 8.76; its share of generation says whether a plant is critical. Lock-in is the chance
that running needs the supplier, 1 - (1 - fuel)(1 - service), for as long as switching outlasts the fuel in store. New
units connect with a Weibull hazard (k/b)(a/b)^(k-1) of their age a since first concrete, from units of the same kind.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band

HOURS = 8760


class Inputs(NamedTuple):
    capacity: Annotated[Array, reads("MW", "net capacity of the plant")]
    load_factor: Annotated[Array, reads("1", "share of full output over a year")]
    generation: Annotated[Array, reads("TWh/year", "national generation")]
    fuel_share: Annotated[Array, reads("1", "share of fuel that the supplier provides")]
    service_share: Annotated[Array, reads("1", "share of service and parts that the supplier provides")]
    fuel_in_store: Annotated[Array, reads("months", "running time of the fuel at the plant")]
    age: Annotated[Array, reads("months", "time since first concrete of the next unit", needed=False)]
    pace: Annotated[Array, reads("1", "pace of building relative to the reference class")]


class Params(NamedTuple):
    critical_share: Annotated[Array, reads("1", "share of generation from which a plant is called critical")]
    switch_months: Annotated[Array, reads("months", "time to license and make fuel elsewhere")]
    shape: Annotated[Array, reads("1", "Weibull shape of the time from first concrete to grid")]
    scale: Annotated[Array, reads("months", "Weibull scale of that time")]
    longest_age: Annotated[Array, reads("months", "longest time in the reference class")]


class Outputs(NamedTuple):
    energy: Annotated[Array, gives("TWh/year", "energy of the nuclear plant")]
    share: Annotated[Array, gives("%", "nuclear plant's share of national generation", headline=True)]
    critical: Annotated[
        Array, gives("1", "chance that the plant's share of generation is one called critical", chance=True)
    ]
    lock_in: Annotated[Array, gives("1", "chance that running the plant needs the supplier's fuel or service")]
    months_exposed: Annotated[
        Array, gives("months", "time between the end of stored nuclear fuel and a switch of supplier")
    ]
    connected_in_year: Annotated[
        Array, gives("1", "chance that the new unit is connected within a year", needs=("age",))
    ]
    connection: Annotated[Array, gives(LOG_HAZARD, "the new unit is connected to the grid", needs=("age",))]


class Outside(NamedTuple):
    age: Annotated[Array, marks("the new unit has taken longer than any of its kind, more months than", "longest_age")]


class State(NamedTuple):
    """Age of the new unit in months at the usual pace, now and at the start, (draw,)."""

    age: Array
    start: Array


def _outputs(inputs: Inputs, params: Params, age: Array, start: Array) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.capacity)
    energy = inputs.capacity * inputs.load_factor * HOURS / 1e6
    share = energy / inputs.generation
    waited = xp.power(age / params.scale, params.shape)
    ahead = xp.power((age + 12 * inputs.pace) / params.scale, params.shape)
    outputs = Outputs(
        energy=energy,
        share=100 * share,
        critical=1.0 * (share >= params.critical_share),
        lock_in=1 - (1 - inputs.fuel_share) * (1 - inputs.service_share),
        months_exposed=xp.maximum(params.switch_months - inputs.fuel_in_store, 0 * params.switch_months),
        connected_in_year=-xp.expm1(waited - ahead),
        connection=xp.where(xp.isfinite(age), (params.shape - 1) * xp.log(age / start) + xp.log(inputs.pace), 0.0),
    )
    return outputs, Outside(age > params.longest_age)


def init(inputs: Inputs, params: Params) -> State:
    return State(inputs.age, inputs.age)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: the unit ages by the pace of building."""
    outputs, outside = _outputs(inputs, params, state.age, state.start)
    return Stepped(State(state.age + inputs.pace, state.start), outputs, outside)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). Unknown where the age of a new unit is: the rest is known."""
    return solved(*_outputs(inputs, params, inputs.age, inputs.age))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    chance = outputs["critical"].median
    verdict = "unknown" if chance is None else "supported by share" if chance >= 0.5 else "not supported by share"
    return (
        f"the plant gives {band(outputs['energy'])} TWh a year, {band(outputs['share'])} % of generation: "
        f"'critical' is {verdict}; {band(outputs['lock_in'], scale=100)} % of what it needs to run is the supplier's"
    )


NUCLEAR_LOCK_IN = Mechanism(
    name="nuclear_lock_in",
    title="Lock-in by a nuclear plant",
    asks="How much does a supplier's nuclear plant weigh, how far does it bind, and when would the next unit run?",
    citation="Fuhrmann 2009, 2012; Kroenig 2010 (context); Weibull reference class",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record=(
        "weakly tested: of nine units begun 2012 to 2019 four ran by June 2025, within the 90 % band of 2 to 6; dates "
        "are from memory, and who set the rule knew them; shares are arithmetic"
    ),
    defaults=defaults("nuclear_lock_in"),
    dynamics=Dynamics(Outputs, init, step),
)
