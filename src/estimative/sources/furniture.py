"""Which lines of a page are its report, and which are furniture: told from structure and language.

Structure: a bullet, a final stop, casing, whether a line repeats another, what stands above and below, whether the
report has begun or ended. Language: the words with which any page names its parts (`marks`) and addresses its reader
(`calls`).
"""

import re

from estimative.domain import Block

from .boxes import boxes
from .calls import calls_only
from .lines import split
from .lists import contents, lists
from .marks import cites, comments_label, links_label, marked, publisher_suffix, references_label
from .masthead import masthead
from .page import BODY, BOILERPLATE, HEADING, Sheet, is_sentence, many
from .pictures import pictures, pull_quotes, scenes
from .tail import tail

_SPOKEN = re.compile(r"^(?:Q|Question|So|But|And|Or|Then|Yet)\b(?!,? [A-Z])|^[^\"“]+[\"“][^\"”]+\?[\"”]$")
LONG = 20  # words; a longer line without a stop is a paragraph that lost it


def blocks(text: str) -> tuple[Block, ...]:
    """One block per non-empty line of `text`, in order, with kind body, heading or boilerplate.

    >>> text = "Talks Resume In Geneva\\nThey met on Monday.\\n- Ten Tricks For Better Sleep"
    >>> [(b.kind, b.subkind) for b in blocks(text)]
    [('heading', 'title'), ('body', 'body'), ('boilerplate', 'link_spam')]
    """
    sheet = Sheet(split(text))
    for step in _STEPS:
        step(sheet)
    if not sheet.body():
        _rescue(sheet)
    verdicts = [v or (BOILERPLATE, "related_headline") for v in sheet.verdict]
    return tuple(Block(line.start, line.end, *v) for line, v in zip(sheet.lines, verdicts, strict=True))


def _marked(sheet: Sheet) -> None:
    told = below = False  # comments stand below the report; the same words above it only count them
    for i, line in enumerate(sheet.lines):
        below = below or (told and comments_label(line))
        told = told or (is_sentence(line) and len(line.words) > 4)
        if below:
            sheet.set(i, BOILERPLATE, "comment")
        elif subkind := marked(line):
            sheet.set(i, BOILERPLATE, subkind)
        elif line.text.startswith("#") and line.text.lstrip("#").startswith(" "):
            sheet.set(i, HEADING, "section")
        elif calls_only(line.core):
            sheet.set(i, BOILERPLATE, "call_to_action")


def _paragraphs(sheet: Sheet) -> None:
    for i, line in enumerate(sheet.lines):
        below = sheet.verdict[i + 1] if i + 1 < len(sheet.lines) else None
        quote = i + 1 < len(sheet.lines) and sheet.lines[i + 1].core.startswith(('"', "“"))
        told = line.finite or quote or below == (BODY, "item") or (len(line.words) > 7 and line.title_case < 0.6)
        introduces = line.core.endswith(":") and len(line.words) > 3 and told
        lost_stop = len(line.words) > LONG and line.title_case < 0.6
        aside = line.text.startswith("(") and line.text.endswith(")") and any(c.isdigit() for c in line.text)
        asked = line.question and bool(_SPOKEN.match(line.core))
        if introduces or lost_stop or aside or asked or (is_sentence(line) and not _asks_as_heading(sheet, i)):
            sheet.set(i, BODY, "body")


def _asks_as_heading(sheet: Sheet, i: int) -> bool:
    """A short question alone on its line, above a paragraph, heads it."""
    line, below = sheet.lines[i], sheet.lines[i + 1] if i + 1 < len(sheet.lines) else None
    if line.question and below and not many(line) and all(sheet.kind(k) == BOILERPLATE for k in range(i)):
        return True
    if not line.question or many(line) or _SPOKEN.match(line.core) or (":" in line.core[:30] and not line.headline):
        return False
    answered = (
        below is not None and len(below.words) > 1.5 * len(line.words) and is_sentence(below) and not below.question
    )
    return line.headline or (answered and len(line.words) <= 14 and not line.core.startswith(('"', "“")))


def _below_labels(sheet: Sheet) -> None:
    """Headlines and citations under the label that announces them."""
    scope = ""
    for i, line in enumerate(sheet.lines):
        verdict = sheet.verdict[i]
        if links_label(line) and verdict != (BODY, "body"):
            sheet.verdict[i], scope = (BOILERPLATE, "related_label"), "related_headline"
        elif references_label(line) and verdict in (None, (HEADING, "section")):
            sheet.verdict[i], scope = (HEADING, "section"), "reference"
        elif _in_scope(sheet, scope, i):
            sheet.verdict[i] = (BOILERPLATE, scope)
        elif verdict is None or verdict[0] != BOILERPLATE:
            scope = ""


def _in_scope(sheet: Sheet, scope: str, i: int) -> bool:
    if scope == "reference":
        return bool(sheet.lines[i].bullet) or cites(sheet.lines[i])
    return scope == "related_headline" and sheet.verdict[i] is None and not _heads(sheet, i)


def _heads(sheet: Sheet, i: int) -> bool:
    """A line set apart by a blank line, with a paragraph directly below."""
    below = i + 1 < len(sheet.lines) and sheet.verdict[i + 1] == (BODY, "body")
    return below and sheet.lines[i].gap and not sheet.lines[i + 1].gap


def _headings(sheet: Sheet) -> None:
    body = sheet.body()
    listed = {line.key for line, v in zip(sheet.lines, sheet.verdict, strict=True) if v == (BOILERPLATE, "toc")}
    titled = False
    for i, line in enumerate(sheet.lines):
        if sheet.verdict[i] is not None:
            titled = titled or sheet.kind(i) == HEADING
        elif not titled and body and i < body[0]:
            sheet.verdict[i], titled = (HEADING, "title"), True
        elif body and i < body[-1] and not (publisher_suffix(line) or line.core.endswith(("…", "..."))):
            sheet.verdict[i] = (HEADING, "section" if not listed or line.key in listed else "subsection")
        else:
            sheet.verdict[i] = (BOILERPLATE, "related_headline")


def _rescue(sheet: Sheet) -> None:
    """A text with no sentence that ends as one: its lines in sentence case with a few words are its sentences."""
    for i, line in enumerate(sheet.lines):
        unsure = sheet.verdict[i] in ((HEADING, "title"), (BOILERPLATE, "related_headline")) and not marked(line)
        if unsure and len(line.words) >= 4 and line.title_case < 0.6 and not publisher_suffix(line):
            sheet.verdict[i] = (BODY, "body")


_ABOVE = (_marked, pictures, contents, lists, pull_quotes, _paragraphs)
_STEPS = (*_ABOVE, tail, masthead, boxes, _below_labels, scenes, _headings)
