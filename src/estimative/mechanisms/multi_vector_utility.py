"""How far a state leans to one partner while it keeps another that is its rival: multi-vector utility.

U(x, y) = b x - c x^2 + b' y - c' y^2 - r x y, with x, y >= 0 what the hedger puts into a partner and into that
partner's rival, b what the first unit brings, c how fast it tires, r what the two cost each other by being rivals. With
D = 4 c c' - r^2:

    x = (2 c' b - r b') / D,  y = (2 c b' - r b) / D     where D > 0 and both are above 0: a balancing act
    x = b / 2c, y = 0   or   x = 0, y = b' / 2c'         else, whichever brings more: it chooses

The alliance dilemma behind it: Snyder 1984; the form is that of a duopsonist with substitutes (both from memory).
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    benefit: Annotated[
        Array, reads("1", "what the first unit of effort for the partner brings, 1 as for the most useful one")
    ]
    rival_benefit: Annotated[Array, reads("1", "what the first unit of effort for the partner's rival brings")]
    rivalry: Annotated[Array, reads("1", "what a unit of effort for each costs the hedger because the two are rivals")]


class Params(NamedTuple):
    tiring: Annotated[Array, reads("1", "how fast returns from the partner fall")]
    rival_tiring: Annotated[Array, reads("1", "how fast returns from the partner's rival fall")]
    effort_effect: Annotated[Array, reads("1", "rise of the log hazard of an act for the partner if effort rises by 1")]
    largest_rivalry: Annotated[Array, reads("1", "rivalry above which nobody deals with both")]


class Outputs(NamedTuple):
    effort: Annotated[Array, gives("1", "what the hedger puts into the partner", headline=True)]
    rival_effort: Annotated[Array, gives("1", "what the hedger puts into the partner's rival")]
    utility: Annotated[Array, gives("1", "hedger's utility of its best mix of partner and rival")]
    gain: Annotated[Array, gives("%", "hedger's utility beyond that of the better partner alone")]
    chooses: Annotated[Array, gives("1", "chance that the hedger gives up the partner or its rival", chance=True)]
    turning_point: Annotated[Array, gives("1", "rivalry from which the hedger gives up the partner or its rival")]
    support_hazard: Annotated[Array, gives(LOG_HAZARD, "the hedger acts for the partner")]


class Outside(NamedTuple):
    rivalry: Annotated[Array, marks("rivalry is above", "largest_rivalry")]


class Optimum(NamedTuple):
    """Best efforts and utility, (draw,)."""

    x: Array
    y: Array
    utility: Array


def utility(inputs: Inputs, params: Params, x: Array, y: Array) -> Array:
    """U at the efforts x and y, (draw,)."""
    own = inputs.benefit * x - params.tiring * x * x
    rival = inputs.rival_benefit * y - params.rival_tiring * y * y
    return own + rival - inputs.rivalry * x * y


def optimum(inputs: Inputs, params: Params) -> Optimum:
    """The best x, y >= 0 in closed form: the best of the interior point, where it is one, and the three corners."""
    xp = namespace(inputs.benefit)
    b, d, r, c, e = inputs.benefit, inputs.rival_benefit, inputs.rivalry, params.tiring, params.rival_tiring
    alone = only(inputs, params)
    det = 4 * c * e - r * r
    safe = xp.where(det > 0, det, 1.0)
    x, y = (2 * e * b - r * d) / safe, (2 * c * d - r * b) / safe
    inside = (det > 0) & (x > 0) & (y > 0)
    left = alone[0] >= alone[1]
    zero = xp.zeros_like(b)
    x = xp.where(inside, x, xp.where(left, xp.maximum(b, 0.0) / (2 * c), zero))
    y = xp.where(inside, y, xp.where(left, zero, xp.maximum(d, 0.0) / (2 * e)))
    return Optimum(x, y, utility(inputs, params, x, y))


def only(inputs: Inputs, params: Params) -> tuple[Array, Array]:
    """Utility of the best effort for one partner alone, b^2 / 4c, for each; 0 where it brings nothing."""
    xp = namespace(inputs.benefit)
    b, d = xp.maximum(inputs.benefit, 0.0), xp.maximum(inputs.rival_benefit, 0.0)
    return b * b / (4 * params.tiring), d * d / (4 * params.rival_tiring)


def init(inputs: Inputs, params: Params) -> Array:
    """Effort for the partner at the start, (draw,)."""
    return optimum(inputs, params).x


def step(start: Array, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: as `solve`, with the hazard relative to the start."""
    return Stepped(start, *_outputs(inputs, params, start))


def _outputs(inputs: Inputs, params: Params, start: Array) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.benefit)
    best = optimum(inputs, params)
    own, rival = only(inputs, params)
    lone = xp.maximum(own, rival)
    b, d, c, e = inputs.benefit, inputs.rival_benefit, params.tiring, params.rival_tiring
    ratio = xp.minimum(b * e / d, d * c / b)
    return (
        Outputs(
            effort=best.x,
            rival_effort=best.y,
            utility=best.utility,
            gain=xp.where(lone > 0, 100 * (best.utility / xp.where(lone > 0, lone, 1.0) - 1), xp.nan),
            chooses=1.0 * ((best.x <= 0) | (best.y <= 0)),
            turning_point=xp.where((b > 0) & (d > 0), 2 * ratio, xp.nan),
            support_hazard=params.effort_effect * (best.x - start),
        ),
        Outside(inputs.rivalry > params.largest_rivalry),
    )


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). At the start the log hazard ratio is 0."""
    return solved(*_outputs(inputs, params, init(inputs, params)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    chooses = outputs["chooses"]
    return (
        f"dealing with both brings {band(outputs['gain'], sign=True)} % more than the better of the two alone; the "
        f"hedger would choose in {band(chooses, scale=100)} % of draws, and does so where rivalry passes "
        f"{band(outputs['turning_point'])}"
    )


MULTI_VECTOR_UTILITY = Mechanism(
    name="multi_vector_utility",
    title="Balancing between rivals",
    asks="Does it pay to keep good ties with both of two rivals, and when would the hedger choose?",
    citation="quadratic utility with substitutes; the alliance dilemma: Snyder 1984 (from memory)",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record="not tested: a light model that orders an argument; benefits and rivalry are judgements on no known scale",
    defaults=defaults("multi_vector_utility"),
    dynamics=Dynamics(Outputs, init, step),
)
