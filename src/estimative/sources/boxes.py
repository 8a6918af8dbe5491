"""Lines between two paragraphs that are neither: the text of an advertisement or sign-up box, a stack of links."""

from .page import BODY, BOILERPLATE, Sheet

_PROMPTS = ("call_to_action", "command", "button", "advertisement")
_STACK = 4  # headings do not stand in stacks of so many


def boxes(sheet: Sheet) -> None:
    body = sheet.body()
    for first, end in sheet.runs(lambda i: bool(body) and body[0] < i < body[-1] and sheet.kind(i) != BODY):
        prompts = [i for i in range(first, end) if (v := sheet.verdict[i]) and v[1] in _PROMPTS]
        for i in range(first, prompts[-1] if len(prompts) > 1 else first):
            sheet.set(i, BOILERPLATE, "box")
    stacks = sheet.runs(lambda i: bool(body) and body[0] < i < body[-1] and _loose(sheet, i))
    for first, end in stacks:
        for i in range(first, end - 1 if end - first >= _STACK else first):
            sheet.set(i, BOILERPLATE, "related_headline")


def _loose(sheet: Sheet, i: int) -> bool:
    return sheet.verdict[i] is None and not sheet.lines[i].bullet
