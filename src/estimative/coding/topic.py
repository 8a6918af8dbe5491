"""What a document is about: the two parties its title names, else the two its body names in most sentences."""

import re
from collections import Counter
from collections.abc import Iterable

from estimative.actors import Kind, Registry
from estimative.domain import PartialDate

from .text import Sentence

_WORD = re.compile(r"[\w.'’-]*\w|[^\w\s]")
_GENITIVE = re.compile(r"['’]s\b")
_PARTIES = frozenset({Kind.STATE, Kind.DEAD_STATE, Kind.TERRITORY, Kind.ARMED_GROUP})
_OFTEN = 4  # sentences that must name the second party
_CLEAR = 2  # times as often as the third


def titled(rows: tuple[Sentence, ...], registry: Registry, on: PartialDate | None) -> tuple[str, ...]:
    """The two states or armed groups that the document is about; empty if that is not plain.

    The title is the first heading, if no body sentence stands before it.
    """
    first = next((row for row in rows if row.kind in ("body", "heading")), None)
    title = _named(first.text, registry, on) if first is not None and first.kind == "heading" else ()
    if len(title) == 2:
        return title
    body = Counter(_each(rows, registry, on))
    if len(title) == 1:
        others = Counter({code: n for code, n in body.items() if code not in title})
        return (*title, *_first(others)) if _first(others) else ()
    top = body.most_common(3)
    second = _first(Counter(dict(top[1:])))
    return (top[0][0], *second) if second else ()


def _first(counts: Counter[str]) -> tuple[str, ...]:
    """The party named often, and clearly more often than any other; none if there is none."""
    top = counts.most_common(2)
    plain = bool(top) and top[0][1] >= _OFTEN and (len(top) == 1 or top[0][1] >= _CLEAR * top[1][1])
    return (top[0][0],) if plain else ()


def _each(rows: Iterable[Sentence], registry: Registry, on: PartialDate | None) -> Iterable[str]:
    for row in rows:
        if row.kind == "body":
            yield from _named(row.text, registry, on)


def _named(text: str, registry: Registry, on: PartialDate | None) -> tuple[str, ...]:
    parts = _WORD.findall(_GENITIVE.sub(" 's", text))
    found = (f.resolution.actor for f in registry.scan(parts, on))
    return tuple(dict.fromkeys(a.code for a in found if a is not None and a.kind in _PARTIES))
