"""Why it moves: one file per mechanism, named for its literature. `MECHANISMS` lists them in the order of the brief."""

from .alliance_reliability import ALLIANCE_RELIABILITY
from .armington_tariffs import ARMINGTON_TARIFFS
from .balance_pressure import STRUCTURAL_BALANCE
from .bounds import beyond, bounds, support
from .commitment_survival import COMMITMENT_SURVIVAL
from .common_adversary import COMMON_ADVERSARY
from .contract import (
    Applicable,
    CaseView,
    Dynamics,
    Link,
    Mechanism,
    NotApplicable,
    Solved,
    Stepped,
    bound,
    namespace,
    short,
    solved,
)
from .dominant_producers import DOMINANT_PRODUCERS
from .draws import draws, quantile, uniforms
from .evaluate import chosen, evaluate
from .fields import LOG_HAZARD, Limit, Result, Variable, gives, marks, named, reads
from .hawkes_escalation import HAWKES_ESCALATION
from .hedging_portfolio import HEDGING_PORTFOLIO
from .influence import INFLUENCE
from .issue_contest import ISSUE_CONTEST
from .multi_vector_utility import MULTI_VECTOR_UTILITY
from .nuclear_lock_in import NUCLEAR_LOCK_IN
from .oil_risk_premium import OIL_RISK_PREMIUM
from .oil_supply_loss import OIL_SUPPLY_LOSS
from .parameters import Register, lookup, problems
from .patrons_dilemma import PATRONS_DILEMMA
from .payment_friction import PAYMENT_FRICTION
from .results import MechanismResult, Output, RivalResult
from .supplier_leverage import SUPPLIER_LEVERAGE
from .war_duration import WAR_DURATION
from .weapons_stock_flow import WEAPONS_STOCK_FLOW

MECHANISMS = (
    OIL_SUPPLY_LOSS,
    OIL_RISK_PREMIUM,
    WEAPONS_STOCK_FLOW,
    SUPPLIER_LEVERAGE,
    HEDGING_PORTFOLIO,
    NUCLEAR_LOCK_IN,
    PAYMENT_FRICTION,
    ARMINGTON_TARIFFS,
    DOMINANT_PRODUCERS,
    PATRONS_DILEMMA,
    COMMITMENT_SURVIVAL,
    ALLIANCE_RELIABILITY,
    WAR_DURATION,
    HAWKES_ESCALATION,
    STRUCTURAL_BALANCE,
    MULTI_VECTOR_UTILITY,
    ISSUE_CONTEST,
    INFLUENCE,
    COMMON_ADVERSARY,
)

__all__ = [
    "ALLIANCE_RELIABILITY",
    "ARMINGTON_TARIFFS",
    "COMMITMENT_SURVIVAL",
    "COMMON_ADVERSARY",
    "DOMINANT_PRODUCERS",
    "HAWKES_ESCALATION",
    "HEDGING_PORTFOLIO",
    "INFLUENCE",
    "ISSUE_CONTEST",
    "LOG_HAZARD",
    "MECHANISMS",
    "MULTI_VECTOR_UTILITY",
    "NUCLEAR_LOCK_IN",
    "OIL_RISK_PREMIUM",
    "OIL_SUPPLY_LOSS",
    "PATRONS_DILEMMA",
    "PAYMENT_FRICTION",
    "STRUCTURAL_BALANCE",
    "SUPPLIER_LEVERAGE",
    "WAR_DURATION",
    "WEAPONS_STOCK_FLOW",
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
    "beyond",
    "bound",
    "bounds",
    "chosen",
    "draws",
    "evaluate",
    "gives",
    "lookup",
    "marks",
    "named",
    "namespace",
    "problems",
    "quantile",
    "reads",
    "short",
    "solved",
    "support",
    "uniforms",
]
