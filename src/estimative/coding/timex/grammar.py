"""The rules of data/times.toml, compiled: patterns with the readers that evaluate them."""

import re
from collections.abc import Iterable
from functools import cache

from ..signatures import table
from . import named, relative, stretches
from .interval import Reader

READERS: dict[str, Reader] = {**named.READERS, **relative.READERS, **stretches.READERS}


@cache
def rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Patterns in order of rank. A macro may stand in a pattern as `{NAME}`."""
    macros = _macros()
    return tuple(
        (re.compile(_filled(raw["pattern"], macros), re.I), READERS[raw["reader"]]) for raw in table("times")["rule"]
    )


def _macros() -> dict[str, str]:
    times, lists = table("times"), table("times")["lists"]
    months = _any(lists["months"])
    return {
        **times["macros"],
        "M": months,
        "MA": rf"(?:{months}|(?:{_any(lists['short_months'])})\.?)",
        "N": rf"(?:\d+|{_any(times['numbers'])})",
        "days": _any(lists["days"]),
        "centuries": _any(lists["centuries"]),
        "eras": _any(times["eras"]),
    }


def _any(words: Iterable[str]) -> str:
    """The words as alternatives, longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


def _filled(pattern: str, macros: dict[str, str]) -> str:
    for name, text in macros.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    return pattern


@cache
def hint() -> re.Pattern[str]:
    """A word or figure without which no rule can match."""
    times = table("times")
    named = (*times["lists"]["days"], *times["lists"]["months"], *times["lists"]["short_months"], *times["seasons"])
    return re.compile(rf"\d|\b(?:{_any((*named, *times['hints'], *times['eras']))})", re.I)
