"""Two ladders, and the rungs that claims support. A restatement never climbs; every rung needs a span of its own."""

from collections.abc import Iterable, Mapping

from estimative.domain import BROKEN, Claim, Origin, Route, Rung, Status

ORDER = (
    Status.MOOTED,
    Status.PROMISED,
    Status.SIGNED,
    Status.RATIFIED,
    Status.IN_FORCE,
    Status.DELIVERED,
    Status.USED,
    Status.DELAYED,
    Status.SUSPENDED,
    Status.CANCELLED,
    Status.DENIED,
)
TRANSFER = frozenset({"arms", "military", "energy", "finance", "intelligence", "nuclear", "general", "conflict"})


def rung_of(claim: Claim, route: Route) -> Status | None:
    """The rung a claim's own span supports. A claim coded without status that is an act or a standing relation supports
    the rung its route implies: delivered for transfers, in force for instruments. What only may come supports none."""
    if route in (Route.CAUSE, Route.NONE):
        return None
    if claim.status is not None:
        return claim.status
    if route not in (Route.ACT, Route.RELATION) or claim.polarity != "support":
        return None
    return Status.DELIVERED if claim.channel in TRANSFER and route is Route.ACT else Status.IN_FORCE


def rungs(claims: Iterable[Claim], routes: Mapping[str, Route], origins: Mapping[str, Origin]) -> tuple[Rung, ...]:
    """Rungs in ladder order (what is off the ladder last), each with the claims and origins that support it."""
    found: dict[Status, list[Claim]] = {}
    for claim in claims:
        status = rung_of(claim, routes[claim.id])
        if status is not None:
            found.setdefault(status, []).append(claim)
    return tuple(_rung(s, found[s], origins) for s in ORDER if s in found)


def _rung(status: Status, claims: list[Claim], origins: Mapping[str, Origin]) -> Rung:
    starts = sorted(c.time.start for c in claims if c.time.start)
    ends = sorted(c.time.end for c in claims if c.time.end)
    return Rung(
        status,
        tuple(c.id for c in claims),
        tuple(sorted({origins[c.id].id for c in claims})),
        starts[0] if starts else None,
        ends[-1] if ends and status in BROKEN else (ends[0] if ends else None),
    )
