"""Words of a text as the registry compares them: lower case, without accents, hyphens or dots of abbreviations."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+|[^\w\s]")
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\b(?:Mrs?|Ms|Dr|St|No|Gen|Sen|Rep|Gov|Prof|Capt|Sgt)\.|\w+(?:\.\w+)*|[^\w\s]")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_JOINERS = frozenset("-‐‑–'’`´.")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'"})


class Word(NamedTuple):
    """`plain` is what is compared; `upper` and `capital` say how it was written; `token` is its token's index."""

    plain: str
    upper: bool
    capital: bool
    token: int


def plain(text: str) -> str:
    """
    >>> plain("Türkiye’s")
    "turkiye's"
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().replace("ı", "i")


def tokens(text: str) -> list[str]:
    """Tokens of a plain text, where no parser has made them.

    >>> tokens("U.S.-made arms, Iran's")
    ['U.S.', '-', 'made', 'arms', ',', 'Iran', "'", 's']
    """
    return _TOKEN.findall(text.translate(_QUOTES))


def shape(name: str) -> list[Word]:
    """The words of a name as it stands in a table.

    >>> [(w.plain, w.upper) for w in shape("UN General Assembly")]
    [('un', True), ('general', False), ('assembly', False)]
    """
    parts = name.split()
    if name.isascii() and name.replace(" ", "").isalpha():
        return [Word(p.lower(), p.isupper() and len(p) > 1, p[0].isupper(), i) for i, p in enumerate(parts)]
    return words(tokens(name))


def words(parts: Sequence[str]) -> list[Word]:
    """The words in each token; hyphens, apostrophes and the dots of abbreviations are dropped.

    >>> [w.plain for w in words(["U.S.-made", "Austria", "-", "Hungary", "St.", "."])]
    ['us', 'made', 'austria', 'hungary', 'st', '.']
    """
    found: list[Word] = []
    for index, part in enumerate(parts):
        if part == ".":
            found.append(Word(".", False, False, index))
            continue
        joined = _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), part)
        for piece in _WORD.findall(joined):
            if piece not in _JOINERS:
                found.append(Word(plain(piece), piece.isupper() and len(piece) > 1, piece[0].isupper(), index))
    return found
