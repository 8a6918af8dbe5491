"""What next: drivers and their consistent combinations."""

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
from .scenario_wizard import Listed, read_matrix, read_solutions

__all__ = [
    "JUDGEMENT",
    "Balance",
    "CrossImpactMatrix",
    "Descriptor",
    "Impact",
    "Listed",
    "Scenario",
    "Support",
    "assessed",
    "balances",
    "consistent",
    "idle",
    "read_matrix",
    "read_solutions",
    "under_uncertainty",
]
