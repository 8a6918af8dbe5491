"""How far a state leans on one partner, and when it opens to others: concentration and choice under abandonment risk.

Concentration is measured on shares that are there: HHI = sum s_j^2 and entropy. What the state would want is a choice,
shares x_j that maximise sum m_j x_j - v_j x_j^2 / 2 with m_j = (1 - q_j) - c_j and v_j = r + g q_j (1 - q_j): q_j is
the chance that partner j abandons within a year, c_j the cost of turning there, r decreasing returns, g aversion to
risk (mean-variance choice, Markowitz 1952; hedging: Kuik 2008, Tessman and Wolfe 2011; all from memory). The distant
partner never gets more than the alternative. What is only talked of changes wants and weights, never the HHI.

The hazard of an opening is assumed log-linear in concentration and abandonment risk: signs fixed, sizes wide.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, NamedTuple

from .contract import Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    patron: Annotated[Array, reads("1", "share held by the partner whose abandonment is feared")]
    alternative: Annotated[Array, reads("1", "share held by the nearest alternative")]
    distant: Annotated[Array, reads("1", "share held by the alternative that is further off")]
    rest: Annotated[Array, reads("1", "share held by all others")]
    rest_partners: Annotated[Array, reads("1", "equal partners among all others")]
    abandonment: Annotated[Array, reads("1", "chance that the patron abandons within a year")]
    alternative_risk: Annotated[Array, reads("1", "chance that the alternative abandons within a year")]
    distant_risk: Annotated[Array, reads("1", "chance that the distant partner abandons within a year")]
    turning_cost: Annotated[Array, reads("1", "cost of turning to the alternative, as a share of what a partner gives")]
    distant_extra_cost: Annotated[Array, reads("1", "further cost of turning to the distant partner")]


class Params(NamedTuple):
    risk_aversion: Annotated[Array, reads("1", "weight of risk in the choice")]
    returns: Annotated[Array, reads("1", "decreasing returns to leaning on one partner")]
    concentration_effect: Annotated[
        Array, reads("1", "rise of the log hazard of an opening if the HHI goes from 0 to 1")
    ]
    abandonment_effect: Annotated[
        Array, reads("1", "rise of the log hazard if the risk of abandonment goes from 0 to 1")
    ]
    smallest_share: Annotated[Array, reads("1", "patron's share below which there is nothing to hedge")]


class Outputs(NamedTuple):
    hhi: Annotated[Array, gives("1", "concentration of partners as measured (HHI)", headline=True)]
    partners: Annotated[Array, gives("1", "equal partners that would give this concentration")]
    entropy: Annotated[Array, gives("nat", "entropy of the shares as measured")]
    wanted_patron: Annotated[Array, gives("1", "share wanted with the patron")]
    wanted_alternative: Annotated[Array, gives("1", "share wanted with the alternative")]
    wanted_distant: Annotated[Array, gives("1", "share wanted with the distant partner")]
    distant_weight: Annotated[Array, gives("1", "weight of the distant partner among openings, at most a half")]
    opening_alternative: Annotated[Array, gives(LOG_HAZARD, "an opening to the alternative")]
    opening_distant: Annotated[Array, gives(LOG_HAZARD, "an opening to the distant partner")]


class Outside(NamedTuple):
    share: Annotated[Array, marks("there is little to hedge: the patron's share is below", "smallest_share")]


class Start(NamedTuple):
    """HHI and abandonment risk at the start, (draw,)."""

    hhi: Array
    abandonment: Array


class Shares(NamedTuple):
    """Shares of patron, alternative, distant partner and all others together, (draw,), that sum to 1."""

    patron: Array
    alternative: Array
    distant: Array
    rest: Array


def shares(inputs: Inputs) -> Shares:
    """Shares of the amounts given, (draw,)."""
    total = inputs.patron + inputs.alternative + inputs.distant + inputs.rest
    return Shares(*(a / total for a in (inputs.patron, inputs.alternative, inputs.distant, inputs.rest)))


def herfindahl(s: Shares, rest_partners: Array) -> Array:
    """Sum of squared shares, the rest being split evenly; as `measures.herfindahl`, for arrays of draws."""
    return s.patron**2 + s.alternative**2 + s.distant**2 + s.rest**2 / rest_partners


def entropy(s: Shares, rest_partners: Array) -> Array:
    """Shannon entropy in nats, (draw,); as `measures.entropy`."""
    xp = namespace(s.patron)
    each = ((s.patron, 1.0), (s.alternative, 1.0), (s.distant, 1.0), (s.rest, rest_partners))
    return sum(-a * xp.log(xp.where(a > 0, a / n, 1.0)) for a, n in each)


def portfolio(gains: tuple[Array, ...], risks: tuple[Array, ...], total: Array) -> tuple[Array, ...]:
    """Shares x_j >= 0 that sum to `total` and maximise sum m_j x_j - v_j x_j^2 / 2: x_j = max(0, (m_j - mu) / v_j),
    mu being the largest over sets S of partners of (sum_S m_j / v_j - total) / sum_S 1 / v_j. All (draw,), v_j > 0."""
    xp = namespace(total)
    numbers = range(len(gains))
    price = -xp.inf * xp.ones_like(total)
    for size in range(1, len(gains) + 1):
        for chosen in combinations(numbers, size):
            worth = sum(gains[j] / risks[j] for j in chosen) - total
            price = xp.maximum(price, worth / sum(1 / risks[j] for j in chosen))
    return tuple(xp.maximum((m - price) / v, 0.0 * total) for m, v in zip(gains, risks, strict=True))


def wanted(inputs: Inputs, params: Params, s: Shares) -> tuple[Array, Array, Array]:
    """Shares wanted with patron, alternative and distant partner, (draw,); the others keep theirs."""
    xp = namespace(s.patron)
    chances = inputs.abandonment, inputs.alternative_risk, inputs.distant_risk
    costs = 0.0, inputs.turning_cost, inputs.turning_cost + inputs.distant_extra_cost
    gains = tuple(1 - q - c for q, c in zip(chances, costs, strict=True))
    risks = tuple(params.returns + params.risk_aversion * q * (1 - q) for q in chances)
    total = 1 - s.rest
    free = portfolio(gains, risks, total)
    pooled = portfolio((gains[0], (gains[1] + gains[2]) / 2), (risks[0], (risks[1] + risks[2]) / 4), total)
    in_order = free[2] <= free[1]
    return (
        xp.where(in_order, free[0], pooled[0]),
        xp.where(in_order, free[1], pooled[1] / 2),
        xp.where(in_order, free[2], pooled[1] / 2),
    )


def _outputs(inputs: Inputs, params: Params, start: Start) -> tuple[Outputs, Outside]:
    s = shares(inputs)
    xp = namespace(s.patron)
    hhi = herfindahl(s, inputs.rest_partners)
    patron, alternative, distant = wanted(inputs, params, s)
    other = alternative + distant
    weight = xp.where(other > 0, distant / xp.where(other > 0, other, 1.0), 0.0)
    rise = params.concentration_effect * (hhi - start.hhi)
    rise = rise + params.abandonment_effect * (inputs.abandonment - start.abandonment)
    outputs = Outputs(
        hhi=hhi,
        partners=1 / hhi,
        entropy=entropy(s, inputs.rest_partners),
        wanted_patron=patron,
        wanted_alternative=alternative,
        wanted_distant=distant,
        distant_weight=weight,
        opening_alternative=rise,
        opening_distant=2 * weight * rise,
    )
    return outputs, Outside(s.patron < params.smallest_share)


def init(inputs: Inputs, params: Params) -> Start:
    return Start(herfindahl(shares(inputs), inputs.rest_partners), inputs.abandonment)


def step(state: Start, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: as `solve`, with the hazards relative to the start."""
    return Stepped(state, *_outputs(inputs, params, state))


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). At the start the log hazard ratios are 0."""
    return solved(*_outputs(inputs, params, init(inputs, params)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"concentration is {band(outputs['hhi'])}, as with {band(outputs['partners'])} equal partners; "
        f"under the assumed risks {band(outputs['wanted_patron'], scale=100)} % would be wanted with the patron, "
        f"{band(outputs['wanted_alternative'], scale=100)} % with the alternative and "
        f"{band(outputs['wanted_distant'], scale=100)} % with the distant partner"
    )


HEDGING_PORTFOLIO = Mechanism(
    name="hedging_portfolio",
    title="Hedging between partners",
    asks="How far does a state lean on one partner, and when would it open to others?",
    citation="Hirschman 1945; Markowitz 1952; Kuik 2008; Tessman and Wolfe 2011",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    record=(
        "contradicted in part: in 1,071 windows of arms imports concentrated states opened to new suppliers less "
        "often, not more; a patron whose deliveries fell by half was followed by openings more often, as expected"
    ),
    defaults=defaults("hedging_portfolio"),
    dynamics=Dynamics(Outputs, init, step),
)
