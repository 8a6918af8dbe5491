"""A text, and the times and places it was published."""

import hashlib
import unicodedata
from dataclasses import dataclass

from .dates import PartialDate


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document (usually a line) and what it is."""

    start: int
    end: int
    kind: str  # body, heading, boilerplate
    subkind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text in NFC; `sha256` of that text identifies it, `original_sha256` is of the bytes it came from."""

    text: str
    original_sha256: str
    blocks: tuple[Block, ...]
    sha256: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))
        object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode()).hexdigest())

    @property
    def id(self) -> str:
        """The short name used in claim ids."""
        return self.sha256[:10]


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published a document, where, when, known when, on whose side. `key` identifies it across corrections: a later
    record with the same key supersedes. An unknown `known_at` is refused by as-of views."""

    key: str
    document: str
    publisher: str
    title: str
    date: PartialDate | None
    known_at: PartialDate | None
    side: str | None = None  # code of the actor whose side the publisher is on
    url: str | None = None
    date_basis: str = "unknown"  # metadata, page, caller, note, unknown
    note: str | None = None
    reference: str | None = None  # the citation a note gives for its facts
    verification: str | None = None  # "seen in the source" or "from memory"
    lineage_hint: str | None = None  # name of the text this one derives from, where an analyst knows it
    access: str | None = None  # how near the publisher is to the facts: an `Access` value
