"""Quotation marks: whether a word is quoted."""

from spacy.tokens import Token

QUOTES = frozenset('"“”«»')


def in_quotes(token: Token) -> bool:
    """Whether the token stands inside an open quotation of more than four words."""
    opened: int | None = None
    for t in token.doc:
        if t.text in QUOTES:
            if opened is not None and opened < token.i < t.i:
                return t.i - opened > 5
            opened = t.i if opened is None else None
        if t.i > token.i and opened is None:
            return False
    return False
