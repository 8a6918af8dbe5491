"""What a supplier gains by slowing deliveries: hold-up with bottleneck parts.

The flow a recipient loses if the supplier slows by s is s x exposure, with exposure = d + (1 - d) k: d is the import
share of supply (1 - lambda, lambda the local share), k the share of local output that stands still without parts only
the supplier makes (Leontief; 0 if all can be replaced). Leverage is the part of that loss which bargaining gives to the
supplier, beta x exposure (hold-up: Grossman and Hart 1986; power as dependence: Emerson 1962; both from memory). What
other suppliers make up in time is lost to neither: all of this is multiplied by 1 - r, r the part replaced.

The hazard of a slow-down is assumed log-linear in leverage and in outside pressure: signs fixed, sizes wide.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

from estimative.domain import Parameter

from .contract import (
    Applicable,
    CaseView,
    Dynamics,
    Mechanism,
    NotApplicable,
    Solved,
    Stepped,
    namespace,
    needed_inputs,
    solved,
)
from .dependence import exposure
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    dependence: Annotated[Array, reads("1", "import share of the recipient's supply")]
    dependence_start: Annotated[
        Array,
        reads("1", "import share of the recipient's supply at the start, if another mechanism tells", needed=False),
    ]
    stock_months: Annotated[Array, reads("months", "months of use in stock", needed=False)]
    slow_down: Annotated[Array, reads("1", "share by which deliveries slow down")]
    months: Annotated[Array, reads("months", "how long the slow-down lasts")]
    pressure: Annotated[Array, reads("1", "outside pressure on the supplier to stop, 0 as today and 1 at its worst")]
    supplier_dependence: Annotated[
        Array, reads("1", "share of the supplier's own flow that hangs on the recipient", needed=False)
    ]


class Params(NamedTuple):
    bargaining_weight: Annotated[Array, reads("1", "share of the surplus at stake that goes to the supplier")]
    bottleneck: Annotated[
        Array, reads("1", "share of local output that stands still without parts only the supplier makes")
    ]
    replaced: Annotated[Array, reads("1", "part of a lost flow that other suppliers make up in time")]
    leverage_effect: Annotated[Array, reads("1", "rise of the log hazard of a slow-down if leverage goes from 0 to 1")]
    pressure_effect: Annotated[Array, reads("1", "rise of the log hazard of a slow-down if pressure goes from 0 to 1")]
    smallest_exposure: Annotated[Array, reads("1", "exposure below which hold-up says nothing")]


class Outputs(NamedTuple):
    leverage: Annotated[
        Array, gives("1", "share of the recipient's flow that the supplier can bargain with", headline=True)
    ]
    flow_cut: Annotated[Array, gives("%", "flow lost in the slow-down")]
    stock_needed: Annotated[Array, gives("months", "months of use in stock that would ride out the slow-down")]
    rides_out: Annotated[
        Array, gives("1", "chance that the stock rides out the slow-down", needs=("stock_months",), chance=True)
    ]
    power_advantage: Annotated[
        Array, gives("1", "recipient's dependence less the supplier's (Emerson)", needs=("supplier_dependence",))
    ]
    slow_down_hazard: Annotated[Array, gives(LOG_HAZARD, "the supplier slows deliveries")]


class Outside(NamedTuple):
    exposure: Annotated[Array, marks("hardly anything hangs on the supplier: exposure is below", "smallest_exposure")]


class Start(NamedTuple):
    """Import share and outside pressure at the start, (draw,)."""

    dependence: Array
    pressure: Array


def _outputs(inputs: Inputs, params: Params, start: Start) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.dependence)
    kept = 1 - params.replaced
    exposed = exposure(inputs.dependence, params.bottleneck) * kept
    cut = inputs.slow_down * exposed
    leverage = params.bargaining_weight * exposed
    then = xp.where(xp.isfinite(inputs.dependence_start), inputs.dependence_start, start.dependence)
    rise = leverage - params.bargaining_weight * (exposure(then, params.bottleneck) * kept)
    pushed = inputs.pressure - start.pressure
    outputs = Outputs(
        leverage=leverage,
        flow_cut=100 * cut,
        stock_needed=inputs.months * cut,
        rides_out=xp.where(
            xp.isfinite(inputs.stock_months), 1.0 * (inputs.stock_months >= inputs.months * cut), xp.nan
        ),
        power_advantage=inputs.dependence - inputs.supplier_dependence,
        slow_down_hazard=params.leverage_effect * rise + params.pressure_effect * pushed,
    )
    return outputs, Outside(exposed < params.smallest_exposure)


def init(inputs: Inputs, params: Params) -> Start:
    return Start(inputs.dependence, inputs.pressure)


def step(state: Start, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: as `solve`, with the hazard relative to the start."""
    return Stepped(state, *_outputs(inputs, params, state))


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). At the start the log hazard ratio is 0."""
    at_start = inputs._replace(dependence_start=inputs.dependence)
    return solved(*_outputs(at_start, params, Start(inputs.dependence, inputs.pressure)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"a slow-down as assumed cuts the recipient's flow by {band(outputs['flow_cut'])} %, "
        f"which a stock of {band(outputs['stock_needed'])} months of use would ride out"
    )


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """As usual; that no other mechanism tells the share at the start is nothing to warn of."""
    verdict = needed_inputs(mechanism, case, inputs)
    if isinstance(verdict, NotApplicable):
        return verdict
    return Applicable(tuple(name for name in verdict.unknown if name != "dependence_start"))


SUPPLIER_LEVERAGE = Mechanism(
    name="supplier_leverage",
    title="Leverage by slowing deliveries",
    asks="What would a supplier gain by slowing deliveries, and how long could the recipient ride it out?",
    citation="Grossman and Hart 1986; Emerson 1962; Leontief technology",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    Outside=Outside,
    sentence=sentence,
    applies=applies,
    record=(
        "not shown to work: after 30 arms embargoes by one state the target's deliveries over five years did not "
        "follow the sender's share, and 'no effect' forecast best; what happens within months was not tested"
    ),
    defaults=defaults("supplier_leverage"),
    dynamics=Dynamics(Outputs, init, step),
)
