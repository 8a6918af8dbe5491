"""The question: a case folder, read and validated as a whole; a scenario's patch gives a case again."""

from .case import (
    Alternative,
    Assumption,
    BaseRate,
    Case,
    CaseActor,
    ContradictionSet,
    Judged,
    Outlook,
    Tables,
)
from .files import chain_of
from .lines import line_of, lines
from .making import FICTITIOUS, create
from .patches import Patch, apply
from .reading import load, problems
from .scenario_making import add_scenario
from .scenarios import (
    AS_IS,
    Act,
    Change,
    Counted,
    CrossImpact,
    Driver,
    DriverState,
    Monthly,
    Observable,
    Prospects,
    ScenarioSpec,
    Shock,
)

__all__ = [
    "AS_IS",
    "FICTITIOUS",
    "Act",
    "Alternative",
    "Assumption",
    "BaseRate",
    "Case",
    "CaseActor",
    "Change",
    "ContradictionSet",
    "Counted",
    "CrossImpact",
    "Driver",
    "DriverState",
    "Judged",
    "Monthly",
    "Observable",
    "Outlook",
    "Patch",
    "Prospects",
    "ScenarioSpec",
    "Shock",
    "Tables",
    "add_scenario",
    "apply",
    "chain_of",
    "create",
    "line_of",
    "lines",
    "load",
    "problems",
]
