"""What a document says it is about: the parties its title names."""

import re

from estimative.actors import Kind, Registry
from estimative.domain import PartialDate

from .text import Sentence

_WORD = re.compile(r"[\w.'’-]*\w|[^\w\s]")
_PARTIES = frozenset({Kind.STATE, Kind.DEAD_STATE, Kind.TERRITORY, Kind.ARMED_GROUP})


def titled(rows: tuple[Sentence, ...], registry: Registry, on: PartialDate | None) -> tuple[str, ...]:
    """The two states or armed groups that the title names, in its order; empty if it names fewer or more.

    The title is the first heading, if no body sentence stands before it.
    """
    first = next((row for row in rows if row.kind in ("body", "heading")), None)
    if first is None or first.kind != "heading":
        return ()
    parts = _WORD.findall(first.text.replace("'s", " 's").replace("’s", " 's"))
    found = (f.resolution.actor for f in registry.scan(parts, on))
    codes = tuple(dict.fromkeys(a.code for a in found if a is not None and a.kind in _PARTIES))
    return codes if len(codes) == 2 else ()
