"""What reading a file gives: a document, its publication, and the claims an analyst coded by hand."""

from dataclasses import dataclass, field

from estimative.domain import Document, Effect, Magnitude, Plover, Publication, Time


@dataclass(frozen=True, slots=True)
class HandClaim:
    """A `[[claim]]` table of a note: `text[start:end] == quote` in the note's body; `line` is its line in the file.
    The other fields are those of `domain.Claim`, with its defaults."""

    quote: str
    start: int
    end: int
    line: int
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    channel: str
    polarity: str
    mutual: bool = False
    reverse: bool = False
    factuality: str = "CT+"
    claim_type: str = "state"
    plover: Plover | None = None
    modality: tuple[str, ...] = ("asserted",)
    attributed_to: str = "author"
    hedge_cue: str | None = None
    condition: str | None = None
    status: str | None = None
    time: Time = field(default_factory=Time)
    magnitude: Magnitude | None = None
    effect: Effect | None = None
    terms: str = "unknown"
    flow_of: str | None = None
    good: str | None = None
    reason: str | None = None
    note: str | None = None
    corroborated: bool = False
    proposition: str | None = None
    contradicts: str | None = None
    stake: str | None = None
    access: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """`path` is the file as the caller named it; `claims` is empty for everything but notes."""

    document: Document
    publication: Publication
    claims: tuple[HandClaim, ...]
    path: str
