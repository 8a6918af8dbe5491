"""All that `estimate` reads: one signal per proposition and rung, never one per claim."""

from dataclasses import dataclass
from enum import StrEnum

from .flows import Chain
from .propositions import Access, Stake


class SignalKind(StrEnum):
    ACT = "act"  # evidence in the months start..end
    RELATION = "relation"  # open-time: interval evidence ending at the document's date, low in information
    CEILING = "ceiling"  # withhold: bounds that good's tier from above, never raises hostility
    SLOWDOWN = "slowdown"  # lowers a rate
    ENDING = "ending"  # of a standing relation


@dataclass(frozen=True, slots=True)
class Witness:
    """One independent origin of a signal's proposition, as far as the truth weight needs it."""

    origin: str
    stake: Stake
    access: Access
    factuality: str
    machine: bool  # coded by a machine: coder error applies


@dataclass(frozen=True, slots=True)
class Signal:
    """`start` and `end` are month numbers, both included. `entry` is the key in the signal table:
    `channel/status/terms/size`, where size is `some`, `small`, `large` or `vast`."""

    id: str
    proposition: str
    chain: Chain
    kind: SignalKind
    start: int
    end: int
    entry: str
    good: str | None
    witnesses: tuple[Witness, ...]
    denials: tuple[Witness, ...] = ()
    corroborated: bool = False  # physically: wreckage, imagery, a register
    rivals: int = 1  # propositions that share one mass with this one
    claims: tuple[str, ...] = ()
