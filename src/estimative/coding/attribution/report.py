"""One layer of reporting."""

from dataclasses import dataclass

from spacy.tokens import Token

from ..signatures import Signature


@dataclass(frozen=True, slots=True)
class Report:
    """One layer of reporting: the cue word, the head of the source (None: unstated), what the cue does to certainty."""

    cue: Token
    source: Token | None
    effect: Signature | None
