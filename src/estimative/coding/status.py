"""How far words became deeds: the rung of the ladder that a clause supports."""

from spacy.tokens import Token

from estimative.domain import BROKEN, REAL, Factuality, Polarity, Status

from .certainty import Certainty
from .clause import clause_head
from .signatures import lemma, words

_LISTED = (
    Status.RATIFIED, Status.CANCELLED, Status.SUSPENDED, Status.DELAYED, Status.DENIED, Status.SIGNED, Status.PROMISED,
    Status.MOOTED, Status.DELIVERED, Status.USED, Status.IN_FORCE,
)  # fmt: skip
_STANCE = frozenset({"diplomatic", "ideational", "general"})


def status(token: Token, certainty: Certainty, polarity: Polarity, channel: str) -> Status | None:
    """The rung the span itself supports; None where the clause speaks of no rung (stance, hostility, refusal).

    An alleged delivery is `delivered`; what is planned, promised or possible in future is not.
    """
    if polarity in (Polarity.OPPOSE, Polarity.NEUTRAL):
        return _denied(certainty)
    named = _named(token)
    if polarity is Polarity.SUPPORT and certainty.negated:
        return _denied(certainty)
    if polarity in (Polarity.WITHHOLD, Polarity.CONSTRAIN):
        return named if named in BROKEN else None
    if named in BROKEN or named is Status.DENIED:
        return named
    return _capped(named, certainty, channel)


def _denied(certainty: Certainty) -> Status | None:
    return Status.DENIED if certainty.negated and certainty.negator in ("deny", "denial", "refute", "reject") else None


def _named(token: Token) -> Status | None:
    """The rung named by the token, else by what governs it ("promised to build", "halted deliveries")."""
    text = _clause_text(token)
    if any(phrase in text for phrase in words("deeds", "status", "force")):
        return Status.IN_FORCE
    governors = [token.head] if token.dep_ in ("xcomp", "obj", "nsubj:pass", "nmod", "ccomp", "advcl", "nsubj") else []
    broken = {lemma(g) for g in governors}
    for rung in (Status.CANCELLED, Status.SUSPENDED, Status.DELAYED):
        if broken & words("deeds", "status", rung.value):
            return rung
    name = lemma(token)
    return next((rung for rung in _LISTED if name in words("deeds", "status", rung.value)), None)


def _clause_text(token: Token) -> str:
    head = clause_head(token)
    return head.doc[head.left_edge.i : head.right_edge.i + 1].text.lower()


def _capped(named: Status | None, certainty: Certainty, channel: str) -> Status | None:
    """What lies ahead is promised if someone means it, mooted if it is only possible."""
    ahead = {"future", "planned", "promised", "conditional", "purpose"} & set(certainty.modality)
    if named is None:
        named = Status.IN_FORCE if _standing(certainty, channel) else None
    if certainty.factuality is Factuality.UNKNOWN:
        return Status.MOOTED if named is not None else None
    done = named in REAL or named in (Status.SIGNED, Status.RATIFIED)
    possible = certainty.factuality is Factuality.POSSIBLE and "past" not in certainty.modality
    if done and possible:
        return Status.MOOTED
    if done and ahead:
        return Status.PROMISED if "promised" in ahead or "planned" in ahead or "future" in ahead else Status.MOOTED
    if done and certainty.capability:
        return Status.MOOTED
    return named


def _standing(certainty: Certainty, channel: str) -> bool:
    present = not {"past", "future", "planned", "promised", "purpose", "historic"} & set(certainty.modality)
    return channel not in _STANCE and present and certainty.factuality is Factuality.CERTAIN
