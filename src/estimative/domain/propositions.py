"""Claims that say the same thing, who first held the knowledge, and how far words became deeds."""

from dataclasses import dataclass
from enum import StrEnum

from .claims import Status
from .flows import Chain


class Route(StrEnum):
    """Where a claim goes: every claim has exactly one. Only acts and relations reach chains."""

    ACT = "act"
    RELATION = "relation"
    COMMITMENT = "commitment"
    QUANTITY = "quantity"
    STANCE = "stance"
    CAUSE = "cause"
    NONE = "none"


class Stake(StrEnum):
    """What saying it costs or wins the origin."""

    ADMISSION = "admission"  # against interest
    BOAST = "boast"  # of the giver
    ACCUSATION = "accusation"  # by an adversary
    DENIAL = "denial"  # by a party
    BYSTANDER = "bystander"


class Access(StrEnum):
    PARTY = "party"
    SERVICE = "service"  # intelligence service, inspector, register
    WITNESS = "witness"
    PRESS = "press"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """First holder of the knowledge. Independence is counted over origins."""

    id: str
    label: str
    stake: Stake
    access: Access
    lineage: str


@dataclass(frozen=True, slots=True)
class Routed:
    claim: str
    route: Route
    reason: str
    chains: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder, with the claims whose spans support it. Reached between `since` and `until`: the earliest
    start and the earliest end that a claim gives; for a delay, suspension or end, `until` is the latest."""

    status: Status
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Proposition:
    id: str
    label: str
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    mutual: bool
    channel: str
    polarity: str
    good: str | None
    rungs: tuple[Rung, ...]
    claims: tuple[str, ...]
    origins: tuple[Origin, ...]
    denials: tuple[str, ...] = ()  # claims that deny it

    @property
    def status(self) -> Status | None:
        """The last rung reached that the ladder allows, or the state off the ladder."""
        return self.rungs[-1].status if self.rungs else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Propositions that cannot all be true; they share one mass."""

    id: str
    label: str
    propositions: tuple[str, ...]


class CommitmentState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Commitment:
    proposition: str
    state: CommitmentState
    made: str | None
    age_months: int | None
    rung: Status
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Documents that derive from one text."""

    id: str
    documents: tuple[str, ...]
