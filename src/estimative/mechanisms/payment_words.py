"""What the payment mechanism reads and produces, in words and units."""

from .contract import LOG_HAZARD, Result, Variable

INPUTS = (
    Variable("messaging", "1", "bank messaging link: 1 in force, 0 not"),
    Variable("cash_abroad", "1", "cards of one side draw cash in the other: 1 in force, 0 not"),
    Variable("cash_home", "1", "cards of the other side draw cash in the first: 1 in force, 0 not"),
    Variable("shops", "1", "cards pay in shops: 1 in force, 0 not"),
    Variable("settled", "1", "share of trade that is settled over own channels, as reported"),
    Variable("exports", "bn USD/year", "sales of one side to the other"),
    Variable("back_exports", "bn USD/year", "sales of the other side to the first"),
    Variable("cut", "1", "access to third parties' banks: 0 as today, 1 cut off"),
    Variable("pressure", "1", "sanctions on those who use own channels: 0 as today, 1 at their worst"),
    Variable("sanctioned", "bn USD/year", "exports to states that sanction, which sanctions stop", needed=False),
)
PARAMETERS = (
    Variable("sigma", "1", "elasticity of substitution between payment systems"),
    Variable("theta", "1", "trade elasticity"),
    Variable("own_fee", "1", "cost of paying over own channels, as a share of the price"),
    Variable("third_fee", "1", "cost of paying through third parties, as a share of the price"),
    Variable("messaging_reach", "1", "share of payments whose banks are on the link"),
    Variable("cash_reach", "1", "share of trade that cash machines could settle"),
    Variable("shops_reach", "1", "share of trade that cards in shops could settle"),
    Variable("held", "1", "share of the imbalance of trade that the seller would hold in the buyer's money"),
    Variable("ready", "1", "share of those who do not use own channels that could at once"),
    Variable("network", "1", "gain from others' use, in spreads of the cost of changing over"),
    Variable("speed", "1/month", "rate at which use moves to where it settles"),
    Variable("cut_push", "1", "push of a cut towards own channels, in the same spreads"),
    Variable("pressure_cost", "1", "cost of the worst pressure on users, in the same spreads"),
    Variable("redirected", "1", "share of sanctioned exports that finds other buyers"),
    Variable("discount", "1", "price cut on what is redirected"),
    Variable("drive_effect", "1", "rise of the log hazard of a further payment stage if cut or pressure go to 1"),
    Variable("highest_power", "%", "rise of the cost of paying above which the formula says nothing"),
)
_CAN = Result("capacity", "1", "share of trade that could settle if third parties' banks were cut off", headline=True)
_HAS = Result("settled_now", "1", "share of trade that is settled over own channels", headline=True)
_POWER = Result("power", "%", "rise of the cost of paying that a cut of the incumbent system would bring")
_FRICTION = Result("friction", "1", "average cost of paying, as a share of the price")
_CHANGE = Result("friction_change", "1", "its change since the start, as a share of the price then")
_BLOCKED = Result("blocked", "1", "share of trade that cannot be paid for")
_KEPT = Result("kept", "%", "value of sanctioned exports kept by redirecting them", needs=("sanctioned",))
_DEFLECTED = Result("deflected", "bn USD/year", "exports redirected, at the lower price", needs=("sanctioned",))
STATIC = (
    _CAN,
    Result("by_messaging", "1", "part of that by bank messaging alone"),
    Result("by_cash", "1", "what cash machines add"),
    Result("by_shops", "1", "what cards in shops add, or would"),
    _HAS,
    _POWER,
    _FRICTION,
    _CHANGE,
    _BLOCKED,
    Result("trade_gain", "%", "more trade in the long run if all paid over own channels"),
    _KEPT,
    _DEFLECTED,
)
OUTPUTS = (
    _CAN,
    _HAS,
    _POWER,
    _FRICTION,
    _CHANGE,
    _BLOCKED,
    _KEPT,
    _DEFLECTED,
    Result("next_stage", LOG_HAZARD, "a further payment stage opens"),
)
