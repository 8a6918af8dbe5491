"""How sure the text is that a relation holds: the commitment that reaches its word (`descent`), with the doubt of its
source. Scale: Sauri and Pustejovsky (2009).
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from estimative.domain import Factuality

from .attribution import reports
from .clause import CLAUSE, is_verbal, path
from .commitment import Commitment
from .conditions import in_antecedent
from .counterfactual import antecedent as unreal_condition
from .descent import composed
from .hedges import Cue, marks
from .signatures import table

_NAME = {3: "CT", 2: "PR", 1: "PS"}


@dataclass(frozen=True, slots=True)
class Certainty:
    """`factuality` with negation; `absorbed` without, for polarities that take the negation up. `negator` is the word
    that negates ("not", "decline"). No claim is made when `in_antecedent`. `capability` marks "can" and "able".
    `strength` is how far the text counts the event as happened, from -3 (it did not) to 3 (it did): finer than
    `factuality`, and lower where something is certain to be meant or owed but not said to happen (purposes, plans)."""

    factuality: Factuality
    modality: tuple[str, ...]
    hedge_cue: str | None = None
    condition: str | None = None
    negated: bool = False
    negator: str | None = None
    in_antecedent: bool = False
    capability: bool = False
    strength: float = 3.0

    @property
    def absorbed(self) -> Factuality:
        """The same certainty of the negated relation: "declined to give" is a certain withholding.

        >>> Certainty(Factuality.CERTAINLY_NOT, ("asserted",), negated=True).absorbed.value
        'CT+'
        """
        return Factuality(self.factuality.value.replace("-", "+"))


def certainty(token: Token, argument: Token | None = None) -> Certainty:
    """The certainty of the event or relation headed by `token`; `argument` adds the hedges of one of its arguments, so
    that "drones and potentially missiles" gives two answers."""
    state = composed(token)
    if argument is not None and argument != token:
        state = _argument(state, argument)
    return _answer(token, _reported(token, state))


def _argument(state: Commitment, argument: Token) -> Commitment:
    """The hedges of an argument; one before a first conjunct covers the others unless they have their own."""
    found = marks(argument)
    own = list(found.hedges)
    head = argument
    while not own and head.dep_ == "conj" and head.head != head:
        head = head.head
        own = [h for h in marks(head).hedges if h.cue.i < head.i and h.cue.dep_ == "advmod"]
    for hedge in own:
        state = state.hedged(hedge)
    if found.negator is not None and state.positive:
        state = state.negated(found.negator.lower_)
    return state


def _reported(token: Token, state: Commitment) -> Commitment:
    """Attribution, and the doubt of a comment clause ('..., the army alleged') that does not govern the token."""
    above = {t.i for t in path(token)}
    for layer in reports(token):
        state = replace(state, modality=state.modality | {"attributed"})
        if layer.effect and layer.cue.i not in above and layer.effect.hedge:
            level = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}[layer.effect.pos.value[:2]]
            state = replace(
                state.capped(level, layer.effect.strength[0]),
                cues=(*state.cues, Cue(layer.cue.i, layer.cue.text.lower())),
            )
    return state


def _answer(token: Token, state: Commitment) -> Certainty:
    value = f"{_NAME[state.level]}{'+' if state.positive else '-'}" if state.level else "Uu"
    unreal = unreal_condition(token) is not None
    antecedent = in_antecedent(token) and not unreal
    if unreal:
        state = replace(state, level=3, positive=not state.positive, modality=state.modality | {"counterfactual"})
        state = replace(state, condition=None, cues=())
        value = f"CT{'+' if state.positive else '-'}"
        state = replace(state, strength=-1.5 if not state.positive else 1.5)
    cue = _cue_text(state.cues)
    return Certainty(
        factuality=Factuality("Uu" if antecedent else value),
        modality=_modality(token, state),
        hedge_cue=cue,
        condition=state.condition,
        negated=not state.positive,
        negator=state.negator,
        in_antecedent=antecedent,
        strength=round(
            min(state.strength, table("certainty")["strength"]["antecedent"]) if antecedent else state.strength, 3
        ),
        capability=any(c.text in ("can", "able", "capable", "ability", "capability") for c in state.cues),
    )


def _cue_text(cues: tuple[Cue, ...]) -> str | None:
    return "; ".join(c.text for c in sorted({c.i: c for c in cues}.values())) or None


_ORDER = (
    "asserted", "presupposed", "attributed", "hedged", "conditional", "counterfactual", "negated", "planned",
    "promised", "purpose", "past", "historic", "ongoing", "future", "trend_up", "trend_down", "exemplified",
    "disjunctive", "generalisation",
)  # fmt: skip
_SOFT = frozenset({"attributed", "hedged", "conditional", "counterfactual", "presupposed"})


def _modality(token: Token, state: Commitment) -> tuple[str, ...]:
    names = set(state.modality | marks(token).modality)
    if not state.positive:
        names.add("negated")
    if state.cues and state.level < 3:
        names.add("hedged")
    if is_verbal(token) and token.dep_ in CLAUSE | {"ROOT", "conj"}:
        names.discard("presupposed")
    if names & {"counterfactual"} and state.condition is None:
        names.discard("conditional")
    if not names & _SOFT:
        names.add("asserted")
    return tuple(m for m in _ORDER if m in names)
