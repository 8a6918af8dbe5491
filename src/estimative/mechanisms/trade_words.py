"""What the tariff mechanism reads and produces, in words and units, and what follows from a stated saving."""

from estimative.domain import Parameter, Prior

from .contract import LOG_HAZARD, Result, Variable, short
from .draws import central

INPUTS = (
    Variable("exports", "bn USD/year", "partner's sales to the importer before the cut, without duty"),
    Variable("back_exports", "bn USD/year", "importer's sales to the partner before the cut, without duty"),
    Variable("duty_before", "1", "average duty on the partner's goods before the cut"),
    Variable("coverage", "1", "share of the partner's present sales whose duty is cut"),
    Variable("depth", "1", "part of the duty that is taken off where it is cut"),
    Variable("back_duty_before", "1", "average duty on the importer's goods in the partner's market before the cut"),
    Variable("back_coverage", "1", "share of those sales whose duty is cut"),
    Variable("back_depth", "1", "part of that duty that is taken off where it is cut"),
    Variable("in_force", "1", "share of the agreement that is applied: 1 all, 0 suspended"),
    Variable("months_in_force", "months", "months since entry into force at the start"),
    Variable("phase_months", "months", "months over which the cut is phased in; 0 at once"),
    Variable("friction", "1", "change of the cost of paying since the start, as a share of the price then"),
    Variable("blocked", "1", "share of trade that cannot be paid for at all"),
    Variable("growth", "1/month", "growth of demand in both markets without the agreement"),
    Variable("spending", "bn USD/year", "importer's spending at buyers' prices"),
    Variable("fellow_imports", "bn USD/year", "importer's imports from others who get the same cut"),
    Variable("outsider_imports", "bn USD/year", "importer's imports from everybody else"),
    Variable("outsider_duty", "1", "average duty on everybody else's goods"),
    Variable("target", "bn USD/year", "turnover that a source promises", needed=False),
    Variable("target_base", "bn USD/year", "turnover from which that source counts", needed=False),
    Variable("stated_saving", "bn USD/year", "duty that a source says will be saved on present sales", needed=False),
)
PARAMETERS = (
    Variable("theta", "1", "trade elasticity in the long run"),
    Variable("theta_short", "1", "trade elasticity at once"),
    Variable("adjustment", "1/month", "rate at which the rest of the response comes in"),
    Variable("spread", "1", "standard deviation of the log of a year's trade around its trend"),
    Variable("deepening_effect", "1", "rise of the log hazard of a further commitment if trade doubles"),
    Variable("largest_share", "1", "share of spending up to which the importer's income can be held fixed"),
)
STATED = (Variable("stated_duty_after", "1", "average duty that a source gives for after the cut"),)
FLOWS = (
    Result("exports_now", "bn USD/year", "partner's sales to the importer"),
    Result("back_exports_now", "bn USD/year", "importer's sales to the partner"),
)
STATIC = (
    Result("factor", "1", "partner's sales in the long run, relative to before, at an unchanged price index"),
    Result("factor_short", "1", "the same at once"),
    Result("feedback", "%", "by how much the price index lowers that"),
    Result("trade_long", "bn USD/year", "turnover in the long run"),
    *FLOWS,
    Result("outsiders_change", "%", "long-run change of everybody else's sales"),
    Result("outsiders_loss", "bn USD/year", "the same in dollars"),
    Result("fellow_gain", "bn USD/year", "long-run gain of others who get the same cut"),
    Result("welfare", "%", "importer's long-run gain by the change of its domestic share, as a share of spending"),
    Result("welfare_net", "%", "the same after duty revenue"),
    Result("duty_saved", "bn USD/year", "duty saved on present sales"),
    Result("identity_exports", "bn USD/year", "present sales that the stated saving implies", needs=("stated_saving",)),
    Result("target_ratio", "1", "promised turnover over that of the start", needs=("target", "target_base")),
    Result("target_theta", "1", "elasticity that the promise would take", needs=("target", "target_base")),
)
TRADE = Result("trade", "bn USD/year", "turnover between the two", headline=True)
OUTPUTS = (
    TRADE,
    *FLOWS,
    Result("duty", "1", "average duty on the partner's goods"),
    Result("response", "1", "partner's sales relative to no agreement and no change of friction"),
    Result("outsiders_change", "%", "change of everybody else's sales since before the cut"),
    Result("fellow_gain", "bn USD/year", "gain of others who get the same cut"),
    Result("target_reached", "1", "chance that turnover has reached the promise", needs=("target",), chance=True),
    Result("deepening", LOG_HAZARD, "a further economic commitment between the two"),
)


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
            added += [_implied(stated, "duty_before", before), _implied(stated, "depth", depth)]
    return (*parameters, *added)


def _implied(stated: Parameter, name: str, value: float) -> Parameter:
    return Parameter(
        id=f"{stated.id.rpartition('.')[0]}.{name}",
        prior=Prior("point", (value,)),
        unit="1",
        reference=stated.reference,
        standing=stated.standing,
        date=stated.date,
        known_at=stated.known_at,
        label="calibrated",
        rival=stated.rival,
        note="implied by stated_saving, exports and stated_duty_after",
    )
