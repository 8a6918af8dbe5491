"""Event nouns: "talks with", "an attack on", "a hunger strike", "mediation efforts"."""

from typing import TYPE_CHECKING

from .effects import asked_for, planned
from .grammar import whole
from .lexicon import Entry, NounPattern
from .reading import Reading
from .words import words

if TYPE_CHECKING:
    from .reader import Reader

_AMOUNT = words("amount")
_GOVERNING = frozenset({"agree", "request", "plan", "attempt", "reject", "threaten", "consider"})


def noun_event(r: "Reader", i: int) -> Reading | None:
    """The event that a noun names, or the noun it carries ("mediation effort") or counts ("days of talks")."""
    t = r.t
    vehicle = t.low[i] in r.lex.classes["vehicle"]
    for p in r.lex.nouns.get(t.low[i], ()):
        if (p.weight or not vehicle) and _fits(r, p, i):
            found = _nominal(r, p.entry, i)
            if found is not None:
                found.firm = bool(p.left)
            return found
    if vehicle:
        return _carried(r, i)
    if (t.pos[i] in ("NUM", "SYM") or t.low[i] in _AMOUNT) and (inner := whole(t, i)) != i:
        return noun_event(r, inner)
    return None


def _carried(r: "Reader", i: int) -> Reading | None:
    before = [k for k in r.t.of(i, "compound", "amod") if k < i]
    for k in (*reversed(before), i):
        for p in r.lex.nouns.get(r.t.low[k], ()):
            if _fits(r, p, k):
                return _nominal(r, p.entry, i)
    return None


def _fits(r: "Reader", p: NounPattern, i: int) -> bool:
    n = len(p.left)
    if n and tuple(r.t.low[max(0, i - n) : i]) != p.left:
        return False
    return all(any(r.t.low[x] in nouns for x in r.t.marked(i, mark)) for mark, nouns in p.below)


def _nominal(r: "Reader", e: Entry, i: int) -> Reading | None:
    found = Reading(i, e, e.type, (e.mode,) if e.mode else (), mutual=e.mutual, nominal=True)
    suffered = e.noun_target[:1] == ("of",)  # "the release of prisoners": `of` is whom it is done to
    source = tuple(n for n in e.noun_source if n != "of" or not suffered)
    found.source = r.places.of_noun(i, source, [])
    found.target = r.places.of_noun(i, e.noun_target, found.source)
    if e.effect in _GOVERNING:
        _inherit(r, found, e, i)
    return found if found.type or not e.effect else None


def _inherit(r: "Reader", found: Reading, e: Entry, i: int) -> None:
    """What a plan, a threat or a demand is of: the clause or noun below it."""
    below = (k for k in r.t.of(i, "acl", "nmod", "ccomp") if r.t.case(k) not in ("by", "from"))
    inner = next((x for k in below if (x := r.read(k)) is not None), None)
    if inner is None:
        return
    found.used |= inner.used
    if e.effect in ("plan", "attempt", "consider"):
        found.type, found.modes = planned(inner), inner.modes
    if e.effect in ("request", "reject"):
        found.modes = found.modes or asked_for(inner)
    found.target = found.target or [x for x in inner.target or inner.source if x not in found.source]
