"""How surely a claim was read rightly: signs of a hard reading, weighed by a logistic regression on annotated texts.

The weights, and how they were fitted, stand in `data/confidence.toml`; docs/confidence.md shows how well the result is
calibrated. A confidence is about the reading (sides, direction, polarity, channel), never about the truth of the text.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from spacy.tokens import Token

from estimative.domain import Claim, ClaimType, Polarity

from .findings import Finding
from .text import Mention

BY_NAME = frozenset({"name", "demonym", "metonym"})
LONG, VERY_LONG, FAR = 25, 40, 12  # tokens
WORTH_SAYING = -0.15  # log-odds: what lowers the confidence less is no reason for doubt


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: `intercept` where no sign is seen, and what each sign adds (nothing if it has no weight yet); `doubts`
    are the signs in words."""

    intercept: float
    signs: Mapping[str, float]
    doubts: Mapping[str, str]

    def confidence(self, seen: frozenset[str]) -> float:
        """A probability, rounded to two places."""
        return round(1 / (1 + math.exp(-self.intercept - sum(self.signs.get(s, 0.0) for s in sorted(seen)))), 2)

    def doubt(self, seen: frozenset[str]) -> str | None:
        """What lowers it most, at most two things."""
        worst = sorted((self.signs[s], s) for s in seen if self.signs.get(s, 0.0) <= WORTH_SAYING)
        return "; ".join(self.doubts[s] for _, s in worst[:2]) or None


@cache
def weights() -> Weights:
    """The shipped weights."""
    raw = tomllib.loads(resources.files("estimative.coding").joinpath("data/confidence.toml").read_text("utf8"))
    rows = raw["sign"]
    return Weights(raw["intercept"], {r["name"]: r["weight"] for r in rows}, {r["name"]: r["doubt"] for r in rows})


def graded(claim: Claim, seen: frozenset[str]) -> Claim:
    """The claim with its confidence, and the doubt where there is one."""
    found = weights()
    return replace(claim, confidence=found.confidence(seen), doubt=found.doubt(seen))


def signs(
    claim: Claim, finding: Finding | None, words: Sequence[Token], named: Sequence[Mention], beside: int
) -> frozenset[str]:
    """The signs of a claim: `words` are its sentence, `named` the mentions of its block, `beside` counts the other
    claims of the sentence. Without a finding the claim comes from the event layer."""
    here = [m for m in named if words[0].i <= m.head <= words[-1].i]
    found = {*_of_claim(claim), *_of_sentence(words, here, claim, beside), *_of_sides(claim, here)}
    return frozenset(found | set(_of_finding(finding, here)) if finding is not None else found | {"event_layer"})


def _of_claim(claim: Claim) -> Iterator[str]:
    if claim.polarity is not Polarity.SUPPORT:
        yield claim.polarity.value
    if claim.channel == "general":
        yield "no_channel"
    if claim.mutual:
        yield "mutual"
    if claim.reverse:
        yield "reverse"
    if claim.factuality.endswith("-"):
        yield "negated"
    elif claim.factuality != "CT+":
        yield "hedged"
    if claim.attributed_to != "author":
        yield "attributed"
    if claim.claim_type not in (ClaimType.EVENT, ClaimType.STATE):
        yield "no_event"
    if claim.plover is None:
        yield "untyped"


def _of_sides(claim: Claim, here: Sequence[Mention]) -> Iterator[str]:
    parties = {*claim.actor, *claim.recipient}
    if not (claim.actor and claim.recipient):
        yield "one_side"
    if max(len(claim.actor), len(claim.recipient)) > 1:
        yield "many_on_a_side"
    if not parties <= {c for m in here for c in m.codes}:
        yield "side_from_elsewhere"
    elif not parties <= {c for m in here if m.kind in BY_NAME for c in m.codes}:
        yield "side_not_named"


def _of_sentence(words: Sequence[Token], here: Sequence[Mention], claim: Claim, beside: int) -> Iterator[str]:
    if len(words) > LONG:
        yield "long"
    if len(words) > VERY_LONG:
        yield "very_long"
    if {c for m in here for c in m.codes} - {*claim.actor, *claim.recipient}:
        yield "third_party"
    if any(not m.codes for m in here):
        yield "unknown_actor"
    if beside:
        yield "beside_another"
    if beside > 2:
        yield "crowded"


def _of_finding(f: Finding, here: Sequence[Mention]) -> Iterator[str]:
    if f.nominal:
        yield "nominal"
    if f.good is None and f.channel != "general":
        yield "channel_by_verb"
    if f.trigger is not f.ask:
        yield "governed"
    if not f.nominal and f.trigger.dep_ in ("acl:relcl", "advcl", "acl", "ccomp", "xcomp", "parataxis", "conj"):
        yield "embedded"
    if any(abs(m.head - f.trigger.i) > FAR for m in here if set(m.codes) & f.parties):
        yield "far"
