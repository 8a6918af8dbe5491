"""Whether a recipient's use of a weapon still hangs on its supplier: stock and flow, with learning in local output.

S' = imports + local - use. Local output grows with resources and with experience, L = L0 e^(gt) (Q/Q0)^b with
b = -log2(progress ratio), as unit cost falls by Q^-b (Wright 1936). Dependence is the import share of use (Hirschman
1945): use draws evenly on a mixed stock, and a locally made unit counts for its foreign content.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from estimative.domain import Parameter, Prior

from .contract import (
    Array,
    Dynamics,
    Limit,
    Link,
    Mechanism,
    Solved,
    Stepped,
    namespace,
    short,
    solved,
)
from .draws import central
from .parameters import defaults
from .results import Output
from .supply_words import INPUTS, OUTPUTS, PARAMETERS, STATED, STATIC
from .wording import band


class Inputs(NamedTuple):
    imports: Array
    local_output: Array
    foreign_content: Array
    use: Array
    stock: Array
    made_so_far: Array
    capacity: Array
    local_growth: Array
    use_growth: Array
    localisation: Array
    supplier_rate: Array
    contract_value: Array
    contract_units: Array
    unit_price: Array


class Params(NamedTuple):
    progress_ratio: Array
    bottleneck: Array
    follows: Array
    use_spread: Array
    largest_stretch: Array


class Outputs(NamedTuple):
    dependence: Array
    import_share: Array
    import_share_start: Array
    stock: Array
    stock_months: Array
    local_output: Array
    unmet: Array
    unit_cost: Array


class Static(NamedTuple):
    dependence: Array
    import_share: Array
    import_share_start: Array
    stock_months: Array
    dependence_year: Array
    lost_if_stopped: Array
    unit_value: Array
    price_gap: Array


class Outside(NamedTuple):
    stretch: Array


class State(NamedTuple):
    """All (draw,). `foreign` is the part of `stock` that was imported, in units; `effort`, `content` and `demand` are
    relative to the start; `made` and `made_start` count units made locally since the first."""

    stock: Array
    foreign: Array
    made: Array
    made_start: Array
    effort: Array
    content: Array
    demand: Array
    output_start: Array
    share_start: Array


def learning_exponent(progress_ratio: Array) -> Array:
    """b = -log2(progress ratio), (draw,).

    >>> round(float(learning_exponent(0.8)), 3)
    0.322
    """
    return -namespace(progress_ratio).log(progress_ratio) / math.log(2)


def implied_progress_ratio(before: float, after: float, output_ratio: float) -> float:
    """The progress ratio that a stated fall of unit cost over a stated rise of cumulative output implies.

    >>> round(implied_progress_ratio(200, 70, 25), 2)
    0.8
    """
    return float(2.0 ** (math.log(after / before) / math.log(output_ratio)))


def import_share(imports: Array, local: Array, content: Array) -> Array:
    """Share of new supply that comes from the supplier, (draw,); unknown where nothing is supplied."""
    supply = imports + local
    xp = namespace(supply)
    return (imports + content * local) / xp.where(supply > 0, supply, xp.nan)


def exposure(share: Array, bottleneck: Array) -> Array:
    """Share of a flow lost if the supplier stops: its own share and, of the rest, what stands still without its parts
    (Leontief). All (draw,), between 0 and 1."""
    return share + (1 - share) * bottleneck


def init(inputs: Inputs, params: Params) -> State:
    """The state at the start, as the case gives it."""
    one = namespace(inputs.stock).ones_like(inputs.stock)
    share = import_share(inputs.imports, inputs.local_output, inputs.foreign_content)
    made = inputs.made_so_far
    return State(inputs.stock, share * inputs.stock, made, made, one, one, one, inputs.local_output, share)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month. What arrives can be used in the same month; use cannot exceed what is there."""
    xp = namespace(inputs.stock)
    gain = xp.power(_ratio(state.made, state.made_start), learning_exponent(params.progress_ratio))
    content = inputs.foreign_content * state.content
    able = xp.minimum(inputs.local_output * state.effort * gain, inputs.capacity)
    share = import_share(inputs.imports, able, content)
    local = able * (1 - exposure(content, params.bottleneck) * (1 - inputs.supplier_rate))
    came = inputs.imports * inputs.supplier_rate
    there = state.stock + came + local
    foreign = (state.foreign + came + content * local) / xp.where(there > 0, there, 1.0)
    pace = inputs.use * state.demand * xp.power(_ratio(able, state.output_start), params.follows)
    wanted = pace * xp.exp(params.use_spread * _standard(noise[0]))
    used = xp.minimum(wanted, there)
    left = there - used
    outputs = Outputs(
        dependence=xp.where(there > 0, foreign, xp.nan),
        import_share=share,
        import_share_start=state.share_start,
        stock=left,
        stock_months=left / xp.where(pace > 0, pace, xp.nan),
        local_output=local,
        unmet=100 * (wanted - used) / xp.where(wanted > 0, wanted, 1.0),
        unit_cost=1 / gain,
    )
    after = State(
        stock=left,
        foreign=foreign * left,
        made=state.made + local,
        made_start=state.made_start,
        effort=state.effort * xp.exp(inputs.local_growth),
        content=state.content * xp.exp(-inputs.localisation),
        demand=state.demand * xp.exp(inputs.use_growth),
        output_start=state.output_start,
        share_start=state.share_start,
    )
    return Stepped(after, outputs, Outside(state.made > params.largest_stretch * state.made_start))


def _ratio(now: Array, start: Array) -> Array:
    """Relative to the start; 1 where there was nothing at the start."""
    xp = namespace(start)
    return xp.where(start > 0, now / xp.where(start > 0, start, 1.0), 1.0)


def _standard(u: Array) -> Array:
    """A logistic variate of mean 0 and standard deviation 1 from a uniform."""
    xp = namespace(u)
    return (xp.log(u) - xp.log1p(-u)) * math.sqrt(3) / math.pi


def solve(inputs: Inputs, params: Params) -> Solved:
    """The position at the start, what a year as usual makes of it, and what the contract says of the price."""
    xp = namespace(inputs.stock)
    share = import_share(inputs.imports, inputs.local_output, inputs.foreign_content)
    state, middle = init(inputs, params), 0.5 * xp.ones_like(inputs.stock)
    for _ in range(12):
        state, later, _ = step(state, inputs, params, (middle,))
    static = Static(
        dependence=share,
        import_share=share,
        import_share_start=share,
        stock_months=inputs.stock / xp.where(inputs.use > 0, inputs.use, xp.nan),
        dependence_year=later.dependence,
        lost_if_stopped=100 * exposure(share, params.bottleneck * (inputs.local_output > 0)),
        unit_value=1000 * inputs.contract_value / inputs.contract_units,
        price_gap=inputs.contract_value - inputs.unit_price * inputs.contract_units / 1e6,
    )
    return solved(static, Outside(share < 0))


def derive(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """A rival given as a fall of unit cost (before, after, rise of cumulative output) gets the ratio it implies."""
    added = []
    for rival in dict.fromkeys(p.rival for p in parameters if short(p.id) == "cost_after"):
        own = {short(p.id): p for p in parameters if p.rival == rival}
        if own.keys() >= {"cost_before", "output_ratio"}:
            before, after, rise = (central(own[k].prior) for k in ("cost_before", "cost_after", "output_ratio"))
            added.append(_implied(own["cost_after"], implied_progress_ratio(before, after, rise)))
    return (*parameters, *added)


def _implied(stated: Parameter, ratio: float) -> Parameter:
    own = stated.id.rpartition(".")[0]
    return Parameter(
        id=f"{own}.progress_ratio",
        prior=Prior("point", (ratio,)),
        unit="1",
        reference=stated.reference,
        standing=stated.standing,
        date=stated.date,
        known_at=stated.known_at,
        label="calibrated",
        rival=stated.rival,
        note=f"implied by {own}.cost_before, cost_after and output_ratio",
    )


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says of the start, in words."""
    now, later = (band(outputs[k], scale=100) for k in ("dependence", "dependence_year"))
    said = (
        f"{now} % of what is used comes from the supplier, {later} % after a year as usual; if it stopped, "
        f"{band(outputs['lost_if_stopped'])} % of supply would go, and the stock is {band(outputs['stock_months'])} "
        "months of use"
    )
    gap, value = outputs["price_gap"], outputs["unit_value"]
    if gap.median is None:
        return said
    return (
        f"{said}; the contract pays {band(value)} thousand dollars a unit, {band(gap)} million in all beyond the price"
    )


WEAPONS_STOCK_FLOW = Mechanism(
    name="weapons_stock_flow",
    title="Stock and flow of a supplied weapon",
    asks="How far does a recipient's use of a weapon still depend on its supplier, and how long would the stock last?",
    citation="Wright 1936; Hirschman 1945; stock-flow accounting",
    label="assumed",
    inputs=INPUTS,
    parameters=PARAMETERS,
    stated=STATED,
    outputs=STATIC,
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    record=(
        "not shown to work: in 208 deals of licensed production output rose, but learning forecast it worse than no "
        "learning did and its 90 % band held 28 %; two months ahead the band of June 2025 missed the report of August"
    ),
    derive=derive,
    defaults=defaults("weapons_stock_flow"),
    limits=(
        Limit("stretch", "local output is stretched, as a multiple of what was made so far, beyond", "largest_stretch"),
    ),
    links=(
        Link("import_share", "supplier_leverage.dependence", "identity"),
        Link("import_share_start", "supplier_leverage.dependence_start", "identity"),
        Link("stock_months", "supplier_leverage.stock_months", "identity"),
    ),
    dynamics=Dynamics(OUTPUTS, init, step, noises=1),
)
