"""What stands above the first paragraph: labels over the title, the title, its deck, names and offices of authors."""

import re

from .language import any_of
from .lines import Line
from .marks import byline, office
from .page import BOILERPLATE, HEADING, Sheet
from .stamps import dates_a_place

_NAME = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Sir|Amb)\.? )?[A-ZÀ-Þ][\w.’'-]*(?:,? (?:and |& |de |van |von |al-?|bin |el |del |der )?"
    r"[A-ZÀ-Þ][\w.’'-]*){1,5}(?: in [A-Z]\w+(?: [A-Z]\w+)?)?$"
)
_KICKER = re.compile(rf"^\W*{any_of('marks', 'genres')}\W*$", re.IGNORECASE)
_FEW, _TITLE = 2, 5  # words: of a label at most, of a title it stands over at least


def masthead(sheet: Sheet) -> None:
    body = sheet.body()
    if not body:
        return
    above = [i for i in range(body[0]) if sheet.verdict[i] is None]
    titles = [i for i in above if not office(sheet.lines[i]) and not _KICKER.match(sheet.lines[i].core)]
    longer = [i for i in titles if len(sheet.lines[i].words) >= _TITLE]
    first = titles[0] if titles else None
    if first is not None and longer and len(sheet.lines[first].words) <= _FEW:
        first = longer[0]
    if first is None:
        return
    for i in above:
        if i < first:
            sheet.set(i, BOILERPLATE, "label")
    _deck(sheet, first, body)
    below = {i for i in above if i > first and _label(sheet.lines[i])}
    for i in below:  # headings of a word or two do not stand on one another
        if {i - 1, i + 1} & below:
            sheet.set(i, BOILERPLATE, "label")
    _authors(sheet, [i for i in above if i > first], first)


def _deck(sheet: Sheet, title: int, body: list[int]) -> None:
    """A sentence directly below the title, with the byline or date between it and the text."""
    deck = title + 1
    if deck == body[0] and len(body) > 1 and body[1] > deck + 1 and not sheet.lines[deck].bullet:
        between = [sheet.verdict[i] for i in range(deck + 1, body[1])]
        if between and between[0] and between[0][1] in ("byline", "date"):
            sheet.verdict[deck] = (HEADING, "deck")


def _authors(sheet: Sheet, below: list[int], title: int) -> None:
    """Names beside a byline, a date, an office or the title; offices; places with a date."""
    for i in below:
        line = sheet.lines[i]
        if office(line) or (dates_a_place(line.core) and not line.finite):
            sheet.set(i, BOILERPLATE, "byline")
    for i in below:
        beside = (sheet.verdict[k] for k in (i - 1, i + 1) if 0 <= k < len(sheet.lines))
        if _name(sheet.lines[i]) and any(v and v[1] in ("byline", "date", "crew") for v in beside):
            sheet.set(i, BOILERPLATE, "byline")


def _label(line: Line) -> bool:
    return len(line.words) <= _FEW and not line.stopped and not line.bullet


def _name(line: Line) -> bool:
    return bool(_NAME.match(line.core)) and not line.finite and not line.stopped


def authors(sheet: Sheet) -> list[str]:
    """Names in bylines, as written."""
    found = [byline(sheet.lines[i].core) for i, v in enumerate(sheet.verdict) if v and v[1] in ("byline", "crew")]
    return [name for names in found for name in names]
