"""What the survival of commitments reads and produces, in words and units."""

from .contract import LOG_HAZARD, Result, Variable

_CLASSES = (
    ("transfer", "the first delivery of an order"),
    ("instrument", "the entry into force of a signed text"),
    ("project", "the first use of what was agreed to be built"),
)

INPUTS = (
    *(Variable(f"{name}_age", "months", f"time that {what} has been open", needed=False) for name, what in _CLASSES),
    Variable("resolve", "1", "pace of keeping relative to the class"),
    Variable("rupture", "1", "pace of dying relative to the class"),
)
PARAMETERS = (
    *(
        variable
        for name, what in _CLASSES
        for variable in (
            Variable(f"{name}_shape", "1", f"Weibull shape of the time to {what}"),
            Variable(f"{name}_scale", "months", "Weibull scale of that time"),
            Variable(f"{name}_never", "1", "share of the class that is never kept"),
            Variable(f"{name}_dead", "1/month", "hazard of being declared dead while young"),
        )
    ),
    Variable("frailty", "1", "variance of how ready commitments of one class are"),
    Variable("longest_age", "months", "longest time in the reference classes"),
)
RESULTS = tuple(
    result
    for name, what in _CLASSES
    for result in (
        Result(f"{name}_kept_year", "1", f"chance of {what} within a year", needs=(f"{name}_age",), headline=True),
        Result(f"{name}_dead_year", "1", "chance that it is dead within a year", needs=(f"{name}_age",)),
        Result(f"{name}_kept", LOG_HAZARD, what, needs=(f"{name}_age",)),
        Result(f"{name}_died", LOG_HAZARD, f"{what} is given up", needs=(f"{name}_age",)),
    )
)
