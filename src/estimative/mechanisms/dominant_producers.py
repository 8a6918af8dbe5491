"""What coordination among producers is worth, and what a member's loss is to another: dominant producers with a fringe.

Producers with share S of the market face the residual elasticity e = |eta_d| / S + eta_f (1 - S) / S: world demand and
the fringe both answer for them. If e < 1 a common cut raises their revenue. A member counts in coordination by its part
of the output that quotas bind: one that is free of quotas has none. What a member loses in exports raises the price, so
another earns, p dP/P x volume; the same event costs the member its own revenue, an ally if it is one. The two have
different owners and are never netted. (Carlton and Perloff's textbook model; Saving 1970, from memory.)
"""

from collections.abc import Mapping
from typing import NamedTuple

from .contract import Array, Limit, Mechanism, Result, Solved, Variable, namespace, solved
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    group_output: Array
    world_supply: Array
    member_output: Array
    bound: Array
    price_change: Array
    lost_share: Array
    exporter_volume: Array
    exporter_price: Array
    member_exports: Array
    member_price: Array


class Params(NamedTuple):
    eta_d: Array
    eta_f: Array
    smallest_share: Array


class Outputs(NamedTuple):
    residual_elasticity: Array
    cut_pays: Array
    coordination_weight: Array
    revenue_gain: Array
    member_loss: Array


class Outside(NamedTuple):
    share: Array


def residual_elasticity(share: Array, eta_d: Array, eta_f: Array) -> Array:
    """|eta_d| / S + eta_f (1 - S) / S, (draw,).

    >>> round(residual_elasticity(0.4, -0.35, 0.15), 2), residual_elasticity(1.0, -0.35, 0.15)
    (1.1, 0.35)
    """
    return (abs(eta_d) + eta_f * (1 - share)) / share


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,)."""
    xp = namespace(inputs.group_output)
    share = inputs.group_output / inputs.world_supply
    elasticity = residual_elasticity(share, params.eta_d, params.eta_f)
    mine = inputs.bound * inputs.member_output
    rise, year = inputs.price_change / 100, 365 / 1000
    lost = xp.minimum(inputs.lost_share / 100 * inputs.world_supply, inputs.member_exports)
    kept = inputs.member_exports - lost
    outputs = Outputs(
        residual_elasticity=elasticity,
        cut_pays=1.0 * (elasticity < 1),
        coordination_weight=mine / (inputs.group_output + mine),
        revenue_gain=inputs.exporter_volume * inputs.exporter_price * year * rise,
        member_loss=inputs.member_price * year * (kept * rise - lost),
    )
    return solved(outputs, Outside(share < params.smallest_share))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"the member counts for {band(outputs['coordination_weight'], scale=100)} % of the coordination; its loss "
        f"would bring the other exporter {band(outputs['revenue_gain'], sign=True)} and itself "
        f"{band(outputs['member_loss'], sign=True)} bn dollars a year, which are not to be netted"
    )


DOMINANT_PRODUCERS = Mechanism(
    name="dominant_producers",
    title="Coordination among producers",
    asks="How much does a member count in the coordination of producers, and who gains and who loses if it is hit?",
    citation="dominant producers with a competitive fringe (Saving 1970); revenue identity",
    label="estimated",
    inputs=(
        Variable("group_output", "mb/d", "output of all others that quotas bind"),
        Variable("world_supply", "mb/d", "world supply of liquids"),
        Variable("member_output", "mb/d", "output of the member"),
        Variable("bound", "1", "how far quotas bind the member: 0 free, 1 as the others"),
        Variable("price_change", "%", "price change by the member's loss"),
        Variable("lost_share", "%", "share of world supply that the member loses"),
        Variable("exporter_volume", "mb/d", "exports of the other exporter"),
        Variable("exporter_price", "USD/b", "price which that exporter receives"),
        Variable("member_exports", "mb/d", "exports of the member"),
        Variable("member_price", "USD/b", "price which the member receives"),
    ),
    parameters=(
        Variable("eta_d", "1", "price elasticity of demand"),
        Variable("eta_f", "1", "price elasticity of supply of the fringe"),
        Variable("smallest_share", "1", "share of the market below which nobody is dominant"),
    ),
    outputs=(
        Result("residual_elasticity", "1", "elasticity of demand for the group's oil"),
        Result("cut_pays", "1", "chance that a common cut raises the group's revenue", chance=True),
        Result("coordination_weight", "1", "the member's part of the output that quotas bind", headline=True),
        Result("revenue_gain", "bn USD/year", "gross revenue of the other exporter through the price", headline=True),
        Result("member_loss", "bn USD/year", "gross revenue of the member", headline=True),
    ),
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    record="not tested on another case: an identity, a share, and elasticities of others",
    defaults=defaults("dominant_producers"),
    limits=(Limit("share", "nobody is dominant: the group's share is below", "smallest_share"),),
)
