"""Which claims of a document repeat an earlier one: same sides, channel, sign and good."""

from collections.abc import Iterable
from dataclasses import replace

from estimative.domain import Claim, Polarity

from .frames import lexicon

_VAGUE = frozenset(
    {"", "support", "aid", "assistance", "help", "good", "goods", "hardware", "weapon", "equipment", "supply"}
)


def with_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, each later one pointing by `repeat_of` to the first claim of its proposition. Status and wording may
    drift; another certainty of the same relation is still the same proposition."""
    roots: list[Claim] = []
    done = []
    for claim in claims:
        root = next((r for r in roots if _same(r, claim)), None)
        if root is None:
            roots.append(claim)
            done.append(claim)
        else:
            done.append(replace(claim, repeat_of=root.id))
    return done


def _same(a: Claim, b: Claim) -> bool:
    if (a.mutual, a.reverse, a.channel, a.polarity) != (b.mutual, b.reverse, b.channel, b.polarity):
        return False
    if a.mutual:
        if {*a.actor, *a.recipient} != {*b.actor, *b.recipient}:
            return False
    elif (set(a.actor), set(a.recipient)) != (set(b.actor), set(b.recipient)):
        return False
    if a.claim_type != b.claim_type and Polarity.NEUTRAL in (a.polarity, b.polarity):
        return False
    event = (a.plover.event if a.plover else None, b.plover.event if b.plover else None)
    if "SUPPORT" in event and event[0] != event[1]:
        return False
    if a.mutual:  # a part of what two sides share is not the whole
        return _good(a) == _good(b)
    return _good(a) == _good(b) or not _good(a) or not _good(b)


def _good(claim: Claim) -> str:
    """The noun of the good; empty for general words and for channels whose word is the relation itself."""
    if not claim.good or claim.channel not in ("arms", "trade", "finance", "nuclear", "territory", "energy"):
        return ""
    noun = lexicon().noun(claim.good.split()[-1])
    return "" if noun in _VAGUE else noun
