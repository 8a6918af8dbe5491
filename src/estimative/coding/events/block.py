"""The events of a parsed block of a document."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from estimative.actors import Registry
from estimative.domain import Document, PartialDate

from ..text import Mention, Parsed
from .event import Event
from .extract import events
from .names import Names
from .phrases import covers


def block_events(
    document: Document, block: Parsed, mentions: Sequence[Mention], registry: Registry, on: PartialDate | None
) -> Iterator[Event]:
    """The events of a block's sentences in text order, the main event of each first; spans are the document's."""
    cover, names = covers(mentions), names_of(registry)
    for sentence, span in zip(block.sentences, block.doc.sents, strict=True):
        tokens = list(span)
        starts = [block.base + t.idx for t in tokens]
        ends = [a + len(t) for a, t in zip(starts, tokens, strict=True)]

        def text(first: int, last: int, starts: list[int] = starts, ends: list[int] = ends) -> tuple[int, int, str]:
            return starts[first], ends[last], document.text[starts[first] : ends[last]]

        yield from events(sentence.id, tokens, cover, names, text, on.first.year if on else None)


@lru_cache(maxsize=4)
def names_of(registry: Registry) -> Names:
    """The countries of names for a registry."""
    return Names(registry)
