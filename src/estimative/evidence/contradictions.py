"""Propositions that cannot all be true: named by the analyst, or an affirmation beside its own denial."""

from collections.abc import Iterable, Mapping

from estimative.domain import Claim, Contradiction, Proposition


def contradictions(
    propositions: Iterable[Proposition], claims: Mapping[str, Claim], labels: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """Sets named in `Claim.contradicts` (labelled by the case), then each proposition that is also denied."""
    propositions = list(propositions)
    named: dict[str, set[str]] = {}
    for p in propositions:
        for claim_id in p.claims:
            name = claims[claim_id].contradicts
            if name:
                named.setdefault(name, set()).add(p.id)
    sets = [Contradiction(n, labels.get(n, n), tuple(sorted(named[n]))) for n in sorted(named)]
    denied = [
        Contradiction(f"denied:{p.id}", f"{p.label}: stated and denied", (p.id,))
        for p in propositions
        if p.denials and len(p.claims) > len(p.denials)
    ]
    return tuple(sets + denied)


def rivals(sets: Iterable[Contradiction]) -> dict[str, int]:
    """Proposition id -> how many propositions share one mass with it (itself included)."""
    shared: dict[str, int] = {}
    for one in sets:
        for p in one.propositions:
            shared[p] = max(shared.get(p, 1), len(one.propositions))
    return shared
