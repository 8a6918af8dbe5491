"""Where sentences begin and end: a few deterministic rules over punctuation, before any parse.

A stop ends a sentence if a new one can start behind it; it does not inside brackets, after titles and initials, nor
after an abbreviation unless a word follows that rarely stands inside one. Semicolons and colons never do.
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf-8"))
_TITLES, _INNER = frozenset(_LISTS["titles"]), frozenset(_LISTS["inner"])
_SHORT, _STARTERS = frozenset(_LISTS["abbreviations"]), frozenset(_LISTS["starters"])
_STOP = re.compile(
    r"[.!?…]+[\"”’'»)\]]*(?:\[\d+\])*(?=\s+|$)"
    r"|(?<=[a-z]{2})[.!?][\"”]?(?=[A-Z][a-z])"  # a blank was lost
    r"|(?<=[a-z]{3}\.)\d{1,2}(?=\s+[A-Z])"  # a note number
)
_NEXT = re.compile(r"\s*(?:[\"“‘'«(\[—–-]\s?)*([A-Z0-9À-ÖØ-Þ$€£]\S*)?")
_SAID = re.compile(rf"\s*(?:[A-Z][\w.’'-]*\s+){{1,4}}(?:{'|'.join(_LISTS['speech'])})\b")
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")


def spans(text: str) -> list[tuple[int, int]]:
    """Half-open character ranges of the sentences of `text`, without outer blanks, in order; all other characters are
    blanks.

    >>> text = "Lt. Gen. J. K. Ro met U.S. envoys at 9.30 a.m. They left (in haste. Quietly.) by air."
    >>> [text[a:b] for a, b in spans(text)]
    ['Lt. Gen. J. K. Ro met U.S. envoys at 9.30 a.m.', 'They left (in haste. Quietly.) by air.']
    """
    shut = _inside_brackets(text)
    cuts = [m.end() for m in _STOP.finditer(text) if not shut[m.start()] and _ends(text, m)]
    found = (_trim(text, a, b) for a, b in pairwise([0, *cuts, len(text)]))
    return [(a, b) for a, b in found if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + lead + len(piece.strip())


def _inside_brackets(text: str) -> list[bool]:
    """Whether each character stands in round brackets that opened within a sentence and close again."""
    shut = [False] * len(text)
    opened: list[int] = []
    for i, char in enumerate(text):
        if char == "(":
            opened.append(i)
        elif char == ")" and opened:
            start = opened.pop()
            if not opened and not _opens_sentence(text, start):
                shut[start:i] = [True] * (i - start)
    return shut


def _opens_sentence(text: str, i: int) -> bool:
    before = text[:i].rstrip()
    return not before or before[-1] in '.!?”"'


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop.end() == len(text.rstrip()) or stop.group().isdigit():
        return True
    following = _NEXT.match(text, stop.end())
    word = (following and following.group(1)) or ""
    if not word:
        return False
    if stop.group()[0] in "!?":
        return not (stop.group()[-1] in "\"”’'" and _SAID.match(text, stop.end()))
    return _after_point(text, stop, word)


def _after_point(text: str, stop: re.Match[str], word: str) -> bool:
    starter = re.split(r"\W", word.lower(), maxsplit=1)[0] in _STARTERS
    if stop.group().startswith(("..", "…")):
        return starter and not text[: stop.start()].endswith(" ")
    before = _WORD_BEFORE.search(text[: stop.start()])
    last = before.group().lstrip("'’-.").lower() if before else ""
    if last in _TITLES:
        return False
    if stop.group() != ".":
        return True  # a quote, bracket or note number closes behind it
    if last in _INNER:
        return last == "no" and not word[0].isdigit()
    if last in _SHORT or (len(last) == 1 and last.isalpha()):
        return starter
    return True
