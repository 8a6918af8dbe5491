"""Claims that say the same thing. An analyst may name the proposition; else flow, channel, polarity and good decide."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from estimative.domain import CHANNELS, Claim, Kind, Origin, Proposition, Route

from .status import rungs

INSTRUMENT = frozenset({"strategic", "trade", "finance"})  # a treaty or a tariff is one thing from either side


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """What decides sameness when no analyst named the proposition."""

    ends: str  # direction, or the sorted parties of an instrument
    channel: str
    polarity: str
    thing: str


def stem(good: str) -> str:
    """A good's last noun, singular enough to compare.

    >>> stem("Su-35 fighter jets"), stem("tariffs"), stem("tariff cut")
    ('jet', 'tariff', 'tariff')
    """
    words = [w for w in re.findall(r"[a-z]+", good.lower()) if w not in ("cut", "cuts", "reduction", "deal", "new")]
    last = words[-1] if words else good.lower()
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def signature(claim: Claim) -> Signature:
    """Flow, channel, polarity and the thing: its good, else its event type, else nothing."""
    instrument = claim.channel in INSTRUMENT and bool(claim.good)
    ends = "=".join(sorted({*claim.actor, *claim.recipient})) if instrument else claim.direction
    thing = stem(claim.good) if claim.good else claim.plover.event if claim.plover else claim.claim_type.value
    if CHANNELS[claim.channel].kind is Kind.STANCE and not claim.good:
        thing = "stance"
    return Signature(ends, claim.channel, claim.polarity.value, thing)


def _named(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims under the names their analysts gave."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.proposition:
            groups.setdefault(claim.proposition, []).append(claim)
    return groups


def _home(claim: Claim, named: Mapping[str, list[Claim]]) -> str | None:
    """The one named proposition that an unnamed claim restates, if exactly one has its channel, polarity and thing and
    shares its direction (for an instrument: a party)."""
    mine = signature(claim)
    hits = {name for name, members in named.items() if any(_same(claim, mine, m) for m in members)}
    return hits.pop() if len(hits) == 1 else None


def _same(claim: Claim, mine: Signature, other: Claim) -> bool:
    theirs = signature(other)
    if (mine.channel, mine.polarity, mine.thing) != (theirs.channel, theirs.polarity, theirs.thing) or not claim.good:
        return False
    if claim.channel in INSTRUMENT:
        return bool({*claim.actor, *claim.recipient} & {*other.actor, *other.recipient})
    return claim.direction == other.direction


def group(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Proposition id -> its claims, denials included. Ids are names where given, else `p-` and a digest."""
    claims = list(claims)
    named = _named(claims)
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        name = claim.proposition or _home(claim, named)
        if name is None:
            digest = hashlib.sha256(repr(signature(claim)).encode()).hexdigest()[:8]
            name = f"p-{digest}"
        groups.setdefault(name, []).append(claim)
    return groups


def proposition(
    name: str, claims: list[Claim], routes: Mapping[str, Route], origins: Mapping[str, Origin], label: str
) -> Proposition:
    """One proposition with its rungs. Denials stand beside it and support no rung."""
    affirmed = [c for c in claims if not c.denies]
    lead = (affirmed or claims)[0]
    unique = {origins[c.id].id: origins[c.id] for c in affirmed}
    return Proposition(
        id=name,
        label=label,
        givers=tuple(sorted({a for c in affirmed or claims for a in c.actor})),
        receivers=tuple(sorted({a for c in affirmed or claims for a in c.recipient})),
        mutual=lead.mutual,
        channel=lead.channel,
        polarity=lead.polarity.value,
        good=lead.good,
        rungs=rungs(affirmed, routes, origins),
        claims=tuple(c.id for c in claims),
        origins=tuple(unique[k] for k in sorted(unique)),
        denials=tuple(c.id for c in claims if c.denies),
    )
