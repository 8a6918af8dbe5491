"""What a person decided about a claim: who, when and why."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    RECODE = "recode"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Attached to an anchor, not to a coding: it outlives a recoding. `changes` holds field -> value for a recode."""

    anchor: str
    verdict: Verdict
    who: str
    when: str
    why: str
    changes: dict[str, str] = field(default_factory=dict)
