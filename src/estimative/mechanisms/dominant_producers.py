"""What coordination among producers is worth, and what a member's loss is to another: dominant producers with a fringe.

Producers with share S of the market face the residual elasticity e = |eta_d| / S + eta_f (1 - S) / S: world demand and
the fringe both answer for them. If e < 1 a common cut raises their revenue. A member counts in coordination by its part
of the output that quotas bind: one that is free of quotas has none. What a member loses in exports raises the price, so
another earns, p dP/P x volume; the same event costs the member its own revenue, an ally if it is one. The two have
different owners and are never netted. (Carlton and Perloff's textbook model; Saving 1970, from memory.)
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Mechanism, Solved, namespace, solved
from .fields import Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    group_output: Annotated[Array, reads("mb/d", "output of all others that quotas bind")]
    world_supply: Annotated[Array, reads("mb/d", "world supply of liquids")]
    member_output: Annotated[Array, reads("mb/d", "output of the member")]
    bound: Annotated[Array, reads("1", "how far quotas bind the member: 0 free, 1 as the others")]
    price_change: Annotated[Array, reads("%", "price change by the member's loss")]
    lost_share: Annotated[Array, reads("%", "share of world supply that the member loses")]
    exporter_volume: Annotated[Array, reads("mb/d", "exports of the other exporter")]
    exporter_price: Annotated[Array, reads("USD/b", "price which that exporter receives")]
    member_exports: Annotated[Array, reads("mb/d", "exports of the member")]
    member_price: Annotated[Array, reads("USD/b", "price which the member receives")]


class Params(NamedTuple):
    eta_d: Annotated[Array, reads("1", "price elasticity of demand")]
    eta_f: Annotated[Array, reads("1", "price elasticity of supply of the fringe")]
    smallest_share: Annotated[Array, reads("1", "share of the market below which nobody is dominant")]


class Outputs(NamedTuple):
    residual_elasticity: Annotated[Array, gives("1", "elasticity of demand for the group's oil")]
    cut_pays: Annotated[Array, gives("1", "chance that a common cut raises the group's revenue", chance=True)]
    coordination_weight: Annotated[Array, gives("1", "the member's part of the output that quotas bind", headline=True)]
    revenue_gain: Annotated[
        Array, gives("bn USD/year", "gross revenue of the other exporter through the price", headline=True)
    ]
    member_loss: Annotated[Array, gives("bn USD/year", "gross revenue of the member", headline=True)]


class Outside(NamedTuple):
    share: Annotated[Array, marks("nobody is dominant: the group's share is below", "smallest_share")]


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
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record="not tested on another case: an identity, a share, and elasticities of others",
    defaults=defaults("dominant_producers"),
)
