"""What the questions of coding share: parsed blocks, sentences, mentions, and what a coder returns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from spacy.tokens import Doc

from estimative.actors import Registry
from estimative.domain import Claim, Document, PartialDate

if TYPE_CHECKING:
    from .events import Event


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens that name an actor: `start`..`end` (exclusive) are token indices in the Doc, `head` its head token.
    holds several for "both nations", none for an actor that stays unresolved."""

    start: int
    end: int
    head: int
    codes: tuple[str, ...]
    kind: str  # name, demonym, metonym, nominal, pronoun, unresolved
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line of furniture; offsets in the document's text."""

    id: str
    start: int
    end: int
    kind: str  # body, heading, boilerplate
    subkind: str
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One body block: its parse, its character offset in the document, and its sentences in order of `doc.sents`."""

    doc: Doc
    base: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """All rows of a document, and the claims made from its body sentences (`claim.id` starts with its id). `events` are
    those of the event layer (docs/events.md), domestic ones too, in text order, the main event of a sentence first."""

    coder: str
    digest: str
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    events: tuple["Event", ...] = ()


class Coder(Protocol):
    """Text to claims. `digest` changes whenever the coder could answer differently."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...

    def code(self, document: Document, on: PartialDate | None, registry: Registry, lines: bool = False) -> Coding:
        """Code a document dated `on` (None: unknown). `lines` takes each input line as one sentence."""
        ...
