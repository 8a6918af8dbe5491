"""What a run holds: plain frozen objects, complete enough that `brief` and `web` compute nothing.

Every number a reader sees is a `Figure` with a trace id; `Run.trace` leads from it to spans and cited parameters."""

from dataclasses import dataclass, field

from estimative.domain import (
    Band,
    Chain,
    Claim,
    Commitment,
    Contradiction,
    Figure,
    Parameter,
    Proposition,
    Quantity,
    Route,
    Trace,
)

from .futures.rows import Futures

NO_EVIDENCE = "no evidence"  # in place of a level: nothing was said of the chain at all


@dataclass(frozen=True, slots=True)
class Manifest:
    """What went in. `digest` covers all of it; equal digest, lock and CPU family give equal bytes."""

    digest: str
    version: str
    case: str
    evidence: str
    tables: str
    pipeline: str
    seed: int
    draws: int
    block: int
    as_of: str
    as_recorded: str | None
    information_cutoff: str  # date of the latest publication that the view holds
    overlay: tuple[str, ...] = ()  # titles of documents added for this run only


@dataclass(frozen=True, slots=True)
class Header:
    """The question, as the case asks it."""

    id: str
    title: str
    question: str
    pair: tuple[str, str]
    names: dict[str, str]  # actor code -> name
    collection: str
    protocol: str
    assumptions: tuple["AssumptionRow", ...]
    alternative: str
    alternative_test: str


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    text: str
    why: str
    if_wrong: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publication as cited; `number` is the one used in the text."""

    number: int
    document: str
    title: str
    publisher: str
    date: str | None
    date_basis: str
    known_at: str | None
    side: str | None
    url: str | None
    lineage: str
    note: str | None
    machine: bool  # coded by a machine rather than by an analyst


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a claim, and who says so."""

    claim: Claim
    source: int
    origin: str
    route: Route
    route_reason: str


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One line of the two-way balance."""

    chain: Chain
    words: str  # "Iran gives Russia: weapons, munitions, components"
    band: Band  # smoothed, in the month of the as-of date
    band_then: Band  # filtered, the same month: what we thought then
    rivals: tuple[tuple[str, Band], ...]  # band under each rival pair of tables
    figure: Figure
    signals: int
    origins: int
    last_signal: str | None
    history: tuple[tuple[str, Band], ...]  # (month, smoothed band)
    no_evidence: bool
    spoken: tuple[tuple[str, str, str], ...] = ()  # (signal id, kind, first month) of what it was inferred from


@dataclass(frozen=True, slots=True)
class QuantityRow:
    quantity: Quantity
    figure: Figure
    source: int
    conflict: str | None  # names the set of figures this one conflicts with


@dataclass(frozen=True, slots=True)
class PropositionRow:
    """`weights` are truth weights (low, high over witnesses' draws) by rival truth table."""

    proposition: Proposition
    quotes: tuple[str, ...]  # claim ids
    weights: tuple[tuple[str, Figure], ...]
    independent: int


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    contradiction: Contradiction
    accounts: tuple[tuple[str, tuple[str, ...]], ...]  # (proposition id, claim ids)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A good not given: since when, and the reasons each origin gives."""

    proposition: str
    giver: str
    receiver: str
    channel: str
    good: str
    since: str | None
    reasons: tuple[tuple[str, str, str], ...]  # (origin, reason, claim id)
    figure: Figure
    ended: str | None = None  # when and why it no longer holds


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    commitment: Commitment
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Outlook:
    """A probability for a dated observable, with the ICD 203 word and its range."""

    id: str
    text: str
    by: str
    low: float
    high: float
    word: str
    word_range: tuple[float, float]
    method: str
    basis: str
    resolution_source: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class MechanismOutput:
    name: str
    unit: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class MechanismRival:
    name: str
    horizon_months: int | None
    reference: str
    standing: str
    sentence: str
    outputs: tuple[MechanismOutput, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MechanismRow:
    name: str
    title: str
    asks: str
    citation: str
    label: str
    inputs: tuple[str, ...]
    rivals: tuple[MechanismRival, ...]
    warnings: tuple[str, ...]
    not_applicable: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for page one, with its figures. `kind`: gives, more, withheld, quantity, confidence, rule, gap."""

    kind: str
    text: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Since another run: new act, newly learned, recoded or judged, model or parameter."""

    label: str
    text: str
    trace: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated entry of the timeline."""

    date: str
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Gap:
    text: str
    kind: str  # no evidence, one origin, old, analyst


@dataclass(frozen=True, slots=True)
class RouteCount:
    route: Route
    reason: str
    claims: int


@dataclass(frozen=True, slots=True)
class Run:
    manifest: Manifest
    header: Header
    findings: tuple[Finding, ...]
    balance: tuple[ChainRow, ...]
    quantities: tuple[QuantityRow, ...]
    withheld: tuple[Withheld, ...]
    propositions: tuple[PropositionRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    commitments: tuple[CommitmentRow, ...]
    outlooks: tuple[Outlook, ...]
    mechanisms: tuple[MechanismRow, ...]
    timeline: tuple[Moment, ...]
    gaps: tuple[Gap, ...]
    routes: tuple[RouteCount, ...]
    off_chain_share: Figure
    parameters: tuple[Parameter, ...]
    sources: tuple[Source, ...]
    quotes: dict[str, Quote]  # by claim id
    changes: tuple[Change, ...]
    changed_since: str | None
    illustrative: bool  # an uncited parameter was used
    daggers: int  # shown figures that rest on a value cited from memory
    futures: Futures | None = None
    trace: Trace = field(default_factory=Trace)
