"""Readers of dates counted from the document: yesterday, on Friday, last week, two years ago."""

import datetime as dt
import re

from .days import DAYS, coarser, count, named_month, part_of, shifted, whole_month
from .interval import Interval, Reader, Setting


def _near_day(m: re.Match[str], s: Setting) -> Interval | None:
    coarse = coarser(s, "day")
    if coarse is not None or s.on is None:
        return coarse
    shift = {"yesterday": -1, "overnight": -1, "last night": -1, "tomorrow": 1}.get(m[0].lower(), 0)
    day = s.on.first + dt.timedelta(days=shift)
    return Interval(day, day, "day", "relative", ahead=shift > 0)


def _weekday(m: re.Match[str], s: Setting) -> Interval | None:
    coarse = coarser(s, "day")
    if coarse is not None or s.on is None:
        return coarse
    now, want = s.on.first, DAYS[m["day"].lower()]
    rel = (m["rel"] or "").lower().strip()
    if rel == "next" or (s.future and rel != "last"):
        step = (want - now.weekday()) % 7 or (7 if rel == "next" else 0)
    else:
        step = -((now.weekday() - want) % 7 or (7 if rel == "last" else 0))
    day = now + dt.timedelta(days=step)
    return Interval(day, day, "day", "relative", ahead=step > 0)


def _weekend(m: re.Match[str], s: Setting) -> Interval | None:
    coarse = coarser(s, "weekend")
    if coarse is not None or s.on is None:
        return coarse
    monday = s.on.first - dt.timedelta(days=s.on.first.weekday())
    ahead = s.future or (m["rel"] or "").lower().startswith(("next", "this coming"))
    if not ahead and s.on.first.weekday() < 5:
        monday -= dt.timedelta(days=7)
    if (m["rel"] or "").lower().startswith("next") and s.on.first.weekday() >= 5:
        monday += dt.timedelta(days=7)
    return Interval(monday + dt.timedelta(days=5), monday + dt.timedelta(days=6), "weekend", "relative", ahead=ahead)


def _rel_unit(m: re.Match[str], s: Setting) -> Interval | None:
    """Last week, this month, next year."""
    unit = m["unit"].lower()
    coarse = coarser(s, unit)
    if coarse is not None or s.on is None:
        return coarse
    shift = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[m["rel"].lower()]
    first, last = shifted(s.on.first, unit, shift)
    lead = (m["lead"] or "").lower()
    if shift == 0 and lead.startswith(("earlier", "so far")):
        last = min(last, s.on.after - dt.timedelta(days=1))
    if shift == 0 and lead.startswith("later"):
        first = s.on.first
    if lead.startswith(("by the end of", "the end of", "end of")):
        return Interval(s.on.first, last, unit, "relative", ahead=True)
    if lead in ("early ", "late ") and unit in ("year", "decade"):
        first, last = part_of(lead.strip(), first, last)
    return Interval(first, last, unit, "relative", ahead=shift > 0 or lead.startswith("later"))


def _ago(m: re.Match[str], s: Setting) -> Interval | None:
    unit = m["unit"].lower()
    coarse = coarser(s, unit)
    if coarse is not None or s.on is None:
        return coarse
    if m["n"] is None:
        return Interval(None, s.on.after - dt.timedelta(days=1), "open_past", "relative")
    first, last = shifted(s.on.first, unit, -count(m["n"]))
    return Interval(first, last, unit, "relative")


def _month_of(m: re.Match[str], s: Setting) -> Interval | None:
    """May last year; last May: the latest one before the document's month."""
    month = named_month(m["month"])
    if s.on is None:
        return Interval(None, None, "month", "month_explicit_year_unknown")
    rel, now = m["rel"].lower(), s.on.first
    year = now.year + {"last": -1, "this": 0, "next": 1}[rel]
    if not m[0].lower().endswith("year"):
        year = now.year - (month >= now.month) if rel == "last" else now.year + (month <= now.month)
    return Interval(*whole_month(year, month), "month", "relative", ahead=rel == "next")


def _from_now(m: re.Match[str], s: Setting) -> Interval | None:
    """Two weeks from now."""
    unit = m["unit"].lower()
    coarse = coarser(s, unit)
    if coarse is not None or s.on is None:
        return coarse
    first, last = shifted(s.on.first, unit, count(m["n"]))
    return Interval(first, last, unit, "relative", ahead=True)


READERS: dict[str, Reader] = {
    "near_day": _near_day,
    "weekday": _weekday,
    "weekend": _weekend,
    "relative_unit": _rel_unit,
    "ago": _ago,
    "month_of": _month_of,
    "from_now": _from_now,
}
