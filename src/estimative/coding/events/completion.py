"""What the rest of the clause adds to an event: a side or a country that its own places leave open, the peace kept."""

from dataclasses import replace

from .event import Side
from .phrases import Phrases
from .reading import Reading
from .tree import Tree
from .words import words

_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO", "NGO"})
_STATE_ACTS = frozenset({"ACCUSE", "COERCE", "SANCTION"})
_PEACE, _ARMED, _AIMED = words("peace"), words("armed"), words("aimed")


def completed(
    left: list[Side], right: list[Side], r: Reading, t: Tree, phrases: Phrases
) -> tuple[list[Side], list[Side]]:
    """Sides whose phrase names no country get the one of the event's place; a government and those who are no
    government get each other's."""
    taken = [s.country for s in (*left, *right) if s.country]
    here = _locale(t, r, phrases, taken)
    if here is not None and not left and r.type in _STATE_ACTS and t.passive(r.at):
        left = [replace(here, inferred=True)]
    elif not right and r.type and here is not None:
        right = [here]
    place = here.country if here is not None else ""
    return _filled(left, right, place), _filled(right, left, place)


def _filled(own: list[Side], other: list[Side], place: str) -> list[Side]:
    """Sides with an inferred country where their sector says that they are somebody at home."""
    home = next((s.country for s in other if s.country), "")
    found = []
    for side in own:
        country = ""
        if not side.country and side.sector and not side.codes:
            private = side.sector not in _STATE or any(s.sector and s.sector not in _STATE for s in other)
            country = place or (home if private else "")
        found.append(replace(side, country=country, inferred=True) if country else side)
    return found


def _locale(t: Tree, r: Reading, phrases: Phrases, taken: list[str]) -> Side | None:
    """The country that a phrase of place or aim below the trigger names, other than the sides' own."""
    best: Side | None = None
    for i in t.below(r.at):
        if t.dep[i] in ("obl", "nmod", "obl:agent") and t.case(i) in _AIMED:
            side = phrases.side(i)
            if side.country and side.country not in taken:
                best = best or side
    return best


def keep_peace(r: Reading, t: Tree) -> None:
    """Troops sent or arriving to keep the peace help; troops that arrive are no visitors."""
    if r.type not in ("MOBILIZE", "CONSULT") or r.modes not in (("troops",), ("visit",)):
        return
    around = {t.low[x] for x in t.below(r.at)}
    if around & _PEACE:
        r.type, r.modes = "AID", ()
    elif r.type == "CONSULT" and any(t.lemma[x] in _ARMED for h in r.source for x in (h, *t.kids[h])):
        r.type, r.modes = "MOBILIZE", ("troops",)
