"""The events of a document without its claims."""

from collections.abc import Iterator

from estimative.actors import Registry
from estimative.domain import Document, PartialDate

from ..coreference import Memory
from ..mentions import mentions
from ..repair import repair
from ..segment import segment
from .block import block_events
from .event import Event


def document_events(
    document: Document, on: PartialDate | None, registry: Registry, lines: bool = False
) -> Iterator[Event]:
    """The events of a document dated `on` (None: unknown), in text order, the main event of each sentence first.
    `lines` takes each input line as one sentence. The same as `SyntaxCoder.code(...).events`, without the claims."""
    memory = Memory()
    for block in segment(document, lines)[0]:
        memory = Memory() if lines else memory
        repair(block.doc, registry, on)
        yield from block_events(document, block, mentions(block, registry, on, memory), registry, on)
