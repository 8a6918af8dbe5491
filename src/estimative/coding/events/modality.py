"""What negation, tense and modal verbs make of the event of their predicate."""

from .effects import FORCIBLE, asked_for, threatened
from .event import COOPERATIVE
from .reading import Reading

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d"})
DUTY = frozenset({"must", "should", "ought", "need"})
_DOUBT = frozenset({"may", "might", "could"})


def adjust(found: Reading, aux: set[str], negated: bool) -> None:
    """Change a reading by the auxiliaries and the negation of its predicate."""
    if negated:
        _negate(found, aux)
    elif aux & DUTY:
        found.must = min(aux & DUTY)
    elif aux & FUTURE:
        _later(found)
    elif aux & _DOUBT:
        _threat(found)
        found.aux.add("hypothetical")


def _negate(found: Reading, aux: set[str]) -> None:
    """Cooperation that is not is refused; force that will not be is promised; all else stands, negated."""
    if found.type in COOPERATIVE:
        found.type, found.modes = "REJECT", asked_for(found)
    elif found.type in FORCIBLE and aux & FUTURE:
        found.type, found.modes = "AGREE", ()
    else:
        found.aux.add("negation")


def _later(found: Reading) -> None:
    """Force to come is a threat, cooperation to come a promise."""
    if found.type in FORCIBLE:
        _threat(found)
        return
    if found.type in COOPERATIVE:
        found.type, found.modes = "AGREE", ()
    found.aux.add("future")


def _threat(found: Reading) -> None:
    if found.type in FORCIBLE:
        found.type, found.modes = "THREATEN", threatened(found)
