"""Where a field stands in a TOML text: the standard reader keeps no lines, so the text is scanned for them."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.\-\"']+)\s*=")
_FENCES = ('"""', "'''")

Loc = tuple[str | int, ...]


def lines(text: str) -> dict[Loc, int]:
    """Line numbers (from 1) by path; tables of an array carry their index.

    >>> lines('id = "x"\\n[[note]]\\nside = "A"\\n[[note]]\\nside = "B"')[("note", 1, "side")]
    5
    """
    found: dict[Loc, int] = {}
    last: dict[Loc, int] = {}
    table: Loc = ()
    fence: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        opened = fence
        fence = _fence(line, fence)
        if opened is not None:
            continue
        if header := _HEADER.fullmatch(line):
            table = _table(header[2], header[1] == "[[", last)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
    return found


def line_of(loc: Loc, found: dict[Loc, int]) -> int:
    """The line of a path, or of the nearest table around it; 1 if there is none."""
    return next((found[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in found), 1)


def _parts(dotted: str) -> list[str]:
    return [p.strip().strip("\"'") for p in dotted.split(".")]


def _table(dotted: str, array: bool, last: dict[Loc, int]) -> Loc:
    path: Loc = ()
    *outer, name = _parts(dotted)
    for part in outer:
        path = (*path, part)
        path = (*path, last[path]) if path in last else path
    path = (*path, name)
    if array:
        last[path] = last.get(path, -1) + 1
        path = (*path, last[path])
    return path


def _fence(line: str, fence: str | None) -> str | None:
    """The multi-line quote still open after this line."""
    rest = line
    while True:
        marks = [fence] if fence else [f for f in _FENCES if f in rest]
        if not marks or marks[0] not in rest:
            return fence
        mark = min(marks, key=rest.index)
        rest = rest[rest.index(mark) + 3 :]
        fence = None if fence else mark
