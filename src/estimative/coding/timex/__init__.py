"""Time expressions of a sentence (TIMEX), resolved against the date of the document. Never more exact than the text.

The grammar is data (data/times.toml); each of its rules names the reader here that evaluates it.
"""

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from estimative.domain import PartialDate

from .grammar import hint, rules
from .interval import Interval, Setting

__all__ = ["Interval", "expressions"]


def expressions(text: str, on: PartialDate | None, future: bool) -> list[Interval]:
    """The expressions of `text` in order; where two overlap, the earlier rule wins. `future`: the clause looks
    ahead, so that a bare month or weekday is the next one and not the last."""
    return list(_read(text, on, future))


@lru_cache(maxsize=8)
def _read(text: str, on: PartialDate | None, future: bool) -> tuple[Interval, ...]:
    """Kept for the last few texts: each claim of a sentence asks for its times."""
    if hint().search(text) is None:
        return ()
    setting = Setting(on, future)
    found: list[Interval] = []
    for pattern, reader in rules():
        for m in pattern.finditer(text):
            if any(f.start < m.end() and m.start() < f.end for f in found):
                continue
            read = reader(m, setting)
            if read is not None:
                found.append(_bounded(text, replace(read, start=m.start(), end=m.end()), setting))
    return tuple(sorted(found, key=lambda f: f.start))


def _bounded(text: str, found: Interval, setting: Setting) -> Interval:
    """Since, by, until, before, after, from: one side opens."""
    hit = re.search(
        r"\b(since|by|until|till|before|prior to|after|from|as of|through|no later than)"
        r"\s+(?:the\s+|about\s+|around\s+)*$",
        text[: found.start],
        re.I,
    )
    if hit is None or found.granularity == "multi_year":
        return found
    word = hit[1].lower()
    found = replace(found, start=hit.start())
    today = setting.today
    past = found.last is None or today is None or found.last <= today
    if word in ("since", "as of"):
        return replace(found, last=today if past else None)
    if word in ("from", "after"):
        return replace(found, last=today if past and not setting.future else None)
    first = setting.on.first if setting.on and not past else None
    if word in ("before", "prior to"):
        last = found.first - dt.timedelta(days=1) if found.first else None
        return replace(found, first=first, last=last)
    return replace(found, first=first, ahead=not past)
