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
from .lines import line_of, lines
from .making import FICTITIOUS, create
from .patches import Patch, apply
from .reading import load, problems

__all__ = [
    "FICTITIOUS",
    "Alternative",
    "Assumption",
    "BaseRate",
    "Case",
    "CaseActor",
    "ContradictionSet",
    "Judged",
    "Outlook",
    "Patch",
    "Tables",
    "apply",
    "create",
    "line_of",
    "lines",
    "load",
    "problems",
]
