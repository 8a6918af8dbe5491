"""From a view to evidence: every claim routed, grouped, rooted and weighed by nobody yet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from estimative.actors import Registry
from estimative.domain import (
    CHANNELS,
    Claim,
    Commitment,
    Contradiction,
    Lineage,
    Origin,
    Polarity,
    Proposition,
    Publication,
    Quantity,
    Route,
    Routed,
    Signal,
)
from estimative.ledger import View

from .commitments import commitments
from .contradictions import contradictions, rivals
from .lineages import echoes, lineages
from .origins import origin
from .propositions import group, proposition
from .quantities import conflicts, quantities
from .routes import route
from .signals import signals


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything below `estimate`, by claim id where it says Mapping."""

    claims: Mapping[str, Claim]
    publications: Mapping[str, Publication]  # earliest known, by claim id
    machine: frozenset[str]
    lineages: Mapping[str, Lineage]  # by document sha256
    origins: Mapping[str, Origin]
    routed: Mapping[str, Routed]
    propositions: tuple[Proposition, ...]
    contradictions: tuple[Contradiction, ...]
    commitments: tuple[Commitment, ...]
    quantities: tuple[Quantity, ...]
    conflicts: Mapping[str, str]
    signals: tuple[Signal, ...]

    def coverage(self) -> list[tuple[Route, str, int]]:
        """How many claims take each route, for which reason: the sum is all claims."""
        counts = Counter((r.route, r.reason) for r in self.routed.values())
        return [(way, reason, n) for (way, reason), n in sorted(counts.items())]

    def off_chain_share(self) -> float | None:
        """Share of claims that reach no chain; None without claims."""
        if not self.routed:
            return None
        return sum(not r.chains for r in self.routed.values()) / len(self.routed)


def assess(
    view: View, registry: Registry, machine_coders: frozenset[str], labels: Mapping[str, str] | None = None
) -> Evidence:
    """All evidence of a view; `labels` names the case's contradiction sets. Pure."""
    claims = {c.id: c for c in view.claims}
    first = {c.id: view.entry_of(c) for c in view.claims}
    published = {i: e.publication for i, e in first.items()}
    machine = frozenset(i for i, e in first.items() if e.coder in machine_coders and i not in view.judged)
    unique = list({e.document.sha256: e.document for e in view.entries}.values())
    lines = lineages(unique)
    roots = {i: origin(c, published[i], lines[c.document], registry) for i, c in claims.items()}
    routed = {i: route(c, view.as_of) for i, c in claims.items()}
    ways = {i: r.route for i, r in routed.items()}
    groups = group(claims.values())
    props = tuple(proposition(n, g, ways, roots, label(g[0], registry)) for n, g in sorted(groups.items()))
    sets = contradictions(props, claims, labels or {})
    shared = rivals(sets)
    found = quantities(claims.values())
    home = {i: p.id for p in props for i in p.claims}
    echo = echoes(view, lines)
    made = tuple(
        s
        for p in props
        for s in signals(p, claims, routed, roots, published, machine, view.as_of, shared.get(p.id, 1), echo)
    )
    due = commitments(props, claims, view.as_of)
    clash = conflicts(found, home)
    return Evidence(claims, published, machine, lines, roots, routed, props, sets, due, found, clash, made)


VERBS = {  # one actor, several
    Polarity.SUPPORT: ("supports", "support"),
    Polarity.WITHHOLD: ("withholds from", "withhold from"),
    Polarity.OPPOSE: ("acts against", "act against"),
    Polarity.CONSTRAIN: ("limits", "limit"),
    Polarity.NEUTRAL: ("and", "and"),
}


def label(claim: Claim, registry: Registry) -> str:
    """What a proposition says, in words: `Russia withholds from Iran: fighter aircraft (arms)`."""
    sides = [_names(side, registry) for side in (claim.actor, claim.recipient)]
    thing = claim.good or CHANNELS[claim.channel].words
    if claim.mutual:
        return f"{sides[0]} and {sides[1]}: {thing} ({claim.channel})"
    verb = VERBS[claim.polarity][len(claim.actor) > 1]
    return f"{sides[0]} {verb} {sides[1]}: {thing} ({claim.channel})"


def _names(codes: tuple[str, ...], registry: Registry) -> str:
    return " and ".join(registry.actor(c).name if c in registry else c for c in codes) or "an unnamed party"


__all__ = ["Evidence", "assess", "label"]
