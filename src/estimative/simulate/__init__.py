"""What next: drivers and their consistent combinations, the monthly loop, ensembles and what they say."""

from .block import BLOCK, Block, block
from .consistency import Support, consistent, under_uncertainty
from .cross_impact import (
    JUDGEMENT,
    Balance,
    CrossImpactMatrix,
    Descriptor,
    Impact,
    Scenario,
    assessed,
    balances,
    idle,
)
from .ensemble import Ensemble, dataset, ensemble
from .kernel import Paths, run, run_draws, run_months
from .loop import structure
from .plan import Part, Plan, binding_problems, plan
from .scenario_wizard import Listed, read_matrix, read_solutions

__all__ = [
    "BLOCK",
    "JUDGEMENT",
    "Balance",
    "Block",
    "CrossImpactMatrix",
    "Descriptor",
    "Ensemble",
    "Impact",
    "Listed",
    "Part",
    "Paths",
    "Plan",
    "Scenario",
    "Support",
    "assessed",
    "balances",
    "binding_problems",
    "block",
    "consistent",
    "dataset",
    "ensemble",
    "idle",
    "plan",
    "read_matrix",
    "read_solutions",
    "run",
    "run_draws",
    "run_months",
    "structure",
    "under_uncertainty",
]
