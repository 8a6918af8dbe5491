"""Small real objects for tests: documents, publications, claims with spans that fit."""

from typing import Any

from spacy.tokens import Doc

from estimative.actors import registry
from estimative.coding.repair import repair
from estimative.coding.syntax import parse
from estimative.domain import Block, Claim, Document, PartialDate, Polarity, Publication, Span
from estimative.ledger import Entry, View, view


def document(text: str) -> Document:
    return Document(text, "0" * 64, (Block(0, len(text), "body", "body"),))


def publication(doc: Document, key: str = "a", known: str | None = "2025-01-10", **more: Any) -> Publication:
    date = PartialDate(known) if known else None
    fields = {"publisher": "Gazette", "title": f"Title {key}", "date": date, "known_at": date} | more
    return Publication(key=key, document=doc.sha256, **fields)


def claim(doc: Document, quote: str, n: int = 1, **more: Any) -> Claim:
    start = doc.text.index(quote)
    fields: dict[str, Any] = {
        "actor": ("RUR",), "recipient": ("ZEN",), "channel": "arms", "polarity": Polarity.SUPPORT
    } | more  # fmt: skip
    return Claim(f"{doc.id}/s001c{n}", doc.sha256, Span(start, start + len(quote), quote), **fields)


def entry(text: str, key: str, *claims: dict[str, Any], known: str | None = "2025-01-10", **more: Any) -> Entry:
    """A document whose claims are given as fields; each quotes the whole text unless `quote` says otherwise."""
    doc = document(text)
    made = tuple(
        claim(doc, fields.get("quote", text), n, **{k: v for k, v in fields.items() if k != "quote"})
        for n, fields in enumerate(claims, start=1)
    )
    return Entry(publication(doc, key, known, **more), doc, "analyst", "d1", made)


def seen(*entries: Entry, as_of: str = "2025-06-30") -> View:
    return view(entries, (), PartialDate(as_of))


def parsed(text: str, starts: tuple[int, ...] = (0,)) -> Doc:
    """The parse of a text as the coder sees it: mended."""
    doc = next(parse([(text, list(starts))]))
    repair(doc, registry(), None)
    return doc
