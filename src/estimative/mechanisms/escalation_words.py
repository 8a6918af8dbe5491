"""What the escalation mechanism reads and produces, in words and units."""

from .contract import LOG_HAZARD, Result, Variable

INPUTS = (
    Variable("base_a", "acts/month", "acts of the first side that nothing provokes"),
    Variable("base_b", "acts/month", "acts of the second side that nothing provokes"),
    Variable("recent_a", "acts", "acts of the first side in the days before the as-of date"),
    Variable("recent_b", "acts", "acts of the second side in the days before the as-of date"),
    Variable("gap", "months", "from those acts to the first month that is simulated"),
    Variable("intensity", "1", "unprovoked acts relative to the start"),
    Variable("answering", "1", "how far acts of the other side are answered, relative to the start"),
    Variable("salvo", "missiles/act", "missiles in one act of the second side"),
    Variable("stock", "missiles", "missiles that the second side has left"),
    Variable("output", "missiles/month", "missiles that it makes"),
    Variable("lost_per_act", "1", "share of its launchers lost to one act of the first side"),
    Variable("repaired", "1/month", "share of lost launchers that comes back"),
    Variable("intercepted", "1", "share of missiles that are intercepted"),
    Variable("launched", "missiles", "missiles launched so far", needed=False),
)
PARAMETERS = (
    Variable("self_a", "1", "further acts of the first side that one of its own brings about"),
    Variable("self_b", "1", "further acts of the second side that one of its own brings about"),
    Variable("answer_a", "1", "acts of the first side that one of the second brings about"),
    Variable("answer_b", "1", "acts of the second side that one of the first brings about"),
    Variable("decay", "1/month", "rate at which an act is forgotten"),
    Variable("largest_radius", "1", "branching radius beyond which bursts would not die out"),
)
_RADIUS = Result("radius", "1", "further acts that an act brings about in the end, per generation")
OUTPUTS = (
    Result("acts_a", "acts/month", "acts of the first side", headline=True),
    Result("acts_b", "acts/month", "acts of the second side", headline=True),
    _RADIUS,
    Result("launches_chosen", "missiles", "launches if the second side fires what its acts call for"),
    Result("launches_able", "missiles", "launches that its stock and launchers allow"),
    Result("leaked", "missiles", "of those allowed, missiles that get through"),
    Result("stock_left", "missiles", "missiles left"),
    Result("escalation_hazard", LOG_HAZARD, "acts of either side, against the first month as usual"),
)
STATIC = (
    _RADIUS,
    Result("first_a", "acts/month", "acts of the first side expected in the first month"),
    Result("first_b", "acts/month", "acts of the second side expected in the first month"),
    Result("long_run", "acts/month", "acts of both sides in the long run"),
    Result("answered", "1", "share of the second side's long-run acts that answer the first's"),
    Result("salvos_left", "acts", "acts that the missiles left would serve"),
    Result("leaked_so_far", "missiles", "missiles launched so far that got through", needs=("launched",)),
)
