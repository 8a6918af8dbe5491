"""What a tariff cut is told by and what follows from it, field by field; and the duty that a stated saving implies."""

from typing import Annotated, NamedTuple

from estimative.domain import Parameter

from .contract import short
from .draws import central
from .fields import LOG_HAZARD, Array, gives, marks, reads
from .parameters import implied

NOTE = "implied by stated_saving, exports and stated_duty_after"


class Inputs(NamedTuple):
    exports: Annotated[Array, reads("bn USD/year", "partner's sales to the importer before the cut, without duty")]
    back_exports: Annotated[Array, reads("bn USD/year", "importer's sales to the partner before the cut, without duty")]
    duty_before: Annotated[Array, reads("1", "average duty on the partner's goods before the cut")]
    coverage: Annotated[Array, reads("1", "share of the partner's present sales whose duty is cut")]
    depth: Annotated[Array, reads("1", "part of the duty that is taken off where it is cut")]
    back_duty_before: Annotated[
        Array, reads("1", "average duty on the importer's goods in the partner's market before the cut")
    ]
    back_coverage: Annotated[Array, reads("1", "share of those sales whose duty is cut")]
    back_depth: Annotated[Array, reads("1", "part of that duty that is taken off where it is cut")]
    in_force: Annotated[Array, reads("1", "share of the agreement that is applied: 1 all, 0 suspended")]
    months_in_force: Annotated[Array, reads("months", "months since entry into force at the start")]
    phase_months: Annotated[Array, reads("months", "months over which the cut is phased in; 0 at once")]
    friction: Annotated[Array, reads("1", "change of the cost of paying since the start, as a share of the price then")]
    blocked: Annotated[Array, reads("1", "share of trade that cannot be paid for at all")]
    growth: Annotated[Array, reads("1/month", "growth of demand in both markets without the agreement")]
    spending: Annotated[Array, reads("bn USD/year", "importer's spending at buyers' prices")]
    fellow_imports: Annotated[Array, reads("bn USD/year", "importer's imports from others who get the same cut")]
    outsider_imports: Annotated[Array, reads("bn USD/year", "importer's imports from everybody else")]
    outsider_duty: Annotated[Array, reads("1", "average duty on everybody else's goods")]
    target: Annotated[Array, reads("bn USD/year", "turnover that a source promises", needed=False)]
    target_base: Annotated[Array, reads("bn USD/year", "turnover from which that source counts", needed=False)]
    stated_saving: Annotated[
        Array, reads("bn USD/year", "duty that a source says will be saved on present sales", needed=False)
    ]


class Params(NamedTuple):
    theta: Annotated[Array, reads("1", "trade elasticity in the long run")]
    theta_short: Annotated[Array, reads("1", "trade elasticity at once")]
    adjustment: Annotated[Array, reads("1/month", "rate at which the rest of the response comes in")]
    spread: Annotated[Array, reads("1", "standard deviation of the log of a year's trade around its trend")]
    deepening_effect: Annotated[Array, reads("1", "rise of the log hazard of a further commitment if trade doubles")]
    largest_share: Annotated[Array, reads("1", "share of spending up to which the importer's income can be held fixed")]


ExportsNow = Annotated[Array, gives("bn USD/year", "partner's sales to the importer")]
BackExportsNow = Annotated[Array, gives("bn USD/year", "importer's sales to the partner")]


class Static(NamedTuple):
    factor: Annotated[
        Array, gives("1", "partner's sales in the long run, relative to before, at an unchanged price index")
    ]
    factor_short: Annotated[
        Array, gives("1", "partner's sales at once, relative to before, at an unchanged price index")
    ]
    feedback: Annotated[Array, gives("%", "by how much the price index lowers the partner's long-run sales")]
    trade_long: Annotated[Array, gives("bn USD/year", "turnover in the long run")]
    exports_now: ExportsNow
    back_exports_now: BackExportsNow
    outsiders_change: Annotated[Array, gives("%", "long-run change of everybody else's sales")]
    outsiders_loss: Annotated[Array, gives("bn USD/year", "long-run loss of everybody else's sales")]
    fellow_gain: Annotated[Array, gives("bn USD/year", "long-run gain in sales of others who get the same tariff cut")]
    welfare: Annotated[Array, gives("%", "importer's long-run gain before lost duty revenue, as a share of spending")]
    welfare_net: Annotated[
        Array, gives("%", "importer's long-run gain after lost duty revenue, as a share of spending")
    ]
    duty_saved: Annotated[Array, gives("bn USD/year", "duty saved on present sales")]
    identity_exports: Annotated[
        Array, gives("bn USD/year", "present sales that the stated saving implies", needs=("stated_saving",))
    ]
    target_ratio: Annotated[
        Array, gives("1", "promised turnover over that of the start", needs=("target", "target_base"))
    ]
    target_theta: Annotated[
        Array, gives("1", "elasticity that the promise would take", needs=("target", "target_base"))
    ]


class Outputs(NamedTuple):
    trade: Annotated[Array, gives("bn USD/year", "turnover between the two", headline=True)]
    exports_now: ExportsNow
    back_exports_now: BackExportsNow
    duty: Annotated[Array, gives("1", "average duty on the partner's goods")]
    response: Annotated[Array, gives("1", "partner's sales relative to no agreement and no change of friction")]
    outsiders_change: Annotated[Array, gives("%", "change of everybody else's sales since before the cut")]
    fellow_gain: Annotated[Array, gives("bn USD/year", "gain in sales of others who get the same tariff cut")]
    target_reached: Annotated[
        Array, gives("1", "chance that turnover has reached the promise", needs=("target",), chance=True)
    ]
    deepening: Annotated[Array, gives(LOG_HAZARD, "a further economic commitment between the two")]


class Outside(NamedTuple):
    share: Annotated[
        Array, marks("income cannot be held fixed: the partner's share of spending is above", "largest_share")
    ]


def implied_duties(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """A rival that states only the duty after the cut gets the duty before it that the stated saving on present sales
    implies, t0 = t1 + saving / sales, and the depth that goes with it."""
    shared = {short(p.id): central(p.prior) for p in parameters if p.rival is None}
    added = []
    for stated in (p for p in parameters if p.rival and short(p.id) == "stated_duty_after"):
        if shared.keys() >= {"stated_saving", "exports", "coverage"}:
            after = central(stated.prior)
            before = after + shared["stated_saving"] / shared["exports"]
            depth = (1 - after / before) / shared["coverage"]
            added += [implied(stated, "duty_before", before, NOTE), implied(stated, "depth", depth, NOTE)]
    return (*parameters, *added)
