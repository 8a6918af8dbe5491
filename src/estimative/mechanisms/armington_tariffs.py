"""What a tariff cut does to trade: Armington demand with phase-in, price-index feedback and diversion.

Sales answer to the delivered price with a constant elasticity, h = ((1+t1)(1+f1) / ((1+t0)(1+f0)))^-theta (Armington
1969), t the average duty and f the cost of paying. The price index feeds back: of spending E, the share s that went to
the partner and m to others who get the same cut make D = 1 + (s+m)(h-1), sales become h/D and everybody else's 1/D. The
importer gains D^(1/theta) - 1, the inverse of its domestic share's fall (Arkolakis, Costinot and Rodriguez-Clare 2012).

A share of goods covered is not a depth of cut: t1 = t0 (1 - coverage x depth). Part of the answer comes at once
(theta_short), the rest at a monthly rate (Boehm, Levchenko and Pandalai-Nayar 2023).
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from .contract import Dynamics, Link, Mechanism, Solved, Stepped, namespace, solved
from .fields import Array, Variable
from .parameters import defaults
from .results import Output
from .tariff_cut import Inputs, Outputs, Outside, Params, Static, implied_duties
from .variates import logistic
from .wording import band


class Slow(NamedTuple):
    """What has come in so far of the slow response to each gap in log delivered prices, (draw,)."""

    sales: Array
    back: Array
    fellow: Array


class State(NamedTuple):
    """All (draw,). `months` since entry into force; `shock` and `back_shock` logs; `trade_start` bn USD a year."""

    slow: Slow
    months: Array
    trend: Array
    shock: Array
    back_shock: Array
    friction_start: Array
    trade_start: Array


class Gaps(NamedTuple):
    """Falls of log delivered prices since before the agreement, (draw,); positive where it got cheaper."""

    sales: Array
    back: Array
    fellow: Array


def duty_after(before: Array, coverage: Array, depth: Array) -> Array:
    """The average duty when `depth` of it is taken off on the share `coverage` of sales, (draw,).

    >>> duty_after(0.3, 0.9, 0.0), round(duty_after(0.3, 0.9, 1.0), 3)
    (0.3, 0.03)
    """
    return before * (1 - coverage * depth)


def price_gap(before: Array, after: Array) -> Array:
    """Fall of the log delivered price, ln(1+t0) - ln(1+t1), (draw,)."""
    xp = namespace(before)
    return xp.log1p(before) - xp.log1p(after)


def feedback(share: Array, h: Array) -> Array:
    """D = 1 + share (h - 1), by which the price index divides every seller's sales, (draw,).

    >>> round(100 * (1 - 1 / feedback(0.05, 1.925)), 1)
    4.4
    """
    return 1 + share * (h - 1)


def welfare(share: Array, h: Array, theta: Array) -> Array:
    """Real income over before, (domestic share after / before)^(-1/theta) = D^(1/theta), (draw,)."""
    return namespace(h).power(feedback(share, h), 1 / theta)


def solve(inputs: Inputs, params: Params) -> Solved:
    """The long run with the whole cut applied, beside what sources state; all (draw,)."""
    xp = namespace(inputs.exports)
    whole = inputs._replace(phase_months=xp.zeros_like(inputs.exports), in_force=xp.ones_like(inputs.exports))
    gaps = _gaps(whole, inputs.months_in_force, inputs.friction)
    h, h_short, h_back = (xp.exp(t * g) for t, g in _pairs(params, gaps))
    share, partner = _shares(inputs)
    divisor = feedback(share, h)
    after = duty_after(inputs.duty_before, inputs.coverage, inputs.depth)
    points = inputs.duty_before - after
    gain = welfare(share, h, params.theta)
    outputs = Static(
        factor=h,
        factor_short=h_short,
        feedback=100 * (1 - 1 / divisor),
        trade_long=inputs.exports * h / divisor + inputs.back_exports * h_back,
        exports_now=inputs.exports,
        back_exports_now=inputs.back_exports,
        outsiders_change=100 * (1 / divisor - 1),
        outsiders_loss=inputs.outsider_imports * (1 - 1 / divisor),
        fellow_gain=inputs.fellow_imports * (h / divisor - 1),
        welfare=100 * (gain - 1),
        welfare_net=100 * (gain * _revenue(inputs, share, h, divisor, after) - 1),
        duty_saved=inputs.exports * points,
        identity_exports=inputs.stated_saving / xp.where(points > 0, points, xp.nan),
        target_ratio=inputs.target / inputs.target_base,
        target_theta=xp.log(inputs.target / inputs.target_base) / xp.where(gaps.sales > 0, gaps.sales, xp.nan),
    )
    return solved(outputs, Outside(partner > params.largest_share))


def _pairs(params: Params, gaps: Gaps) -> tuple[tuple[Array, Array], ...]:
    return (params.theta, gaps.sales), (params.theta_short, gaps.sales), (params.theta, gaps.back)


def _shares(inputs: Inputs) -> tuple[Array, Array]:
    """Shares of spending, duty included: of all who get the cut, and of the partner alone."""
    paid = (1 + inputs.duty_before) / inputs.spending
    return (inputs.exports + inputs.fellow_imports) * paid, inputs.exports * paid


def _revenue(inputs: Inputs, share: Array, h: Array, divisor: Array, after: Array) -> Array:
    """Spending after over before when other income is fixed: E = Y / (1 - r), r the share of spending that is duty."""
    others = inputs.outsider_imports * inputs.outsider_duty / inputs.spending
    before = share * inputs.duty_before / (1 + inputs.duty_before) + others
    now = share * h / divisor * after / (1 + after) + others / divisor
    return (1 - before) / (1 - now)


def _gaps(inputs: Inputs, months: Array, friction_start: Array) -> Gaps:
    xp = namespace(inputs.exports)
    begun = xp.clip(months / xp.where(inputs.phase_months > 0, inputs.phase_months, 1.0), 0.0, 1.0)
    applied = inputs.in_force * xp.where(inputs.phase_months > 0, begun, 1.0)
    there = duty_after(inputs.duty_before, inputs.coverage, inputs.depth * applied)
    back = duty_after(inputs.back_duty_before, inputs.back_coverage, inputs.back_depth * applied)
    paying = price_gap(friction_start, inputs.friction)
    fellow = price_gap(inputs.duty_before, there)
    return Gaps(fellow + paying, price_gap(inputs.back_duty_before, back) + paying, fellow)


def init(inputs: Inputs, params: Params) -> State:
    """The state at the start: the slow response has had `months_in_force` months, and no shock has come yet."""
    xp = namespace(inputs.exports)
    nothing = xp.zeros_like(inputs.exports)
    come = -xp.expm1(-params.adjustment * inputs.months_in_force)
    slow = Slow(*(g * come for g in _gaps(inputs, inputs.months_in_force, inputs.friction)))
    start = inputs.exports + inputs.back_exports
    return State(slow, inputs.months_in_force, nothing, nothing, nothing, inputs.friction, start)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: the gap of delivered prices, what of the response has come in, and trade with its own shocks."""
    xp = namespace(inputs.exports)
    months = state.months + 1
    gaps = _gaps(inputs, months, state.friction_start)
    slow = Slow(*(was - xp.expm1(-params.adjustment) * (g - was) for was, g in zip(state.slow, gaps, strict=True)))
    rest = params.theta - params.theta_short
    h, h_back, h_fellow = (xp.exp(params.theta_short * g + rest * s) for g, s in zip(gaps, slow, strict=True))
    share, partner = _shares(inputs)
    divisor = 1 + partner * (h - 1) + (share - partner) * (h_fellow - 1)
    shock, back_shock = (
        was + params.spread / math.sqrt(12) * logistic(u)
        for was, u in zip((state.shock, state.back_shock), noise, strict=True)
    )
    trend = state.trend + inputs.growth
    open_ = 1 - inputs.blocked
    exports = inputs.exports * h / divisor * open_ * xp.exp(trend + shock)
    back = inputs.back_exports * h_back * open_ * xp.exp(trend + back_shock)
    after = State(slow, months, trend, shock, back_shock, state.friction_start, state.trade_start)
    return Stepped(
        after,
        _outputs(inputs, params, state, gaps, (exports, back), (h / divisor, h_fellow / divisor, 1 / divisor)),
        Outside(partner * h / divisor > params.largest_share),
    )


def _outputs(
    inputs: Inputs,
    params: Params,
    state: State,
    gaps: Gaps,
    flows: tuple[Array, Array],
    relative: tuple[Array, Array, Array],
) -> Outputs:
    xp = namespace(inputs.exports)
    trade = flows[0] + flows[1]
    some = xp.maximum(trade, 1e-6 * state.trade_start)
    return Outputs(
        trade=trade,
        exports_now=flows[0],
        back_exports_now=flows[1],
        duty=xp.expm1(xp.log1p(inputs.duty_before) - gaps.fellow),
        response=relative[0] * (1 - inputs.blocked),
        outsiders_change=100 * (relative[2] - 1),
        fellow_gain=inputs.fellow_imports * (relative[1] - 1),
        target_reached=xp.where(xp.isfinite(inputs.target), 1.0 * (trade >= inputs.target), xp.nan),
        deepening=params.deepening_effect * xp.log(some / state.trade_start) / math.log(2),
    )


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says of the long run, in words."""
    said = (
        f"the whole cut would in the long run multiply the partner's sales by {band(outputs['factor'])}, at once by "
        f"{band(outputs['factor_short'])}; everybody else's would change by {band(outputs['outsiders_change'])} % and "
        f"the importer would gain {band(outputs['welfare'])} % of spending before lost duty"
    )
    ratio, needed = outputs["target_ratio"], outputs["target_theta"]
    if ratio.median is None:
        return said
    return f"{said}; the promise is {band(ratio)} times its base and would take an elasticity of {band(needed)}"


ARMINGTON_TARIFFS = Mechanism(
    name="armington_tariffs",
    title="Trade after a tariff cut",
    asks="How much more is traded when duties fall, how soon, and at whose cost?",
    citation="Armington 1969; Arkolakis, Costinot and Rodriguez-Clare 2012; Boehm, Levchenko and Pandalai-Nayar 2023",
    label="estimated",
    stated=(Variable("stated_duty_after", "1", "average duty that a source gives for after the cut"),),
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Static,
    Outside=Outside,
    sentence=sentence,
    record=(
        "contradicted: after the North American agreement (1993 to 2005) five of six flows fell behind those with "
        "others, and no rival forecast them better than no effect did"
    ),
    derive=implied_duties,
    defaults=defaults("armington_tariffs"),
    links=(
        Link("exports_now", "payment_friction.exports", "identity"),
        Link("back_exports_now", "payment_friction.back_exports", "identity"),
    ),
    dynamics=Dynamics(Outputs, init, step, noises=2),
)
