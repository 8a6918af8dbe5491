"""Why it moves: one file per mechanism, named for its literature. `MECHANISMS` lists them in the order of the brief."""

from .contract import (
    LOG_HAZARD,
    Applicable,
    CaseView,
    Dynamics,
    Limit,
    Link,
    Mechanism,
    NotApplicable,
    Result,
    Solved,
    Stepped,
    Variable,
    namespace,
    short,
    solved,
)
from .draws import draws, quantile, uniforms
from .evaluate import chosen, evaluate
from .oil_risk_premium import OIL_RISK_PREMIUM
from .oil_supply_loss import OIL_SUPPLY_LOSS
from .parameters import Register, lookup, problems
from .results import MechanismResult, Output, RivalResult

MECHANISMS = (OIL_SUPPLY_LOSS, OIL_RISK_PREMIUM)

__all__ = [
    "LOG_HAZARD",
    "MECHANISMS",
    "OIL_RISK_PREMIUM",
    "OIL_SUPPLY_LOSS",
    "Applicable",
    "CaseView",
    "Dynamics",
    "Limit",
    "Link",
    "Mechanism",
    "MechanismResult",
    "NotApplicable",
    "Output",
    "Register",
    "Result",
    "RivalResult",
    "Solved",
    "Stepped",
    "Variable",
    "chosen",
    "draws",
    "evaluate",
    "lookup",
    "namespace",
    "problems",
    "quantile",
    "short",
    "solved",
    "uniforms",
]
