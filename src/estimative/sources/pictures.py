"""Captions beside the credit or control of a picture, and sentences set a second time in large type."""

import re

from .language import any_of
from .page import BOILERPLATE, Sheet, is_sentence

_CONTROL = re.compile(
    rf"^\W*(?:{any_of('marks', 'picture_controls')}|{any_of('marks', 'agencies')}|(?:[\w/ ]+ via )?getty(?: images)?)\W*$"
    rf"|^{any_of('marks', 'pictures')} source\W",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“‘'«].+[\"”’'»]\W*$")


def pictures(sheet: Sheet) -> None:
    """The line below a picture's control or bare credit, unless it is a sentence of the report or starts a page."""
    shown = False
    for i, line in enumerate(sheet.lines):
        if _CONTROL.match(line.core):
            sheet.set(i, BOILERPLATE, "caption")
            shown = True
        elif shown and sheet.verdict[i] is None and not is_sentence(line) and 4 <= len(line.words) and not line.headline:
            sheet.set(i, BOILERPLATE, "caption")
            shown = False
        else:
            shown = shown and sheet.verdict[i] is not None


def pull_quotes(sheet: Sheet) -> None:
    """A quotation alone on its line that a longer line holds word for word."""
    keys = [f" {line.key} " for line in sheet.lines]
    for i, line in enumerate(sheet.lines):
        if sheet.verdict[i] is None and _QUOTED.match(line.core) and len(line.words) > 2:
            if any(keys[i] in key and len(key) > len(keys[i]) for key in keys):
                sheet.set(i, BOILERPLATE, "pull_quote")
