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
from typing import Annotated, NamedTuple

from .contract import Dynamics, Link, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    messaging: Annotated[Array, reads("1", "bank messaging link: 1 in force, 0 not")]
    cash_abroad: Annotated[Array, reads("1", "cards of one side draw cash in the other: 1 in force, 0 not")]
    cash_home: Annotated[Array, reads("1", "cards of the other side draw cash in the first: 1 in force, 0 not")]
    shops: Annotated[Array, reads("1", "cards pay in shops: 1 in force, 0 not")]
    settled: Annotated[Array, reads("1", "share of trade that is settled over own channels, as reported")]
    exports: Annotated[Array, reads("bn USD/year", "sales of one side to the other")]
    back_exports: Annotated[Array, reads("bn USD/year", "sales of the other side to the first")]
    cut: Annotated[Array, reads("1", "access to third parties' banks: 0 as today, 1 cut off")]
    pressure: Annotated[Array, reads("1", "sanctions on those who use own channels: 0 as today, 1 at their worst")]
    sanctioned: Annotated[
        Array, reads("bn USD/year", "exports to states that sanction, which sanctions stop", needed=False)
    ]


class Params(NamedTuple):
    sigma: Annotated[Array, reads("1", "elasticity of substitution between payment systems")]
    theta: Annotated[Array, reads("1", "trade elasticity")]
    own_fee: Annotated[Array, reads("1", "cost of paying over own channels, as a share of the price")]
    third_fee: Annotated[Array, reads("1", "cost of paying through third parties, as a share of the price")]
    messaging_reach: Annotated[Array, reads("1", "share of payments whose banks are on the link")]
    cash_reach: Annotated[Array, reads("1", "share of trade that cash machines could settle")]
    shops_reach: Annotated[Array, reads("1", "share of trade that cards in shops could settle")]
    held: Annotated[
        Array, reads("1", "share of the imbalance of trade that the seller would hold in the buyer's money")
    ]
    ready: Annotated[Array, reads("1", "share of those who do not use own channels that could at once")]
    network: Annotated[Array, reads("1", "gain from others' use, in spreads of the cost of changing over")]
    speed: Annotated[Array, reads("1/month", "rate at which use moves to where it settles")]
    cut_push: Annotated[Array, reads("1", "push of a cut towards own channels, in the same spreads")]
    pressure_cost: Annotated[Array, reads("1", "cost of the worst pressure on users, in the same spreads")]
    redirected: Annotated[Array, reads("1", "share of sanctioned exports that finds other buyers")]
    discount: Annotated[Array, reads("1", "price cut on what is redirected")]
    drive_effect: Annotated[
        Array, reads("1", "rise of the log hazard of a further payment stage if cut or pressure go to 1")
    ]
    highest_power: Annotated[Array, reads("%", "rise of the cost of paying above which the formula says nothing")]


Capacity = Annotated[
    Array, gives("1", "share of trade that could settle if third parties' banks were cut off", headline=True)
]
SettledNow = Annotated[Array, gives("1", "share of trade that is settled over own channels", headline=True)]
Power = Annotated[Array, gives("%", "rise of the cost of paying that a cut of the incumbent system would bring")]
Friction = Annotated[Array, gives("1", "average cost of paying, as a share of the price")]
FrictionChange = Annotated[
    Array, gives("1", "change of the average cost of paying since the start, as a share of the price then")
]
Blocked = Annotated[Array, gives("1", "share of trade that cannot be paid for")]
Kept = Annotated[Array, gives("%", "value of sanctioned exports kept by redirecting them", needs=("sanctioned",))]
Deflected = Annotated[Array, gives("bn USD/year", "exports redirected, at the lower price", needs=("sanctioned",))]


class Static(NamedTuple):
    capacity: Capacity
    by_messaging: Annotated[Array, gives("1", "share of trade that could settle by bank messaging alone")]
    by_cash: Annotated[Array, gives("1", "share of trade that cash machines add to what could settle")]
    by_shops: Annotated[Array, gives("1", "share of trade that cards in shops add to what could settle, or would")]
    settled_now: SettledNow
    power: Power
    friction: Friction
    friction_change: FrictionChange
    blocked: Blocked
    trade_gain: Annotated[Array, gives("%", "more trade in the long run if all paid over own channels")]
    kept: Kept
    deflected: Deflected


class Outputs(NamedTuple):
    capacity: Capacity
    settled_now: SettledNow
    power: Power
    friction: Friction
    friction_change: FrictionChange
    blocked: Blocked
    kept: Kept
    deflected: Deflected
    next_stage: Annotated[Array, gives(LOG_HAZARD, "a further payment stage opens")]


class Outside(NamedTuple):
    power: Annotated[Array, marks("hardly any other system is in use: the cost of a cut is above", "highest_power")]


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
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Static,
    Outside=Outside,
    sentence=sentence,
    record=(
        "contradicted in part: after 12 import embargoes of 1962 to 2006 others did not make up the loss (median minus "
        "its size; 4 of 12 made up some); capacity, friction and the spread of use are not tested on any case"
    ),
    defaults=defaults("payment_friction"),
    links=(
        Link("friction_change", "armington_tariffs.friction", "identity"),
        Link("blocked", "armington_tariffs.blocked", "identity"),
    ),
    dynamics=Dynamics(Outputs, init, step),
)
