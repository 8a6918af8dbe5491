"""The figures and claim ids of a run, and the names under which a page can point at them."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from estimative.domain import Claim, Figure, Trace, UnknownName
from estimative.run.model import Run

SAFE = "!$&'()*+,;=:@/?-._"  # what RFC 3986 allows in a fragment beside letters and digits


def anchor(kind: str, key: str) -> str:
    """A readable id, valid in HTML and in a link without further escaping; different keys give different ids.

    >>> anchor("trace", "support:IRN>RUS/arms@2025-05")
    'trace-support:IRN~3ERUS/arms@2025-05'
    """
    return f"{kind}-{quote(key, safe=SAFE).replace('~', '%7E').replace('%', '~')}"


def shown(figure: Figure) -> str:
    """The text of a figure, with its unit where the text does not already say it.

    >>> shown(Figure("48", "t", "howitzers")), shown(Figure("5 %", "t", "%"))
    ('48 howitzers', '5 %')
    """
    unit = "" if figure.unit.lower() in figure.text.lower() else f" {figure.unit}"
    return figure.text + unit


def figures(value: Any) -> Iterator[Figure]:
    """Every figure anywhere in a run, in the order of its fields."""
    if isinstance(value, Figure):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, Claim | type):
        for field in dataclasses.fields(value):
            yield from figures(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from figures(item)


def check(run: Run) -> None:
    """Refuse a run with a figure that has no trace, or whose trace does not end in spans or parameters."""
    for figure in figures(run):
        run.trace.node(figure.trace)
    loose = run.trace.loose_ends()
    if loose:
        raise UnknownName(
            f"the trace of {loose[0]!r} and {len(loose) - 1} more leads nowhere", mend="give every node its parents"
        )


def place(text: str, parts: tuple[Figure, ...]) -> list[str | Figure]:
    """A sentence cut at the figures it names, the first unused mention of each; figures it does not name stay out.

    >>> place("In 2030, 30 shells.", (Figure("30", "a"),))
    ['In 2030, ', Figure(text='30', trace='a', unit='', dagger=False), ' shells.']
    """
    pieces: list[str | Figure] = [text]
    for figure in sorted(parts, key=lambda f: -len(f.text)):
        pattern = re.compile(rf"(?<![\w.,]){re.escape(figure.text)}(?!\w|[.,]\d)")
        pieces = _cut(pieces, figure, pattern)
    return pieces


def _cut(pieces: list[str | Figure], figure: Figure, pattern: re.Pattern[str]) -> list[str | Figure]:
    for i, piece in enumerate(pieces):
        if isinstance(piece, str) and figure.text and (found := pattern.search(piece)):
            middle: list[str | Figure] = [piece[: found.start()], figure, piece[found.end() :]]
            return pieces[:i] + [m for m in middle if m != ""] + pieces[i + 1 :]
    return pieces


def below(trace: Trace, node_id: str) -> tuple[str, ...]:
    """Ids of the leaves (spans, parameters, points, judgements) under a node, in the order of a walk."""
    return tuple(node.id for _, node, again in trace.walk(node_id) if not node.parents and not again)
