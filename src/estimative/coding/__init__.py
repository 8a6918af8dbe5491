"""Text to claims. `SyntaxCoder` codes a document; `Coder` is what any coder must offer."""

from .coder import SyntaxCoder
from .frames import check_lexicon
from .hand import HandCoder
from .rows import read_rows, rows, write_failure, write_rows
from .segment import segment, sentences
from .text import Coder, Coding, Mention, Parsed, Sentence

__all__ = [
    "Coder",
    "Coding",
    "HandCoder",
    "Mention",
    "Parsed",
    "Sentence",
    "SyntaxCoder",
    "check_lexicon",
    "read_rows",
    "rows",
    "segment",
    "sentences",
    "write_failure",
    "write_rows",
]
