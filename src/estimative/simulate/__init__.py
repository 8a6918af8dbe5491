"""What next: drivers and their consistent combinations, the monthly loop, ensembles and what they say."""

from .attribution import Share, act_by, output_at, shares
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
from .projection import Projection, projections
from .scenario_wizard import Listed, read_matrix, read_solutions
from .scenarios import AS_IS, Declared, Difference, diff, idle_drivers, listed, matrix, scenario
from .signposts import Signpost, signposts

__all__ = [
    "AS_IS",
    "BLOCK",
    "JUDGEMENT",
    "Balance",
    "Block",
    "CrossImpactMatrix",
    "Declared",
    "Descriptor",
    "Difference",
    "Ensemble",
    "Impact",
    "Listed",
    "Part",
    "Paths",
    "Plan",
    "Projection",
    "Scenario",
    "Share",
    "Signpost",
    "Support",
    "act_by",
    "assessed",
    "balances",
    "binding_problems",
    "block",
    "consistent",
    "dataset",
    "diff",
    "ensemble",
    "idle",
    "idle_drivers",
    "listed",
    "matrix",
    "output_at",
    "plan",
    "projections",
    "read_matrix",
    "read_solutions",
    "run",
    "run_draws",
    "run_months",
    "scenario",
    "shares",
    "signposts",
    "structure",
    "under_uncertainty",
]
