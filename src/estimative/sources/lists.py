"""Bulleted and numbered lines: contents, lists that belong to the text, lists of links."""

from .lines import Line
from .marks import contents_label, links_label, publisher_suffix
from .page import BODY, BOILERPLATE, HEADING, Sheet, Verdict, is_sentence


def contents(sheet: Sheet) -> None:
    """A run of lines that later lines repeat word for word, and the label above it."""
    lines = sheet.lines
    last = {line.key: i for i, line in enumerate(lines)}
    for first, end in sheet.runs(lambda i: last[lines[i].key] > i and not is_sentence(lines[i])):
        label = first > 0 and contents_label(lines[first - 1])
        if end - first > 1 or label:
            for i in range(first - label, end):
                sheet.verdict[i] = (BOILERPLATE, "toc")
    for i, line in enumerate(lines):
        if contents_label(line):
            sheet.set(i, BOILERPLATE, "toc")
            _rest_of_contents(sheet, i + 1)


def _rest_of_contents(sheet: Sheet, i: int) -> None:
    """Items of a labelled list of contents that no heading repeats."""
    while i < len(sheet.lines) and (sheet.lines[i].bullet or sheet.verdict[i] == (BOILERPLATE, "toc")):
        if not is_sentence(sheet.lines[i]):
            sheet.set(i, BOILERPLATE, "toc")
        i += 1


def lists(sheet: Sheet) -> None:
    lines = sheet.lines
    for first, end in _lists(sheet):
        items = lines[first:end]
        kept = _introduced(sheet, first) or (_led(sheet, first) and not _off_topic(sheet, items))
        kept = kept or any(map(is_sentence, items))
        for i in range(first, end):
            sheet.set(i, *_item(sheet, i, first, end - first, kept))


def _lists(sheet: Sheet) -> list[tuple[int, int]]:
    """Runs of open items; where numbers give way to signs, or signs to numbers, a new list begins."""
    found = []
    for first, end in sheet.runs(lambda i: bool(sheet.lines[i].bullet) and sheet.verdict[i] is None):
        turns = [i for i in range(first + 1, end) if sheet.lines[i].numbered != sheet.lines[i - 1].numbered]
        found += list(zip([first, *turns], [*turns, end], strict=True))
    return found


def _item(sheet: Sheet, i: int, first: int, count: int, kept: bool) -> Verdict:
    """`kept`: the list as a whole belongs to the text, so that items without a stop do too."""
    line = sheet.lines[i]
    if first and links_label(sheet.lines[first - 1]):
        return BOILERPLATE, "link_spam"
    if count == 1 and line.numbered and not line.stopped and _text_below(sheet, i + 1):
        return HEADING, "section"
    if is_sentence(line) or _introduced(sheet, first):
        return BODY, "item"
    return (BODY, "item") if kept and not (line.headline or publisher_suffix(line)) else (BOILERPLATE, "link_spam")


def _introduced(sheet: Sheet, first: int) -> bool:
    """The line above ends in a colon, and is more than a label."""
    above = sheet.lines[first - 1] if first else None
    return (
        above is not None and above.core.endswith(":") and sheet.verdict[first - 1] is None and not links_label(above)
    )


def _led(sheet: Sheet, first: int) -> bool:
    """A heading stands above."""
    above = sheet.verdict[first - 1] if first else (BODY, BODY)
    return above == (HEADING, "section") or (above is None and not is_sentence(sheet.lines[first - 1]))


def _off_topic(sheet: Sheet, items: list[Line]) -> bool:
    """No item shares a longer word with any paragraph."""
    said = {w.lower() for line in sheet.lines if is_sentence(line) for w in line.words}
    return not any(w.lower() in said for item in items for w in item.words if len(w) > 3)


def _text_below(sheet: Sheet, i: int) -> bool:
    """Whether a paragraph still follows at or below line i, or a list of another kind stands directly below."""
    open_below = [line for line, v in zip(sheet.lines[i:], sheet.verdict[i:], strict=True) if v is None]
    directly = i < len(sheet.lines) and bool(sheet.lines[i].bullet) and not sheet.lines[i].numbered
    return directly or any(is_sentence(line) and not line.bullet for line in open_below)
