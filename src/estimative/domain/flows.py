"""From a claim to directed pairs, and the chains that evidence on them feeds."""

from dataclasses import dataclass
from enum import StrEnum

from .claims import Claim

CONTEXT_ACTORS = ("DRV:",)  # drivers of scenarios are no parties
NOT_PARTIES = frozenset({"self", "WORLD_OIL_MARKET"})


class Basis(StrEnum):
    DIRECT = "direct"
    PRODUCT = "product"  # of sets, without self-pairs
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    giver: str
    receiver: str
    basis: Basis


class Sense(StrEnum):
    SUPPORT = "support"
    HOSTILITY = "hostility"
    TIE = "tie"


@dataclass(frozen=True, slots=True, order=True)
class Chain:
    """(giver, receiver, channel) in one sense; a tie is undirected and keeps its ends sorted.

    >>> Chain("IRN", "RUS", "arms").id
    'support:IRN>RUS/arms'
    >>> Chain("RUS", "IRN", "strategic", Sense.TIE).id
    'tie:IRN=RUS/strategic'
    """

    giver: str
    receiver: str
    channel: str
    sense: Sense = Sense.SUPPORT

    def __post_init__(self) -> None:
        if self.sense is Sense.TIE and self.giver > self.receiver:
            giver, receiver = self.receiver, self.giver
            object.__setattr__(self, "giver", giver)
            object.__setattr__(self, "receiver", receiver)

    @property
    def id(self) -> str:
        return f"{self.sense}:{self.giver}{'=' if self.sense is Sense.TIE else '>'}{self.receiver}/{self.channel}"


def _is_party(code: str) -> bool:
    return code not in NOT_PARTIES and not code.startswith(CONTEXT_ACTORS)


def flows(claim: Claim) -> tuple[Flow, ...]:
    """The directed pairs of a claim; none if a side is empty or a driver (the claim is kept, as not placed)."""
    left, right = (claim.recipient, claim.actor) if claim.reverse else (claim.actor, claim.recipient)
    givers, receivers = [a for a in left if _is_party(a)], [a for a in right if _is_party(a)]
    basis = Basis.MUTUAL if claim.mutual else Basis.DIRECT if len(givers) == len(receivers) == 1 else Basis.PRODUCT
    return tuple(sorted({Flow(g, r, basis) for g in givers for r in receivers if g != r}))
