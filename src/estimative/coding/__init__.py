"""Text to claims. `SyntaxCoder` codes a document; `Coder` is what any coder must offer."""

from .coder import SyntaxCoder
from .frames import check_lexicon
from .text import Coder, Coding, Mention, Parsed, Sentence

__all__ = ["Coder", "Coding", "Mention", "Parsed", "Sentence", "SyntaxCoder", "check_lexicon"]
