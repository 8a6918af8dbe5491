"""What payment channels of one's own are worth: friction, power of the incumbent system, adoption and deflection.

(a) The cost of paying is a trade cost: trade moves by ((1+f1)/(1+f0))^-theta. (b) Under CES demand for payment systems
the loss from being cut off is (1-w)^(-1/(sigma-1)) - 1, w the incumbent's share (Feenstra 1994; used for coercion by
Clayton, Maggiori and Schreger, from memory): a small share outside takes most of the power. (c) Use spreads with a
threshold: a' = a + speed (F(a) - a), F logistic in the gain from others' use (Katz and Shapiro 1985, Granovetter 1978;
from memory), calibrated so that today's use stands still. (d) Of exports that sanctions stop a share is redirected at a
lower price (Haidar 2017).

What could settle and what is settled are two outputs. No stage, link or reach moves the second: "can" is not "has".
"""

from collections.abc import Mapping
from typing import NamedTuple

from .contract import Array, Dynamics, Limit, Link, Mechanism, Solved, Stepped, namespace, solved
from .parameters import defaults
from .payment_words import INPUTS, OUTPUTS, PARAMETERS, STATIC
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    messaging: Array
    cash_abroad: Array
    cash_home: Array
    shops: Array
    settled: Array
    exports: Array
    back_exports: Array
    cut: Array
    pressure: Array
    sanctioned: Array


class Params(NamedTuple):
    sigma: Array
    theta: Array
    own_fee: Array
    third_fee: Array
    messaging_reach: Array
    cash_reach: Array
    shops_reach: Array
    held: Array
    ready: Array
    network: Array
    speed: Array
    cut_push: Array
    pressure_cost: Array
    redirected: Array
    discount: Array
    drive_effect: Array
    highest_power: Array


class Static(NamedTuple):
    capacity: Array
    by_messaging: Array
    by_cash: Array
    by_shops: Array
    settled_now: Array
    power: Array
    friction: Array
    friction_change: Array
    blocked: Array
    trade_gain: Array
    kept: Array
    deflected: Array


class Outputs(NamedTuple):
    capacity: Array
    settled_now: Array
    power: Array
    friction: Array
    friction_change: Array
    blocked: Array
    kept: Array
    deflected: Array
    next_stage: Array


class Outside(NamedTuple):
    power: Array


class State(NamedTuple):
    """Share that uses own channels, now and at the start, and cut and pressure at the start; all (draw,)."""

    use: Array
    use_start: Array
    cut_start: Array
    pressure_start: Array


def power(incumbent: Array, sigma: Array) -> Array:
    """Loss from being cut off an incumbent with this share, (1-w)^(-1/(sigma-1)) - 1, (draw,).

    >>> [round(100 * power(w, 6.0)) for w in (0.95, 0.80, 0.50)]
    [82, 38, 15]
    """
    return namespace(incumbent).power(1 - incumbent, -1 / (sigma - 1)) - 1


def trade_factor(before: Array, after: Array, theta: Array) -> Array:
    """Trade after over before when the cost of paying goes from `before` to `after`, (draw,).

    >>> round(trade_factor(0.05, 0.01, 3.0), 3)
    1.124
    """
    return namespace(before).power((1 + after) / (1 + before), -theta)


def payable(exports: Array, back_exports: Array, held: Array) -> Array:
    """Share that two moneys can pay for, (draw,): what balances, and what the seller would hold of the rest."""
    xp = namespace(exports)
    total = exports + back_exports
    balanced = 2 * xp.minimum(exports, back_exports) / xp.where(total > 0, total, xp.nan)
    return balanced + (1 - balanced) * held


def settles_at(use: Array, state: State, inputs: Inputs, params: Params) -> Array:
    """Where use would settle if it were `use` now: F(a), with F(a) = a at the start, (draw,)."""
    xp = namespace(use)
    at = xp.clip(state.use_start, 1e-9, 1 - 1e-9)
    push = params.network * (use - state.use_start) + params.cut_push * (inputs.cut - state.cut_start)
    push = push - params.pressure_cost * (inputs.pressure - state.pressure_start)
    return 1 / (1 + (1 - at) / at * xp.exp(-push))


def _capacity(use: Array, inputs: Inputs, params: Params) -> tuple[Array, Array, Array]:
    """By messaging alone, with cash machines, with shops as well; each (draw,)."""
    could = use + (1 - use) * params.ready
    liquid = payable(inputs.exports, inputs.back_exports, params.held)
    banks = inputs.messaging * params.messaging_reach * could * liquid
    no_cash = (1 - inputs.cash_abroad * params.cash_reach) * (1 - inputs.cash_home * params.cash_reach)
    cash = 1 - (1 - banks) * no_cash
    return banks, cash, 1 - (1 - cash) * (1 - inputs.shops * params.shops_reach)


def _friction(use: Array, params: Params) -> Array:
    return use * params.own_fee + (1 - use) * params.third_fee


def _deflection(inputs: Inputs, params: Params) -> tuple[Array, Array]:
    kept = params.redirected * (1 - params.discount)
    return 100 * kept + 0 * inputs.sanctioned, inputs.sanctioned * kept


def solve(inputs: Inputs, params: Params) -> Solved:
    """The position at the start; all (draw,). `by_shops` counts shops as open."""
    use = inputs.settled
    banks, cash, now = _capacity(use, inputs, params)
    _, _, open_ = _capacity(use, inputs._replace(shops=1 + 0 * inputs.shops), params)
    friction = _friction(use, params)
    cost = 100 * power(1 - use, params.sigma)
    kept, deflected = _deflection(inputs, params)
    outputs = Static(
        capacity=now,
        by_messaging=banks,
        by_cash=cash - banks,
        by_shops=open_ - cash,
        settled_now=use,
        power=cost,
        friction=friction,
        friction_change=0 * friction,
        blocked=inputs.cut * (1 - now),
        trade_gain=100 * (trade_factor(friction, params.own_fee, params.theta) - 1),
        kept=kept,
        deflected=deflected,
    )
    return solved(outputs, Outside(cost > params.highest_power))


def init(inputs: Inputs, params: Params) -> State:
    return State(inputs.settled, inputs.settled, inputs.cut, inputs.pressure)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month of use spreading or shrinking; capacity follows the stages that are in force."""
    use = state.use + params.speed * (settles_at(state.use, state, inputs, params) - state.use)
    capacity = _capacity(use, inputs, params)[2]
    cost = 100 * power(1 - use, params.sigma)
    kept, deflected = _deflection(inputs, params)
    pushed = inputs.cut - state.cut_start + inputs.pressure - state.pressure_start
    friction = _friction(use, params)
    outputs = Outputs(
        capacity=capacity,
        settled_now=use,
        power=cost,
        friction=friction,
        friction_change=(1 + friction) / (1 + _friction(state.use_start, params)) - 1,
        blocked=inputs.cut * (1 - capacity),
        kept=kept,
        deflected=deflected,
        next_stage=params.drive_effect * pushed,
    )
    return Stepped(state._replace(use=use), outputs, Outside(cost > params.highest_power))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says of the start, in words."""
    return (
        f"{band(outputs['settled_now'], scale=100)} % of trade is reported to be settled over own channels; if third "
        f"parties' banks were cut off {band(outputs['capacity'], scale=100)} % could be, of which cash machines add "
        f"{band(outputs['by_cash'], scale=100)} points; to be cut off would raise the cost of paying by "
        f"{band(outputs['power'])} %"
    )


PAYMENT_FRICTION = Mechanism(
    name="payment_friction",
    title="Payment channels of one's own",
    asks="How much trade could settle if access to third parties' banks were cut, and what does each stage add?",
    citation="Feenstra 1994; Katz and Shapiro 1985; Granovetter 1978; Haidar 2017",
    label="assumed",
    inputs=INPUTS,
    parameters=PARAMETERS,
    outputs=STATIC,
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    record=(
        "contradicted in part: after 12 import embargoes of 1962 to 2006 others did not make up the loss (median minus "
        "its size; 4 of 12 made up some); capacity, friction and the spread of use are not tested on any case"
    ),
    defaults=defaults("payment_friction"),
    limits=(Limit("power", "hardly any other system is in use: the cost of a cut is above", "highest_power"),),
    links=(
        Link("friction_change", "armington_tariffs.friction", "identity"),
        Link("blocked", "armington_tariffs.blocked", "identity"),
    ),
    dynamics=Dynamics(OUTPUTS, init, step),
)
