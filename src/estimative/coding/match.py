"""A frame found at a word of the text, with its sides filled."""

from dataclasses import dataclass

from spacy.tokens import Token

from .channels import Good
from .frames import Frame

Places = dict[str, list[Token]]


@dataclass(frozen=True, slots=True)
class Match:
    """A frame with its sides filled; `goods` names what is given, `theme` the heads of the theme."""

    frame: Frame
    trigger: Token
    nominal: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    goods: tuple[Good, ...]
    theme: tuple[Token, ...]
    places: Places
    closed: bool = False  # a side is named that no table knows
    partial: bool = False  # a side the frame needs is missing; the text before may lend it
