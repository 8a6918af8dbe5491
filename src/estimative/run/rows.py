"""Rows that only rearrange evidence: sources, quotes, quantities, propositions, withheld goods, commitments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimative.domain import (
    REAL,
    Claim,
    Polarity,
    Proposition,
    Quantity,
    Route,
    Status,
)
from estimative.evidence import Evidence
from estimative.ledger import View

from .model import (
    CommitmentRow,
    ContradictionRow,
    Moment,
    PropositionRow,
    QuantityRow,
    Quote,
    Source,
    Withheld,
)
from .tracing import Tracer


@dataclass(frozen=True, slots=True)
class Desk:
    """What every row needs: the evidence, the view, the tracer, and names of actors."""

    evidence: Evidence
    view: View
    tracer: Tracer
    names: Mapping[str, str]

    def name(self, codes: tuple[str, ...]) -> str:
        return " and ".join(self.names.get(c, c) for c in codes) or "no named party"


def sources(desk: Desk, machines: frozenset[str]) -> tuple[Source, ...]:
    """Publications of the view in order of knowing, numbered from 1."""
    return tuple(
        Source(
            number=n,
            document=e.document.id,
            title=e.publication.title,
            publisher=e.publication.publisher,
            date=str(e.publication.date) if e.publication.date else None,
            date_basis=e.publication.date_basis,
            known_at=str(e.publication.known_at),
            side=e.publication.side,
            url=e.publication.url,
            lineage=desk.evidence.lineages[e.document.sha256].id,
            note="; ".join(t for t in (e.publication.verification, e.publication.note) if t) or None,
            machine=e.coder in machines,
        )
        for n, e in enumerate(desk.view.entries, start=1)
    )


def quotes(desk: Desk, numbered: tuple[Source, ...]) -> dict[str, Quote]:
    numbers: dict[str, int] = {}
    for s in numbered:
        numbers.setdefault(s.document, s.number)
    ev = desk.evidence
    return {
        i: Quote(c, numbers[c.document[:10]], ev.origins[i].label, ev.routed[i].route, ev.routed[i].reason)
        for i, c in ev.claims.items()
    }


def amount(q: Quantity) -> str:
    """The amount in words, bound kept.

    >>> drones = ("q", "drones", None, 6000.0, "count", "stock", "at_most", "x", "", "", "arms", None, None, "c", "")
    >>> amount(Quantity(*drones))
    'at most 6,000 drones'
    """
    number = _number(q.low if q.low is not None else q.high)
    if q.low is not None and q.high is not None and q.low != q.high:
        number = f"{_number(q.low)} to {_number(q.high)}"
    bound = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(q.bound, "")
    if q.unit == "share":
        return f"{bound}{100 * (q.low if q.low is not None else q.high or 0):.3g} % of {q.of}"
    if q.unit in ("count", "units", "unit"):
        return f"{bound}{number} {q.of}"
    return f"{bound}{number} {q.unit}"


def _number(value: float | None) -> str:
    if value is None:
        return "unknown"
    if abs(value) >= 1e9:
        return f"{value / 1e9:,.3g} bn"
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.3g} m"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}"


def quantity_rows(desk: Desk, said: Mapping[str, Quote]) -> tuple[QuantityRow, ...]:
    """Amounts as reported, sorted by channel, giver and thing; nothing converted, nothing averaged."""
    made = [
        QuantityRow(
            quantity=q,
            figure=desk.tracer.figure(q.id, amount(q), [f"claim:{q.claim}"]),
            source=said[q.claim].source,
            conflict=desk.evidence.conflicts.get(q.id),
        )
        for q in desk.evidence.quantities
    ]
    return tuple(sorted(made, key=lambda r: (r.quantity.channel, r.quantity.giver, r.quantity.of, r.quantity.claim)))


def proposition_rows(desk: Desk, weights: Mapping[str, tuple[tuple[str, float], ...]]) -> tuple[PropositionRow, ...]:
    """Propositions with their truth weights by rival table (only those that feed a chain have one)."""
    made = []
    for p in desk.evidence.propositions:
        parents = [f"proposition:{p.id}"]
        figures = tuple(
            (rival, desk.tracer.figure(f"weight:{p.id}/{rival}", f"{w:.2g}", parents))
            for rival, w in weights.get(p.id, ())
        )
        made.append(PropositionRow(p, p.claims, figures, len(p.origins)))
    return tuple(sorted(made, key=lambda r: (r.proposition.channel, r.proposition.label, r.proposition.id)))


def withheld_rows(desk: Desk) -> tuple[Withheld, ...]:
    """Goods not given: since when, and each origin's reason; what more origins and later words speak of comes first."""
    rows = [w for p in desk.evidence.propositions for w in _withheld(desk, p)]
    return tuple(sorted(rows, key=lambda w: (-len({o for o, _, _ in w.reasons}), _later(w.since), w.proposition)))


def _later(since: str | None) -> tuple[int, ...]:
    return tuple(-int(part) for part in (since or "0").split("-"))


def _withheld(desk: Desk, p: Proposition) -> Iterator[Withheld]:
    ev = desk.evidence
    held = [ev.claims[i] for i in p.claims if ev.claims[i].polarity is Polarity.WITHHOLD and i not in p.denials]
    acts = [c for c in held if ev.routed[c.id].route is Route.ACT]
    if p.polarity != Polarity.WITHHOLD or not acts:
        return
    since = min((c.time.start for c in acts if c.time.start), default=None)
    reasons = tuple((ev.origins[c.id].label, c.reason or "no reason given", c.id) for c in held)
    good = p.good or "support"
    ended = _ended(desk, p, since)
    text = (f"since {since}" if since else "since when is not stated") + (f", ended: {ended}" if ended else "")
    figure = desk.tracer.figure(f"withheld:{p.id}", text, [f"proposition:{p.id}"])
    yield Withheld(p.id, desk.name(p.givers), desk.name(p.receivers), p.channel, good, since, reasons, figure, ended)


def _ended(desk: Desk, p: Proposition, since: str | None) -> str | None:
    """Why a withholding no longer holds: the good came later. The date of a refusal never ends it, nor does an account
    that contradicts this one."""
    rivals = {i for c in desk.evidence.contradictions if p.id in c.propositions for i in c.propositions}
    for other in desk.evidence.propositions:
        same = (other.givers, other.receivers, other.channel, other.good) == (p.givers, p.receivers, p.channel, p.good)
        if same and other.polarity == Polarity.SUPPORT and other.id not in rivals:
            for rung in other.rungs:
                if rung.status in REAL and rung.since and rung.since > (since or ""):
                    return f"{words(rung.status)} {rung.since}"
    return None


def contradiction_rows(desk: Desk) -> tuple[ContradictionRow, ...]:
    by_id = {p.id: p for p in desk.evidence.propositions}
    rows = []
    for c in desk.evidence.contradictions:
        accounts = [(p, by_id[p].claims) for p in c.propositions]
        if len(accounts) == 1:  # stated and denied: the two camps of one proposition
            p = by_id[c.propositions[0]]
            accounts = [(p.id, tuple(i for i in p.claims if i not in p.denials)), (p.id, p.denials)]
        rows.append(ContradictionRow(c, tuple(accounts)))
    return tuple(rows)


def commitment_rows(desk: Desk) -> tuple[CommitmentRow, ...]:
    labels = {p.id: p.label for p in desk.evidence.propositions}
    rows = []
    for c in desk.evidence.commitments:
        age = "age unknown" if c.age_months is None else f"{c.age_months} months old"
        text = f"{c.state}, {words(c.rung)}, {age}"
        figure = desk.tracer.figure(f"commitment:{c.proposition}", text, [f"claim:{i}" for i in c.claims])
        rows.append(CommitmentRow(c, labels[c.proposition], figure))
    return tuple(rows)


def words(status: Status) -> str:
    """A status as a reader says it: `in force`."""
    return status.value.replace("_", " ")


def timeline(desk: Desk) -> tuple[Moment, ...]:
    """Dated acts, words and ends, oldest first; a claim without a date of its own has no place here."""
    dated = [c for c in desk.evidence.claims.values() if _date(c)]
    return tuple(Moment(_date(c), _moment(desk, c), c.id) for c in sorted(dated, key=lambda c: (_date(c), c.id)))


def _date(claim: Claim) -> str:
    start = claim.time.start
    spoken = claim.claim_type in ("event", "commitment") or claim.status is not None
    return start if start and spoken else ""


def _moment(desk: Desk, claim: Claim) -> str:
    status = f" ({words(claim.status)})" if claim.status else ""
    sure = "" if claim.factuality == "CT+" else f" [{claim.factuality}]"
    return (
        f"{desk.name(claim.actor)} → {desk.name(claim.recipient)}, {claim.channel}{status}{sure}: “{claim.span.text}”"
    )
