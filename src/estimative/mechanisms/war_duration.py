"""How soon a war ends, given how long it has lasted: rival waiting times that one war cannot tell apart.

Survival S(t) = (1 + v (t/b)^k)^(-1/v): exponential (k = 1, v = 0), Weibull with k < 1 (v = 0), Pareto of the second
kind (k = 1, v > 0), and a constant low hazard for wars that have become long. Bennett and Stam 1996 (from memory) fit
Weibull models with covariates, none of which is used here.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .waiting_times import cumulative_hazard, log_hazard
from .wording import band


class Inputs(NamedTuple):
    age: Annotated[Array, reads("months", "how long the war has lasted")]
    pressure: Annotated[Array, reads("1", "pace of ending relative to the start")]


class Params(NamedTuple):
    shape: Annotated[Array, reads("1", "Weibull shape")]
    scale: Annotated[Array, reads("months", "Weibull scale")]
    frailty: Annotated[Array, reads("1", "how unlike wars are (0: alike)")]
    longest_age: Annotated[Array, reads("months", "longest war in the reference class")]


class Outputs(NamedTuple):
    ends_in_year: Annotated[Array, gives("1", "chance that the war ends within a year", headline=True)]
    ended: Annotated[Array, gives("1", "chance that the war has ended by now")]
    end: Annotated[Array, gives(LOG_HAZARD, "the war ends")]


class Outside(NamedTuple):
    age: Annotated[Array, marks("the war has lasted longer than the longest in the class, months", "longest_age")]


class State(NamedTuple):
    """Months the war has lasted, now and at the start, and the hazard gathered since, (draw,)."""

    age: Array
    start: Array
    gathered: Array


def _hazard(params: Params, age: Array, months: int) -> Array:
    wait = params.shape, params.scale, params.frailty
    return cumulative_hazard(age + months, *wait) - cumulative_hazard(age, *wait)


def _outputs(inputs: Inputs, params: Params, state: State) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.pressure)
    wait = params.shape, params.scale, params.frailty
    outputs = Outputs(
        ends_in_year=-xp.expm1(-inputs.pressure * _hazard(params, state.age, 12)),
        ended=-xp.expm1(-state.gathered),
        end=log_hazard(state.age, *wait) - log_hazard(state.start, *wait) + xp.log(inputs.pressure),
    )
    return outputs, Outside(state.age > params.longest_age)


def init(inputs: Inputs, params: Params) -> State:
    return State(inputs.age, inputs.age, 0 * inputs.age)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month of war; `ended` is the chance that it has ended by the end of this month."""
    after = state._replace(gathered=state.gathered + inputs.pressure * _hazard(params, state.age, 1))
    outputs, outside = _outputs(inputs, params, after)
    return Stepped(after._replace(age=state.age + 1), outputs, outside)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,)."""
    return solved(*_outputs(inputs, params, init(inputs, params)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return f"a war of this age ends within a year in {band(outputs['ends_in_year'], scale=100)} % of cases"


WAR_DURATION = Mechanism(
    name="war_duration",
    title="How long a war lasts",
    asks="How soon does a war end that has lasted this long? The spread of the rivals is the answer, no one of them.",
    citation="Bennett and Stam 1996 (context); exponential, Weibull and Pareto waiting times",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record=(
        "weakly tested: of 17 disputes with war that had lasted three years, 5 ended in the fourth; exponential, "
        "Weibull and Pareto fit that and the long-war hazard does not; the data cannot tell the three apart"
    ),
    defaults=defaults("war_duration"),
    dynamics=Dynamics(Outputs, init, step),
)
