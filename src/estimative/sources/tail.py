"""What stands below the last paragraph: who wrote and edited it, who the authors are, what the publisher adds."""

import re

from .language import any_of
from .lines import Line
from .masthead import authors
from .page import BODY, BOILERPLATE, Sheet

_CLOSES = re.compile(any_of("marks", "closings"), re.IGNORECASE)
_OPENING_NAME = re.compile(r"^(?:(?:Dr|Prof|Professor|Sir|Amb)\.? )?((?:[A-ZÀ-Þ][\w.’'-]*\s){2,4})")
_PRESENT = re.compile(
    rf"^(?:,[^,]*,)?\s*"
    rf"(?:(?:is|was)\b.*\b{any_of('marks', 'offices')}\b|(?:currently )?{any_of('marks', 'careers')}\b)",
    re.IGNORECASE,
)
_SHARE, _FEW = 4, 2  # below the close stand no more paragraphs than a quarter of the report, or a few


def tail(sheet: Sheet) -> None:
    body = sheet.body()
    _below_close(sheet, body)
    names = authors(sheet)
    for i in reversed(sheet.body()):
        if len(sheet.body()) == 1 or not _biography(sheet, i, names):
            break
        sheet.verdict[i] = (BOILERPLATE, "biography")


def _below_close(sheet: Sheet, body: list[int]) -> None:
    """All below a line that closes the report, if it is little beside the report above."""
    for i, line in enumerate(sheet.lines):
        below = [k for k in body if k > i]
        small = len(below) <= min(max(_FEW, (len(body) - len(below)) // _SHARE), len(body) // 2)
        if small and sheet.kind(i) == BOILERPLATE and _CLOSES.search(line.core):
            for k in range(i + 1, len(sheet.lines)):
                sheet.verdict[k] = (BOILERPLATE, "colophon") if sheet.kind(k) in (None, BODY) else sheet.verdict[k]
            return


def _biography(sheet: Sheet, i: int, names: list[str]) -> bool:
    """Opens with an author's name, or tells the office of someone the report does not mention."""
    line = sheet.lines[i]
    found = _OPENING_NAME.match(line.core)
    if not found:
        return False
    name = found.group(1).strip()
    known = any(line.core.startswith(n) for n in names)
    return bool(_PRESENT.match(line.core[found.end(1) - 1 :])) and (known or not _mentioned(sheet, name, i))


def _mentioned(sheet: Sheet, name: str, at: int) -> bool:
    surname = name.split()[-1]
    return any(_has(sheet.lines[k], surname) for k in sheet.body() if k < at)


def _has(line: Line, word: str) -> bool:
    return word in line.words
