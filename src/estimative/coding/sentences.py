"""Where sentences begin and end: a few deterministic rules over punctuation, before any parse.

A stop ends a sentence if a new one can start behind it; it does not inside brackets, after titles, initials and the
number of an item, nor after an abbreviation unless a word follows that rarely stands inside one. Semicolons and colons
never do; a bullet starts a sentence.
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf-8"))
_TITLES, _INNER = frozenset(_LISTS["titles"]), frozenset(_LISTS["inner"])
_SHORT, _STARTERS = frozenset(_LISTS["abbreviations"]), frozenset(_LISTS["starters"])
_CLOCK, _ZONES = frozenset(_LISTS["clock"]), frozenset(_LISTS["zones"])
_STOP = re.compile(
    r"(?:[!?…]|\.(?:\s?\.)*)+[\"”’'»)\]]*(?:\s?\[\d+\])*(?=\s+|$)"
    r"|(?<=[a-z]{2})[.!?][\"”]?(?=[A-Z][a-z])"  # a blank was lost
    r"|(?<=[a-z]{3}\.)\d{1,2}(?=\s+[A-Z])"  # a note number
)
_NEXT = re.compile(r"\s*(?:[\"“‘'«(\[—–-]\s?)*([A-Z0-9À-ÖØ-Þ$€£]\S*)?")
_SAID = re.compile(rf"\s*(?:[A-Z][\w.’'-]*\s+){{1,4}}(?:{'|'.join(_LISTS['speech'])})\b")
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")
_INITIALS = re.compile(r"(?:\w\.)+\w|[a-z]")
_ITEM = re.compile(r"(?:^|[.!?:;]\s+)\(?\d{1,2}$")
_BULLET = re.compile(r"(?<=\s)[•▪◦‣►](?=\s+\S)")
_PREDICATE = re.compile(rf"\s+(?:{'|'.join([*_LISTS['finite'], *_LISTS['speech']])})\b")


def spans(text: str) -> list[tuple[int, int]]:
    """Half-open character ranges of the sentences of `text`, without outer blanks, in order; all other characters are
    blanks.

    >>> text = "Lt. Gen. J. K. Ro met U.S. envoys at 9.30 a.m. They left (in haste. Quietly.) by air."
    >>> [text[a:b] for a, b in spans(text)]
    ['Lt. Gen. J. K. Ro met U.S. envoys at 9.30 a.m.', 'They left (in haste. Quietly.) by air.']
    """
    shut = _inside_brackets(text)
    cuts = [m.end() for m in _STOP.finditer(text) if not shut[m.start()] and _ends(text, m)]
    cuts = sorted({*cuts, *(m.start() for m in _BULLET.finditer(text))})
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
    return not before or (before[-1] in '.!?”"' and not (before[-1] == "." and _last_word(before[:-1]) in _TITLES))


def _last_word(text: str) -> str:
    """The word at the end of `text`, in lower case, dots inside it kept."""
    found = _WORD_BEFORE.search(text)
    return found.group().lstrip("'’-.").lower() if found else ""


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
    if stop.group().startswith(("..", "…", ". .")):
        return _starts(word) and not (stop.group()[:2] != ". " and text[: stop.start()].endswith(" "))
    before = text[: stop.start()]
    last = _last_word(before)
    if last in _TITLES:
        return False
    if stop.group() != ".":
        return True  # a quote, bracket or note number closes behind it
    if last in _INNER:
        return last == "no" and not word[0].isdigit()
    if last in _CLOCK:
        return re.split(r"\W", word)[0] not in _ZONES and not re.match(r"\s*\S+ time\b", text[stop.end() :])
    if last in _SHORT or _INITIALS.fullmatch(last):
        return _starts(word) or (last in _SHORT and _is_subject(text, stop.end(), word))
    return not _is_item(before)


def _is_item(before: str) -> bool:
    """Whether a text ends with the number of an item of a list: "It pays. 2", but not "on Oct. 7"."""
    found = _ITEM.search(before)
    return found is not None and _last_word(before[: found.start()]) not in _TITLES | _INNER | _SHORT


def _starts(word: str) -> bool:
    """Whether a word that seldom stands inside a name follows; `I.` is an initial."""
    return re.split(r"\W", word.lower(), maxsplit=1)[0] in _STARTERS and not re.fullmatch(r"[A-Z]\.", word)


def _is_subject(text: str, at: int, word: str) -> bool:
    """Whether the name of a state follows, and behind it a finite verb: "left the U.S. Iran had not replied"."""
    return bool(_PREDICATE.match(text, text.index(word, at) + len(word))) and _is_state(word)


def _is_state(word: str) -> bool:
    from estimative.actors import registry

    found = registry().resolve(word, None)
    return found.actor is not None and found.kind == "name"
