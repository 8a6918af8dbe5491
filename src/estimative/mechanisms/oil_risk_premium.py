"""What a price move without a lost barrel says: a two-state market that prices a tail.

ln P = ln P0 + physical + premium, with premium = p_tail ln(P_tail / P) if traders weigh log prices, and
exp(premium) - 1 = p_tail (P_tail / P - 1) if they weigh prices. Both readings are shown, as they differ.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Mechanism, Solved, namespace, solved
from .fields import Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    before: Annotated[Array, reads("USD/b", "price before the move")]
    after: Annotated[Array, reads("USD/b", "price after the move")]
    physical: Annotated[Array, reads("%", "part of the move due to supply lost so far")]
    tail_price: Annotated[Array, reads("USD/b", "price if the feared loss happens")]


class Params(NamedTuple):
    largest_probability: Annotated[Array, reads("1", "probability above which the tail is no tail")]


class Outputs(NamedTuple):
    premium: Annotated[Array, gives("%", "price change beyond what lost supply explains")]
    tail_probability_log: Annotated[Array, gives("1", "implied probability of the tail, log prices weighed")]
    tail_probability_price: Annotated[Array, gives("1", "implied probability of the tail, prices weighed")]


class Outside(NamedTuple):
    probability: Annotated[Array, marks("the implied tail probability is negative or above", "largest_probability")]


def premium(tail_probability: Array, tail_price: Array, price: Array) -> Array:
    """Log premium p_tail ln(P_tail / P), (draw,)."""
    return tail_probability * namespace(price).log(tail_price / price)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All fields (draw,). `physical` in per cent. A tail price at or below the price gives no probability."""
    xp = namespace(inputs.before)
    calm = inputs.before * (1 + inputs.physical / 100)
    move = xp.log(inputs.after / calm)
    by_log = xp.where(inputs.tail_price > calm, move / xp.log(inputs.tail_price / calm), xp.nan)
    by_price = xp.where(inputs.tail_price > calm, (inputs.after - calm) / (inputs.tail_price - calm), xp.nan)
    outside = (by_log < 0) | (by_log > params.largest_probability)
    return solved(Outputs(100 * xp.expm1(move), by_log, by_price), Outside(outside))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What the move implies, in words."""
    log, price = outputs["tail_probability_log"], outputs["tail_probability_price"]
    return (
        f"a move of {band(outputs['premium'], sign=True)} % is not lost supply; read as a premium it implies "
        f"a tail probability of {band(price, scale=100)} % (weighing prices) "
        f"or {band(log, scale=100)} % (weighing log prices)"
    )


OIL_RISK_PREMIUM = Mechanism(
    name="oil_risk_premium",
    title="Risk premium in the price of oil",
    asks="How much of a price move is fear of a loss rather than a loss, and how likely a loss does it imply?",
    citation="two-state expectation; arithmetic",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record="not tested: the implied probability is an identity, not a forecast",
    defaults=defaults("oil_risk_premium"),
    monthly=False,
)
