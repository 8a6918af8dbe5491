"""Captions beside the credit or control of a picture, and sentences set a second time in large type."""

import re

from .language import any_of
from .page import BOILERPLATE, Sheet, is_sentence
from .stamps import DATE, MONTH

_CONTROL = re.compile(
    rf"^\W*(?:{any_of('marks', 'picture_controls')}|{any_of('marks', 'agencies')}|(?:[\w/ ]+ via )?getty(?: images)?)"
    rf"\W*$|^{any_of('marks', 'pictures')} source\W",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"^(?:[\w’'-]+ ){{3,}}.*\b{any_of('marks', 'places')} [^.!?]*, (?:{DATE}|(?:{MONTH} )?\d{{4}})$")
_ARTICLE = re.compile(r"^(?:An?|The|One|Two|Three|Some) ")
_SCENE, _LONGEST = 8, 40  # words
_NAMES = 0.8  # share of capitals that names alone can bring about
_QUOTED = re.compile(r"^[\"“‘'«].+[\"”’'»]\W*$")


def pictures(sheet: Sheet) -> None:
    """The line below a picture's control or bare credit, unless it is a sentence of the report or starts a page."""
    shown = False
    for i, line in enumerate(sheet.lines):
        free = sheet.verdict[i] is None and not is_sentence(line) and not line.headline
        if _CONTROL.match(line.core):
            sheet.set(i, BOILERPLATE, "caption")
            shown = True
        elif shown and free and 4 <= len(line.words) <= _LONGEST:
            sheet.set(i, BOILERPLATE, "caption")
            shown = False
        else:
            shown = shown and sheet.verdict[i] is not None


def pull_quotes(sheet: Sheet) -> None:
    """A quotation alone on its line that a longer line holds word for word."""
    keys = [f" {line.key} " for line in sheet.lines]
    for i, line in enumerate(sheet.lines):
        quoted = sheet.verdict[i] is None and _QUOTED.match(line.core) and len(line.words) > (3 if line.stopped else 2)
        if quoted and any(keys[i] in key and len(key) > len(keys[i]) for key in keys):
            sheet.set(i, BOILERPLATE, "pull_quote")


def scenes(sheet: Sheet) -> None:
    """Captions without a credit, among the paragraphs: where and when, or a scene told at a length no heading has."""
    body = sheet.body()
    loose = [i for i, v in enumerate(sheet.verdict) if v is None and body and body[0] < i < body[-1]]
    for i in loose:
        line = sheet.lines[i]
        plain = not (line.title_case > _NAMES or line.question or ":" in line.core or line.bullet)
        others = [len(sheet.lines[k].words) for k in loose if k != i]
        outlier = len(line.words) >= _SCENE and len(others) > 1 and max(others) <= _SCENE // 2
        scene = outlier and line.title_case < 0.6 and _ARTICLE.match(line.core)
        if plain and (scene or _PLACED.match(line.core)):
            sheet.set(i, BOILERPLATE, "caption")
