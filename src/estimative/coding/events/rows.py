"""Events as JSON objects, for the field `events` of coded rows (docs/rows.md)."""

from dataclasses import fields
from typing import Any

from .event import Event, Side

_SIDES = frozenset({"source", "target", "said_by"})
_OWN = tuple(f.name for f in fields(Event) if f.name != "sentence")


def event_row(event: Event) -> dict[str, Any]:
    """An event without its sentence, which is the row's; lists for tuples, objects for sides."""
    return {name: _plain(name, getattr(event, name)) for name in _OWN}


def read_event(row: dict[str, Any], sentence: str) -> Event:
    """The reverse of `event_row`. Errors: KeyError, TypeError for what is no event."""
    return Event(sentence=sentence, **{name: _read(name, row[name]) for name in _OWN})


def _plain(name: str, value: Any) -> Any:
    if name in _SIDES:
        return [{f.name: _plain("", getattr(side, f.name)) for f in fields(Side)} for side in value]
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name in _SIDES:
        return tuple(Side(**{**side, "codes": tuple(side["codes"])}) for side in value)
    return tuple(value) if isinstance(value, list) else value
