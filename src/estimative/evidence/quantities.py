"""Amounts as claims give them. Conflicting figures stay an interval set with their definitions, never a mean."""

from collections.abc import Iterable, Mapping

from estimative.domain import COMMITMENT, Claim, PartialDate, Quantity, Status, flows

STAGE = {Status.PROMISED: "promised", Status.MOOTED: "promised", Status.SIGNED: "contracted"}


def quantities(claims: Iterable[Claim]) -> tuple[Quantity, ...]:
    """Every amount with a value; `stage` keeps ordered, delivered and capacity apart."""
    return tuple(q for c in claims if (q := quantity(c)) is not None)


def quantity(claim: Claim) -> Quantity | None:
    m = claim.magnitude
    if m is None or m.value is None:
        return None
    flow = flows(claim)
    upper = m.value if m.upper is None else m.upper
    low = None if m.bound == "at_most" else m.value
    high = None if m.bound == "at_least" else upper
    return Quantity(
        id=f"quantity:{claim.id}",
        of=m.of,
        low=low,
        high=high,
        unit=m.unit,
        basis=m.basis or "unstated",
        bound=m.bound,
        stage=_stage(claim),
        giver=flow[0].giver if flow else "",
        receiver=flow[0].receiver if flow else "",
        channel=claim.channel,
        period_start=_date(claim.time.start),
        period_end=_date(claim.time.end),
        claim=claim.id,
        text=m.text,
    )


def _stage(claim: Claim) -> str:
    if claim.magnitude is not None and claim.magnitude.basis in ("capacity", "offer"):
        return claim.magnitude.basis
    if claim.status in COMMITMENT:
        return STAGE.get(claim.status, "contracted")
    return "delivered" if claim.status in (Status.DELIVERED, Status.USED) else "reported"


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text[:10])


def conflicts(found: Iterable[Quantity], propositions: Mapping[str, str]) -> dict[str, str]:
    """Quantity id -> name of the set it conflicts with: same proposition, thing, unit and stage, values apart."""
    sets: dict[tuple[str, str, str, str], list[Quantity]] = {}
    for q in found:
        sets.setdefault((propositions[q.claim], q.of, q.unit, q.stage), []).append(q)
    return {
        q.id: f"{key[1]} ({key[2]})"
        for key, group in sets.items()
        if len({(q.low, q.high) for q in group}) > 1
        for q in group
    }
