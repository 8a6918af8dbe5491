"""One signal per proposition, rung and chain, never one per claim: all that `estimate` reads."""

from collections.abc import Iterable, Mapping

from estimative.domain import (
    BROKEN,
    CHANNELS,
    Claim,
    Kind,
    Origin,
    PartialDate,
    Polarity,
    Proposition,
    Publication,
    Route,
    Routed,
    Signal,
    SignalKind,
    Status,
    Witness,
    month_number,
)
from estimative.domain.flows import Chain

STOPPED = frozenset({Status.SUSPENDED, Status.CANCELLED})  # of what was given before
SIZES = ("some", "small", "large", "vast")
COUNTS = (("vast", 1e5), ("large", 1e3), ("some", 10))  # of things; money and rates are quantities, not sizes
VAST, LARGE = ("vast", "massive", "huge"), ("large", "hundreds", "thousands", "significant", "substantial", "extensive")


def signals(
    p: Proposition,
    claims: Mapping[str, Claim],
    routed: Mapping[str, Routed],
    origins: Mapping[str, Origin],
    dated: Mapping[str, Publication],
    machine: frozenset[str],
    as_of: PartialDate,
    rivals: int,
    echoes: frozenset[str] = frozenset(),
) -> Iterable[Signal]:
    """Signals of one proposition. `dated` gives each claim's earliest known publication, `machine` the claims that no
    analyst coded, `echoes` those whose words an earlier document of their lineage holds: they say nothing anew."""
    groups: dict[tuple[str, Chain], list[Claim]] = {}
    for claim_id in p.claims:
        way = routed[claim_id]
        for chain in () if claim_id in echoes else way.chains:
            claim = claims[claim_id]
            groups.setdefault((_rung(claim, way.route), chain), []).append(claim)
    denying = _voices([claims[i] for i in p.denials if i not in echoes], origins)
    denials = tuple(_witness(c, origins, machine) for c in denying)
    for (rung, chain), members in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1].id)):
        voices = _voices(members, origins)
        start, end = _months(voices, dated, as_of)
        yield Signal(
            id=f"signal:{p.id}/{rung}/{chain.id}",
            proposition=p.id,
            chain=chain,
            kind=_kind(voices[0], routed[voices[0].id].route),
            start=start,
            end=end,
            entry=f"{chain.channel}/{rung}/{voices[0].terms}/{max((size(c) for c in voices), key=SIZES.index)}",
            good=p.good,
            witnesses=tuple(_witness(c, origins, machine) for c in voices),
            denials=denials,
            corroborated=any(c.corroborated for c in voices),
            rivals=rivals,
            claims=tuple(c.id for c in members),
        )


def _rung(claim: Claim, route: Route) -> str:
    if claim.polarity is Polarity.WITHHOLD:
        return "withheld"
    if claim.polarity is Polarity.OPPOSE:
        return "hostile"
    return claim.status or ("delivered" if route is Route.ACT else "in_force")


def _kind(claim: Claim, route: Route) -> SignalKind:
    if claim.status in STOPPED and CHANNELS[claim.channel].kind is Kind.STANDING:
        return SignalKind.ENDING
    if claim.status in BROKEN:
        return SignalKind.SLOWDOWN
    if claim.polarity is Polarity.WITHHOLD:
        return SignalKind.CEILING
    return SignalKind.ACT if route is Route.ACT else SignalKind.RELATION


def _witness(claim: Claim, origins: Mapping[str, Origin], machine: frozenset[str]) -> Witness:
    o = origins[claim.id]
    return Witness(o.id, o.stake, o.access, claim.factuality, claim.id in machine)


def _voices(members: list[Claim], origins: Mapping[str, Origin]) -> list[Claim]:
    """The earliest claim of each origin, in order of knowing: a later one of a known origin adds nothing at all."""
    first: dict[str, Claim] = {}
    for claim in members:
        first.setdefault(origins[claim.id].id, claim)
    return list(first.values())


def _months(members: list[Claim], dated: Mapping[str, Publication], as_of: PartialDate) -> tuple[int, int]:
    """First and last month that the members speak of, never after the as-of month."""
    last = month_number(as_of.last)
    spans = [_interval(c, dated[c.id], last) for c in members]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _interval(claim: Claim, publication: Publication, last: int) -> tuple[int, int]:
    """An open side ends at the document's date; an open start is the end itself (low information)."""
    said = publication.date or publication.known_at
    told = min(last, month_number(said.first) if said else last)
    end = min(told, month_number(PartialDate(claim.time.end[:10]).first)) if claim.time.end else told
    start = month_number(PartialDate(claim.time.start[:10]).first) if claim.time.start else end
    return min(start, last), max(min(start, last), end)


def size(claim: Claim) -> str:
    """`some` unless the text gives a count of things or a vague size."""
    m = claim.magnitude
    if m is None:
        return "some"
    if m.value is None:
        words = m.text.lower()
        return "vast" if any(w in words for w in VAST) else "large" if any(w in words for w in LARGE) else "some"
    if m.unit not in ("count", "unit", "units", "pieces") or m.basis == "offer":
        return "some"
    return next((name for name, least in COUNTS if m.value >= least), "small")
