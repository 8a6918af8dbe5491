"""What next: drivers and their consistent combinations, the monthly loop, ensembles and what they say."""

from estimative.cases import AS_IS

from .answers import Asked, answers, asked
from .attribution import Share, act_by, driver_shares, shares
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
from .discovery import Box, Conditions, Limit, boxes, conditions
from .ensemble import Ensemble, dataset, ensemble, quantiles
from .entries import Entry, entries, mapped, rate_name
from .influences import Node, Upstream, influences, movers, reaching, upstream
from .inputs import Input, inputs
from .kernel import Paths, run, run_draws, run_months
from .loop import structure
from .plan import Part, Plan, binding_problems, hindsight, plan
from .projection import Projection, projections
from .scenario_wizard import Listed, read_matrix, read_solutions
from .scenarios import (
    Declared,
    Difference,
    cautions,
    contradictions,
    diff,
    idle_drivers,
    listed,
    matrix,
    scenario,
    silence,
)
from .sensitivity import Effect, Index, morris, sobol
from .signposts import Signpost, signposts
from .value_of_information import Voice, Worth, voices, worth

__all__ = [
    "AS_IS",
    "BLOCK",
    "JUDGEMENT",
    "Asked",
    "Balance",
    "Block",
    "Box",
    "Conditions",
    "CrossImpactMatrix",
    "Declared",
    "Descriptor",
    "Difference",
    "Effect",
    "Ensemble",
    "Entry",
    "Impact",
    "Index",
    "Input",
    "Limit",
    "Listed",
    "Node",
    "Part",
    "Paths",
    "Plan",
    "Projection",
    "Scenario",
    "Share",
    "Signpost",
    "Support",
    "Upstream",
    "Voice",
    "Worth",
    "act_by",
    "answers",
    "asked",
    "assessed",
    "balances",
    "binding_problems",
    "block",
    "boxes",
    "cautions",
    "conditions",
    "consistent",
    "contradictions",
    "dataset",
    "diff",
    "driver_shares",
    "ensemble",
    "entries",
    "hindsight",
    "idle",
    "idle_drivers",
    "influences",
    "inputs",
    "listed",
    "mapped",
    "matrix",
    "morris",
    "movers",
    "plan",
    "projections",
    "quantiles",
    "rate_name",
    "reaching",
    "read_matrix",
    "read_solutions",
    "run",
    "run_draws",
    "run_months",
    "scenario",
    "shares",
    "signposts",
    "silence",
    "sobol",
    "structure",
    "under_uncertainty",
    "upstream",
    "voices",
    "worth",
]
