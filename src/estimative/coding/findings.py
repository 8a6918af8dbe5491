"""A relation found in the text, before certainty, time and the rest are asked about it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .channels import Good


@dataclass(frozen=True, slots=True)
class Finding:
    """`trigger` is the word that says it, `ask` the word whose certainty counts; `core` are the tokens its span covers.
    `sign` is '+' (holds), '-' (flatly denied) or 'flip' (negation absorbed into the polarity). `argument`
    is a good with hedges of its own; `split` tells disjuncts apart. `closed`: a side is named
    that no table knows; `partial`: dropped unless the text before lends the missing side."""

    frame: str
    trigger: Token
    ask: Token
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    channel: str
    polarity: Polarity
    type: str
    core: tuple[Token, ...]
    good: Good | None = None
    mutual: bool = False
    reverse: bool = False
    event: str | None = None
    mode: tuple[str, ...] = ()
    status: Status | None = None
    factuality: str | None = None
    sign: str = "+"
    modality: tuple[str, ...] = ()
    themes: tuple[Token, ...] = field(default=())
    nominal: bool = False
    argument: Token | None = None
    split: int = 0
    closed: bool = False
    partial: bool = False

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(self.actor) | frozenset(self.recipient)
