"""What may be known: the one place where as-of and as-recorded filters are applied."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from estimative.domain import BadInput, Claim, Document, Judgement, PartialDate, Publication, Verdict

from .codec import recode


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication with its document and the coding in force, as a view takes it in."""

    publication: Publication
    document: Document
    coder: str
    coding_digest: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A publication that the view does not hold, with the reason."""

    publication: Publication
    reason: str


@dataclass(frozen=True, slots=True)
class View:
    """What is known by `as_of`, with judgements applied. `review` holds judgements that match no claim, or many;
    `waiting` claims whose coder is less sure than `min_confidence`, until someone accepts or recodes them."""

    as_of: PartialDate
    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    judged: dict[str, Judgement]  # claim id -> the judgement in force
    review: tuple[Judgement, ...]
    refused: tuple[Refused, ...]
    waiting: tuple[Claim, ...] = ()
    min_confidence: float = 0.0

    @property
    def digest(self) -> str:
        """Of sorted anchors with their codings and judgements, publications, and what waits; no row ids, no recording
        times."""
        parts = sorted(
            [c.anchor, e.coding_digest, _verdict(self.judged.get(c.id))] for e in self.entries for c in e.claims
        ) + sorted([repr(e.publication), e.document.sha256] for e in self.entries)
        parts += sorted(["waits", c.anchor] for c in self.waiting)
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def entry_of(self, claim: Claim) -> Entry:
        """The earliest known publication of a claim's document."""
        return next(e for e in self.entries if e.document.sha256 == claim.document)


def _verdict(judgement: Judgement | None) -> str:
    """What was decided, without when: the same judgement made later is the same judgement."""
    return "" if judgement is None else repr(replace(judgement, when=""))


def known(date: PartialDate | None, as_of: PartialDate) -> bool:
    """The as-of filter, for publications, parameters and series alike: an unknown date is refused."""
    return date is not None and date.known_by(as_of)


def view(
    entries: Iterable[Entry], judgements: Iterable[Judgement], as_of: PartialDate, min_confidence: float = 0.0
) -> View:
    """Filter entries by `as_of`, apply the latest judgement per anchor, and let unsure claims wait for one.

    Errors: BadInput if `min_confidence` is not between 0 and 1."""
    if not 0 <= min_confidence <= 1:
        raise BadInput(f"{min_confidence} is no confidence", "--min-confidence", "give a number from 0 to 1")
    held, refused = [], []
    for entry in sorted(entries, key=lambda e: (_order(e.publication), e.publication.key)):
        date = entry.publication.known_at
        if known(date, as_of):
            held.append(entry)
        else:
            reason = "unknown when it could be known" if date is None else f"known only from {date}, after {as_of}"
            refused.append(Refused(entry.publication, reason))
    claims = list({c.id: c for e in held for c in e.claims}.values())
    empty = View(as_of, tuple(held), (), (), {}, (), tuple(refused), min_confidence=min_confidence)
    return _judge(empty, claims, judgements)


def _order(publication: Publication) -> dt.date:
    """An imprecise date counts from the end of its interval."""
    return publication.known_at.after if publication.known_at else dt.date.max


def _judge(base: View, claims: list[Claim], judgements: Iterable[Judgement]) -> View:
    latest = {j.anchor: j for j in judgements}
    by_anchor: dict[str, list[Claim]] = {}
    for claim in claims:
        by_anchor.setdefault(claim.anchor, []).append(claim)
    judged = {by_anchor[a][0].id: j for a, j in latest.items() if len(by_anchor.get(a, [])) == 1}
    review = tuple(j for a, j in latest.items() if len(by_anchor.get(a, [])) != 1)
    rejected = tuple(c for c in claims if c.id in judged and judged[c.id].verdict is Verdict.REJECT)
    waiting = tuple(c for c in claims if c.id not in judged and c.unsure(base.min_confidence))
    left = [c for c in claims if c not in rejected and c not in waiting]
    kept = tuple(_recoded(c, judged.get(c.id)) for c in left)
    return replace(base, claims=kept, rejected=rejected, judged=judged, review=review, waiting=waiting)


def _recoded(claim: Claim, judgement: Judgement | None) -> Claim:
    if judgement is None or judgement.verdict is not Verdict.RECODE:
        return claim
    return recode(claim, judgement.changes)
