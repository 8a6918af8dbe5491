"""Readers of stretches of time: over the past five years, within a month, months after the coup, for decades."""

import re

from .days import coarser, count, shifted
from .interval import Interval, Reader, Setting


def _past_stretch(m: re.Match[str], s: Setting) -> Interval | None:
    """Over the past five years, for two years, in recent months, for decades."""
    unit = m["unit"].lower()
    today = s.today
    number = m.groupdict().get("n")
    many = "multi_year" if unit in ("year", "decade") and m[0].lower().endswith("s") else unit
    if s.future:
        return Interval(s.on.first if s.on else None, None, many, "relative", ahead=True)
    if s.on is None or number is None or coarser(s, unit) is not None:
        return Interval(None, today, many, "relative")
    return Interval(shifted(s.on.first, unit, -count(number))[0], today, many, "relative")


def _coming(m: re.Match[str], s: Setting) -> Interval | None:
    first = s.on.first if s.on else None
    unit, number = m["unit"].lower(), m["n"]
    if s.on is None or number is None or coarser(s, unit) is not None:
        return Interval(first, None, "open_future", "relative", ahead=True)
    return Interval(first, shifted(s.on.first, unit, count(number))[1], unit, "relative", ahead=True)


def _event_relative(m: re.Match[str], s: Setting) -> Interval | None:
    """'Months after the coup': dated by an event the text does not date."""
    if s.future:
        return Interval(s.on.first if s.on else None, None, "open_future", "relative_to_event", ahead=True)
    return Interval(None, s.today, "open_past", "relative_to_event")


def _long(m: re.Match[str], s: Setting) -> Interval | None:
    return Interval(None, s.today, "multi_year", "relative")


READERS: dict[str, Reader] = {
    "past_stretch": _past_stretch,
    "coming": _coming,
    "event_relative": _event_relative,
    "long": _long,
}
