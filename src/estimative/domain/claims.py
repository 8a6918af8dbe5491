"""What one document says in one span. Fields and values follow the coding rules (docs/coding.md)."""

from dataclasses import dataclass, field
from enum import StrEnum

from .channels import CHANNELS
from .errors import BadInput


class Polarity(StrEnum):
    SUPPORT = "support"
    WITHHOLD = "withhold"  # a good not given
    OPPOSE = "oppose"
    CONSTRAIN = "constrain"  # a limit on support or on freedom of action
    NEUTRAL = "neutral"


class Factuality(StrEnum):
    """How sure the text is (FactBank: Sauri and Pustejovsky 2009), never whether it is true."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    UNKNOWN = "Uu"


class Status(StrEnum):
    """Two ladders (instrument: to in_force; transfer: to used) and four states off both."""

    MOOTED = "mooted"
    PROMISED = "promised"
    SIGNED = "signed"  # an instrument signed; a transfer ordered or contracted
    RATIFIED = "ratified"
    IN_FORCE = "in_force"
    DELIVERED = "delivered"
    USED = "used"
    DELAYED = "delayed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DENIED = "denied"


REAL = frozenset({Status.IN_FORCE, Status.DELIVERED, Status.USED})  # the gate: only these enter a chain
COMMITMENT = frozenset({Status.MOOTED, Status.PROMISED, Status.SIGNED, Status.RATIFIED})
BROKEN = frozenset({Status.DELAYED, Status.SUSPENDED, Status.CANCELLED})


class ClaimType(StrEnum):
    EVENT = "event"
    STATE = "state"
    COMMITMENT = "commitment"
    FORECAST = "forecast"
    GOAL = "goal"
    CAUSAL = "causal"
    ASSESSMENT = "assessment"
    PERCEPTION = "perception"
    CAPABILITY = "capability"


class Terms(StrEnum):
    GRANT = "grant"
    CONCESSIONAL = "concessional"
    COMMERCIAL = "commercial"
    BARTER = "barter"
    COERCED = "coerced"
    UNKNOWN = "unknown"


class FlowOf(StrEnum):
    GOODS = "goods"
    MONEY = "money"
    SERVICE = "service"
    ACCESS = "access"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Span:
    """Character offsets in a document's NFC text, and the exact words there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not (0 <= self.start < self.end and self.end - self.start == len(self.text)):
            raise BadInput(f"span {self.start}:{self.end} does not fit its text of {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Time:
    """When the relation holds. `start` and `end` are ISO prefixes or None (open)."""

    start: str | None = None
    end: str | None = None
    granularity: str = "open"
    basis: str = "ongoing_at_doc_date"
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """An amount as the text gives it; `upper` only with bound `range`."""

    value: float | None
    unit: str
    of: str
    bound: str  # exact, about, at_least, at_most, range, vague
    text: str
    basis: str | None = None  # flow, cumulative, stock, share, offer
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A causal statement; sign is +, -, 0 or ?."""

    cause: str
    outcome: str
    sign: str


@dataclass(frozen=True, slots=True)
class Plover:
    """An event type of PLOVER 2.0 with its modes, contexts and auxiliary modes."""

    event: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `actor` is the giver in support and withhold claims (giver rule); `reverse` marks requests and the
    like, where what is asked for would flow from recipient to actor. `document` is the sha256 of the text."""

    id: str
    document: str
    span: Span
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    channel: str
    polarity: Polarity
    factuality: Factuality = Factuality.CERTAIN
    mutual: bool = False
    reverse: bool = False
    claim_type: ClaimType = ClaimType.STATE
    plover: Plover | None = None
    modality: tuple[str, ...] = ("asserted",)
    attributed_to: str = "author"  # origin first: "B <- A" when A says that B said
    hedge_cue: str | None = None
    condition: str | None = None
    status: Status | None = None
    time: Time = field(default_factory=Time)
    magnitude: Magnitude | None = None
    effect: Effect | None = None
    terms: Terms = Terms.UNKNOWN
    flow_of: FlowOf | None = None
    good: str | None = None  # what is given or withheld, a short lower-case noun: "fighter aircraft"
    reason: str | None = None  # why, as the text gives it
    repeat_of: str | None = None
    confidence: float | None = None
    note: str | None = None
    corroborated: bool = False  # physically: wreckage, imagery, a register
    proposition: str | None = None  # an analyst's key: claims that share it state the same thing
    contradicts: str | None = None  # name of a set of propositions that cannot all be true
    stake: str | None = None  # an analyst's override of the derived `Stake`
    access: str | None = None  # an analyst's override of the derived `Access`
    doubt: str | None = None  # why the coder is not sure that it read the text rightly

    def __post_init__(self) -> None:
        if self.channel not in CHANNELS:
            raise BadInput(f"no channel {self.channel!r}", mend=f"use one of: {', '.join(CHANNELS)}")

    @property
    def denies(self) -> bool:
        """Whether it says that the relation does not hold: such a claim stands beside what it denies."""
        return self.status is Status.DENIED or self.factuality.value.endswith("-")

    def unsure(self, least: float) -> bool:
        """Whether its coder gave a confidence, and that is below `least`: such a claim waits for review."""
        return self.confidence is not None and self.confidence < least

    @property
    def direction(self) -> str:
        """Which way support or harm flows: `RUS->IRN`, `RUS<->IRN`, `{RUS,IRN}->WEST`."""
        left, right = (self.recipient, self.actor) if self.reverse else (self.actor, self.recipient)
        return f"{_side(left)}{'<->' if self.mutual else '->'}{_side(right)}"

    @property
    def anchor(self) -> str:
        """Identity that survives recoding: document, span, flow, channel."""
        return f"{self.document[:12]}:{self.span.start}-{self.span.end}:{self.direction}/{self.channel}"


def _side(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else "{" + ",".join(sorted(codes)) + "}"
