"""Every claim has exactly one route, with the reason. A gate precedes any weight: only what overlaps the present or the
past and is in force, delivered or used reaches a chain."""

from estimative.domain import (
    BROKEN,
    CHANNELS,
    COMMITMENT,
    Chain,
    Claim,
    ClaimType,
    Factuality,
    Kind,
    PartialDate,
    Polarity,
    Route,
    Routed,
    Sense,
    flows,
)

AHEAD = frozenset({"future", "purpose", "conditional", "counterfactual", "planned", "promised"})
TALK = frozenset({ClaimType.FORECAST, ClaimType.GOAL, ClaimType.CAPABILITY})
VIEWS = frozenset({ClaimType.PERCEPTION, ClaimType.ASSESSMENT})


def route(claim: Claim, as_of: PartialDate) -> Routed:
    """The route of a claim in a view as of a date."""
    way, reason = _way(claim, as_of)
    if way not in (Route.ACT, Route.RELATION):
        return Routed(claim.id, way, reason)
    chains = _chains(claim)
    if not flows(claim):
        return Routed(claim.id, Route.NONE, "not placed: a side is empty or no party")
    if not chains:
        return Routed(claim.id, Route.STANCE, f"{claim.channel} has no level of this sense")
    return Routed(claim.id, way, reason, chains)


def _way(claim: Claim, as_of: PartialDate) -> tuple[Route, str]:
    if claim.denies:
        return Route.NONE, "denial: shown beside the claim, shifts its weight"
    if claim.claim_type is ClaimType.CAUSAL or (claim.effect is not None and claim.polarity is Polarity.NEUTRAL):
        return Route.CAUSE, "causal"
    if claim.status in COMMITMENT or claim.claim_type is ClaimType.COMMITMENT:
        return Route.COMMITMENT, f"a word, not yet a deed ({claim.status or 'promised'})"
    if claim.factuality is Factuality.UNKNOWN:
        return Route.NONE, "not asserted: hope, request or question"
    ahead = AHEAD.intersection(claim.modality)
    if claim.claim_type in TALK or ahead or _future(claim, as_of):
        return Route.CAUSE, f"about what may come ({min(ahead) if ahead else claim.claim_type})"
    if claim.channel == "ideational" or claim.claim_type is ClaimType.PERCEPTION:
        return Route.STANCE, "world-view or perception: no level"
    return _deed(claim)


def _deed(claim: Claim) -> tuple[Route, str]:
    if claim.polarity is Polarity.NEUTRAL:
        if claim.magnitude is not None and claim.magnitude.value is not None:
            return Route.QUANTITY, "an amount without sign"
        return Route.NONE, "neutral: no sign"
    if claim.polarity is Polarity.CONSTRAIN:
        return Route.STANCE, "a limit: bounds what may follow"
    if claim.claim_type is ClaimType.EVENT or claim.polarity is Polarity.WITHHOLD:
        return Route.ACT, "withheld" if claim.polarity is Polarity.WITHHOLD else "act, past or present"
    if claim.status in BROKEN:
        return Route.ACT, f"ended or slowed ({claim.status})"
    if claim.claim_type in VIEWS and not claim.time.cue:
        return Route.STANCE, "assessment without a dated relation"
    return Route.RELATION, "standing relation"


def _future(claim: Claim, as_of: PartialDate) -> bool:
    start = claim.time.start
    return claim.time.granularity == "open_future" or (
        start is not None and PartialDate(start[:10]).first >= as_of.after
    )


def _chains(claim: Claim) -> tuple[Chain, ...]:
    """Support and withhold claims feed support; oppose feeds hostility; mutual support feeds a tie."""
    channel = CHANNELS[claim.channel]
    hostile = claim.polarity is Polarity.OPPOSE
    if channel.kind is Kind.CONTEXT or not (channel.hostility if hostile else channel.support):
        return ()
    if claim.mutual and not hostile:
        return tuple(sorted({Chain(f.giver, f.receiver, claim.channel, Sense.TIE) for f in flows(claim)}))
    sense = Sense.HOSTILITY if hostile else Sense.SUPPORT
    pairs = {(f.giver, f.receiver) for f in flows(claim)}
    if claim.mutual:
        pairs |= {(b, a) for a, b in pairs}
    return tuple(sorted(Chain(a, b, claim.channel, sense) for a, b in pairs))
