"""Bytes to text. Offsets everywhere count characters of the text made here.

Decoded by byte order mark, then UTF-16 by its zero bytes, then UTF-8 (a few broken sequences are survived), then the
declared or the Windows code page. Then: NFC; CRLF, CR and the Unicode line ends become LF; every other blank becomes
one plain space of the same length; zero-width spaces, soft hyphens, joiner marks U+2060 and direction marks are
removed, as they split words a reader sees whole. Quotes and dashes stay as they are: spans are verbatim.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from estimative.domain import BadInput

LIMIT = 5_000_000  # bytes

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = {b"%PDF": "a PDF file", b"PK\x03\x04": "a zip or Office file", b"\x1f\x8b": "a compressed file"}
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b\u00ad\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of `data`. `declared` is the encoding a page names for itself.

    Errors: BadInput if it is empty, over `LIMIT` bytes, or not text.

    >>> decode("Iran’s “aid”".encode("cp1252"), "a.txt")
    'Iran’s “aid”'
    """
    _refuse(data, where)
    text = clean(_decoded(data, declared))
    if len(_CONTROL.findall(text)) > max(2, len(text) // 100):
        raise BadInput("this is not text: too many control or undecodable characters", where, "give UTF-8 text or HTML")
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        raise BadInput("the file has no text, only blanks", where, "give a file with the text of the report")
    return text


def clean(text: str) -> str:
    """The rules of the module's head, on text already decoded.

    >>> clean("co\u00adoperate\u00a0now\\r\\nSo")
    'cooperate now\\nSo'
    """
    text = _BLANK.sub(" ", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _refuse(data: bytes, where: str) -> None:
    if not data:
        raise BadInput("the file is empty", where, "give a file with the text of the report")
    if len(data) > LIMIT:
        raise BadInput(
            f"the file has {len(data) / 1e6:.1f} MB, over the limit of {LIMIT / 1e6:.0f} MB", where, "cut it into parts"
        )
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(f"this is {kind}, not text", where, "save its text as .txt or .html and give that")


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: most western characters have a zero byte on one side."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5 or min(even, odd) > len(head) // 50:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _legacy(data: bytes, declared: str | None) -> str:
    survived = data.decode("utf-8", errors="replace")
    broken = survived.count("\ufffd")
    whole = sum(ord(c) > 127 for c in survived) - broken
    if whole > 4 * broken:
        return survived
    try:
        return data.decode(declared or "cp1252")
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp1252", errors="replace")


def reflow(text: str) -> str:
    """Hard-wrapped text with the line breaks inside paragraphs replaced by spaces, offsets unchanged; other text as
    it is.

    Text counts as wrapped if its lines are short and at least three in ten of those directly below another start in
    lower case.

    >>> reflow("Russia sold wheat to the\\nstate traders of Egypt, and\\nagain in May.\\n\\nThe end.")
    'Russia sold wheat to the state traders of Egypt, and again in May.\\n\\nThe end.'
    """
    lines = text.split("\n")
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    low = sum(b.lstrip()[0].islower() for _, b in pairs)
    width = max(map(len, lines))
    if not pairs or low < 0.3 * len(pairs) or width > 120:
        return text
    return _joined(lines, lambda above, line: line.lstrip()[0].islower() or len(above) >= 0.7 * width)


def join_paragraphs(text: str) -> str:
    """Markdown's rule: lines directly below each other are one paragraph. Offsets stay."""
    return _joined(text.split("\n"), lambda above, line: True)


_OPENS_ITEM = re.compile(r"\s*(?:[-*•–·▪◦‣]|\d{1,2}[.)]|#{1,6})\s")


def _joined(lines: list[str], continues: Callable[[str, str], bool]) -> str:
    pieces = lines[:1]
    for above, line in pairwise(lines):
        apart = not above.strip() or not line.strip() or above.startswith("#") or _OPENS_ITEM.match(line)
        pieces.append(("\n" if apart or not continues(above, line) else " ") + line)
    return "".join(pieces)
