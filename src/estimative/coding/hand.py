"""The analyst as a coder: a note's `[[claim]]` tables become claims, with their spans checked against the text."""

import hashlib
from dataclasses import asdict, dataclass, fields

from estimative.actors import Registry
from estimative.domain import BadInput, Claim, ClaimType, Factuality, FlowOf, Polarity, Span, Status, Terms
from estimative.sources import HandClaim, Source

from .segment import sentences
from .text import Coding, Sentence

_OWN = frozenset(
    {"quote", "start", "end", "line", "polarity", "factuality", "claim_type", "status", "terms", "flow_of"}
)


@dataclass(frozen=True, slots=True)
class HandCoder:
    name: str = "analyst"

    def code_source(self, source: Source, registry: Registry | None = None) -> Coding:
        """The claims of a note, numbered within their sentences in the order of the note. `digest` is that of the
        claims as written. Errors: BadInput if a quote is not in the text at its place, or in no sentence of the
        body."""
        rows = sentences(source.document)
        count: dict[str, int] = {}
        claims = []
        for hand in source.claims:
            row = _row(hand, rows, source)
            count[row.id] = count.get(row.id, 0) + 1
            claims.append(_claim(hand, f"{source.document.id}/{row.id}c{count[row.id]}", source.document.sha256))
        return Coding(self.name, digest(source.claims), rows, tuple(claims))


def digest(claims: tuple[HandClaim, ...]) -> str:
    """sha256 of the claims as coded; their lines in the file do not count."""
    plain = [sorted((k, repr(v)) for k, v in asdict(c).items() if k != "line") for c in claims]
    return hashlib.sha256(repr(plain).encode()).hexdigest()


def _row(hand: HandClaim, rows: tuple[Sentence, ...], source: Source) -> Sentence:
    where = f"{source.path}:{hand.line}"
    if source.document.text[hand.start : hand.end] != hand.quote:
        raise BadInput(
            f"the quote {hand.quote!r} is not in the text at {hand.start}", where, "copy the words of the note"
        )
    row = next((r for r in rows if r.start <= hand.start < r.end and r.kind == "body"), None)
    if row is None:
        raise BadInput(f"the quote {hand.quote!r} stands in no sentence of the body", where, "quote a sentence")
    return row


def _claim(hand: HandClaim, claim_id: str, document: str) -> Claim:
    same = {f.name: getattr(hand, f.name) for f in fields(HandClaim) if f.name not in _OWN}
    return Claim(
        id=claim_id,
        document=document,
        span=Span(hand.start, hand.end, hand.quote),
        polarity=Polarity(hand.polarity),
        factuality=Factuality(hand.factuality),
        claim_type=ClaimType(hand.claim_type),
        status=Status(hand.status) if hand.status else None,
        terms=Terms(hand.terms),
        flow_of=FlowOf(hand.flow_of) if hand.flow_of else None,
        **same,
    )
