"""Days, months, years: whole stretches of the calendar, and where a bare month or day lies."""

import calendar
import datetime as dt
import re

from ..signatures import table
from .interval import Interval, Setting

MONTHS = {name: i + 1 for i, name in enumerate(table("times")["lists"]["months"])}
SHORT_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAYS = {name: i for i, name in enumerate(table("times")["lists"]["days"])}
ORDINALS = {w: i + 1 for i, w in enumerate(table("times")["lists"]["ordinals"])}
CENTURIES = {w: i + 15 for i, w in enumerate(table("times")["lists"]["centuries"])}


def whole_year(y: int) -> tuple[dt.date, dt.date]:
    return dt.date(y, 1, 1), dt.date(y, 12, 31)


def whole_month(y: int, m: int) -> tuple[dt.date, dt.date]:
    return dt.date(y, m, 1), dt.date(y, m, calendar.monthrange(y, m)[1])


def one_day(y: int, m: int, d: str) -> tuple[dt.date, dt.date] | None:
    try:
        day = dt.date(y, m, int(re.sub(r"\D", "", d)))
    except ValueError:
        return None
    return day, day


def named_month(name: str) -> int:
    key = name.lower().rstrip(".")
    return MONTHS.get(key) or SHORT_MONTHS[key]


def inferred_year(month: int, s: Setting, day: int | None) -> int | None:
    """The last such month (or day) up to the document's date, or the next one for the future; None without a date."""
    if s.on is None or (s.on.granularity == "year"):
        return s.on.first.year if s.on is not None else None
    now = s.on.first
    if s.future:
        past = month < now.month or (day is not None and month == now.month and day < now.day)
        return now.year + past
    ahead = month > now.month or (
        day is not None and month == now.month and day > (s.on.after - dt.timedelta(days=1)).day
    )
    return now.year - ahead


def part_of(part: str | None, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Early, mid, late: the matching half of the interval; the bounds stay whole where the text is vague."""
    half = first + (last - first) // 2
    quarter = (last - first) // 4
    if part in ("early", "beginning", "start", "first half"):
        return first, dt.date(first.year, 6, 30) if _is_year(first, last) else half
    if part in ("late", "second half"):
        return (dt.date(first.year, 7, 1) if _is_year(first, last) else half), last
    if part in ("mid", "middle"):
        return first + quarter, last - quarter
    if part == "end":
        return last - quarter, last
    return first, last


def _is_year(first: dt.date, last: dt.date) -> bool:
    return first.year == last.year and (last - first).days > 360


def shifted(now: dt.date, unit: str, by: int) -> tuple[dt.date, dt.date]:
    """The whole unit `by` units from the one that holds `now`; weeks run Monday to Sunday."""
    if unit == "day":
        day = now + dt.timedelta(days=by)
        return day, day
    if unit == "week":
        monday = now - dt.timedelta(days=now.weekday()) + dt.timedelta(weeks=by)
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        n = now.year * 12 + now.month - 1 + by
        return whole_month(n // 12, n % 12 + 1)
    years = by * (10 if unit == "decade" else 1)
    first, last = whole_year(max(1, now.year + years))
    return (
        (first.replace(year=first.year // 10 * 10), last.replace(year=first.year // 10 * 10 + 9))
        if unit == "decade"
        else (first, last)
    )


def count(text: str) -> int:
    return int(text) if text.isdigit() else table("times")["numbers"][text.lower()]


def coarser(s: Setting, unit: str) -> Interval | None:
    """Relative expressions need a document date at least as exact as their unit."""
    rank = {"day": 0, "week": 0, "weekend": 0, "month": 1, "year": 2, "decade": 2}
    have = {"day": 0, "month": 1, "year": 2}
    if s.on is None or have[s.on.granularity] > rank[unit]:
        last = s.on.after - dt.timedelta(days=1) if s.on and not s.future else None
        first = s.on.first if s.on else None
        return Interval(first, last, s.on.granularity if s.on else unit, "relative")
    return None
