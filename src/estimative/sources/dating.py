"""The date a page gives itself in its text: a date line, a dateline, `Published ...`. Never a date inside a
sentence."""

import re

from estimative.domain import BadInput, PartialDate

from .lines import Line, split
from .stamps import DATE, MONTH

_LABELLED = re.compile(
    rf"^(?:(?:first |last )?(?:published|updated|posted|dated?|issued)(?: on| at)?:?\s*)+.{{0,14}}?({DATE})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^(?:\w+,? )?({DATE})(?:[ ,|·•-].{{0,40}})?$", re.IGNORECASE)
_BYLINE = re.compile(rf"^by\b[^.!?]*?\W({DATE})", re.IGNORECASE)
_DATELINE = re.compile(rf"^[A-Z][A-Z .’'-]+(?:, [A-Z][\w. ]+)?,? ({DATE})\s*(?:\([^)]*\)\s*)?[-–—:]")
_NEAR = 8  # lines from either end of a page on which it may date itself
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def page_date(text: str) -> PartialDate | None:
    """The date by which a page's text dates itself, or None. A date such as 03/04/2025, which has two readings, is
    none.

    >>> print(page_date("A title\\nBy Ann Lee | 3 May 2024\\nIn June 2020 it began."))
    2024-05-03
    >>> page_date("On 3 May 2024 the envoys met.") is None
    True
    """
    lines = split(text)
    near = lines[:_NEAR] + lines[max(_NEAR, len(lines) - _NEAR) :]
    return next((day for line in near if (day := _dated(line)) is not None), None)


def _dated(line: Line) -> PartialDate | None:
    patterns = (_DATELINE,) if line.stopped else (_LABELLED, _ALONE, _BYLINE, _DATELINE)
    found = next((m for p in patterns if (m := p.search(line.core))), None)
    return _parse(found.group(1)) if found else None


def _parse(words: str) -> PartialDate | None:
    if iso := re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return _made(*map(int, iso.group().split("-")))
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if month := re.search(MONTH, words, re.IGNORECASE):
        day, year = numbers
        return _made(year, _MONTHS.index(month.group()[:3].lower()) + 1, day)
    first, second, year = numbers
    if (first > 12) == (second > 12) and first != second:
        return None
    return _made(year, min(first, second) if first != second else first, max(first, second))


def _made(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(f"{year:04d}-{month:02d}-{day:02d}")
    except BadInput:
        return None
