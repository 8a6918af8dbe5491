"""A document's rows, in order: the sentences of its body, its headings, its furniture; and the parse of the body.

A paragraph of the body can hold sentences that are furniture (calls to the reader); they are rows of their own and
no part of any parse.
"""

from collections.abc import Iterator
from itertools import groupby

from estimative.domain import Block, Document
from estimative.sources import BULLET, blocks, call_to_reader

from .sentences import spans
from .syntax import parse
from .text import Parsed, Sentence

BODY, BOILERPLATE = "body", "boilerplate"


def sentences(document: Document, lines: bool = False) -> tuple[Sentence, ...]:
    """All rows with ids s001, s002, ...; `text[start:end] == row.text` in the document's text. With `lines` each
    non-empty line is one sentence of the body."""
    rows = _lines(document) if lines else _rows(document)
    return tuple(
        Sentence(f"s{n:03d}", start, end, kind, subkind, document.text[start:end])
        for n, (start, end, kind, subkind) in enumerate(rows, 1)
    )


def segment(document: Document, lines: bool = False) -> tuple[list[Parsed], tuple[Sentence, ...]]:
    """The parses of the body, one per unbroken stretch of a block's sentences, and all rows. `parsed.base` is the
    offset of `parsed.doc` in the document; `parsed.sentences` are those of `doc.sents`, one to one."""
    rows = sentences(document, lines)
    runs = list(_runs(document, rows, lines))
    texts = ((document.text[run[0].start : run[-1].end], [s.start - run[0].start for s in run]) for run in runs)
    parsed = [Parsed(doc, run[0].start, tuple(run)) for doc, run in zip(parse(texts), runs, strict=True)]
    return parsed, rows


Row = tuple[int, int, str, str]


def _lines(document: Document) -> Iterator[Row]:
    at = 0
    for raw in document.text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare)
            yield start, start + len(bare), BODY, BODY
        at += len(raw) + 1


def _rows(document: Document) -> Iterator[Row]:
    found = document.blocks or blocks(document.text)
    body = [block for block in found if block.kind == BODY]
    for block in found:
        if block.kind == BODY:
            yield from _paragraph(document.text, block, closing=block is body[-1])
        else:
            yield block.start, block.end, block.kind, block.subkind


def _paragraph(text: str, block: Block, closing: bool) -> Iterator[Row]:
    bullet = BULLET.match(text[block.start : block.end])
    start = block.start + (bullet.end() if bullet else 0)
    found = [(start + a, start + b) for a, b in spans(text[start : block.end])]
    calls = [call_to_reader(text[a:b]) for a, b in found]
    for i, (a, b) in enumerate(found):
        beside = any(calls[max(0, i - 1) : i + 2])
        called = calls[i] or ((closing or beside) and call_to_reader(text[a:b], closing=True))
        yield (a, b, BOILERPLATE, "call_to_action") if called else (a, b, BODY, block.subkind)


def _runs(document: Document, rows: tuple[Sentence, ...], lines: bool) -> Iterator[list[Sentence]]:
    """Stretches of body sentences with nothing but blanks, and no line end, between them."""
    group, last = 0, None
    keyed = []
    for row in rows:
        gap = "\n" if last is None else document.text[last.end : row.start]
        group += row.kind != BODY or lines or bool(gap.strip()) or "\n" in gap
        keyed.append((group, row))
        last = row
    for _, run in groupby(keyed, key=lambda pair: pair[0]):
        found = [row for _, row in run if row.kind == BODY]
        if found:
            yield found
