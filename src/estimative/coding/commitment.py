"""How far a text commits itself to an event, as it builds up on the way down the sentence."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from .hedges import Cue, Mark
from .signatures import Signature, lemma

_LEVEL = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}
_CAN_NOT = 0.85  # "not" turns full belief round, but newswire readers stop a little short of certain denial


@dataclass(frozen=True, slots=True)
class Commitment:
    """`level` (3 certain, 2 probable, 1 possible, 0 unknown) and sign on the FactBank scale; `strength` the same in one
    number from -3 (did not happen) to 3 (happened). `reported` and `taken` are the level and strength that reports
    alone leave: presuppositions keep them, whatever else governs them."""

    level: int = 3
    positive: bool = True
    strength: float = 3.0
    reported: int = 3
    taken: float = 3.0
    cues: tuple[Cue, ...] = ()
    modality: frozenset[str] = field(default_factory=frozenset)
    condition: str | None = None
    negator: str | None = None

    def capped(self, level: int, most: float) -> "Commitment":
        return replace(self, level=min(self.level, level), strength=min(self.strength, most))

    def weakened(self, most: float) -> "Commitment":
        """The same claim, held less firmly: strength shrinks by most / 3."""
        return replace(self, strength=self.strength * most / 3)

    def projected(self) -> "Commitment":
        """What is taken for granted escapes negation, modals and wishes, but not the doubt of its source."""
        attributed = self.modality & {"attributed"}
        return Commitment(self.reported, True, self.taken, self.reported, self.taken, modality=attributed)

    def affirmed(self) -> "Commitment":
        return replace(self, positive=True, strength=abs(self.strength), negator=None)

    def negated(self, negator: str) -> "Commitment":
        turned = not self.positive
        return replace(self, positive=turned, strength=-_CAN_NOT * self.strength, negator=None if turned else negator)

    def through(self, effect: Signature, governor: Token) -> "Commitment":
        """The complement's commitment: the column is chosen by the governor's sign, the level is the lower of the two;
        its strength lies between the two columns as far as the governor itself is believed."""
        chosen = (effect.pos if self.positive else effect.neg).value
        level = min(self.level, _LEVEL[chosen[:2]]) if self.level else min(_LEVEL[chosen[:2]], 0)
        positive = not chosen.endswith("-")
        held = (self.strength + 3) / 6
        strength = held * effect.strength[0] + (1 - held) * effect.strength[1]
        negator = lemma(governor) if self.positive else self.negator
        return replace(
            self,
            level=level,
            strength=strength,
            reported=min(self.reported, level) if effect.report and positive else self.reported,
            taken=min(self.taken, strength) if effect.report and positive else self.taken,
            positive=positive,
            cues=(*self.cues, Cue(governor.i, governor.text.lower())) if effect.hedge else self.cues,
            negator=None if positive else negator,
            modality=self.modality | set(effect.modality),
        )

    def hedged(self, mark: Mark) -> "Commitment":
        shown = (*self.cues, mark.words) if mark.shown else self.cues
        made = replace(self.weakened(mark.strength), level=min(self.level, mark.level), cues=shown)
        if not mark.flips:
            return made
        negator = mark.cue.lower_ if self.positive else None
        return replace(made, positive=not self.positive, strength=-made.strength, negator=negator)
